"""Dates that name their own place: written in numerals, several in one, decades, centuries, days of history."""

from __future__ import annotations

from inquit.reading.temporal.dates import (
    TWO_DIGIT_PIVOT,
    date,
    day_number,
    month_of,
    month_or_day,
    open_date,
    unresolved,
    year_of,
)
from inquit.reading.temporal.lexicon import TENS_DECADE
from inquit.reading.temporal.moments import Moment, Unit, is_day
from inquit.reading.temporal.numbers import number_of
from inquit.reading.temporal.rule import Hit, Meaning, Single
from inquit.reading.temporal.scene import Scene
from inquit.types import TimexType


def decade(hit: Hit, scene: Scene) -> Meaning | None:
    """“The 1970s”, “the '70s”, “the seventies”."""
    word = (
        (
            hit.word("decade")
            or hit.word("decade2")
            or (hit.word("short_decade") or "").lstrip("'’‘")
            or hit.word("tens_decade")
            or ""
        )
        .rstrip("s")
        .rstrip("'’")
    )
    number = TENS_DECADE.get(word + "s") or TENS_DECADE.get(word[:-2] + "ies")
    if number is None:
        number = int(word) if word.isdecimal() else None
    if number is None:
        return None
    if number >= 1000:
        return date(Moment(Unit.CENTURY if hit.has("hundreds") else Unit.DECADE, number))
    around = scene.now.moment.year if scene.now else 2000
    year = around // 100 * 100 + number
    return date(Moment(Unit.DECADE, year - 100 if year > around + 5 else year))


def century(hit: Hit, scene: Scene) -> Meaning | None:
    """“The 19th century”: the years from 1800, which TIMEX3 writes `18`."""
    number = hit.ordinal("ord")
    if number is None or not 1 <= number <= 40:
        return None
    if hit.has("bc"):
        return unresolved(f"BC{number - 1:02d}")
    return date(Moment(Unit.CENTURY, (number - 1) * 100))


def iso_date(hit: Hit, scene: Scene) -> Meaning | None:
    """“2013-12-10”, “2013-12-10T09:30” (ISO 8601-1:2019, 5.2.2.1 and 5.4.2.1)."""
    words = hit.words("iso")[0]
    year, month, day = int(words[:4]), int(words[5:7]), int(words[8:10])
    if not is_day(year, month, day):
        return None
    moment = Moment(Unit.DAY, year, month, day)
    if len(words) > 10:
        clock = words[11:].upper()
        clock = clock if ":" in clock else f"{clock[:2]}:{clock[2:]}"
        return Meaning(TimexType.TIME, f"{moment.value}T{clock}", moment=moment)
    return date(moment)


def slash_date(hit: Hit, scene: Scene) -> Meaning | None:
    """“3/14/2019”, “14/3/2019”, “14.3.2019”; where both readings are a day (03/04/2024) the value stays open."""
    words = hit.words("slash")[0]
    first, second, year = (int(part) for part in words.replace(".", "/").split("/"))
    if "." in words:
        return date(Moment(Unit.DAY, year, second, first)) if is_day(year, second, first) else None
    if year < 100:
        year += 2000 if year <= TWO_DIGIT_PIVOT else 1900
    american, british = is_day(year, first, second), is_day(year, second, first)
    if american and british and first != second:
        # the publication date may tell which: a report is not from years ahead, but months cannot tell
        return unresolved(f"{year:04d}")
    if american:
        return date(Moment(Unit.DAY, year, first, second))
    return date(Moment(Unit.DAY, year, second, first)) if british else None


def bc_year(hit: Hit, scene: Scene) -> Meaning | None:
    """“218 BC”, “AD 410”."""
    year = year_of(hit, scene)
    return date(Moment(Unit.YEAR, year)) if year is not None and -9999 < year < 9999 else None


def spoken_year(hit: Hit, scene: Scene) -> Meaning | None:
    """“Nineteen ninety-six”, as spoken news are written down."""
    words = [word for word in hit.all_words if word != "-"]
    rest = number_of(words[1:])
    if rest is None or not (rest == 100 or 10 <= rest < 100):
        return None
    return date(Moment(Unit.YEAR, int(number_of(words[:1]) or 0) * 100 + int(rest) % 100))


