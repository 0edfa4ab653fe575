"""Dates of the calendar: with their year, or with a year that the sentence and the anchor decide."""

from __future__ import annotations

from inquit.reading.temporal.direction import Tense
from inquit.reading.temporal.lexicon import MONTH, SEASON
from inquit.reading.temporal.moments import YEARS, Moment, Unit, is_day, season_of
from inquit.reading.temporal.numbers import number_of
from inquit.reading.temporal.rule import Hit, Meaning, Single
from inquit.reading.temporal.scene import Anchor, Scene
from inquit.reading.temporal.surroundings import Expression
from inquit.types import TimexType

# Two digits are the year within this many years after the day of publication, else of the century before.
_TWO_DIGIT_AHEAD = 10
# Without a day of publication: '49 is 1949.
TWO_DIGIT_PIVOT = 30

# "Reported in August" of a text from June: next August is 2 months off, last August 10.  A date that lies against the
# tense must be so many times nearer to be meant: 4 where the verb stands near it, else 1.5.  On the tuning parts of
# TimeBank, AQUAINT and MEANTIME 2.5 to 4 with 1 to 2.5 are within 0.3 points of value F1; 1 (no tense) and 20 lose up
# to 0.7.
NEAR_VERB_WEIGHT, FAR_VERB_WEIGHT = 4.0, 1.5
_NEVER = 1e6
# Named by its day whatever the verb is about: "called November's election a test".
_KNOWN_EVENT = Expression(
    r"(?:['’]s)? (?:general |presidential |midterm |primary )?(?:elections?|primar(?:y|ies)|caucus(?:es)?|convention"
    r"|vote|referendum|ballot|deadline|summit)\b"
)
# Quarters are mostly told of when they are over, and "expects to report third-quarter results" looks
# ahead all the same.
RESULTS_AHEAD_WEIGHT, RESULTS_BACK_WEIGHT = 3.2, 1.5
# A narrative stays in its year unless the month is so many days (31 to a month) nearer in the next or the last:
# December to January is a new year, June to January none.  The value hardly matters: 0 to 300 give 85.7 to 86.3 on the
# tuning part of WikiWars, without order.
YEAR_CHANGE = 150


def date(moment: Moment | None, anchor: str | None = None, mod: str | None = None) -> Meaning | None:
    """The meaning of a date; `None` where there is no such date."""
    return Meaning(TimexType.DATE, moment.value, mod, anchor, moment) if moment else None


def unresolved(value: str | None) -> Meaning:
    """A date of which the anchor is not known: `XXXX-05-03`, `XXXX-WXX-5`, `None`."""
    return Meaning(TimexType.DATE, value)


def year_of(hit: Hit, scene: Scene, name: str = "year") -> int | None:
    """The year that the words name, astronomical; `None` where they name none or none that can be."""
    words = hit.words(name)
    if not words:
        return None
    digits = [word.lstrip("'’‘") for word in words if word.lstrip("'’‘").isdecimal()]
    if not digits:
        return _spoken_year(hit, name)
    year = int(digits[-1])
    if hit.has("bc"):
        return 1 - year if year else None
    if len(digits[-1]) == 2:
        around = scene.published.year if scene.published and not scene.narrative else None
        if scene.narrative and scene.last and scene.last.moment.year > 0:
            return scene.last.moment.year // 100 * 100 + year
        latest = around + _TWO_DIGIT_AHEAD if around else 2000 + TWO_DIGIT_PIVOT
        return latest - (latest - year) % 100
    return year


def _spoken_year(hit: Hit, name: str) -> int | None:
    words = [word for word in hit.words(name) if word != "-"]
    first = number_of(words[:1])
    if first is None:
        return None
    if first in (2, 1) and len(words) > 1:  # two thousand and five
        whole = number_of(words)
        return int(whole) if whole else None
    rest = number_of(words[1:]) or 0
    return int(first * 100 + rest)


