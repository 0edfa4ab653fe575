"""Durations and sets: how long, how often (TimeML 1.2.1, 2.1.1: DURATION and SET; ISO 8601-1:2019, 5.5.2)."""

from __future__ import annotations

from inquit.reading.temporal.lexicon import MONTH, PART, SEASON, SEASON_PLURAL, WEEKDAY, WEEKDAYS
from inquit.reading.temporal.moments import SEASONS, Moment, Unit
from inquit.reading.temporal.numbers import number_of
from inquit.reading.temporal.relative import unit_of
from inquit.reading.temporal.rule import Hit, Meaning, Single
from inquit.reading.temporal.scene import Scene
from inquit.types import TimexType

_HALF_UNITS = {Unit.YEAR: (Unit.MONTH, 12), Unit.HOUR: (Unit.MINUTE, 60), Unit.MINUTE: (Unit.SECOND, 60),
               Unit.DAY: (Unit.HOUR, 24)}  # fmt: skip


_NUMBERED = frozenset(("first", "final", "last"))


def length(value: str) -> Meaning:
    """The meaning of a duration."""
    return Meaning(TimexType.DURATION, value)


def duration(hit: Hit, scene: Scene) -> Meaning | None:
    """“Three years”, “a few days”, “two and a half hours”, “decades”."""
    unit = unit_of(hit)
    if unit is None:
        return None
    number = hit.number("number") if hit.has("number") else None
    if hit.word("units") is None and not hit.has("number"):
        number = 1.0
    word = hit.word("units") or hit.word("unit") or ""
    if word.startswith("fortnight") and number is not None:
        number *= 2
    if hit.has("half_more") and number is not None:
        number += 0.5
    if number is not None and number != int(number) and unit in _HALF_UNITS:
        finer, size = _HALF_UNITS[unit]
        whole, rest = int(number), round((number - int(number)) * size)
        fine = finer.duration(rest)
        return length((unit.duration(whole) + fine.removeprefix("PT" if unit.of_clock else "P")) if whole else fine)
    return length(unit.duration(number))


def duration_of(part: str) -> Single:
    """The same where only a part of the match is the expression: "two weeks" of "two weeks after the vote"."""

    def read(hit: Hit, scene: Scene) -> Meaning | None:
        meaning = duration(hit, scene)
        return meaning.of_part(part) if meaning else None

    return read


def whole(hit: Hit, scene: Scene) -> Meaning | None:
    """“The past year”, “the first week”, “the whole month”: one of the unit."""
    unit = unit_of(hit)
    if unit is None or (unit is Unit.DAY and _NUMBERED.intersection(hit.all_words)):
        return None  # "his first day in office" is a day, not how long
    return length(unit.duration(1))


def unknown(hit: Hit, scene: Scene) -> Meaning | None:
    """“Two to three weeks”: how many is not told."""
    unit = unit_of(hit)
    return length(unit.duration(None)) if unit else None


def added(hit: Hit, scene: Scene) -> Meaning | None:
    """“Two years and three months”, “an hour and 20 minutes”: a sum of two."""
    first, second = unit_of(hit, "long"), unit_of(hit, "short")
    if first is None or second is None or not Moment(second, 1).finer_than(first):
        return None  # "12 hours a day, seven days a week" is no sum
    big = first.duration(hit.number("number"))
    small = second.duration(hit.number("number_b"))
    if second.of_clock and first.of_clock:
        return length(big + small.removeprefix("PT"))
    return length(big + small.removeprefix("P"))


def each(hit: Hit, scene: Scene) -> Meaning | None:
    """“Every day”, “each year”, “twice a week”, “every two years”, “every other Friday”."""
    word = hit.word("weekday") or hit.word("weekdays")
    if hit.has("part"):
        day = f"XXXX-WXX-{WEEKDAY[word]}" if word else "XXXX-XX-XX"
        return Meaning(TimexType.SET, f"{day}T{PART[hit.word('part') or 'night']}")
    if word:
        return Meaning(TimexType.SET, f"XXXX-WXX-{WEEKDAY.get(word) or WEEKDAYS[word]}")
    season = hit.word("season") or hit.word("seasons")
    if season:
        month = SEASON.get(season) or SEASON_PLURAL[season]
        return Meaning(TimexType.SET, f"XXXX-{SEASONS[month]}")
    if month_word := hit.word("month"):
        return Meaning(TimexType.SET, f"XXXX-{MONTH[month_word]:02d}")
    unit = unit_of(hit)
    if unit is None:
        return None
    number = number_of(hit.words("number")) if hit.has("number") else 1.0
    if hit.has("other"):
        number = 2.0
    return Meaning(TimexType.SET, unit.duration(number))


def each_of_two(hit: Hit, scene: Scene) -> tuple[Meaning, ...]:
    """“Every Tuesday and Thursday”: two expressions."""
    days = (WEEKDAY[hit.word(name) or "monday"] for name in ("weekday", "weekday_b"))
    return tuple(
        Meaning(TimexType.SET, f"XXXX-WXX-{day}", part=part) for day, part in zip(days, ("one", "two"), strict=True)
    )


def recurring(value: str) -> Single:
    """“Daily” `P1D`, “weekly” `P1W`, as “every day” and “every week”."""

    def read(hit: Hit, scene: Scene) -> Meaning | None:
        return Meaning(TimexType.SET, value)

    return read


def fixed(value: str, type_: TimexType = TimexType.DURATION, mod: str | None = None) -> Single:
    """The same value whatever the anchor."""

    def read(hit: Hit, scene: Scene) -> Meaning | None:
        return Meaning(type_, value, mod)

    return read
