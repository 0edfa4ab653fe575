from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from cli.fake import STORY, FakeReader
from inquit import samples
from inquit.cli.demo import digest
from inquit.types import Article, Reading, Span, Statement

Run = Callable[..., Result]

DEMO = """\
Reading 1 sample story; every person, place and outlet in it is invented.

Bridge to Holm stays shut
date not known
  Vera Lund said: the bridge needs new cables
  Otto Brandt said: he would rather swim

1 story, 2 statements, 2 of them by a named speaker, in 0.0 s.
Every one is marked in its text in inquit-demo.html: open it in a browser.

Try next:
  inquit read STORY.html                               a page or text of your own
  inquit read https://… --format html --out told.html  a page from the web, marked like the demo
  inquit read *.html --format jsonl > readings.jsonl   many pages, for other programs
  inquit read --help                                   everything else
"""


def test_the_demo_tells_who_said_what_and_what_to_try_next(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples, "paths", lambda: [folder / "bridge.txt"])
    result = run("demo")
    assert re.sub(r"in \d+\.\d s\.", "in 0.0 s.", result.stdout) == DEMO
    assert (result.stderr, result.exit_code) == ("", 0)
    page = (folder / "inquit-demo.html").read_text(encoding="utf-8")
    assert "Vera Lund" in page
    assert sorted(path.name for path in folder.iterdir()) == ["bridge.txt", "inquit-demo.html"]


def test_every_sample_can_be_read(run: Run, folder: Path) -> None:
    result = run("demo", "--out", "told.html")
    assert (result.stderr, result.exit_code) == ("", 0)
    page = (folder / "told.html").read_text(encoding="utf-8")
    assert page.count("<article ") == len(samples.NAMES)


def test_a_story_that_fails_ends_with_1(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samples, "paths", lambda: [folder / "bridge.txt", folder / "gone.txt"])
    assert run("demo").exit_code == 1


def test_the_digest_shows_the_surest_statements_and_counts_the_rest() -> None:
    more = " ".join(f"Vera Lund said thing number {number}." for number in range(8))
    told = digest(FakeReader().read(Article(f"{STORY}\n{more}", title="Bridge", published="2024-03-09")))
    assert told.splitlines()[1:] == [
        "2024-03-09",
        "  Vera Lund said: the bridge needs new cables",
        "  Otto Brandt said: he would rather swim",
        "  Vera Lund said: thing number 0",
        "  … and 7 more",
    ]


def test_the_digest_shortens_long_words_between_words() -> None:
    told = digest(FakeReader().read(Article("Vera Lund said " + "word " * 40 + "end.", title="Long")))
    assert told.splitlines()[-1] == "  Vera Lund said: " + "word " * 19 + "…"


def test_the_digest_puts_one_colon_after_the_name_in_a_transcript() -> None:
    text = "MILES CARDOZO: No, not this year."
    statement = Statement("s1", text, Span(((15, 33),)), Span(((13, 14),)), Span(((0, 13),)), confidence=0.9)
    told = digest(Reading(Article(text, title="Interview"), (statement,)))
    assert told.splitlines()[-1] == "  MILES CARDOZO: No, not this year."


def test_the_digest_says_that_nothing_was_found() -> None:
    told = digest(FakeReader().read(Article("Rain fell.", title="Rain")))
    assert told.splitlines()[1:] == ["date not known", "  no statements found"]
