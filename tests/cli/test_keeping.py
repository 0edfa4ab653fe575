"""`correct`, `undo`, `verify`, `doctor`, `backup`, `remove`, `diff` and `export`, at the command line."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from cli.fake import STORY
from inquit import jsonl
from inquit.cli import progress
from inquit.ledger import Ledger, StatementRow

Run = Callable[..., Result]


@pytest.fixture
def ids(run: Run) -> list[str]:
    """The statements of a ledger with the story of the bridge."""
    run("add", "bridge.txt")
    return [row.id for row in rows()]


def rows() -> list[StatementRow]:
    with Ledger("inquit.db", create=False) as ledger:
        return list(ledger.statements())


def test_a_correction_is_told_with_its_number(run: Run, ids: list[str]) -> None:
    result = run("correct", ids[0], "--speaker", "Ida Holm", "--act", "promise", "--by", "ann", "--why", "tape")
    assert result.stdout == (
        f"event 1, ann: {ids[0]} act: not known → promise\n"
        f"event 2, ann: {ids[0]} speaker: Vera Lund → Ida Holm\n"
    )  # fmt: skip
    assert (rows()[0].who, rows()[0].act) == ("Ida Holm", "promise")


def test_every_field_has_an_option(run: Run, ids: list[str]) -> None:
    run(
        "correct", ids[0], "--speaker", "Bridge Board", "--kind", "organization", "--type", "belief", "--mode", "mixed",
        "--flag", "negated", "--flag", "hedged", "--said", "2024-03", "--cue", "said the", "--content", "0:6,7:9",
        "--condition", "new cables", "--target-speaker", "Otto Brandt", "--within", ids[1],
    )  # fmt: skip
    row = next(row for row in rows() if row.id == ids[0])
    assert (row.who, row.kind, row.type, row.mode, row.flags) == (
        "Bridge Board", "organization", "belief", "mixed", ("negated", "hedged"),
    )  # fmt: skip
    assert (row.said, row.words, row.condition) == ("2024-03", "Bridge … to", "new cables")


def test_fields_can_be_cleared(run: Run, ids: list[str]) -> None:
    run("correct", ids[0], "--condition", "new cables")
    result = run("correct", ids[0], "--clear", "condition", "--clear", "speaker", "--by", "ann")
    assert result.stdout == (
        f"event 2, ann: {ids[0]} condition: 59:69 → none\nevent 3, ann: {ids[0]} speaker: Vera Lund → not known\n"
    )
    assert (rows()[0].condition, rows()[0].person) == (None, None)


def test_what_is_so_already_is_said(run: Run, ids: list[str]) -> None:
    assert run("correct", ids[0], "--speaker", "Vera Lund").stdout == "It is so already.\n"


def test_struck_out_confirmed_missed_and_taken_back(run: Run, ids: list[str]) -> None:
    by = ("--by", "ann")
    assert run("correct", ids[0], "--not-a-statement", *by).stdout == f"event 1, ann: {ids[0]} is not a statement\n"
    assert [row.id for row in rows()] == ids[1:]
    assert run("undo", "1", *by).stdout == f"event 2, ann: {ids[0]} takes back event 1\n"
    assert run("correct", ids[0], "--right", *by).stdout == f"event 3, ann: {ids[0]} is right\n"
    article = rows()[0].article
    result = run("correct", article, "--missed", "--content", "Bridge to Holm stays shut", *by)
    assert result.stdout.endswith(" was missed\n")
    assert [row.words for row in rows()][-1] == "Bridge to Holm stays shut"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "Say what is right: a field, --not-a-statement, --right, or --missed."),
        (("--right", "--act", "plan"), "Give either fields, or --not-a-statement, or --right."),
        (("--missed",), "--missed needs --content, and --speaker where it is known."),
        (("--kind", "person"), "--kind goes with --speaker."),
    ],
)
def test_a_wrong_call_is_refused(run: Run, ids: list[str], options: tuple[str, ...], message: str) -> None:
    result = run("correct", ids[0], *options)
    assert (result.exit_code, f"Error: {message}\n" in result.stderr) == (2, True)


def test_an_impossible_correction_says_why(run: Run, ids: list[str]) -> None:
    result = run("correct", ids[0], "--content", "0:900")
    told = f"inquit: content[0]: [0, 900] is not a range inside the text of {len(STORY.strip())} characters\n"
    assert (result.stderr, result.exit_code) == (told, 1)


@pytest.mark.parametrize(
    "command", [("verify",), ("doctor",), ("export",), ("correct", "s1", "--right"), ("undo", "1")]
)
def test_a_ledger_that_is_not_there_is_not_made(run: Run, folder: Path, command: tuple[str, ...]) -> None:
    result = run(*command)
    assert (result.stderr, result.exit_code) == (
        "inquit: inquit.db: there is no ledger; make one with: inquit add\n",
        1,
    )
    assert not (folder / "inquit.db").exists()


def test_a_ledger_in_order_verifies(run: Run, ids: list[str]) -> None:
    run("correct", ids[0], "--right")
    told = "inquit.db: 1 article, 1 version, 1 reading, 2 statements, 1 source, 1 event: all in order\n"
    result = run("verify")
    assert (result.stdout, result.exit_code) == (told, 0)
    assert run("doctor").stdout == "inquit.db: nothing to repair\n"


def test_what_is_wrong_is_printed_and_repaired(run: Run, ids: list[str]) -> None:
    conn = sqlite3.connect("inquit.db")
    conn.execute("UPDATE statements SET act = 'deny' WHERE short_id = ?", (ids[0],))
    conn.commit()
    conn.close()
    result = run("verify")
    assert result.stdout == f'statement {ids[0]}: act is "deny", but what is kept says null\n'
    assert result.stderr == "inquit: inquit.db: 1 problem, of which inquit doctor can repair 1\n"
    assert result.exit_code == 1
    repaired = run("doctor")
    assert (repaired.stdout, repaired.stderr, repaired.exit_code) == ("", "inquit: inquit.db: repaired 1 problem\n", 0)
    assert run("verify").exit_code == 0


def test_what_cannot_be_repaired_is_printed(run: Run, ids: list[str]) -> None:
    conn = sqlite3.connect("inquit.db")
    conn.execute("UPDATE sources SET size_bytes = 1")
    conn.commit()
    conn.close()
    result = run("doctor")
    assert result.stdout.endswith(f" version 1: has {len(STORY)} bytes, not the 1 of before\n")
    assert (
        result.stderr == "inquit: inquit.db: 1 problem cannot be repaired: take a backup, or add the articles again\n"
    )
    assert result.exit_code == 1


def test_a_backup_is_a_ledger(run: Run, ids: list[str], folder: Path) -> None:
    result = run("backup", "copy.db")
    assert result.stdout == f"copy.db: {(folder / 'copy.db').stat().st_size:,} bytes\n"
    assert run("verify", "--ledger", "copy.db").exit_code == 0
    assert run("backup", "copy.db").stderr == "inquit: copy.db: is there already; name a file that is not\n"


def test_an_article_is_removed_with_a_reason(run: Run, ids: list[str]) -> None:
    article = rows()[0].article
    assert run("remove", article).exit_code == 2
    result = run("remove", article, "--reason", "court order 7")
    assert result.stdout == f"inquit.db: removed {article}, 1 version and 2 statements\n"
    assert run("verify").stdout == "inquit.db: 1 removed article: all in order\n"


@pytest.fixture
def changed(run: Run, folder: Path) -> str:
    """The id of an article of which there are two versions."""
    for text in (
        STORY,
        STORY.replace("new cables", "one new cable").replace(
            " Otto Brandt said he would rather swim.", " Ida Holm said no."
        ),
    ):
        (folder / "a.jsonl").write_text(
            json.dumps({"text": text, "url": "https://a.example/1"}) + "\n", encoding="utf-8"
        )
        run("add", "a.jsonl")
    return rows()[0].article


def test_a_diff_shows_what_changed_came_and_went(run: Run, changed: str) -> None:
    result = run("diff", "https://a.example/1")
    lines = [line.rpartition(" [")[0] or line for line in result.stdout.splitlines()]
    assert lines == [
        "Bridge to Holm stays shut",
        f"{changed}, version 1 to 2: 0 the same, 3 not",
        "",
        "~ Vera Lund (said): the bridge needs new cables",
        "→ Vera Lund (said): the bridge needs one new cable",
        "",
        "+ Ida Holm (said): no",
        "",
        "- Otto Brandt (said): he would rather swim",
    ]


def test_a_diff_as_json(run: Run, changed: str) -> None:
    found = json.loads(run("diff", changed, "--from", "2", "--to", "1", "--format", "json").stdout)
    assert [change["change"] for change in found["changes"]] == ["changed", "came", "went"]
    assert (found["before"], found["after"], found["same"]) == (2, 1, 0)


def test_exports_are_complete(run: Run, ids: list[str], folder: Path) -> None:
    objects = [json.loads(line) for line in run("export").stdout.splitlines()]
    assert [one["id"] for one in objects] == ids
    assert run("export", "--format", "csv", "--out", "a.csv").stdout == ""
    records = list(csv.DictReader(io.StringIO((folder / "a.csv").read_text(encoding="utf-8"))))
    assert [record["words"] for record in records] == ["the bridge needs new cables", "he would rather swim"]


def test_corrections_are_exported_as_readings(run: Run, ids: list[str]) -> None:
    assert run("export", "--format", "corrections").stdout == ""
    run("correct", ids[0], "--act", "promise")
    reading = jsonl.loads(run("export", "--format", "corrections").stdout)
    assert [str(statement.act) for statement in reading] == ["promise", "None"]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """The time, which stands until the test sets it."""
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    yield now


@pytest.mark.parametrize(
    ("total", "left"),
    [(None, ""), (400, ", about 30 s left"), (4_000, ", about 6 min left"), (100_000, ", about 2.8 h left"), (50, "")],
)
def test_progress_tells_rate_and_time_left_now_and_then(
    clock: list[float], capsys: pytest.CaptureFixture[str], total: int | None, left: str
) -> None:
    with progress.Progress(total) as shown:
        for clock[0] in (1.0, 10.0, 11.0):
            shown.advance(50)
            shown.count()
    assert capsys.readouterr().err == f"inquit: 2 articles, 0.2 a second{left}\n"
