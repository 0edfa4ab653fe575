from __future__ import annotations

from datetime import date

import pytest

from inquit.errors import FormatError, LedgerError
from inquit.ledger import Ledger
from inquit.reports.conditions import conditions
from reports.pledge_stories import fill, line

AS_OF = date(2025, 1, 1)

STORY = [
    line("2024-02-10", "Ida Holm", "promise",
         "to pay for the quay {if the council approves the harbour plan before the end of June}"),
    line("2024-06-11", "Norvik [organization]", "support", "that the council approved the harbour plan"),
    line("2024-07-01", "Otto Brandt", "refuse", "to sail {unless the fog lifts}"),
    line("2024-07-02", "Otto Brandt", "assert", "that he was cold"),
]  # fmt: skip


def test_conditions_are_listed_with_their_own_deadline_and_what_was_said_since(ledger: Ledger) -> None:
    fill(ledger, STORY)
    found = conditions(ledger, as_of=AS_OF).conditions
    assert [(one.statement.who, one.statement.condition, one.status) for one in found] == [
        ("Otto Brandt", "unless the fog lifts", "open"),
        ("Ida Holm", "if the council approves the harbour plan before the end of June", "open"),
    ]
    assert [one.deadline.day if one.deadline else None for one in found] == [None, "2024-06-30"]
    assert [[since.statement.words for since in one.developments or ()] for one in found] == [
        [],
        ["that the council approved the harbour plan"],
    ]


def test_of_one_person_and_page_by_page(ledger: Ledger) -> None:
    fill(ledger, [*STORY, line("2024-08-01", "Otto Brandt", "plan", "to sail {if it is warm}")])
    first = conditions(ledger, "Brandt", as_of=AS_OF, limit=1, developments=False)
    assert (first.about, [one.statement.day for one in first.conditions]) == ("Otto Brandt", ["2024-08-01"])
    second = conditions(ledger, "Brandt", as_of=AS_OF, limit=1, cursor=first.next, developments=False)
    assert ([one.statement.day for one in second.conditions], second.next) == (["2024-07-01"], None)
    everybody = conditions(ledger, as_of=AS_OF, limit=2)
    assert [one.statement.day for one in conditions(ledger, as_of=AS_OF, cursor=everybody.next).conditions] == [
        "2024-02-10"
    ]
    assert conditions(ledger, as_of=date(2024, 1, 1)).conditions == ()


def test_a_person_says_that_it_was_met_and_takes_it_back(ledger: Ledger) -> None:
    first = fill(ledger, STORY)[0]
    event = ledger.pledges.rate_condition(first, "met", who="ann", why="eleven to six", evidence=["the minutes"])
    (one,) = conditions(ledger, "Holm").conditions
    assert (one.status, one.verdicts[0].evidence) == ("met", ("the minutes",))
    assert conditions(ledger, "Holm", as_of=AS_OF).conditions[0].status == "open"
    ledger.undo(event.id, who="ann")
    assert conditions(ledger, "Holm").conditions[0].status == "open"


def test_wrong_calls_are_named(ledger: Ledger) -> None:
    ids = fill(ledger, STORY)
    with pytest.raises(FormatError, match="'perhaps' is nothing that a condition can be"):
        ledger.pledges.rate_condition(ids[0], "perhaps", who="ann", why="why")
    with pytest.raises(LedgerError, match="has no condition"):
        ledger.pledges.rate_condition(ids[3], "met", who="ann", why="why")
    with pytest.raises(FormatError, match="a verdict needs a reason"):
        ledger.pledges.rate_condition(ids[0], "met", who="ann", why=" ")
    with pytest.raises(FormatError, match="is not a cursor"):
        conditions(ledger, cursor="x")
