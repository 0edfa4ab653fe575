"""What timeline, promises, conditions and watch show of the sample stories about the ropewalk and the ferry fares.

The stories are read once, by the model that comes with the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from inquit import ingest, samples
from inquit.ledger import Ledger
from inquit.reports.conditions import conditions
from inquit.reports.promises import promises
from inquit.reports.promises_views import Told
from inquit.reports.timeline import timeline
from inquit.reports.watch import watch
from inquit.types import Reading

AS_OF = date(2025, 12, 1)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of samples 14 to 18."""
    paths = [path for path in samples.paths() if path.name[:2] in ("14", "15", "16", "17", "18")]
    with Ledger(tmp_path_factory.mktemp("town") / "town.db") as ledger:
        for reading in ingest.readings(paths):
            assert isinstance(reading, Reading), str(reading)
            ledger.add(reading)
        yield ledger


def of(ledger: Ledger, person: str, word: str) -> Told:
    (one,) = promises(ledger, person, words=word, as_of=AS_OF).pledges
    return one


def test_a_pledge_shrinks_over_three_stories(town: Ledger) -> None:
    homes = of(town, "Solveig Ash", "ropewalk")
    assert (homes.first.day, homes.last.day) == ("2025-02-12", "2025-11-05")
    assert homes.outlets == ("The Tamaris Chronicle", "Straits Today")
    assert (homes.deadline.day if homes.deadline else None) == "2028-12-31"
    assert homes.condition == "provided that the government pays for the drains"
    assert homes.status == "open"
    assert not homes.overdue
    assert [(str(one.kind), one.before.day, one.after.day, one.why) for one in homes.changes] == [
        ("figure", "2025-02-12", "2025-06-25", "400 → 300, smaller"),
        ("figure", "2025-06-25", "2025-11-05", "300 → 250, smaller"),
        ("condition", "2025-06-25", "2025-11-05", "a condition is added: provided that the government pays for the drains"),
        ("deadline", "2025-06-25", "2025-11-05", "2027-12-31 → 2028-12-31, later"),
    ]  # fmt: skip


def test_what_opponents_say_she_promised_is_theirs(town: Ledger) -> None:
    homes = of(town, "Solveig Ash", "ropewalk")
    assert [(one.by, one.statement.words[:9]) for one in homes.reported] == [
        ("Otho Lindgren", "500 homes"),
        ("Critics", "homes for"),
    ]
    assert all("500" not in one.words for one in homes.statements)


def test_a_condition_is_said_to_be_met_by_who_reads_what_came_since(town: Ledger) -> None:
    money = of(town, "Lennart Ferris", "soil")
    assert money.condition == "if the town council approves the plan before the end of June"
    (row,) = [
        one for one in conditions(town, "Lennart Ferris", as_of=AS_OF).conditions if one.statement.id in
        {statement.id for statement in money.statements} and one.deadline is not None
    ]  # fmt: skip
    assert (row.deadline.day if row.deadline else None, row.status) == ("2025-06-30", "open")
    since = [(one.statement.day, one.statement.who, one.statement.words[:18]) for one in row.developments or ()]
    assert ("2025-06-24", "town council", "the plan for homes") in since


def test_what_was_promised_and_is_refused_now_stands_side_by_side(town: Ledger) -> None:
    found = timeline(town, "Marguerite Strake", as_of=AS_OF)
    assert [one.statement.act for one in found.positions][:2] == ["plan", "decline"]
    changes = [one for one in found.changes if str(one.kind) == "turned down"]
    assert changes
    assert (changes[0].before.day, changes[0].after.day) == ("2025-02-12", "2025-11-05")
    assert changes[0].before.words == "the firm would sell the ropewalk to the town this year"
    acts = {str(one.statement.act) for one in found.positions}
    assert {"threaten", "refuse"} <= acts


def test_a_threat_is_a_pledge_with_its_condition(town: Ledger) -> None:
    threat = of(town, "Marguerite Strake", "supermarket")
    assert (threat.acts, threat.condition) == (("threaten",), "unless the town pays 30 million crowns by Christmas")


def test_a_correction_by_the_outlet_is_news_and_stands_alone(town: Ledger) -> None:
    fares = [one.statement for one in timeline(town, words="fares 2027", as_of=AS_OF).positions]
    assert "“We will not raise the fares before 2027, unless the price of diesel doubles,”" in [
        one.words for one in fares
    ]
    assert "“We will not raise the fares before 2027,”" not in [one.words for one in fares]
    corrected = [one for one in watch(town, "fares 2027").statements if one.version == 2]
    assert {one.statement.condition for one in corrected} >= {"unless the price of diesel doubles"}
    unchanged = "the rumour had been started by somebody who could not add"
    assert unchanged not in [one.statement.words for one in watch(town, "rumour").statements if one.version == 2]
