"""Calendar arithmetic at the places where it goes wrong: month ends, leap days, weeks over a year's end, before Christ."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.reading.temporal.moments import Moment, Unit, day_of, is_day
from inquit.reading.temporal.numbers import number_of, ordinal_of

UNITS = [unit for unit in Unit if not unit.of_clock]


@pytest.mark.parametrize(
    ("moment", "value"),
    [
        (Moment(Unit.DAY, 2024, 2, 29), "2024-02-29"),
        (Moment(Unit.WEEK, 2024, 12, 30), "2025-W01"),
        (Moment(Unit.WEEKEND, 2021, 1, 2), "2020-W53-WE"),
        (Moment(Unit.MONTH, 2024, 2), "2024-02"),
        (Moment(Unit.QUARTER, 2024, 10), "2024-Q4"),
        (Moment(Unit.HALF, 2024, 7), "2024-H2"),
        (Moment(Unit.SEASON, 2024, 12), "2024-WI"),
        (Moment(Unit.YEAR, 410), "0410"),
        (Moment(Unit.YEAR, -217), "BC0218"),
        (Moment(Unit.DECADE, 1970), "197"),
        (Moment(Unit.DECADE, -469), "BC047"),
        (Moment(Unit.CENTURY, 1800), "18"),
        (Moment(Unit.CENTURY, 0), "00"),
    ],
)
def test_value(moment: Moment, value: str) -> None:
    assert moment.value == value


@pytest.mark.parametrize(
    ("moment", "count", "value"),
    [
        (Moment(Unit.DAY, 2024, 2, 28), 1, "2024-02-29"),
        (Moment(Unit.DAY, 2023, 12, 31), 1, "2024-01-01"),
        (Moment(Unit.WEEK, 2024, 12, 23), 1, "2025-W01"),
        (Moment(Unit.MONTH, 2023, 12), 1, "2024-01"),
        (Moment(Unit.MONTH, 2023, 1), -1, "2022-12"),
        (Moment(Unit.QUARTER, 2023, 1), -1, "2022-Q4"),
        (Moment(Unit.DECADE, 2020), -2, "200"),
        (Moment(Unit.YEAR, 1), -1, "BC0001"),
    ],
)
def test_plus(moment: Moment, count: int, value: str) -> None:
    moved = moment.plus(count)

    assert moved is not None and moved.value == value


@pytest.mark.parametrize(
    ("unit", "count", "value"),
    [
        (Unit.MONTH, 1, "2024-02-29"),
        (Unit.YEAR, 1, "2025-01-31"),
        (Unit.WEEK, -1, "2024-01-24"),
        (Unit.DECADE, -1, "2014-01-31"),
    ],
)
def test_moved_keeps_the_day_as_far_as_there_is_one(unit: Unit, count: int, value: str) -> None:
    moved = Moment(Unit.DAY, 2024, 1, 31).moved(unit, count)

    assert moved is not None and moved.value == value


@pytest.mark.parametrize(
    "moment",
    [Moment(Unit.DAY, 9999, 12, 31), Moment(Unit.MONTH, 9999, 12), Moment(Unit.YEAR, 9999), Moment(Unit.DAY, 0)],
)
def test_beyond_the_calendar_there_is_nothing(moment: Moment) -> None:
    assert moment.plus(1) is None
    assert moment.plus(1_000_000) is None


@given(st.dates(), st.sampled_from(UNITS), st.integers(-5000, 5000))
def test_there_and_back_again(day: date, unit: Unit, count: int) -> None:
    moment = day_of(day).within(unit)
    moved = moment.plus(count) if moment else None

    assert moved is None or moved.plus(-count) == moment


@given(st.dates(date(1, 1, 10), date(9999, 12, 20)), st.sampled_from(UNITS))
def test_a_day_lies_within_each_unit_and_that_in_itself(day: date, unit: Unit) -> None:
    moment = day_of(day).within(unit)

    assert moment is not None and moment.within(unit) == moment and isinstance(moment.value, str)


@pytest.mark.parametrize(("year", "known"), [(2024, True), (2023, False), (1900, False), (2000, True)])
def test_leap_days(year: int, known: bool) -> None:
    assert is_day(year, 2, 29) is known


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("two", 2), ("twenty - one", 21), ("two hundred and five", 205), ("two thousand", 2000), ("a", 1), ("half a", 0.5),
        ("a couple of", 2), ("a dozen", 12), ("two and a half", 2.5), ("1,500", 1500), ("2.5", 2.5), ("2 1/2", 2.5),
        ("several", None), ("a few", None), ("dozens of", None), ("three million", 3_000_000),
    ],
)  # fmt: skip
def test_numbers(words: str, number: float | None) -> None:
    assert number_of(words.split()) == number


def test_ordinals() -> None:
    assert [ordinal_of(words.split()) for words in ("third", "21st", "twenty - first", "none")] == [3, 21, 21, None]


@pytest.mark.parametrize(
    ("unit", "count", "value"),
    [
        (Unit.DAY, 3.0, "P3D"), (Unit.YEAR, 2.5, "P2.5Y"), (Unit.MINUTE, 90, "PT90M"), (Unit.MONTH, None, "PXM"),
        (Unit.QUARTER, 2, "P2Q"), (Unit.DECADE, 2, "P20Y"), (Unit.CENTURY, 1, "P100Y"), (Unit.DECADE, None, "PXY"),
    ],
)  # fmt: skip
def test_durations(unit: Unit, count: float | None, value: str) -> None:
    assert unit.duration(count) == value
