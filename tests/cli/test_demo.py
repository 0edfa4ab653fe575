from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from cli.fake import STORY, FakeReader
from inquit import samples
from inquit.cli.demo import LEDGERS, digest
from inquit.ledger import Ledger
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
All of them are in the ledger inquit.db: search it, correct it, open it with any SQLite tool.
The stories themselves are in samples: the examples of the documentation read them.

Try next:
  inquit search roof
  inquit search --act promise
  inquit people
  inquit read STORY.html                               a page or text of your own
  inquit read https://… --format html --out told.html  a page from the web, marked like the demo
  inquit add *.html --ledger news.db                   many of them, kept and searchable
  inquit --help                                        everything else
"""


def words(path: str) -> list[str]:
    with Ledger(path, create=False) as ledger:
        return [row.words for row in ledger.statements()]


def test_the_demo_tells_who_said_what_and_what_to_try_next(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples, "paths", lambda: [folder / "bridge.txt"])
    result = run("demo")
    assert re.sub(r"in \d+\.\d s\.", "in 0.0 s.", result.stdout) == DEMO
    assert (result.stderr, result.exit_code) == ("", 0)
    page = (folder / "inquit-demo.html").read_text(encoding="utf-8")
    assert "Vera Lund" in page
    assert sorted(path.name for path in folder.iterdir()) == ["bridge.txt", "inquit-demo.html", "inquit.db", "samples"]
    assert (folder / "samples" / "bridge.txt").read_bytes() == (folder / "bridge.txt").read_bytes()
    assert words("inquit.db") == ["the bridge needs new cables", "he would rather swim"]


def test_a_second_demo_adds_nothing(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samples, "paths", lambda: [folder / "bridge.txt"])
    run("demo")
    assert run("demo").exit_code == 0
    assert words("inquit.db") == ["the bridge needs new cables", "he would rather swim"]


def test_a_ledger_with_other_stories_is_left_alone(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samples, "paths", lambda: [folder / "bridge.txt"])
    (folder / "mine.txt").write_text("Otto Brandt said the water was cold.", encoding="utf-8")
    run("add", "mine.txt")
    result = run("demo")
    assert "\nAll of them are in the ledger inquit-demo.db: " in result.stdout
    assert "\n  inquit search roof --ledger inquit-demo.db\n" in result.stdout
    assert words("inquit.db") == ["the water was cold"]
    assert words("inquit-demo.db") == ["the bridge needs new cables", "he would rather swim"]


def test_the_ledger_lies_beside_the_page(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samples, "paths", lambda: [folder / "bridge.txt"])
    (folder / "my demo").mkdir()
    result = run("demo", "--out", "my demo/told.html")
    assert "\n  inquit people --ledger 'my demo/inquit.db'\n" in result.stdout
    assert len(words("my demo/inquit.db")) == 2


def test_without_room_for_a_ledger_the_demo_says_so(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samples, "paths", lambda: [folder / "bridge.txt"])
    for name in LEDGERS:
        (folder / name).write_bytes(b"dear diary, " * 100)
    result = run("demo")
    assert result.stderr == (
        "inquit: note: there is no ledger: inquit-demo.db: is not a ledger: not even a SQLite file; check the path\n"
    )
    assert result.exit_code == 0
    assert "browser.\nThe stories themselves are in samples: " in result.stdout
    assert "\n\nTry next:\n  inquit read STORY.html" in result.stdout


def test_a_file_among_the_samples_is_not_overwritten(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samples, "paths", lambda: [folder / "bridge.txt"])
    (folder / "samples").mkdir()
    (folder / "samples" / "bridge.txt").write_text("mine", encoding="utf-8")
    assert run("demo").exit_code == 0
    assert (folder / "samples" / "bridge.txt").read_text(encoding="utf-8") == "mine"


def test_without_room_for_the_samples_the_demo_says_so(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samples, "paths", lambda: [folder / "bridge.txt"])
    (folder / "samples").write_text("no folder", encoding="utf-8")
    result = run("demo")
    assert result.stderr == "inquit: note: the stories are not in samples: File exists\n"
    assert result.exit_code == 0
    assert "The stories themselves" not in result.stdout


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