def month_of(hit: Hit, name: str = "month") -> int | None:
    """The month, 1 to 12."""
    word = hit.word(name)
    return MONTH.get(word) if word else None


def day_number(hit: Hit, name: str = "day") -> int | None:
    """The day of the month that "5", "5th" or "fifth" names."""
    words = hit.words(name)
    if not words:
        return None
    if words[0].isdecimal():
        return int(words[0])
    return hit.ordinal(name)


def calendar(hit: Hit, scene: Scene) -> Meaning | None:
    """Year, month, season and day as far as the words give them; a year that they leave out is found."""
    year, month, day = year_of(hit, scene), month_of(hit), day_number(hit)
    if hit.has("year") and year is None:
        return None
    if month is None:
        if hit.has("season"):
            return season(hit, scene)
        return date(Moment(Unit.YEAR, year)) if year is not None else None
    if year is not None:
        return date(month_or_day(year, month, day))
    return open_date(hit, scene, month, day)


def month_or_day(year: int, month: int, day: int | None) -> Moment | None:
    """A month, or a day of it; `None` where there is no such day."""
    if day is None:
        return Moment(Unit.MONTH, year, month)
    return Moment(Unit.DAY, year, month, day) if is_day(year, month, day) else None


def open_date(hit: Hit, scene: Scene, month: int, day: int | None) -> Meaning | None:
    """A month, or a day of it, of which the words leave the year open."""
    if not is_day(2000, month, day or 1):
        return None
    anchor = scene.now
    if anchor is None:
        return unresolved(f"XXXX-{month:02d}" + (f"-{day:02d}" if day else ""))
    years = range(anchor.moment.year - 5, anchor.moment.year + 6)
    choices = [moment for year in years if (moment := month_or_day(year, month, day))]
    return date(choose(choices, anchor, scene, hit), anchor.name)


def choose(choices: list[Moment], anchor: Anchor, scene: Scene, hit: Hit, *, results: bool = False) -> Moment | None:
    """Of what comes round each year, the one that the sentence means; `results`: it is a quarter or a half year."""
    unit = choices[0].unit if choices else Unit.YEAR
    base = anchor.moment.within(unit) or anchor.moment
    if scene.narrative:
        base = scene.place_in_story(unit) or base
        if base.unit in YEARS:
            return min(choices, key=lambda m: abs(m.year - base.year), default=None)
        return min(choices, key=lambda m: _steps(base, m) + (YEAR_CHANGE if m.year != base.year else 0), default=None)
    # What lies near is meant, if the tense does not speak against it by so much.
    cue = scene.tense_cue(hit)
    told = cue.near and not (cue.tense is Tense.PAST and _KNOWN_EVENT.match(hit.text, hit.end))
    weight = NEAR_VERB_WEIGHT if told else FAR_VERB_WEIGHT
    ahead, back = (RESULTS_AHEAD_WEIGHT, RESULTS_BACK_WEIGHT) if results else (weight, weight)
    ahead = ahead if cue.tense is Tense.PAST else 1.0
    back = back if cue.tense is Tense.FUTURE else 1.0
    leap_day = unit is Unit.DAY and all(m.month == 2 and m.day == 29 for m in choices)  # years off on either side
    leap_day = leap_day and all(m.year != base.year for m in choices)
    if cue.sure or (cue.tense and leap_day):
        ahead, back = (_NEVER, 1.0) if cue.tense is Tense.PAST else (1.0, _NEVER)
    return min(choices, key=lambda m: _steps(base, m) * (back if _order(m) < _order(base) else ahead), default=None)


def _order(moment: Moment) -> tuple[int, int, int]:
    return moment.year, moment.month, moment.day


def _steps(one: Moment, other: Moment) -> int:
    """How many days lie between two moments, months taken as 31."""
    years, months, days = other.year - one.year, other.month - one.month, other.day - one.day
    return abs(years * 372 + months * 31 + days)


