"""Days of the week: the last, the next, that of a week which is told, or whichever comes."""

from __future__ import annotations

import re

from inquit.reading.temporal.dates import FAR_VERB_WEIGHT, date, today_moment, unresolved
from inquit.reading.temporal.direction import Cue, Tense
from inquit.reading.temporal.lexicon import TODAY, WEEKDAY, WEEKDAY_SHORT
from inquit.reading.temporal.moments import Moment, Unit, day_of
from inquit.reading.temporal.relative import unit_of
from inquit.reading.temporal.rule import Hit, Meaning, Single
from inquit.reading.temporal.scene import Scene
from inquit.reading.temporal.surroundings import Expression, before, ends_clause

# "On a Monday", whichever; not "in a Monday interview".
_ANY = Expression(r"\b(?:on a|any) \Z", re.I)
# A day of the week that was six days ago: tomorrow is meant where no near verb tells, "the vote on Tuesday" of a
# Monday.  Of 54 that a far verb calls past in TimeBank, AQUAINT and MEANTIME none was six days ago.
_TOMORROW = 6


def weekday_of(hit: Hit, name: str = "weekday") -> int | None:
    """The day of the week, 0 for Monday."""
    word = hit.word(name)
    number = WEEKDAY.get(word) or WEEKDAY_SHORT.get(word) if word else None
    return number - 1 if number else None


def weekday(hit: Hit, scene: Scene) -> Meaning | None:
    """A day of the week: the last such day, or the next where the sentence tells of what will be."""
    number = weekday_of(hit)
    anchor = scene.now
    if number is None:
        return None
    base = anchor.moment.within(Unit.DAY) if anchor else None
    if anchor is None or base is None or base.date is None:
        return unresolved(f"XXXX-WXX-{number + 1}")
    if _ANY.search(before(hit)) and ends_clause(hit):
        return unresolved(f"XXXX-WXX-{number + 1}")
    back = (base.date.weekday() - number) % 7
    if scene.narrative or _lies_ahead(scene.tense_cue(hit), back):
        return date(base.plus(-back % 7), anchor.name)
    return date(base.plus(-back), anchor.name)


def _lies_ahead(cue: Cue, back: int) -> bool:
    """Whether the coming one is meant of a day of the week that was so many days ago.

    A near verb tells, unless it is loose and yesterday would do; else what lies near is meant.
    """
    if cue.tense is Tense.FUTURE:
        return (cue.near and not (cue.loose and back == 1)) or 7 - back <= back * FAR_VERB_WEIGHT
    return back == _TOMORROW and not cue.near


def weekday_shifted(step: int) -> Single:
    """“Last Friday”, “next Friday”: never the day of publication itself."""

    def read(hit: Hit, scene: Scene) -> Meaning | None:
        number, anchor = weekday_of(hit), scene.now
        base = anchor.moment.within(Unit.DAY) if anchor else None
        if number is None or anchor is None or base is None or base.date is None:
            return unresolved(f"XXXX-WXX-{(number or 0) + 1}")
        if step < 0:
            return date(base.plus(-((base.date.weekday() - number - 1) % 7 + 1)), anchor.name)
        return date(base.plus((number - base.date.weekday() - 1) % 7 + 1), anchor.name)

    return read


def weekday_beside(step: int) -> Single:
    """“The following Monday”, “the previous Monday”: counted from the last day that the text gave."""

    def read(hit: Hit, scene: Scene) -> Meaning | None:
        number, anchor = weekday_of(hit), scene.running(Unit.DAY)
        base = anchor.moment.within(Unit.DAY) if anchor else None
        if number is None or anchor is None or base is None or base.date is None:
            return weekday_shifted(step)(hit, scene)
        days = (step * (number - base.date.weekday()) - 1) % 7 + 1
        return date(base.plus(step * days), anchor.name)

    return read


def _moved(day: Moment | None, days: int, anchor: str | None) -> Meaning | None:
    return date(day.plus(days) if day else None, anchor) or unresolved(None)


def weekday_of_week(hit: Hit, scene: Scene) -> Meaning | None:
    """“Tuesday of last week”: of the week that begins on Monday."""
    number, anchor = weekday_of(hit), scene.now
    week = anchor.moment.within(Unit.WEEK) if anchor else None
    first = week.date if week else None
    if number is None or anchor is None or first is None:
        return unresolved(None)
    weeks = {"this": 0, "last": -1, "next": 1}[hit.word("which") or "this"]
    return _moved(day_of(first), 7 * weeks + number, anchor.name)


def weekday_weeks_off(hit: Hit, scene: Scene) -> Meaning | None:
    """“Two weeks ago Tuesday”: two weeks before the last Tuesday; “the Tuesday before last”."""
    number, unit = (1.0, Unit.WEEK) if not hit.has("number") else (hit.number("number"), unit_of(hit))
    last = weekday_shifted(-1)(hit, scene)
    if unit is not Unit.WEEK or number is None or last is None or number != int(number):
        return None
    return _moved(last.moment, -7 * int(number), last.anchor)


def weeks_from(hit: Hit, scene: Scene) -> Meaning | None:
    """“A week from Tuesday”, “ten days from today”: counted from the next such day."""
    unit, number = unit_of(hit), hit.number("number")
    if unit is None or number is None or unit.of_clock or number != int(number):
        return None
    if hit.has("today"):
        found = today_moment(scene, TODAY[hit.word("today") or "today"])
        base, anchor = found if found else (None, None)
    else:
        told = weekday_shifted(1)(hit, scene)
        base, anchor = (told.moment, told.anchor) if told else (None, None)
    return date(base.moved(unit, int(number)) if base else None, anchor) or unresolved(None)
