from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from inquit import jsonl
from inquit.cli import main
from inquit.errors import InquitError
from inquit.ledger import Ledger
from inquit.web.excerpts import excerpt
from inquit.web.static import write_site
from tests.ledger.readings import reading
from tests.web.conftest import filled

LONG = "Ferry\n\nNobody knew. Vera Lund said the ferry leaks. It rained all day. The quay was dark.\n\nIt was late. Otto Brandt denied that."


def test_the_pages_of_a_ledger_become_files(tmp_path: Path) -> None:
    with Ledger(filled(tmp_path / "town.db")) as ledger:
        told: list[int] = []
        written = write_site(ledger, tmp_path / "site", progress=told.append)
        row = ledger.search("bolts").rows[0]
    files = {str(path.relative_to(tmp_path / "site")) for path in (tmp_path / "site").rglob("*.html")}
    assert written == len(files) == told[-1]
    assert {
        "index.html",
        "people.html",
        "promises.html",
        f"statement/{row.id}.html",
        f"article/{row.article}.html",
    } <= files
    assert f"person/{row.person}.html" in files
    page = (tmp_path / "site" / f"statement/{row.id}.html").read_text()
    assert "<form" not in page
    assert "<script" not in page


def test_only_sentences_with_statements_are_shown_unless_asked(tmp_path: Path) -> None:
    with Ledger(tmp_path / "a.db") as ledger:
        article = ledger.add(reading(LONG)).article
        write_site(ledger, tmp_path / "short")
        write_site(ledger, tmp_path / "whole", full_text=True)
    for folder, shown in (("short", False), ("whole", True)):
        texts = [path.read_text() for path in (tmp_path / folder).rglob("*.html")]
        assert any("the ferry leaks" in one for one in texts)
        assert any("The quay was dark" in one for one in texts) is shown
    short = (tmp_path / "short" / "article" / f"{article}.html").read_text()
    assert "Only sentences with statements are shown here" in short
    assert "[…]" in short


def test_spans_of_an_excerpt_hold_the_same_words() -> None:
    whole = jsonl.from_record(reading(LONG).to_dict())
    short = excerpt(whole)
    assert short.article.text == ("Ferry\n\n[…]\n\nVera Lund said the ferry leaks.\n\n[…]\n\nOtto Brandt denied that.")
    for before, after in zip(whole.statements, short.statements, strict=True):
        for name in ("source", "cue", "content"):
            assert getattr(before, name).of(before.text) == getattr(after, name).of(after.text)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "mine.txt").write_text("keep")
    with (
        Ledger(filled(tmp_path / "town.db")) as ledger,
        pytest.raises(InquitError, match="is there already; name a folder that is not there yet"),
    ):
        write_site(ledger, tmp_path / "site")
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["mine.txt"]


def test_what_breaks_off_leaves_no_folder(tmp_path: Path) -> None:
    def stop(written: int) -> None:
        raise KeyboardInterrupt

    with Ledger(filled(tmp_path / "town.db")) as ledger, pytest.raises(KeyboardInterrupt):
        write_site(ledger, tmp_path / "site", progress=stop)
    assert {path.name for path in tmp_path.iterdir()} <= {"town.db", "town.db-wal", "town.db-shm"}


def test_the_command_line_writes_it(tmp_path: Path) -> None:
    path = filled(tmp_path / "town.db")
    done = CliRunner().invoke(
        main, ["export", "--format", "html", "--out", str(tmp_path / "site"), "--ledger", str(path)]
    )
    assert done.exit_code == 0
    assert done.stdout == ""
    assert done.stderr.endswith(f"pages; begin with {tmp_path / 'site' / 'index.html'}\n")
    wrong = CliRunner().invoke(main, ["export", "--format", "html", "--ledger", str(path)])
    assert wrong.exit_code == 2