def two_years_bc(hit: Hit, scene: Scene) -> tuple[Meaning, ...] | None:
    """“264 to 241 BC”: the era is that of both."""
    first, second = (number_of(hit.words(part)[:1]) for part in ("one", "two"))
    if first is None or second is None or not second < first < 10_000 or second < 1:
        return None
    meanings = (date(Moment(Unit.YEAR, 1 - int(first))), date(Moment(Unit.YEAR, 1 - int(second))))
    return tuple(m.of_part(part) for m, part in zip(meanings, ("one", "two"), strict=True) if m)


def decade_bc(hit: Hit, scene: Scene) -> Meaning | None:
    """“The 470s BC”."""
    return date(Moment(Unit.DECADE, 1 - int(hit.words("decade3")[0][:3])))


def named_day(year: int, month: int, day: int) -> Single:
    """A day of history that has a name: "9/11", "D-Day"; a text from before it does not mean it."""

    def read(hit: Hit, scene: Scene) -> Meaning | None:
        published = scene.published
        if published is not None and (published.year, published.month, published.day) < (year, month, day):
            return None
        return date(Moment(Unit.DAY, year, month, day))

    return read


def year_span(hit: Hit, scene: Scene) -> Meaning | None:
    """“2003/04” is a season or a business year over two years: an interval (ISO 8601-1:2019, 5.5.2)."""
    first, _, second = hit.words("span")[0].partition("/")
    end = _second_year(int(first), second)
    return unresolved(f"{int(first):04d}/{end:04d}") if end else None


def two_years(hit: Hit, scene: Scene) -> tuple[Meaning, ...] | None:
    """“1939-1945”, “1939-45”, “between 1939 and 1945”: two expressions."""
    first, second = hit.words("one")[0], hit.words("two")[0]
    end = _second_year(int(first), second)
    if end is None or (len(second) == 2 and "-" not in hit.all_words):
        return None
    meanings = (date(Moment(Unit.YEAR, int(first))), date(Moment(Unit.YEAR, end)))
    return tuple(m.of_part(part) for m, part in zip(meanings, ("one", "two"), strict=True) if m)


def _second_year(first: int, second: str) -> int | None:
    """The year that ends a span: after the first, by less than two hundred years."""
    if len(second) not in (2, 4):
        return None
    end = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    return end if first < end < first + 200 else None


def two_days(hit: Hit, scene: Scene) -> tuple[Meaning, ...] | None:
    """“June 3-5”, “7 and 8 August 1990”, “3 May to 5 June 1940”: two expressions of one match."""
    month_1, month_2 = month_of(hit), month_of(hit, "month_b") or month_of(hit)
    day_1, day_2 = day_number(hit), day_number(hit, "day_b")
    year = year_of(hit, scene)
    if month_1 is None or month_2 is None or day_1 is None or day_2 is None:
        return None
    if year is not None:
        # "28 December to 3 January 1941" begins in the year before
        first = date(month_or_day(year - (month_1 > month_2), month_1, day_1))
        second = date(month_or_day(year, month_2, day_2))
    else:
        first, second = open_date(hit, scene, month_1, day_1), open_date(hit, scene, month_2, day_2)
    if first is None or second is None:
        return None
    return first.of_part("one"), second.of_part("two")


def two_months(hit: Hit, scene: Scene) -> tuple[Meaning, ...] | None:
    """“March and April 1917”, “between May and July”: two expressions, the year is that of both."""
    month_1, month_2 = month_of(hit), month_of(hit, "month_b")
    year = year_of(hit, scene)
    if month_1 is None or month_2 is None:
        return None
    if year is not None:
        first = date(month_or_day(year - (month_1 > month_2), month_1, None))
        second = date(month_or_day(year, month_2, None))
    else:
        first, second = open_date(hit, scene, month_1, None), open_date(hit, scene, month_2, None)
    return (first.of_part("one"), second.of_part("two")) if first and second else None
