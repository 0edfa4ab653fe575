"""Words that tell how long, how often or vaguely when in one place, and nothing of time in another.

Each check says whether the words are a time expression here; see `surroundings`.
"""

from __future__ import annotations

import re

from inquit.reading.temporal.rule import Hit
from inquit.reading.temporal.surroundings import Expression, Followed, Led, before, behind, ends_clause

# Lengths ---------------------------------------------------------------------------------------------------------
_AGE = Expression(r"[\s-]+(?:olds?|of age)\b|-long\b", re.I)
_MONEY = Expression(r"[$€£]\s?[\d.,]+-\Z")
_AGED = Led("age aged")
_OF_WHAT = Expression(r",?\s+of\b")
_BEFORE_UNITS = Led(
    """for in within after over by of took take takes last lasted spent spend few many during through throughout just
    only and or until"""
)
_APART = Followed("apart")
_UNITS_OF = Followed("of before after ago later earlier")


def real_length(hit: Hit) -> bool:
    """Not an age ("three-year-old", "33 years old"), nor the ordinal of "a second group", nor "three-quarters"."""
    unit = hit.word("units") or hit.word("unit")
    if unit in ("quarter", "quarters"):
        number = hit.word("number")
        if unit == "quarter" or number == "some" or "-" in hit.all_words:
            return False
        # "three quarters of the people" are a part, "several quarters of losses" and "two straight quarters of" a time
        return hit.has("adj") or number == "several" or not _OF_WHAT.match(behind(hit))
    if unit == "second" and not ends_clause(hit):
        return False
    if hit.has("unit") and re.fullmatch("[12][0-9]{3}", hit.word("number") or ""):
        return False  # "2018 day five"
    # "a $15-an-hour wage" tells how much, not how long
    return not _AGE.match(behind(hit)) and not _AGED(hit) and not _MONEY.search(before(hit))


def bare_units(hit: Hit) -> bool:
    """“For years”, “weeks of talks”: behind a preposition or before “of”; not “years” of a form, nor “days-old”."""
    if not stands_alone(hit) or not real_length(hit) or _APART(hit):
        return False
    return _BEFORE_UNITS(hit) or _UNITS_OF(hit)


def dated_unit(hit: Hit) -> bool:
    """“The day”, “the year” of a date; not “during the day”, nor “carried the day” and “At the end of the day, …”."""
    if "day" in hit.all_words and (_DURING(hit) or _CARRIED(hit) or _OF_DAY(hit)):
        return False
    if hit.text[hit.end - len(hit.all_words[-1])].isupper() and re.match(r" [A-Z]", behind(hit)):
        return False  # "the Century Towers"
    if behind(hit)[:1] == "," and _IDIOM.search(before(hit)):
        return False
    return stands_alone(hit)


def stands_alone(hit: Hit) -> bool:
    """Whether no hyphen ties the words to what is before or behind."""
    return not re.match(r"-\w", behind(hit)) and not re.search(r"\w-\Z", before(hit))


_DURING = Led("during")
_OF_DAY = Followed("shift shifts care job jobs trip trips")
_CARRIED = Led("carried carry carries won win save saved saves seize seized rule ruled")
_IDIOM = Expression(r"(?:\A|[\n.?!:,“\"'`]\s*)(?:And |But |at |At ){1,2}the end of \Z")
_PASSING = Led("over through throughout down")


_SPANNING = Led("over during within throughout through")


def not_spanned(hit: Hit) -> bool:
    """“Next year”, but not “over the next year”, which tells how long."""
    return not (hit.all_words[:2] == ["the", "next"] and _SPANNING(hit))


def gone_by(hit: Hit) -> bool:
    """“Over the years”: units that pass, not “the years” of something."""
    return _PASSING(hit)


def counted_unit(hit: Hit) -> bool:
    """“Two weeks after the vote”, “the day before he came”; not “day after day”, nor “the day after falling”."""
    if not hit.has("number") and (not hit.has("the", "units") or re.match(r"\s+\w+ing\b", behind(hit))):
        return False
    return re.match(r"\s*(?:\Z|[.,;:)])", behind(hit)) is None


# Sets ------------------------------------------------------------------------------------------------------------
_MEASURED = Expression(
    r"(?:\d|[$€£%]|\b(?:percent|hours|hour|minutes|days|weeks|months|times|once|twice|miles|cents|dollars|tons|tonnes"
    r"|barrels|people|pounds|euros|million|billion|thousand|hundred|share|shares|points|units|vehicles|cars|games|tests"
    r"|flights|cases|meals|trips|jobs|visits|deaths|gallons|kilometers|kilometres|dozen|interviews|calls))[\s-]+\Z",
    re.I,
)


