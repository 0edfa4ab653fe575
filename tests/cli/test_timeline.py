from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from reports.pledge_stories import fill, line

from inquit.ledger import Ledger

Run = Callable[..., Result]


@pytest.fixture
def ids(folder: Path) -> list[str]:
    """A ledger `inquit.db` in the current folder; the ids of its statements."""
    with Ledger(folder / "inquit.db") as ledger:
        return fill(
            ledger,
            [
                line("2024-01-10", "Ida Holm", "promise", "to sell the old quay"),
                line("2024-07-10", "Ida Holm", "refuse", "to sell the quay"),
                line("2024-08-10", "Una Holm", "assert", "that the quay was old"),
            ],
        )


def test_of_a_person(run: Run, ids: list[str]) -> None:
    found = json.loads(run("timeline", "Ida Holm", "--format", "json").stdout)
    assert [one["id"] for one in found["positions"]] == ids[:2]
    assert [(one["kind"], one["before"]["id"], one["after"]["id"]) for one in found["changes"]] == [
        ("turned down", ids[0], ids[1])
    ]


def test_of_words_says_what_they_were_taken_for(run: Run, ids: list[str]) -> None:
    result = run("timeline", "old quay", "--format", "json")
    assert result.stderr == "inquit: note: nobody is named 'old quay'; looked for the words\n"
    assert [one["id"] for one in json.loads(result.stdout)["positions"]] == [ids[0], ids[2]]


def test_as_csv_and_markdown_and_page_by_page(run: Run, ids: list[str]) -> None:
    result = run("timeline", "--about", "quay", "--limit", "2", "--format", "csv")
    assert ids[0] in result.stdout
    assert result.stderr.startswith("inquit: there are more: --cursor ")
    rows = list(csv.reader(io.StringIO(result.stdout)))
    assert any("2024-01-10" in row for row in rows)
    assert "| day |" in run("timeline", "--about", "quay", "--format", "markdown").stdout


@pytest.mark.parametrize(
    ("call", "code", "message"),
    [
        ((), 2, "Give a person, words, or --about WORDS."),
        (("Holm",), 1, "'Holm' can be"),
        (("Ida Holm", "--cursor", "x"), 2, "'x' is not a cursor"),
        (("Ida Holm", "--act", "sing"), 2, "sing"),
    ],
)
def test_wrong_calls(run: Run, ids: list[str], call: tuple[str, ...], code: int, message: str) -> None:
    result = run("timeline", *call)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
