from __future__ import annotations

import pytest

from inquit.ledger.pledges import Time
from inquit.reading.temporal import time_expressions
from inquit.reports.deadlines import Bound, deadlines, due

SAID = "2024-03-13"


def found(words: str, said: str = SAID, *, negated: bool = False) -> list[tuple[str, str, str]]:
    times = [Time(t.start, t.end, str(t.type), t.value, t.mod) for t in time_expressions(words, said or SAID)]
    return [(str(one.bound), one.day, one.words) for one in deadlines(words, 0, times, said=said, negated=negated)]


@pytest.mark.parametrize(
    ("words", "bound", "day", "told"),
    [
        ("to open the bridge by the end of the year", "due", "2024-12-31", "by the end of the year"),
        ("to open the bridge by the end of 2026", "due", "2026-12-31", "by the end of 2026"),
        ("to open it before the end of June", "due", "2024-06-30", "before the end of June"),
        ("to open it before April 1", "due", "2024-03-31", "before April 1"),
        ("to open it in May 2024", "due", "2024-05-31", "in May 2024"),
        ("to open it next year", "due", "2025-12-31", "next year"),
        ("to pay within two weeks", "due", "2024-03-27", "within two weeks"),
        ("to pay in six months", "due", "2024-09-30", "in six months"),
        ("to keep the pool open until 2027", "holds until", "2027-12-31", "until 2027"),
        ("to freeze fares for two years", "holds until", "2026-03-13", "for two years"),
        ("that fares would not rise before 2027", "holds until", "2026-12-31", "before 2027"),
        ("that the boat would sail from November 2024", "from", "2024-11-01", "from November 2024"),
        ("to report by Friday", "due", "2024-03-15", "by Friday"),
    ],
)
def test_by_when(words: str, bound: str, day: str, told: str) -> None:
    assert found(words) == [(bound, day, told)]


@pytest.mark.parametrize(
    "words",
    [
        "to open the bridge",
        "to repair the bridge of 1987",
        "to open the bridge now",
        "to meet every week",
        "to be patient after two hundred years",
    ],
)
def test_what_names_no_day(words: str) -> None:
    assert [one for one in found(words) if one[0] == "due"] == []


def test_a_length_of_time_counts_from_nothing_where_it_is_not_known_when_it_was_said() -> None:
    assert found("to pay within two weeks", said="") == []


def test_a_length_beyond_the_calendar_is_no_day() -> None:
    assert deadlines("within 9000 years", 0, [Time(7, 17, "DURATION", "P9000Y", None)], said=SAID) == ()


def test_times_of_the_condition_are_its_own() -> None:
    words = "to pay by May 2024 if the council agrees by April 2024"
    times = [Time(t.start, t.end, str(t.type), t.value, t.mod) for t in time_expressions(words, SAID)]
    condition = ((words.index("if"), len(words)),)
    assert [one.day for one in deadlines(words, 0, times, said=SAID, condition=condition)] == ["2024-05-31"]


def test_a_firm_day_counts_before_one_that_is_only_named() -> None:
    words = "to begin in May 2024 and to end by August 2024"
    times = [Time(t.start, t.end, str(t.type), t.value, t.mod) for t in time_expressions(words, SAID)]
    all_days = deadlines(words, 0, times, said=SAID)
    assert [one.day for one in all_days] == ["2024-05-31", "2024-08-31"]
    first = due(all_days)
    assert first is not None
    assert (first.bound, first.day) == (Bound.DUE, "2024-08-31")
    assert due(()) is None


def test_places_are_those_of_the_text() -> None:
    text = "Ida Holm promised to open it by May 2024."
    content = text.index("to open")
    times = [Time(t.start, t.end, str(t.type), t.value, t.mod) for t in time_expressions(text, SAID)]
    (one,) = deadlines(text[content:-1], content, times, said=SAID)
    assert text[one.start : one.stop] == "by May 2024"
