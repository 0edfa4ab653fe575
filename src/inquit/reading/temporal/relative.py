"""Dates that are counted from another: "last year", "two weeks ago", "the following day", "the third quarter"."""

from __future__ import annotations

from dataclasses import replace

from inquit.reading.temporal.dates import (
    date,
    month_of,
    today_moment,
    unresolved,
)
from inquit.reading.temporal.direction import Tense
from inquit.reading.temporal.lexicon import SEASON, TODAY, UNIT, UNITS
from inquit.reading.temporal.moments import YEARS, Moment, Unit
from inquit.reading.temporal.rule import Hit, Meaning, Single
from inquit.reading.temporal.scene import Anchor, Scene
from inquit.reading.temporal.surroundings import Expression, before
from inquit.types import TimexType

# From Thursday on "the weekend" is more often the one to come.
_WEEKEND_AHEAD_FROM = 3
_ENDS = Expression(
    r"\s+(?:(?:that )?end(?:ed|ing)\b|to (?:end-)?(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b)"
)
# "Today's youth" is that of these days.
_NOWADAYS = Expression(
    r"['’]s (?:[a-z-]+ )?(?:youth|young|world|society|societies|generations?|kids|children|teenagers|parents|families"
    r"|wom[ae]n|computers|standards|consumers|students|technolog(?:y|ies)|lifestyles?|culture|cities|readers|audiences?)\b"
)
# "The first time in two years", "the worst storm in a decade".
_SPAN_BACK = Expression(r"(?:\b(?:time|first|only|highs?|lows?|levels?|most|least)|\b\w+est(?: [\w-]+){0,2}) \Z")
_UNKNOWN_COUNT = {-1: "PAST_REF", 1: "FUTURE_REF"}


def unit_of(hit: Hit, name: str = "unit") -> Unit | None:
    """The unit that the words name."""
    word = hit.word(name) or hit.word("units") or hit.word("calendar_unit")
    return (UNIT.get(word) or UNITS.get(word)) if word else None


def day_word(hit: Hit, scene: Scene) -> Meaning | None:
    """“Today”, “yesterday”, “tomorrow”."""
    shift = TODAY[hit.word("today") or "today"]
    if shift == 0 and _NOWADAYS.match(hit.text, hit.end):
        return Meaning(TimexType.DATE, "PRESENT_REF")
    if scene.narrative:
        # in a history "today" is the time of writing
        return refer("PRESENT_REF")(hit, scene) if shift == 0 else sequel_of(scene, Unit.DAY, shift)
    found = today_moment(scene, shift)
    if found is None:
        return refer({0: "PRESENT_REF", -1: "PAST_REF", 1: "FUTURE_REF"}[shift])(hit, scene)
    return date(found[0], found[1])


def refer(value: str) -> Single:
    """One of `PAST_REF`, `PRESENT_REF`, `FUTURE_REF` (TimeML 1.2.1, 2.1.1: "now", "recently", "soon")."""

    def read(hit: Hit, scene: Scene) -> Meaning | None:
        return Meaning(TimexType.DATE, value)

    return read


def part_of(part: str, value: str) -> Single:
    """A reference of which only a part of the match is the expression: "date" of "to date"."""

    def read(hit: Hit, scene: Scene) -> Meaning | None:
        return Meaning(TimexType.DATE, value, part=part)

    return read


def refer_in(value: str, *, narrative: bool) -> Single:
    """The same in one sort of text: "soon" is no time in a history, where it says what followed what."""

    def read(hit: Hit, scene: Scene) -> Meaning | None:
        return Meaning(TimexType.DATE, value) if scene.narrative is narrative else None

    return read


def neighbour(step: int, mod: str | None = None) -> Single:
    """The unit so many on from that of the anchor: "last year" -1, "this month" 0, "next week" 1."""

    def read(hit: Hit, scene: Scene) -> Meaning | None:
        unit, anchor = unit_of(hit), scene.now
        if unit is None or (unit is Unit.DAY and step < 0):
            return None  # "the last day" is the end of something, not yesterday
        if anchor is None:
            return unresolved(None)
        if unit is Unit.WEEKEND and step == 0:
            return weekend(hit, scene)
        moment = anchor.moment.within(unit)
        moved = moment.plus(step) if moment else None
        return date(moved, anchor.name, mod) or unresolved(None)

    return read


def weekend(hit: Hit, scene: Scene) -> Meaning | None:
    """“The weekend”, “this weekend”: the one just over, early in a week, unless the sentence looks ahead."""
    anchor = scene.now
    moment = anchor.moment.within(Unit.WEEKEND) if anchor else None
    day = anchor.moment.date if anchor else None
    if anchor is None or moment is None or day is None:
        return unresolved(None)
    if day.weekday() < _WEEKEND_AHEAD_FROM and scene.tense(hit) is not Tense.FUTURE:
        moment = moment.plus(-1)
    return date(moment, anchor.name)


def sequel(step: int) -> Single:
    """The unit so many on from the last date of the text: "that year" 0, "the following day" 1."""

    def read(hit: Hit, scene: Scene) -> Meaning | None:
        unit = unit_of(hit)
        return sequel_of(scene, unit, step) if unit else None

    return read


def sequel_of(scene: Scene, unit: Unit, step: int) -> Meaning | None:
    """The unit so many on from the last date of the text; unresolved before the first."""
    anchor = scene.running(unit)
    moment = anchor.moment.within(unit) if anchor else None
    moved = moment.plus(step) if moment else None
    return date(moved, anchor.name if anchor else None) or unresolved(None)


