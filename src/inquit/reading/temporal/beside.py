"""Dates told by another that stands with them: "the day before last Tuesday", "the week of March 6"."""

from __future__ import annotations

from datetime import timedelta

from inquit.reading.temporal.dates import calendar, date, unresolved
from inquit.reading.temporal.moments import Unit, day_of
from inquit.reading.temporal.relative import unit_of
from inquit.reading.temporal.rule import Hit, Meaning
from inquit.reading.temporal.scene import Scene
from inquit.reading.temporal.weekdays import weekday, weekday_shifted


def to_the_day(hit: Hit, scene: Scene) -> Meaning | None:
    """“Two years ago to the day”."""
    unit, number, anchor = unit_of(hit), hit.number("number"), scene.now
    base = anchor.moment.within(Unit.DAY) if anchor else None
    if unit is None or number is None or anchor is None or base is None:
        return unresolved(None)
    return date(base.moved(unit, -round(number)), anchor.name) or unresolved(None)


def ago_this(hit: Hit, scene: Scene) -> Meaning | None:
    """“Ten years ago this week”: the week of the same day of that year; months likewise."""
    unit, number, anchor = unit_of(hit), hit.number("number"), scene.now
    base = anchor.moment.within(Unit.DAY) if anchor else None
    day = base.moved(Unit.YEAR, -round(number)) if base and number is not None else None
    return date(day.within(unit) if day and unit else None, anchor.name if anchor else None)


def _told_date(hit: Hit, scene: Scene) -> Meaning | None:
    """The date that the words name beside others: a day of the week, with "last" or "next" or alone, or of a month."""
    if hit.has("month"):
        return calendar(hit, scene)
    return weekday_shifted(-1 if hit.has("last") else 1)(hit, scene) if hit.has("last", "next") else weekday(hit, scene)


def day_beside(hit: Hit, scene: Scene) -> Meaning | None:
    """“The day before last Tuesday”, “the day after March 6”."""
    told = _told_date(hit, scene)
    day = told.moment.within(Unit.DAY) if told and told.moment else None
    return date(day.plus(-1 if hit.has("before") else 1) if day else None, told.anchor if told else None)


def unit_of_date(hit: Hit, scene: Scene) -> Meaning | None:
    """“The week of March 6”, “the weekend of 4 May”."""
    told, unit = _told_date(hit, scene), unit_of(hit)
    day = told.moment.within(Unit.DAY) if told and told.moment else None
    return date(day.within(unit) if day and unit else None, told.anchor if told else None)


def nth_of(hit: Hit, scene: Scene) -> Meaning | None:
    """“The last week of March”, “the first day of May 1940”: of the ISO weeks that have their Thursday in it."""
    month = calendar(hit, scene)
    unit, start = unit_of(hit), month.moment if month else None
    following = start.plus(1) if start else None
    first, after = (start.date if start else None), (following.date if following else None)
    number = -1 if hit.has("last") else hit.ordinal("ord")
    if (
        start is None
        or start.unit is not Unit.MONTH
        or first is None
        or after is None
        or number is None
        or unit is None
    ):
        return unresolved(None)
    if unit is Unit.DAY:
        choices = [day_of(first + timedelta(n)) for n in range((after - first).days)]
    else:
        thursdays = [day for n in range((after - first).days) if (day := first + timedelta(n)).weekday() == 3]
        choices = [week for day in thursdays if (week := day_of(day).within(Unit.WEEK))]
    place = number if number < 0 else number - 1
    return date(choices[place], month.anchor if month else None) if place < len(choices) else unresolved(None)
