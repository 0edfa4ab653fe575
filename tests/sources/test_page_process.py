"""Large pages in a process of their own.  Each test that starts one costs about a second."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from inquit.errors import SourceError
from inquit.sources import articles_from, html, page_process
from inquit.sources.page_process import draft_from_large_page
from inquit.types import Article

PAGE = """<html lang="en"><head><title>Ice holds – Norwire</title>
<meta name="author" content="Kari Lund"><meta property="article:published_time" content="2024-03-05T10:00+01:00">
</head><body><article><h1>Ice holds</h1>
<p>The mayor of Ostvik said on Monday that the harbour would reopen once the ice had gone from the inner basin.</p>
<p>“We have waited long enough,” she told the crews – \ud83d\udea2 and caf\xe9 – who had asked for a day and a tide.</p>
</article></body></html>""".encode("utf-16", "surrogatepass").decode("utf-16")
SAVE = "no page should; save the story alone, as HTML or plain text, and read that"


def test_the_draft_is_the_one_that_this_process_would_make() -> None:
    data = PAGE.encode("iso-8859-15", "xmlcharrefreplace")
    given = {"declared": "iso-8859-15", "url": "https://norwire.example/2024/03/05/ice"}
    draft = draft_from_large_page(data, **given)
    assert draft == html.draft_from_page(data, **given)
    assert "\U0001f6a2 and café" in draft.text


def test_why_there_is_no_draft_is_told_as_here() -> None:
    told = []
    for read in (draft_from_large_page, html.draft_from_page):
        with pytest.raises(SourceError) as caught:
            read(b"<html><p>Ice.</p></html>")
        told.append(str(caught.value))
    assert told[0] == told[1]
    assert told[0].startswith("no story was found in the page (")


def test_only_large_pages_take_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    monkeypatch.setattr(
        page_process, "draft_from_large_page", lambda data, **_: started.append(len(data)) or html.draft_from_page(data)
    )
    page = PAGE.encode()
    tags = page.count(b"<")
    many = page + b"<br>" * (10_000 - tags)
    for data in (page, page.ljust(1_000_000), page.ljust(1_000_001), many, many + b"<br>"):
        [article] = articles_from(data)
        assert isinstance(article, Article)
    assert started == [1_000_001, len(many) + 4]


def test_a_process_that_takes_too_long_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sign = tmp_path / "pid"
    # It does not ask for input either, so the page stays in the pipe.
    code = f"import os, time, pathlib; pathlib.Path({str(sign)!r}).write_text(str(os.getpid())); time.sleep(60)"
    monkeypatch.setattr(page_process, "CHILD", code)
    began = time.monotonic()
    with pytest.raises(SourceError) as caught:
        draft_from_large_page(b"x" * 1_000_000, timeout_s=2)
    assert str(caught.value) == f"reading the page took longer than 2 s; {SAVE}"
    assert time.monotonic() - began < 30
    if os.name == "posix" and sign.exists():  # on a busy machine it may not have come that far
        with pytest.raises(ProcessLookupError):
            os.kill(int(sign.read_text()), 0)


def test_a_process_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_process, "CHILD", "import os; os._exit(3)")
    with pytest.raises(SourceError) as caught:
        draft_from_large_page(PAGE.encode())
    assert str(caught.value) == f"reading the page failed (its process ended with 3); {SAVE}"


@pytest.mark.parametrize(
    ("executable", "frozen"), [("", False), (None, False), ("/usr/bin/uwsgi", False), (sys.executable, True)]
)
def test_without_an_interpreter_of_its_own_the_page_is_read_here(
    monkeypatch: pytest.MonkeyPatch, executable: str | None, frozen: bool
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("started a process"))
    assert draft_from_large_page(PAGE.encode()).title == "Ice holds"


def test_it_works_in_a_script_without_a_guard(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE.encode().ljust(1_000_001))
    script = tmp_path / "script.py"
    script.write_text(
        "from inquit.sources import articles_from\n[article] = articles_from('page.html')\nprint(article.title)\n"
    )
    done = subprocess.run([sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("Ice holds\n", "")