def the_unit(hit: Hit, scene: Scene) -> Meaning | None:
    """“The day”, “the year”: the one that the text is in, else that of publication."""
    unit = unit_of(hit)
    if unit is None:
        return None
    if unit is Unit.WEEKEND:
        return weekend(hit, scene)
    if unit is Unit.YEAR and _ENDS.match(hit.text, hit.end):
        return Meaning(TimexType.DURATION, "P1Y")  # "the year ended June 30" is twelve months
    anchor = scene.running(unit)
    if anchor is None or (not scene.narrative and unit not in (Unit.QUARTER, Unit.DAY)):
        anchor = scene.now or anchor
    moment = anchor.moment.within(unit) if anchor else None
    return date(moment, anchor.name if anchor else None) or unresolved(None)


def counted(direction: int, *, sequel: bool = False) -> Single:
    """So many units back or on: "two weeks ago", "three days later".

    As precise as the unit: "two years ago" is a year, "two weeks ago" a week.  A number that is not told gives
    `PAST_REF` or `FUTURE_REF`.
    """

    def read(hit: Hit, scene: Scene) -> Meaning | None:
        unit, number = unit_of(hit), hit.number("number")
        if unit is None:
            return None
        if not hit.has("number") or number is None:
            return Meaning(TimexType.DATE, _UNKNOWN_COUNT[direction])
        word = hit.word("units") or hit.word("unit") or ""
        count = number * (2 if word.startswith("fortnight") else 1)
        if unit in YEARS and count != int(count):
            unit, count = Unit.YEAR, count * YEARS[unit]  # "half a century ago" is fifty years ago
        if unit is Unit.YEAR and count != int(count):
            unit, count = Unit.MONTH, count * 12
        anchor = scene.running(unit if not unit.of_clock else Unit.DAY, strict=True) if sequel else scene.now
        if unit.of_clock:
            # the hour that it counts from is hardly ever told: how long is all that is known
            return Meaning(TimexType.DURATION, unit.duration(count))
        base = anchor.moment.within(unit) if anchor else None
        if sequel and base is None:
            return Meaning(TimexType.DURATION, unit.duration(count))  # from when is not told, but how long
        moved = base.plus(direction * round(count)) if base else None
        return date(moved, anchor.name if anchor else None) or unresolved(None)

    return read


def years_ago(count: int) -> Single:
    """So many years back: "a quarter of a century ago"."""

    def read(hit: Hit, scene: Scene) -> Meaning | None:
        anchor = scene.now
        year = anchor.moment.within(Unit.YEAR) if anchor else None
        return date(year.plus(-count) if year else None, anchor.name if anchor else None) or unresolved(None)

    return read


def in_time(hit: Hit, scene: Scene) -> Meaning | None:
    """“In two weeks”, “within a year”: on from the anchor where the sentence tells of what will be, else how long."""
    if scene.tense(hit) is not Tense.FUTURE or _SPAN_BACK.search(before(hit)):
        return None
    meaning = counted(1)(hit, scene)
    return replace(meaning, part="one") if isinstance(meaning, Meaning) else None


def event_anchored(hit: Hit, scene: Scene) -> Meaning | None:
    """“The day after the vote”: the text may tell when that was, but these words do not; “weeks before” is how long."""
    unit = unit_of(hit)
    if unit is not None and hit.has("units") and not hit.has("the"):
        return Meaning(TimexType.DURATION, unit.duration(None))
    return unresolved(None)


def days_off(step: int) -> Single:
    """“The day before yesterday” -2, “the day after tomorrow” 2."""

    def read(hit: Hit, scene: Scene) -> Meaning | None:
        found = today_moment(scene, step)
        return date(found[0], found[1]) if found else unresolved(None)

    return read


def month_of_year(hit: Hit, scene: Scene) -> Meaning | None:
    """“January of this year”, “the summer of last year”."""
    anchor = scene.now
    if anchor is None:
        return unresolved(None)
    year = anchor.moment.year + {"this": 0, "last": -1, "next": 1}[hit.word("which") or "this"]
    return _part_of_year(hit, year, anchor)


def month_of_same(hit: Hit, scene: Scene) -> Meaning | None:
    """“August of that year”."""
    anchor = scene.running(Unit.YEAR)
    return _part_of_year(hit, anchor.moment.year, anchor) if anchor else unresolved(None)


def _part_of_year(hit: Hit, year: int, anchor: Anchor) -> Meaning | None:
    month = month_of(hit)
    if month is not None:
        return date(Moment(Unit.MONTH, year, month), anchor.name)
    return date(Moment(Unit.SEASON, year, SEASON[hit.word("season") or "summer"]), anchor.name)


def month_beside(step: int) -> Single:
    """“The following April”, “the previous winter”: of the last date of the text."""

    def read(hit: Hit, scene: Scene) -> Meaning | None:
        anchor = scene.running(Unit.MONTH) or scene.running(Unit.YEAR)
        if anchor is None:
            return unresolved(None)
        month, base = month_of(hit), anchor.moment
        if month is not None:
            choice = Moment(Unit.MONTH, base.year, month)
        else:
            choice = Moment(Unit.SEASON, base.year, SEASON[hit.word("season") or "summer"])
        if step > 0 and (base.unit is Unit.YEAR or choice.month <= base.month):
            choice = Moment(choice.unit, choice.year + 1, choice.month)
        elif step < 0 and (base.unit is Unit.YEAR or choice.month >= base.month):
            choice = Moment(choice.unit, choice.year - 1, choice.month)
        return date(choice, anchor.name)

    return read
