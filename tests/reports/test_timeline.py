from __future__ import annotations

from datetime import date

import pytest

from inquit.errors import FormatError, UnknownIdError
from inquit.ledger import Ledger, Office
from inquit.reports.timeline import person_or_words, timeline
from reports.pledge_stories import fill, line

STORY = [
    line("2024-03-10", "Ida Holm", "assert", "that the quay was old"),
    line("2024-01-10", "Ida Holm", "promise", "to sell the old quay to the fishermen"),
    line("2024-05-10", "Tove Berg", "promise", "that the quay would be sold to the fishermen"),
    line("2024-07-10", "Ida Holm", "refuse", "to sell the quay to the fishermen"),
    line("2024-08-10", "Ida Holm", "promise", "to close the pool", by="Otto Brandt"),
    line("2024-09-10", "Otto Brandt", "refuse", "to sell the quay to the fishermen"),
]
OFFICES = [("Tove Berg", Office(of="Ida Holm", speaks_for=True))]


def test_positions_in_the_order_they_were_said_with_those_who_speak_for_them(ledger: Ledger) -> None:
    fill(ledger, STORY, OFFICES)
    found = timeline(ledger, "Ida Holm")
    assert [(one.statement.day, one.side, one.reported_by) for one in found.positions] == [
        ("2024-01-10", None, None),
        ("2024-03-10", None, None),
        ("2024-05-10", "speaks for Ida Holm", None),
        ("2024-07-10", None, None),
        ("2024-08-10", None, "Otto Brandt"),
    ]


def test_a_commitment_that_is_turned_down_is_a_possible_change(ledger: Ledger) -> None:
    fill(ledger, STORY, OFFICES)
    (change, *others) = timeline(ledger, "Ida Holm").changes
    assert (str(change.kind), change.before.day, change.after.day) == ("turned down", "2024-01-10", "2024-07-10")
    assert change.why == "commits to it, then turns it down: fishermen, quay, sell"
    assert change.score >= 0.6
    assert [other.after.day for other in others] == ["2024-07-10"]


@pytest.mark.parametrize(
    ("promise", "refusal", "is_change"),
    [
        ("to sell the quay", "to sell the quay", True),
        ("to sell the quay", "“We will not sell the quay”", True),
        ("to keep the quay open", "to close the quay", False),
        ("not to close the quay", "to close the quay", False),
        ("to close the quay", "to keep the quay open", False),
        ("to sell the quay", "to sell the pool", False),
    ],
)
def test_what_goes_together_is_no_change(ledger: Ledger, promise: str, refusal: str, is_change: bool) -> None:
    fill(
        ledger,
        [line("2024-01-10", "Ida Holm", "promise", promise), line("2024-07-10", "Ida Holm", "refuse", refusal)],
    )
    assert bool(timeline(ledger, "Ida Holm").changes) is is_change


def test_a_refusal_that_gains_a_condition_is_one_too(ledger: Ledger) -> None:
    fill(
        ledger,
        [
            line("2024-01-10", "Ida Holm", "refuse", "to raise the fares of the ferry"),
            line("2024-02-10", "Ida Holm", "refuse", "to raise the fares of the ferry {unless diesel doubles}"),
        ],
    )
    (change,) = timeline(ledger, "Ida Holm").changes
    assert (str(change.kind), change.why) == ("condition", "a condition is added: unless diesel doubles")


def test_of_words_whoever_said_them(ledger: Ledger) -> None:
    fill(ledger, STORY)
    found = timeline(ledger, words="quay fishermen")
    assert [one.statement.who for one in found.positions] == ["Ida Holm", "Tove Berg", "Ida Holm", "Otto Brandt"]
    assert [(change.before.who, change.after.who) for change in found.changes] == [("Ida Holm", "Ida Holm")]
    assert timeline(ledger, words="—").positions == ()


def test_of_a_person_with_words_acts_and_day(ledger: Ledger) -> None:
    fill(ledger, STORY, OFFICES)
    days = [one.statement.day for one in timeline(ledger, "Ida Holm", words="quay", acts=["promise"]).positions]
    assert days == ["2024-01-10", "2024-05-10"]
    assert len(timeline(ledger, "Ida Holm", as_of=date(2024, 4, 1)).positions) == 2


def test_pages(ledger: Ledger) -> None:
    fill(ledger, STORY, OFFICES)
    for given in ({"person": "Ida Holm"}, {"words": "quay"}):
        first = timeline(ledger, **given, limit=2)  # type: ignore[arg-type]
        second = timeline(ledger, **given, limit=50, cursor=first.next)  # type: ignore[arg-type]
        every = timeline(ledger, **given)  # type: ignore[arg-type]
        assert first.positions + second.positions == every.positions
        assert second.next is None
        assert first.changes == every.changes


def test_person_or_words(ledger: Ledger) -> None:
    fill(ledger, [*STORY, line("2024-01-01", "Una Holm", "assert", "that it rains")])
    assert person_or_words(ledger, "Otto Brandt")[1] == ""
    assert person_or_words(ledger, "harbour toll") == (None, "harbour toll")
    with pytest.raises(UnknownIdError, match="can be"):
        person_or_words(ledger, "Holm")


def test_wrong_calls_are_named(ledger: Ledger) -> None:
    with pytest.raises(FormatError, match="a timeline needs a person or words"):
        timeline(ledger)
    with pytest.raises(FormatError, match="is not a cursor"):
        timeline(ledger, words="quay", cursor="-")


def test_tables_have_ids(ledger: Ledger) -> None:
    fill(ledger, STORY, OFFICES)
    found = timeline(ledger, "Ida Holm")
    positions, changes = found.sections()
    assert [row[-1] for row in positions.rows] == [one.statement.id for one in found.positions]
    assert changes.rows[0][-1] == f"{found.changes[0].before.id} {found.changes[0].after.id}"
    assert [one["id"] for one in found.to_dict()["positions"]] == [one.statement.id for one in found.positions]
