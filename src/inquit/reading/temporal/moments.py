"""A stretch of the calendar as precise as the words that named it, and how to count from it.

A moment is a unit (day, week, month … century) and its first day.  Its value is written as TIMEX3 asks (TimeML 1.2.1,
section 2.1.1, which extends ISO 8601): `1998-03-05`, `1998-W10`, `1998-W10-WE`, `1998-03`, `1998-Q1`, `1998-H1`,
`1998-SP`, `1998`, `199` (a decade), `19` (the years 1900 to 1999), `BC0218`.

Years are counted astronomically (0 is 1 BC), since `datetime.date` ends at year 1; days and weeks can be counted from
year 1 to 9999 only, and what leaves that is `None`, not an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum


class Unit(StrEnum):
    """What can be counted; the value is how a duration of them is written: `P3D`, `PT3H`, `P2WE` (two weekends)."""

    SECOND = "S"
    MINUTE = "min"
    HOUR = "H"
    DAY = "D"
    WEEKEND = "WE"
    WEEK = "W"
    MONTH = "M"
    QUARTER = "Q"
    SEASON = "season"
    HALF = "half"
    YEAR = "Y"
    DECADE = "DE"
    CENTURY = "CE"
    MILLENNIUM = "ML"

    @property
    def of_clock(self) -> bool:
        """Whether it is shorter than a day."""
        return self in (Unit.SECOND, Unit.MINUTE, Unit.HOUR)

    def duration(self, count: float | None) -> str:
        """`PT` or `P`, the count (`X` where it is `None`) and the unit, as ISO 8601-1:2019, 5.5.2 writes durations.

        Decades and centuries, which it does not have, are written in years; quarters as TIMEX3 annotators do (`P2Q`).
        """
        if self.of_clock:
            return f"PT{_written(count)}{self[0].upper()}"
        if self in YEARS:
            return f"P{_written(None if count is None else count * YEARS[self])}Y"
        return f"P{_written(count)}{self if self not in (Unit.SEASON, Unit.HALF) else self.upper()}"


def _written(number: float | None) -> str:
    """The number as TIMEX3 durations write it: `3`, `2.5`, `X` where it is unknown."""
    if number is None:
        return "X"
    return str(int(number)) if number == int(number) else f"{number:.2f}".rstrip("0")


YEARS = {Unit.YEAR: 1, Unit.DECADE: 10, Unit.CENTURY: 100, Unit.MILLENNIUM: 1000}
MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6}
SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_FINENESS = list(Unit)


@dataclass(frozen=True, slots=True)
class Moment:
    """One unit of the calendar.

    Attributes:
        year: Astronomical: 0 is 1 BC.
        month, day: Where the unit begins: 6, 1 for a summer or the second quarter; a week's Monday, a weekend's
            Saturday.
    """

    unit: Unit
    year: int
    month: int = 1
    day: int = 1

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        year = f"{self.year:04d}" if self.year > 0 else f"BC{1 - self.year:04d}"
        match self.unit:
            case Unit.YEAR:
                return year
            case Unit.DECADE | Unit.CENTURY | Unit.MILLENNIUM:
                # the first century is `00`, of which year 0 is no part
                year = f"{self.year:04d}" if self.year == 0 else year
                return year[: {Unit.DECADE: -1, Unit.CENTURY: -2, Unit.MILLENNIUM: -3}[self.unit]]
            case Unit.MONTH:
                return f"{year}-{self.month:02d}"
            case Unit.QUARTER:
                return f"{year}-Q{(self.month + 2) // 3}"
            case Unit.HALF:
                return f"{year}-H{(self.month + 5) // 6}"
            case Unit.SEASON:
                return f"{year}-{SEASONS[self.month]}"
            case Unit.WEEK | Unit.WEEKEND:
                # ISO 8601-1:2019, 4.3.3: a week belongs to the year that has its Thursday
                week = date(self.year, self.month, self.day).isocalendar()
                return f"{week.year:04d}-W{week.week:02d}" + ("-WE" if self.unit is Unit.WEEKEND else "")
        return f"{year}-{self.month:02d}-{self.day:02d}"

    @property
    def date(self) -> date | None:
        """Its first day; `None` outside the years that `datetime` knows, or where there is no such day."""
        if MINYEAR <= self.year <= MAXYEAR:
            try:
                return date(self.year, self.month, self.day)
            except ValueError:
                return None
        return None

    def finer_than(self, unit: Unit) -> bool:
        """Whether it is shorter than `unit`."""
        return _FINENESS.index(self.unit) < _FINENESS.index(unit)

    def within(self, unit: Unit) -> Moment | None:
        """The `unit` in which it lies: the month of a day, the week of a day; `None` where it is longer than that."""
        if unit is self.unit:
            return self
        if not self.finer_than(unit):
            return None
        if unit in YEARS:
            # A century is 1900 to 1999 here, as people and TIMEX3 take it.
            return Moment(unit, self.year - self.year % YEARS[unit])
        if unit in MONTHS:
            # a week or a season that goes over a border of months or quarters counts where it begins
            size = MONTHS[unit]
            return Moment(unit, self.year, (self.month - 1) // size * size + 1)
        if unit is Unit.SEASON:
            return season_of(self.year, self.month)
        first = self.date
        if first is None:
            return None
        try:
            return day_of(first - timedelta(first.weekday() - (5 if unit is Unit.WEEKEND else 0)), unit)
        except OverflowError:
            return None

    def plus(self, count: int) -> Moment | None:
        """As many units of its own later; earlier where `count` is negative; `None` beyond the calendar."""
        if abs(count) > 100_000:
            return None
        if self.unit in YEARS:
            moved = Moment(self.unit, self.year + count * YEARS[self.unit])
        elif self.unit is Unit.SEASON:
            moved = Moment(self.unit, self.year + count, self.month)
        elif self.unit in MONTHS:
            months = self.year * 12 + self.month - 1 + count * MONTHS[self.unit]
            moved = Moment(self.unit, months // 12, months % 12 + 1)
        else:
            first = self.date
            if first is None:
                return None
            try:
                return day_of(first + timedelta(count * (1 if self.unit is Unit.DAY else 7)), self.unit)
            except OverflowError:
                return None
        return moved if -10_000 < moved.year <= MAXYEAR else None

    def moved(self, unit: Unit, count: int) -> Moment | None:
        """The day as many `unit` later or earlier, a month's end kept: a month after 31 January is 28 February.

        For days only ("two years ago to the day"); `None` for anything longer, and beyond the calendar.
        """
        from dateutil.relativedelta import relativedelta  # costs a reading's start more than it is worth to most

        first = self.date
        if self.unit is not Unit.DAY or first is None or abs(count) > 100_000:
            return None
        years, months = count * YEARS.get(unit, 0), count * MONTHS.get(unit, 0)
        days = count * {Unit.DAY: 1, Unit.WEEK: 7}.get(unit, 0)
        try:
            return day_of(first + relativedelta(years=years, months=months, days=days))
        except (OverflowError, ValueError):
            return None


def day_of(day: date, unit: Unit = Unit.DAY) -> Moment:
    """The moment that begins on that day."""
    return Moment(unit, day.year, day.month, day.day)


def season_of(year: int, month: int) -> Moment:
    """The meteorological season of a month; January and February belong to the winter of the year before."""
    start = month // 3 * 3 or 12
    return Moment(Unit.SEASON, year - (month < 3), start)


def is_day(year: int, month: int, day: int) -> bool:
    """Whether there is such a day in the (proleptic) Gregorian calendar; before year 1 29 February is let pass."""
    try:
        date(year if MINYEAR <= year <= MAXYEAR else 2000, month, day)
    except ValueError:
        return False
    return True
