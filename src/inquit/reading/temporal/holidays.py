"""Days that have a name of their own, and when they fall."""

from __future__ import annotations

from collections.abc import Callable
from datetime import MAXYEAR, date, timedelta

from inquit.reading.temporal.dates import choose, unresolved, year_of
from inquit.reading.temporal.dates import date as dated
from inquit.reading.temporal.lexicon import PART
from inquit.reading.temporal.moments import Moment, Unit, day_of
from inquit.reading.temporal.rule import Hit, Meaning, Single
from inquit.reading.temporal.scene import Scene
from inquit.types import TimexType

DayOfYear = Callable[[int], date]
MO, TH, SU = 0, 3, 6


def on(month: int, day: int) -> DayOfYear:
    """The same day each year."""
    return lambda year: date(year, month, day)


def nth(number: int, day_of_week: int, month: int, *, shift: int = 0) -> DayOfYear:
    """The so-manieth Monday (or other day) of a month, -1 for the last, and `shift` days on."""

    def day(year: int) -> date:
        from dateutil.relativedelta import relativedelta, weekday  # few texts name a holiday

        start = date(year, month, 31 if number < 0 else 1)
        return start + relativedelta(weekday=weekday(day_of_week, number)) + timedelta(shift)

    return day


def around_easter(days: int) -> DayOfYear:
    """So many days after Easter Sunday of the Western churches."""

    def day(year: int) -> date:
        from dateutil.easter import easter

        return easter(year) + timedelta(days)

    return day


def inauguration(year: int) -> date:
    """That of an American president which is next, from the beginning of that year on."""
    return date(year + (1 - year) % 4, 1, 20)


# Pattern -> when it falls.  American holidays, and those that English news of elsewhere names without a country.
HOLIDAYS: dict[str, DayOfYear] = {
    "new year 's day": on(1, 1),
    "new year 's eve": on(12, 31),
    "martin luther king jr? day": nth(3, MO, 1),
    "(valentine|valentines) 's? day": on(2, 14),
    "(presidents|president) 's? day": nth(3, MO, 2),
    "(st|saint) patrick 's day": on(3, 17),
    "ash wednesday": around_easter(-46),
    "palm sunday": around_easter(-7),
    "good friday": around_easter(-2),
    "easter sunday?": around_easter(0),
    "easter monday": around_easter(1),
    "whit monday|pentecost monday": around_easter(50),
    "april fools 's? day": on(4, 1),
    "may day": on(5, 1),
    "memorial day": nth(-1, MO, 5),
    "independence day|july fourth|fourth of july": on(7, 4),
    "bastille day": on(7, 14),
    "labor day": nth(1, MO, 9),
    "columbus day": nth(2, MO, 10),
    "halloween": on(10, 31),
    "(veterans|armistice|remembrance) 's? day": on(11, 11),
    "election day": nth(1, MO, 11, shift=1),
    "inauguration day": inauguration,
    "mother 's day": nth(2, SU, 5),
    "father 's day": nth(3, SU, 6),
    "thanksgiving day?": nth(4, TH, 11),
    "black friday": nth(4, TH, 11, shift=1),
    "christmas eve": on(12, 24),
    "christmas day?": on(12, 25),
    "boxing day": on(12, 26),
}


def holiday(falls: DayOfYear) -> Single:
    """The day of the year that is told, else of the year that the sentence means."""

    def read(hit: Hit, scene: Scene) -> Meaning | None:
        year = year_of(hit, scene)
        if year is not None:
            # Easter is reckoned from 1583 on
            return dated(day_of(falls(year))) if 1583 <= year < MAXYEAR else None
        anchor = scene.now
        if anchor is None or not 1590 <= anchor.moment.year <= MAXYEAR - 10:
            return unresolved(None)
        step = {"last": -1, "next": 1, "this": 0}.get(hit.word("which") or "")
        years = range(anchor.moment.year - 2, anchor.moment.year + 3)
        days = [day_of(falls(year)) for year in years]
        if step == 0:
            return dated(day_of(falls(anchor.moment.year)), anchor.name)
        if step is not None and anchor.moment.unit is Unit.DAY:
            return dated(_beside(days, anchor.moment, step), anchor.name)
        return dated(choose(days, anchor, scene, hit), anchor.name)

    return read


def around(falls: DayOfYear) -> Single:
    """“Easter week”, “Labor Day weekend”: the week that has it; the weekend before a Monday or Tuesday, else after."""

    def read(hit: Hit, scene: Scene) -> Meaning | None:
        named = holiday(falls)(hit, scene)
        day = named.moment if named else None
        week = day.within(Unit.WEEKEND if hit.word("unit") == "weekend" else Unit.WEEK) if day else None
        if week is not None and day is not None and day.date is not None and hit.word("unit") == "weekend":
            week = week.plus(-1) if day.date.weekday() < 2 else week
        return dated(week, named.anchor if named else None)

    return read


# Days from the night of an election on which it is spoken of without its year; more than that is another's.
_NIGHT_WITHIN = 120


def on_holiday(falls: DayOfYear) -> Single:
    """“Christmas morning”, “election night”."""

    def read(hit: Hit, scene: Scene) -> Meaning | None:
        named = holiday(falls)(hit, scene)
        day, today = named.moment if named else None, scene.today
        if named is None or day is None:
            return named
        if not hit.has("year") and today and day.date and today.moment.date:
            away = abs((day.date - today.moment.date).days)
            if away > _NIGHT_WITHIN and "election" in hit.all_words:
                return None  # that of a primary, or of another country
        return Meaning(TimexType.TIME, f"{day.value}T{PART[hit.word('part') or 'night']}", None, named.anchor, day)

    return read


def _beside(days: list[Moment], base: Moment, step: int) -> Moment | None:
    """The last before the anchor's day, or the first after it."""
    order = [(day.year, day.month, day.day) for day in days]
    here = (base.year, base.month, base.day)
    if step < 0:
        return next((day for day, place in zip(reversed(days), reversed(order), strict=True) if place < here), None)
    return next((day for day, place in zip(days, order, strict=True) if place > here), None)
