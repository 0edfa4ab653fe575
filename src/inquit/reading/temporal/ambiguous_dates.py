"""Words that are a date in one place and something else in another: "may", "March", "fall", "2000", "the 24th".

Each check says whether the words are a date here; it sees a few characters around them (`surroundings`).
"""

from __future__ import annotations

import re

from inquit.reading.temporal.rule import Hit
from inquit.reading.temporal.surroundings import Expression, Followed, Led, before, behind, ends_clause

# Years -----------------------------------------------------------------------------------------------------------
_LEADS_TO_YEAR = Led(
    """in of by since until till from during before after between early late year circa c. ca. mid around to the this
    and or""",
    marks="-–(;\n",
)
_SURELY_YEAR = Led("in since during until early late mid pre post")
_NUMBER_OF = Expression(
    r"(?:[$€£¥#+]\s?|[\d.,](?!\s)|\b[A-Z]{1,4}-|\b(?:no|nos|flight|route|highway|interstate|room|unit|area|boeing|windows"
    r"|resolution|article|section|building|code|number|some|about|nearly|over|than|only|almost|least|approximately"
    r"|roughly|rs|dm)\.?[ -]?)\Z",
    re.I,
)
_COUNTED = Expression(
    r"(?:\s?[%°$€£]|[.,]\d|\s(?:percent|per cent|metres|meters|miles|feet|foot|km|kilometers|kilometres|yards|acres"
    r"|tons|tonnes|pounds|dollars|euros|people|men|women|soldiers|troops|points|shares|units|jobs|students|workers|ft|kg|lbs?"
    r"|members|residents|homes|houses|votes|years|days|hours|rpm|degrees|barrels|words|times|others|or more"
    r"|of (?:the|them|his))\b)"
)
_NAME_BEFORE = Expression(r"[A-Z][a-z]+ \Z")
_NAMED_NUMBER = Followed("Index Average Server Series Class Plan")
_NEXT_WORD = Expression(r"[ -]([a-z]+)")
# End in s and are no plural, which a number would count.
_NO_PLURAL = frozenset(
    """was is as has does his its this plus thus across towards besides series species news versus census crisis
    less""".split()
)
_COUNTING = Led("with for of")
_BEGINS = Expression(r"(?:\A|\n|[.?!]['\"”’]* )\Z")
_BETWEEN_MARKS = Expression(r", \Z")
_MARK_NEXT = Expression(r"\s*[.,;)]")
# Up to here a bare numeral is more often a year than a count.
_RECENT = range(1900, 2051)
_POSSIBLE = range(1000, 2101)


def lone_year(hit: Hit) -> bool:
    """A numeral of four digits is a year unless money, a name or what it counts stands beside it."""
    year = int(hit.words("year")[0])
    if year not in _POSSIBLE or _COUNTED.match(behind(hit)):
        return False
    if (_SURELY_YEAR(hit) or _BEGINS.search(before(hit))) and year in _RECENT:
        return True  # a count that begins a sentence is written in words
    if _NUMBER_OF.search(before(hit)) or (_NAME_BEFORE.search(before(hit)) and _NAMED_NUMBER(hit)):
        return False
    if _counts_what_follows(hit) and (_COUNTING(hit) or not _LEADS_TO_YEAR(hit) or year not in _RECENT):
        return False
    if year in _RECENT or _LEADS_TO_YEAR(hit) or re.search(r"['’]s \Z", before(hit)):
        return True
    return bool(_BETWEEN_MARKS.search(before(hit)) and _MARK_NEXT.match(behind(hit)))


def _counts_what_follows(hit: Hit) -> bool:
    following = _NEXT_WORD.match(behind(hit))
    return following is not None and following[1].endswith("s") and following[1] not in _NO_PLURAL


_LEADS_TO_SHORT_YEAR = Led(
    "in of since by from to until and before after late early class_of summer winter spring fall autumn"
)


def short_year(hit: Hit) -> bool:
    """“'89” is a year behind a preposition or a season, else perhaps the end of a quotation."""
    return _LEADS_TO_SHORT_YEAR(hit)


_LEADS_TO_SPOKEN_YEAR = Led("in of since by from to until early late year")


def led_year(hit: Hit) -> bool:
    """“In twenty fifteen”, but not “twenty fifteen-year-olds”."""
    return hit.all_words[0] in ("eighteen", "nineteen") or _LEADS_TO_SPOKEN_YEAR(hit)


_DECADE_SIGN = Led("the_early the_late the_mid")


def decade_word(hit: Hit) -> bool:
    """“The seventies”, “the late 70s”; not “in his 70s”, nor “seventies” alone."""
    return hit.all_words[0] == "the" or _DECADE_SIGN(hit)


# Months ----------------------------------------------------------------------------------------------------------
_LEADS_TO_MONTH = Led(
    """in of by since until till for from to through during before after and or between mid early late last next this
    that every each the both as around about circa previous following past than on with but when""",
    marks="-–(,;:/",
)
_SURELY_MONTH = Led("in of since until by last next this")
_NAME_ENDS = Expression(r"[A-Z][\w.'’]*\s\Z")
_NAME_BEGINS = Expression(r"\s+[A-Z][a-z]")
_GIVEN_NAMES = frozenset("april may june august january".split())
_ON_THE_MARCH = Followed("on to for against through toward towards into of")
_ARTICLE = Led("the a")