def rate(hit: Hit) -> bool:
    """“A year” tells how much each year behind a number or a noun of measure: “$5 a year”."""
    return _MEASURED.search(before(hit)) is not None


on_such = Led("on and")
"""“On weekends”, but not “the weekends in May”."""


# Times of the day ------------------------------------------------------------------------------------------------
_LEADS_TO_CLOCK = Led(
    "at by until till before after since from to around about between and of past shortly", marks="(–-"
)
_CLOCK_WORDS = frozenset(("o'clock", "hours", "hrs"))


def clock_time(hit: Hit) -> bool:
    """“At 12:30” and “1130 GMT” are times; a score, a verse and a number are none."""
    if hit.has("ampm", "zone", "part", "card") or not _CLOCK_WORDS.isdisjoint(hit.all_words):
        return True
    return not hit.has("hhmm", "dotted") and _LEADS_TO_CLOCK(hit)


_HIGH = Led("high")


def not_high(hit: Hit) -> bool:
    """Not the "noon" of a film."""
    return not _HIGH(hit)


_TITLE = Followed("Live Football Fever Baseball Lights Massacre")
_SHOW = Followed("show shows news papers newspapers session sessions rush")


def no_title(hit: Hit) -> bool:
    """Not “Saturday Night Live”."""
    return not _TITLE(hit)


def no_show(hit: Hit) -> bool:
    """Not what goes on at that time each day: “in the morning shows”."""
    return not _SHOW(hit)


_WEEK_BEFORE = Expression(r"\b(?:Week|Entertainment) \Z")
_TITLED = Expression(r"(?:[“\"‘]|''|``|\b[A-Z]{3,5} )\Z")
_TITLES = frozenset("this last next tonight".split())


def is_title(hit: Hit) -> bool:
    """Whether it names a show: “This Week” on ABC, “CBS This Morning”, “Last Week Tonight”."""
    words = hit.text[hit.start : hit.end].split()
    if words[0].lower() not in _TITLES or not all(word[0].isupper() for word in words):
        return False
    if len(words) == 1:
        return words[0] == "Tonight" and _WEEK_BEFORE.search(before(hit)) is not None
    return _TITLED.search(before(hit)) is not None


# Vague words -----------------------------------------------------------------------------------------------------
_NO_ADJECTIVE = Followed(
    """and or but is was are were of in to as for when by that with has had will would on at have who he it they we the
    this""",
    marks=".,;:!?)”’\"\n—–'",
)
_AFTER_SOON = Followed("after as afterward afterwards thereafter enough began became before")
_PAST_SOON = Expression(r"\b(?:was|were|had) \Z")
_PAST_BEHIND = Expression(r" (?:was|were|had|\w+ed)\b")
_BEFORE_SOON = Led("as too so how very no")
_TO_DATE = Followed("as")
_MODAL = Led("will would could might may can to hope hopes hoped hoping dream dreams dreamed wants wish")
_AFTER_NOW = Followed("and_then known_as defunct")
_OTHER_CURRENT = Followed("event events affairs account accounts assets liabilities")
_WORD_NEXT = Expression(r"\s+[A-Za-z]")


def as_noun(hit: Hit) -> bool:
    """“The future”, “the past” as nouns: no word follows that they could describe."""
    return _NO_ADJECTIVE(hit)


def not_soon_after(hit: Hit) -> bool:
    """“Soon after”, “as soon as”, “too soon” count from something else; "was soon released" tells what followed."""
    return not (
        behind(hit)[:1] == "-"
        or _AFTER_SOON(hit)
        or _BEFORE_SOON(hit)
        or _PAST_SOON.search(before(hit))
        or _PAST_BEHIND.match(behind(hit))
    )


def not_as_recently_as(hit: Hit) -> bool:
    """Not the "recently" of "as recently as last month", which only leads to a date."""
    return not _TO_DATE(hit)


def some_day(hit: Hit) -> bool:
    """“He will one day return”: behind a modal it counts nothing."""
    return hit.all_words[0] != "one" or _MODAL(hit)


def not_now_and_then(hit: Hit) -> bool:
    """“Now and then” and “now defunct” call nothing present."""
    return not _AFTER_NOW(hit)


def describes(hit: Hit) -> bool:
    """“The current chairman”, not “a strong current”, “current events” and “current account”."""
    return _WORD_NEXT.match(behind(hit)) is not None and not _OTHER_CURRENT(hit)
