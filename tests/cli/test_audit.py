from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from ledger.readings import reading

from cli.fake import STORY
from inquit.ledger import Ledger

Run = Callable[..., Result]


def test_a_story_is_audited_and_nothing_is_left_behind(run: Run, folder: Path) -> None:
    result = run("audit", "bridge.txt")

    assert result.exit_code == 0
    assert result.output.startswith("Headline\n  headline says              verdict    body says")
    assert "  Vera Lund          person           1" in result.output
    assert [path.name for path in folder.iterdir()] == ["bridge.txt"]


def test_the_forms(run: Run) -> None:
    assert json.loads(run("audit", "bridge.txt", "--format", "json").output)["statements"] == 2
    rows = list(csv.DictReader(run("audit", "bridge.txt", "--format", "csv").output.splitlines()))
    assert {row["section"] for row in rows} >= {"Headline", "Sources"}
    assert run("audit", "-", "--format", "markdown", given=STORY).output.startswith(
        "# Queries: Bridge to Holm stays shut"
    )


def test_a_note_is_written_to_a_file(run: Run, folder: Path) -> None:
    result = run("audit", "bridge.txt", "--format", "markdown", "--out", "queries.md")

    assert (result.output, result.exit_code) == ("", 0)
    assert (folder / "queries.md").read_text(encoding="utf-8").startswith("# Queries: ")


def test_an_outlet_of_a_ledger(run: Run, folder: Path) -> None:
    with Ledger("inquit.db") as ledger:
        ledger.add(reading())
        ledger.add(reading("Old\n\nIda Holm promised a ferry.", url="https://post.example/2", published="2023-01-05"))
    result = run("audit", "Holm Post", "--as-of", "2023-12-31", "--format", "json")

    assert [line["title"] for line in json.loads(result.output)["lines"]] == ["Old"]


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        (
            ("nowhere.txt",),
            "nowhere.txt: there is no file, and no ledger at inquit.db to look in; check the path, or",
            1,
        ),
        (("bridge.txt", "--as-of", "soon"), "'soon' is not a day", 2),
        (("bridge.txt", "--format", "pdf"), "'pdf' is not one of", 2),
        ((), "Missing argument", 2),
    ],
)
def test_what_goes_wrong(run: Run, arguments: tuple[str, ...], message: str, code: int) -> None:
    result = run("audit", *arguments)

    assert message in result.stderr
    assert result.exit_code == code


def test_bad_records_are_named_and_the_rest_is_audited(run: Run, folder: Path) -> None:
    lines = [json.dumps(reading().to_dict()), "{", json.dumps(reading(url="https://post.example/2").to_dict())]
    (folder / "readings.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = run("audit", "readings.jsonl", "--format", "json")

    assert len(json.loads(result.stdout)["lines"]) == 2
    assert result.stderr.startswith("inquit: readings.jsonl, record 2: not valid JSON")
    assert result.exit_code == 1
