from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from ledger.readings import reading

from inquit.ledger import Ledger

Run = Callable[..., Result]


@pytest.fixture
def ledger(folder: Path) -> None:
    with Ledger("inquit.db") as ledger:
        ledger.add(reading())
        ledger.add(reading("Old\n\nIda Holm promised a ferry.", url="https://post.example/2", published="2023-01-05"))


def test_a_ledger_is_counted(run: Run, ledger: None) -> None:
    assert (
        run("stats", "--by", "act", "--per", "article").output
        == """\
Statements by act
3 statements in 2 articles; 95 % intervals by drawing articles anew.
  act      statements   share  share from  share to  per article  per article from  per article to
  promise           2  0.6667         0.5         1            1                 1               1
  assert            1  0.3333           0       0.5          0.5                 0               1
"""
    )


def test_filters_and_forms(run: Run, ledger: None) -> None:
    told = json.loads(run("stats", "--by", "year", "--as-of", "2023-12-31", "--format", "json").output)
    rows = list(csv.DictReader(run("stats", "--by", "outlet,year", "--format", "csv").output.splitlines()))

    assert [row["values"] for row in told["rows"]] == [["2023"]]
    assert [(row["outlet"], row["year"], row["statements"]) for row in rows] == [
        ("The Holm Post", "2024", "2"),
        ("The Holm Post", "2023", "1"),
    ]


def test_readings_are_counted_without_a_ledger(run: Run, folder: Path) -> None:
    (folder / "readings.jsonl").write_text(json.dumps(reading().to_dict()) + "\n{\n", encoding="utf-8")
    result = run("stats", "readings.jsonl", "--by", "act", "--format", "csv")

    assert result.stdout.splitlines()[1:] == ["assert,1,0.5,,", "promise,1,0.5,,"]
    assert result.stderr.startswith("inquit: readings.jsonl, record 2: not valid JSON")
    assert result.exit_code == 1
    assert not (folder / "inquit.db").exists()


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        (("--by", "colour"), "'colour' is none of outlet, year, month", 2),
        (("--by", "act,act"), "'act,act' names one twice.", 2),
        (("--measure", "noise"), "'noise' is not one of", 2),
        (("--published-from", "soon"), "published_from: 'soon' is not a date", 1),
        (("--outlet", "Nobody's"), 'there is no outlet "Nobody\'s"', 1),
    ],
)
def test_what_goes_wrong(run: Run, ledger: None, arguments: tuple[str, ...], message: str, code: int) -> None:
    result = run("stats", *arguments)

    assert message in result.stderr
    assert result.exit_code == code


def test_without_a_ledger_nothing_is_made(run: Run, folder: Path) -> None:
    result = run("stats")

    assert result.stderr == "inquit: inquit.db: there is no ledger; make one with: inquit add\n"
    assert (result.exit_code, (folder / "inquit.db").exists()) == (1, False)
