"""Times of the day and parts of it (ISO 8601-1:2019, 5.3 and 5.4; parts as in TimeML 1.2.1, 2.1.1: `TMO`, `TNI`).

A time that stands without its day is one of the day of publication in news, of the running day in a narrative.
Zones: universal time is marked `Z`; other abbreviations (EST, IST, CST) mean several things, and the value stays local.
"""

from __future__ import annotations

from inquit.reading.temporal.dates import calendar, today_moment
from inquit.reading.temporal.lexicon import AMPM, PART, POINT, TODAY, UNIVERSAL
from inquit.reading.temporal.moments import Moment, Unit
from inquit.reading.temporal.numbers import number_of
from inquit.reading.temporal.rule import Hit, Meaning
from inquit.reading.temporal.scene import Scene
from inquit.reading.temporal.weekdays import weekday, weekday_beside, weekday_shifted
from inquit.types import TimexType

_NO_DAY = "XXXX-XX-XX"


def _day(hit: Hit, scene: Scene) -> tuple[Moment | None, str | None]:
    """The day that the words name, else the day in question; with the anchor's name."""
    if hit.has("today"):
        found = today_moment(scene, TODAY[hit.word("today") or ""])
        return found if found else (None, None)
    if hit.has("iso"):
        words = hit.words("iso")[0]
        return Moment(Unit.DAY, int(words[:4]), int(words[5:7]), int(words[8:10])), None
    if hit.has("next_weekday"):
        meaning = weekday_beside(1)(hit, scene) if "the" in hit.all_words else weekday_shifted(1)(hit, scene)
        return (meaning.moment, meaning.anchor) if meaning else (None, None)
    meaning = calendar(hit, scene) if hit.has("month") else weekday(hit, scene) if hit.has("weekday") else None
    if meaning is not None:
        return meaning.moment, meaning.anchor
    if hit.has("next_day", "same_day", "previous_day"):
        anchor = scene.running(Unit.DAY)
        moment = anchor.moment.within(Unit.DAY) if anchor else None
        shift = 1 if hit.has("next_day") else -1 if hit.has("previous_day") else 0
        return (moment.plus(shift) if moment else None), (anchor.name if anchor else None)
    if hit.has("last_night"):
        found = today_moment(scene, -1)
        return found if found else (None, None)
    if scene.narrative:
        anchor = scene.running(Unit.DAY)
        return (anchor.moment.within(Unit.DAY), anchor.name) if anchor else (None, None)
    # "on Tuesday she was found at 10 p.m."
    told = scene.day_told(hit)
    found = (told.moment, told.name) if told else today_moment(scene, 0)
    return found if found else (None, None)


def _at(hit: Hit, scene: Scene, clock: str) -> Meaning | None:
    day, anchor = _day(hit, scene)
    if day is not None and day.unit is not Unit.DAY:
        return None
    return Meaning(TimexType.TIME, f"{day.value if day else _NO_DAY}T{clock}", anchor=anchor, moment=day)


def time_of_day(hit: Hit, scene: Scene) -> Meaning | None:
    """“3 p.m. Tuesday”, “10:30 a.m.”, “0900 GMT”, “half past four in the afternoon”, “noon on Friday”."""
    if hit.has("point"):
        return _at(hit, scene, POINT[hit.word("point") or ""])
    clock = _clock(hit)
    if clock is None:
        return None
    universal = not UNIVERSAL.isdisjoint(hit.words("zone")) or "greenwich" in hit.words("zone")
    return _at(hit, scene, clock + ("Z" if universal else ""))


def _clock(hit: Hit) -> str | None:
    minute, second = 0, None
    if hit.has("clock"):
        parts = hit.words("clock")[0].split(":")
        hour, minute, second = int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) > 2 else None
    elif hit.has("dotted"):
        first, _, rest = hit.words("dotted")[0].partition(".")
        hour, minute = int(first), int(rest)
    elif hit.has("hhmm"):
        digits = hit.words("hhmm")[0]
        hour, minute = int(digits[:2]), int(digits[2:])
    else:
        number = number_of(hit.words("hour") or hit.words("card"))
        if number is None:
            return None
        hour = int(number)
    if hit.has("to_past"):
        off = {"half": 30, "quarter": 15}.get(hit.word("off") or "", 0) or int(number_of(hit.words("off")) or 0)
        minute = off if hit.word("to_past") in ("past", "after") else 60 - off
        hour -= hit.word("to_past") not in ("past", "after")
    half = hit.word("ampm")
    if half is not None:
        if not 1 <= hour <= 12 and hour > 23:
            return None
        if hour <= 12:
            hour = hour % 12 + AMPM.get(half.replace(" ", ""), 12 if half.startswith("p") else 0)
    elif hit.has("part") and hour <= 12 and PART.get(hit.word("part") or "") in ("AF", "EV", "NI"):
        part = PART[hit.word("part") or ""]
        hour = hour % 12 + (12 if part != "NI" or hour > 4 else 0)
    if not 0 <= hour <= 24 or not 0 <= minute < 60:
        return None
    return f"{hour:02d}:{minute:02d}" + (f":{second:02d}" if second is not None else "")


def part_of_day(hit: Hit, scene: Scene) -> Meaning | None:
    """“Monday night”, “this morning”, “the evening of 5 May”, “last night”."""
    return _at(hit, scene, PART[hit.word("part") or ("morning" if "hours" in hit.all_words else "night")])


def part_alone(hit: Hit, scene: Scene) -> Meaning | None:
    """“In the morning”, “at night”: which one is not told."""
    return Meaning(TimexType.TIME, f"{_NO_DAY}T{PART[hit.word('part') or 'night']}")


def tonight(hit: Hit, scene: Scene) -> Meaning | None:
    """The night of the day in question."""
    return _at(hit, scene, "NI")
