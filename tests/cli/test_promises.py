from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from reports.pledge_stories import fill, line

from inquit.ledger import Ledger

Run = Callable[..., Result]

STORY = [
    line("2024-01-10", "Ida Holm", "promise", "to build 400 homes at the harbour by the end of 2025"),
    line("2024-03-02", "Ida Holm", "promise", "to build 300 homes at the harbour by the end of 2025"),
    line("2024-06-20", "Otto Brandt", "threaten", "to sail {unless the fog lifts}"),
]


@pytest.fixture
def ids(folder: Path) -> list[str]:
    """A ledger `inquit.db` in the current folder; the ids of its statements."""
    with Ledger(folder / "inquit.db") as ledger:
        return fill(ledger, STORY)


def told(result: Result) -> dict[str, list[dict[str, object]]]:
    assert result.exit_code == 0, result.stderr
    found: dict[str, list[dict[str, object]]] = json.loads(result.stdout)
    return found


def test_pledges_as_json_are_those_of_the_report(run: Run, ids: list[str]) -> None:
    found = told(run("promises", "--format", "json", "--as-of", "2024-12-01"))
    assert [(one["who"], one["id"]) for one in found["pledges"]] == [("Otto Brandt", ids[2]), ("Ida Holm", ids[0])]


def test_a_table_for_people(run: Run, ids: list[str]) -> None:
    result = run("promises", "Ida Holm", "--as-of", "2024-12-01")
    assert result.exit_code == 0
    assert "400 → 300, smaller" in result.stdout
    assert "Otto Brandt" not in result.stdout


def test_a_page_tells_how_to_go_on(run: Run, ids: list[str]) -> None:
    result = run("promises", "--limit", "1", "--format", "json")
    assert result.stderr.startswith("inquit: there are more: --cursor ")
    cursor = result.stderr.split()[-1]
    assert [one["id"] for one in told(run("promises", "--cursor", cursor, "--format", "json"))["pledges"]] == [ids[0]]
    assert len(told(run("promises", "--all", "--format", "json"))["pledges"]) == 2


def test_deadlines_go_into_a_calendar(run: Run, ids: list[str], folder: Path) -> None:
    assert run("promises", "--format", "ics", "--out", "due.ics").exit_code == 0
    text = (folder / "due.ics").read_bytes().decode()
    assert text.count("BEGIN:VEVENT\r\n") == 1
    assert "DTSTART;VALUE=DATE:20251231\r\n" in text


def test_conditions_are_a_view_of_their_own(run: Run, ids: list[str]) -> None:
    found = told(run("promises", "--conditions", "--format", "json"))
    assert [(one["id"], one["condition"]) for one in found["conditions"]] == [(ids[2], "unless the fog lifts")]
    assert run("promises", "--conditions", "--format", "ics").exit_code == 2


def test_a_pledge_is_shown_parted_joined_rated_and_all_is_undone(run: Run, ids: list[str]) -> None:
    shown = told(run("pledge", "show", ids[1], "--format", "json"))
    assert (shown["id"], len(shown["statements"])) == (ids[0], 2)
    parted = run("pledge", "part", ids[1], ids[0], "--by", "ann")
    assert parted.stdout == f"event 1, ann: {ids[1]} is no pledge with {ids[0]}\n"
    joined = run("pledge", "join", ids[0], ids[1], "--by", "bob", "--why", "the same homes")
    assert joined.stdout == f"event 2, bob: {ids[0]} is one pledge with {ids[1]}\n"
    rated = run("pledge", "rate", ids[0], "kept", "--why", "all stand", "--evidence", "https://echo.example/1",
                "--by", "ann")  # fmt: skip
    assert rated.stdout == f"event 3, ann: {ids[0]} is rated kept\n"
    assert told(run("promises", "Holm", "--status", "kept", "--format", "json"))["pledges"][0]["status"] == "kept"
    assert run("undo", "3", "--by", "ann").exit_code == 0
    assert told(run("promises", "Holm", "--format", "json"))["pledges"][0]["status"] == "open"
    met = run("pledge", "rate", ids[2], "--condition", "met", "--why", "sun", "--by", "ann")
    assert met.stdout == f"event 5, ann: condition of {ids[2]} is rated met\n"
    assert run("verify").exit_code == 0


@pytest.mark.parametrize(
    ("call", "code", "message"),
    [
        (("promises", "Nobody"), 1, "nobody is named 'Nobody'"),
        (("promises", "--status", "keptt"), 2, "did you mean 'kept'"),
        (("promises", "--cursor", "x"), 2, "'x' is not a cursor"),
        (("promises", "--statuses", "gone.toml"), 2, "'gone.toml' is neither a vocabulary of ours nor a file"),
        (("promises", "--as-of", "soon"), 2, "'soon' is not a day"),
        (("pledge", "rate", "sxxxx", "kept", "--why", "x"), 1, "no statement"),
        (("pledge", "rate", "sxxxx", "kept"), 2, "A verdict needs a reason"),
        (("pledge", "rate", "sxxxx", "--why", "x"), 2, "Give either a STATUS or --condition."),
        (("pledge", "show", "sxxxx"), 1, "no statement"),
        (("promises", "--ledger", "gone.db"), 1, "there is no ledger"),
    ],
)
def test_wrong_calls(run: Run, ids: list[str], call: tuple[str, ...], code: int, message: str) -> None:
    result = run(*call)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