def lone_month(hit: Hit) -> bool:
    """A month that no day or year stands beside: not "May I", "Theresa May", "April Smith", "the March on"."""
    words = hit.text[hit.start : hit.end]
    word = words.lower()
    if not words[:1].isupper() or (len(word) == 3 and word != "may"):
        return False  # "Mar" and "Dec" stand alone with a full stop only
    led = _LEADS_TO_MONTH(hit)
    if _NAME_ENDS.search(before(hit)) and not led:
        return False
    if word in _GIVEN_NAMES and _NAME_BEGINS.match(behind(hit)) and not _SURELY_MONTH(hit):
        return False
    if word in ("may", "march"):
        return led and not (_ARTICLE(hit) and (_ON_THE_MARCH(hit) or ends_clause(hit)))
    return True


# Seasons ---------------------------------------------------------------------------------------------------------
_NO_SEASON_THING = Followed(
    """wheat barley squash coat coats clothes sport sports camp Camp school School hall house Olympics olympics Games
    games water onion palace Palace break rolls roll
    semester garden gardens"""
)
_NAME_NEXT = Expression(r"\s+[A-Z]")
_MOVES = Followed("in from to into back behind short apart below on for through off under prey victim ill silent")
_OF_NO_YEAR = Expression(r"\s+(?:of\s+(?!\d|that|this|last|the year|next)|by \d)")
_VERB_SIGN = Led("to will would could may might not hot water coil a")
_SIGN_OF_FALL = Led("in by since until during and or of next this last early late")
_POSSESSED = frozenset("a its their his her our my your".split())


def lone_season(hit: Hit) -> bool:
    """A season: "in spring", "the summer", "last fall"; not "to spring", "the fall of the wall", "fall behind"."""
    word = hit.word("season") or ""
    if _NO_SEASON_THING(hit):
        return False
    if hit.text[hit.end - len(word)].isupper() and _NAME_NEXT.match(behind(hit)):
        return False  # "the Spring Offensive"
    if word not in ("spring", "fall"):
        return True
    if _VERB_SIGN(hit) or _MOVES(hit) or _OF_NO_YEAR.match(behind(hit)):
        return False
    if word == "fall":
        return hit.word("det") not in _POSSESSED if hit.has("det") else _SIGN_OF_FALL(hit)
    return True


_GIVEN_NAME = Expression(r"[\w’'] [A-Z][a-z]+ \Z")
_BEFORE_HOLIDAY = Led("this last next every by since until before after on at in around")


def no_surname(hit: Hit) -> bool:
    """“Over Christmas”, but not “the artist Ann Christmas”."""
    return len(hit.all_words) > 1 or not _GIVEN_NAME.search(before(hit)) or _BEFORE_HOLIDAY(hit)


# Days ------------------------------------------------------------------------------------------------------------
_LEADS_TO_DAY = Led("on of until by from since to and before after")
_DAY_ACTS = Followed("was were had of")


def day_alone(hit: Hit) -> bool:
    """“The 24th” is a day where a preposition stands before it and no noun behind: not “the 24th floor”."""
    return (ends_clause(hit) or _DAY_ACTS(hit)) and _LEADS_TO_DAY(hit)


def day_in_words(hit: Hit) -> bool:
    """“March eighth”, as spoken news are written down; not the "March first" of "in March first results came"."""
    return ends_clause(hit) or hit.has("year") or hit.has("weekday")


_SEPTEMBER_11 = Expression(r"the Sept(?:ember|\.) 11(?:th)?,? (?:terror(?:ist)? )?(?:attacks?|hijack\w+)\b", re.I)


def september_attacks(hit: Hit) -> bool:
    """“The September 11 attacks” name a year without telling it."""
    return _SEPTEMBER_11.match(hit.text, hit.start) is not None


_DAYS_OF_NAMES = Led("Black Bloody Good Super Man Cyber Easter Palm Joe Giving")
_PAPER_NEXT = Expression(
    r" (?:Night (?:Live|Football|Baseball|Fever|Lights)|Times|Telegraph|Mail|Express|Herald|Post|Mirror|Star|Tribune)\b"
)
_QUOTE_BEFORE, _QUOTE_BEHIND = Expression(r"(?:\"|“|‘|''|``)\Z"), Expression(r"[,.]?(?:\"|”|’(?!s)|'')")
_NAME_OF_PAPER = Expression(r"(?:[A-Z]\w*|[Tt]he)\s\Z")


def not_name(hit: Hit) -> bool:
    """Not a part of a name: "the Daily Herald", "USA Today", "Man Friday"."""
    words = hit.text[hit.start : hit.end]
    word = words.lower()
    if words[0].isupper() and _QUOTE_BEFORE.search(before(hit)) and _QUOTE_BEHIND.match(behind(hit)):
        return False  # the "Today" show
    if word in ("today", "daily", "weekly", "monthly") and words[0].isupper():
        return not (_NAME_NEXT.match(behind(hit)) or _NAME_OF_PAPER.search(before(hit)))
    if before(hit)[-1:] == "-" and word in ("daily", "weekly", "monthly"):
        return False  # "bi-weekly"
    if _PAPER_NEXT.match(behind(hit)):
        return False
    return not (word in ("friday", "saturday", "sunday", "monday", "tuesday") and _DAYS_OF_NAMES(hit))
