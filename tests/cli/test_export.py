"""`inquit export` and `inquit rehydrate` at the command line; what they write is tested in tests/export."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from inquit.cli.export import FORMATS
from inquit.export.of_ledger import LedgerFormat

Run = Callable[..., Result]


@pytest.fixture
def added(run: Run) -> None:
    assert run("add", "bridge.txt").exit_code == 0


def test_the_formats_are_those_of_the_package() -> None:
    assert set(FORMATS) == {*LedgerFormat, "html"}  # the pages are the web's, which is above exports


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize("form", ["jsonl", "webannotation", "standoff"])
def test_there_and_back(run: Run, folder: Path, form: str) -> None:
    assert run("export", "--format", form, "--out", f"out.{form}").stdout == ""
    done = run("rehydrate", f"out.{form}", "--articles", "bridge.txt")
    assert (done.exit_code, done.stderr) == (0, "")
    (reading,) = (json.loads(line) for line in done.stdout.splitlines())
    assert [statement["act"] for statement in reading["statements"]] == [None, None]
    assert run("add", "-", "--ledger", "again.db", given=done.stdout).exit_code == 0
    ids = [json.loads(line)["id"] for line in run("export", "--ledger", "again.db").stdout.splitlines()]
    assert ids == [json.loads(line)["id"] for line in run("export").stdout.splitlines()]


@pytest.mark.usefixtures("added")
def test_brat_is_a_folder_that_needs_no_articles(run: Run, folder: Path) -> None:
    assert run("export", "--format", "brat", "--out", "brat").exit_code == 0
    assert sorted(path.suffix for path in (folder / "brat").iterdir()) == [".ann", ".conf", ".txt"]
    done = run("rehydrate", "brat")
    assert len(json.loads(done.stdout)["statements"]) == 2


@pytest.mark.usefixtures("added")
def test_a_folder_of_pages_is_looked_through(run: Run, folder: Path) -> None:
    (folder / "pages" / "older").mkdir(parents=True)
    (folder / "bridge.txt").rename(folder / "pages" / "older" / "bridge.txt")
    run("export", "--format", "standoff", "--out", "out.jsonl")
    assert run("rehydrate", "out.jsonl", "--articles", "pages").exit_code == 0


@pytest.mark.usefixtures("added")
def test_an_article_that_is_missing_ends_with_1(run: Run, folder: Path) -> None:
    (folder / "other.txt").write_text("Another story\n\nVera Lund said nothing.\n", encoding="utf-8")
    run("export", "--format", "standoff", "--out", "out.jsonl")
    done = run("rehydrate", "out.jsonl", "--articles", "other.txt")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "2 statements not restored: no article has the text with the hash" in done.stderr


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", "--format", "brat"], "--format brat is no text: name where to write it with --out."),
        (["export", "--bom"], "--bom is for --format csv."),
        (["rehydrate", "bridge.txt"], "Name the articles with --articles PATH: an export has no texts."),
    ],
)
def test_a_wrong_call_ends_with_2(run: Run, arguments: list[str], message: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert message in done.stderr


@pytest.mark.usefixtures("added")
def test_csv_for_excel_begins_with_a_mark(run: Run) -> None:
    assert run("export", "--format", "csv", "--bom").stdout_bytes.startswith(b"\xef\xbb\xbfid,who")
