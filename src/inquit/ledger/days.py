"""The days that a date value can mean: what filters and orders by time compare."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])$")
_HALF = re.compile(r"(\d{4})-H([12])$")
# The seasons of the north, by months as meteorologists count them; the winter of a year begins in its December.
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)$")
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11)}
_YEAR = re.compile(r"\d{4}$")
_DECADE = re.compile(r"\d{3}$")


def day(value: str | None) -> str | None:
    """The day of an ISO 8601 date and time; `None` where it names none."""
    return value[:10] if value and _DAY.match(value) else None


def bounds(value: str | None) -> tuple[str, str] | None:
    """The first and the last day that an ISO 8601 or TIMEX3 value can mean; `None` where it means no days.

    `2022-09` means thirty days, `2023-W26` seven, `PAST_REF` and durations none.
    """
    if not value:
        return None
    try:
        found = _bounds(value)
    except ValueError:  # 2023-02-30, week 54
        return None
    return found and (found[0].isoformat(), found[1].isoformat())


def _bounds(value: str) -> tuple[date, date] | None:
    if match := _DAY.match(value):
        only = date(int(match[1]), int(match[2]), int(match[3]))
        return only, only
    if match := _WEEK.match(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return (monday + timedelta(5 if match[3] else 0)), monday + timedelta(6)
    if match := _MONTH.match(value):
        return _months(int(match[1]), int(match[2]), int(match[2]))
    if match := _QUARTER.match(value):
        last = 3 * int(match[2])
        return _months(int(match[1]), last - 2, last)
    if match := _HALF.match(value):
        last = 6 * int(match[2])
        return _months(int(match[1]), last - 5, last)
    if match := _SEASON.match(value):
        year = int(match[1])
        if match[2] == "WI":
            return date(year, 12, 1), _months(year + 1, 2, 2)[1]
        return _months(year, *_SEASONS[match[2]])
    if _YEAR.match(value):
        return _months(int(value), 1, 12)
    if _DECADE.match(value):
        return date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31)
    return None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
