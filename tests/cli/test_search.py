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
def ids(folder: Path) -> dict[str, str]:
    """The ids of the statements of a ledger, by what they say."""
    text = "Toll\n\nIda Holm said the harbour toll will rise. Otto Brandt denied a toll in the harbour."
    with Ledger("inquit.db") as ledger:
        ledger.add(reading(text, published="2024-03-09"))
        ledger.add(reading("Old\n\nIda Holm promised a ferry.", url="https://post.example/2", published="2023-01-05"))
        return {row.words: row.id for row in ledger.search("")}


def test_hits_are_printed_with_who_how_and_when(run: Run, ids: dict[str, str]) -> None:
    assert (
        run("search", "harbour", "toll", "--facets").output
        == f"""\
{ids["the harbour toll will rise"]}  Ida Holm · 2024-03-09 · The Holm Post
    said: the harbour toll will rise

{ids["a toll in the harbour"]}  Otto Brandt · deny · 2024-03-09 · The Holm Post
    denied: a toll in the harbour

2 statements
  speakers: Otto Brandt 1, Ida Holm 1
  acts: deny 1, assert 1
  outlets: The Holm Post 2
  months: 2024-03 2
"""
    )


def test_filters_narrow_the_hits(run: Run, ids: dict[str, str]) -> None:
    result = run("search", "--speaker", "Holm", "--act", "promise", "--published-to", "2023", "--outlet", "post")

    assert (
        result.output == f"{ids['a ferry']}  Ida Holm · promise · 2023-01-05 · The Holm Post\n    promised: a ferry\n\n"
    )


def test_a_page_tells_how_to_go_on(run: Run, ids: dict[str, str]) -> None:
    first = run("search", "--limit", "1", "--format", "jsonl")
    (note,) = first.stderr.splitlines()
    second = run("search", "--limit", "5", "--format", "jsonl", "--cursor", note.rpartition(" ")[2])

    assert note.startswith("inquit: there are more: --cursor newest-0-2024-03-09-")
    assert [json.loads(line)["id"] for line in (first.stdout + second.stdout).splitlines()] == [
        ids["a toll in the harbour"],
        ids["the harbour toll will rise"],
        ids["a ferry"],
    ]


def test_all_hits_as_a_table_for_spreadsheets(run: Run, ids: dict[str, str]) -> None:
    rows = list(csv.DictReader(run("search", "--all", "--order", "oldest", "--format", "csv").output.splitlines()))

    assert next(row["id"] for row in rows) == ids["a ferry"]
    assert len(rows) == 3
    assert rows[0] | {"id": "", "article": "", "person": ""} == {
        "id": "", "who": "Ida Holm", "role": "", "kind": "person", "person": "", "cue": "promised", "words": "a ferry",
        "act": "promise", "type": "", "mode": "indirect", "flags": "", "condition": "", "said": "2023-01-05",
        "said_basis": "published", "published": "2023-01-05", "outlet": "The Holm Post", "title": "Old",
        "url": "https://post.example/2", "article": "", "version": "1", "start": "5", "stop": "30", "confidence": "0.9",
        "corrected": "0", "current": "1",
    }  # fmt: skip


def test_json_is_one_object(run: Run, ids: dict[str, str]) -> None:
    page = json.loads(run("search", "ferry", "--facets", "--format", "json").output)

    assert [row["id"] for row in page["rows"]] == [ids["a ferry"]]
    assert (page["next"], page["notes"], page["facets"]["hits"]) == (None, [], 1)


def test_nothing_found_is_said(run: Run, ids: dict[str, str]) -> None:
    assert run("search", "glacier").output == "No statement found.\n"


def test_a_name_that_nobody_has_suggests_one(run: Run, ids: dict[str, str]) -> None:
    result = run("search", "--speaker", "Ida Holn")

    assert "nobody is named 'Ida Holn'; there is Ida Holm" in result.stderr
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--said-from", "soon"), "said_from: 'soon' is not a date; write it as 2024-03-09, 2024-03 or 2024"),
        (("--cursor", "x"), "'x' is not a cursor of this search"),
        (("--act", "shout"), "'shout' is not one of"),
    ],
)
def test_a_wrong_call_ends_with_2(run: Run, ids: dict[str, str], arguments: tuple[str, ...], message: str) -> None:
    result = run("search", *arguments)

    assert message in result.stderr
    assert result.exit_code == 2


def test_without_a_ledger_nothing_is_made(run: Run, folder: Path) -> None:
    result = run("search", "toll")

    assert result.stderr == "inquit: inquit.db: there is no ledger; make one with: inquit add\n"
    assert result.exit_code == 1
    assert not (folder / "inquit.db").exists()


def test_what_a_page_says_cannot_steer_the_terminal(run: Run, folder: Path) -> None:
    with Ledger("inquit.db") as ledger:
        ledger.add(reading("A\n\nIda Holm said \x1b[31mred\u202e words.", outlet="\x1b[0m"))

    assert "\x1b" not in run("search", "red").output
    assert "\u202e" not in run("search", "red").output


def test_a_statement_is_shown_with_all_that_is_known(run: Run, ids: dict[str, str]) -> None:
    told = ids["the harbour toll will rise"]
    run("correct", told, "--act", "predict", "--by", "ed", "--why", "it says will")
    result = run("show", told[:7])

    assert f"{told}\n\n  [who: Ida Holm] [how: said] [what: the harbour toll will rise].\n\n" in result.output
    for line in (
        "  act:        predict",
        "  said:       2024-03-09 (day of publication)",
        "  speaker by: name in the source",
        "  confidence: 90%",
    ):
        assert f"\n{line}\n" in result.output
    assert "act: assert → predict – it says will" in result.output


def test_a_mistyped_id_suggests_the_nearest(run: Run, ids: dict[str, str]) -> None:
    told = ids["a ferry"]
    result = run("show", f"{told}x")

    assert result.stderr == f"inquit: there is no statement '{told}x'; did you mean {told}?\n"
    assert result.exit_code == 1


def test_a_statement_as_json(run: Run, ids: dict[str, str]) -> None:
    view = json.loads(run("show", ids["a ferry"], "--format", "json").output)

    assert view["row"]["words"] == "a ferry"
    assert view["sentence"][-1] == {"text": ".", "mark": None}