def season(hit: Hit, scene: Scene) -> Meaning | None:
    """A season, of a year that is told or found."""
    month = SEASON[hit.word("season") or ""]
    year = year_of(hit, scene)
    if year is not None:
        return date(Moment(Unit.SEASON, year, month))
    anchor = scene.now
    if anchor is None:
        return unresolved(Moment(Unit.SEASON, 1, month).value.replace("0001", "XXXX"))
    current = season_of(anchor.moment.year, anchor.moment.month)
    choices = [Moment(Unit.SEASON, current.year + n, month) for n in range(-2, 3)]
    return date(choose(choices, Anchor(current, anchor.name), scene, hit), anchor.name)


def month_shifted(step: int) -> Single:
    """“Last June”, “next spring”: the nearest before or after the anchor."""

    def read(hit: Hit, scene: Scene) -> Meaning | None:
        month, anchor = month_of(hit), scene.now
        start = month or SEASON.get(hit.word("season") or "")
        if start is None or anchor is None:
            return unresolved(None)
        year = anchor.moment.year
        if month is not None:
            base = anchor.moment.within(Unit.MONTH) or Moment(Unit.MONTH, year, 1)
            choices = [Moment(Unit.MONTH, year + n, month) for n in range(-1, 2)]
        else:
            base = season_of(year, anchor.moment.month)
            choices = [Moment(Unit.SEASON, base.year + n, start) for n in range(-1, 2)]
        if step == 0:
            # in January "this summer" is the last where it has been, else the next
            nearest = choices[1:] + choices[:1]
            chosen = choices[1] if month is not None else choose(nearest, Anchor(base, anchor.name), scene, hit)
            return date(chosen, anchor.name)
        if step < 0:
            return date(next((m for m in reversed(choices) if _order(m) < _order(base)), None), anchor.name)
        return date(next((m for m in choices if _order(m) > _order(base)), None), anchor.name)

    return read


def day_shifted(hit: Hit, scene: Scene) -> Meaning | None:
    """“Last Oct. 23”: the last such day before the anchor."""
    month, day, anchor = month_of(hit), day_number(hit), scene.now
    if month is None or day is None or not is_day(2000, month, day):
        return None
    if anchor is None:
        return unresolved(f"XXXX-{month:02d}-{day:02d}")
    days = [m for n in range(-5, 6) if (m := month_or_day(anchor.moment.year + n, month, day))]
    match hit.word("which"):
        case "last":
            return date(next((m for m in reversed(days) if _order(m) < _order(anchor.moment)), None), anchor.name)
        case "next":
            return date(next((m for m in days if _order(m) > _order(anchor.moment)), None), anchor.name)
    return date(next((m for m in days if m.year == anchor.moment.year), None), anchor.name)


def day_of_year(hit: Hit, scene: Scene) -> Meaning | None:
    """“Nov. 25 last year”."""
    month, day, anchor = month_of(hit), day_number(hit), scene.now
    if month is None or day is None or anchor is None:
        return None
    year = anchor.moment.year + {"this": 0, "last": -1, "next": 1}[hit.word("which") or "this"]
    return date(month_or_day(year, month, day), anchor.name)


def day_alone(hit: Hit, scene: Scene) -> Meaning | None:
    """“The 24th”, “on the 9th”: of the month that the text is in."""
    day, anchor = day_number(hit), scene.running(Unit.MONTH) or scene.now
    month = anchor.moment.within(Unit.MONTH) if anchor else None
    if day is None or anchor is None or month is None:
        return None
    if not is_day(month.year, month.month, day):
        return None
    return date(Moment(Unit.DAY, month.year, month.month, day), anchor.name)


def today_moment(scene: Scene, shift: int) -> tuple[Moment, str] | None:
    """The day of publication and so many days on, with the anchor's name."""
    anchor = scene.today or scene.running(Unit.DAY)
    day = anchor.moment.within(Unit.DAY) if anchor else None
    moved = day.plus(shift) if day else None
    return (moved, anchor.name) if anchor and moved else None
