"""By when: deadlines from the time expressions inside what is promised.

“By the end of the year”, said in March 2024, is 2024-12-31; “before April 1” is March 31; “within two weeks” counts
from the day it was said; “until 2027” and “not before 2027” are no deadlines but days to which a promise holds.  The
values are those of the reading (TIMEX3); only the words before them are looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from inquit.ledger.days import bounds
from inquit.ledger.pledges import Pieces, Time


class Bound(StrEnum):
    """What a day is to a promise."""

    DUE = "due"
    """To be done by then."""
    HOLDS = "holds until"
    """It holds until then."""
    FROM = "from"
    """It begins then."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day that a promise names.

    Attributes:
        bound: What the day is to it.
        day: ISO 8601: the last day on which it can be done, the last on which it holds, or the first from which on.
        words: The words that tell it, the preposition included.
        start, stop: Where these stand, in code points of the version's text.
        value: What the reading made of them, TIMEX3.
    """

    bound: Bound
    day: str
    words: str
    start: int
    stop: int
    value: str


_LEAD = 48
"""Characters before a time expression in which its preposition is looked for."""

_BY = re.compile(r"\b(?:by|no later than|not later than|at the latest (?:by|on|in)|in time for)\s+(?:the\s+)?$", re.I)
_BEFORE = re.compile(r"\b(?:before|ahead of|prior to)\s+(?:the\s+)?$", re.I)
_UNTIL = re.compile(r"\b(?:until|till|through|up to)\s+(?:at least\s+)?(?:the\s+)?$", re.I)
_FROM = re.compile(
    r"\b(?:from|since|starting(?:\s+(?:in|on))?|beginning(?:\s+(?:in|on))?|as of|as from|after)\s+(?:the\s+)?$", re.I
)
_WITHIN = re.compile(r"\b(?:within|in|over|inside|in less than|in under)\s+(?:the\s+(?:next|coming)\s+)?$", re.I)
_FOR = re.compile(r"\b(?:for|during)\s+(?:the\s+(?:next|coming)\s+|at least\s+)?$", re.I)
_NOT = re.compile(r"\b(?:not|never|no|nobody|none|nothing|neither|without)\b|n[’']t\b", re.I)
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.I)
_LENGTH = re.compile(r"P(?:T(?P<hours>\d+)H|(?P<number>\d+)(?P<unit>[DWMY]))$")


def deadlines(
    text: str, offset: int, times: Iterable[Time], *, said: str, condition: Pieces = (), negated: bool = False
) -> tuple[Deadline, ...]:
    """The days that a promise names, in the order of the words.

    Args:
        text: The characters of the version from the first to the last of what is promised.
        offset: Where they begin in the version.
        times: The time expressions among them.
        said: The day on which it was said; empty: not known.
        condition: Where its condition stands: what is told there is the condition's day, not the promise's.
        negated: Whether the promise is not to do something, by what the reading says.
    """
    found = []
    for time in times:
        if any(start <= time.start and time.stop <= stop for start, stop in condition):
            continue
        one = _deadline(text, offset, time, said, negated=negated)
        if one is not None:
            found.append(one)
    return tuple(found)


def due(found: Sequence[Deadline]) -> Deadline | None:
    """The day that counts: the first that it is due by, told by *by* or *before* rather than *in*; `None`: none is."""
    own = [one for one in found if one.bound is Bound.DUE]
    firm = [one for one in own if re.match(r"(?:by|before|within|no later|not later)\b", one.words, re.I)]
    return next(iter(firm or own), None)


def _deadline(text: str, offset: int, time: Time, said: str, *, negated: bool) -> Deadline | None:
    """The day of one time expression; `None` where it names none, or one that is past already."""
    start = time.start - offset
    before = text[max(0, start - _LEAD) : start]
    if time.type == "DURATION":
        return _after(text, offset, time, before, said)
    days = bounds(time.value)
    if days is None or time.type == "SET":
        return None
    first, last = days
    lead, bound, day = _told(before, text[:start], time, first, last, negated=negated)
    if said and day < said and bound is Bound.DUE:
        if lead is None:
            return None  # “a plan of 2021”: no day by which
        if _WEEKDAY.search(text[start : time.stop - offset]):
            day = _next_week(day, said)  # nobody promises anything for last Friday
    begin = start - (len(lead[0]) if lead else 0)
    words = " ".join(text[begin : time.stop - offset].split())
    return Deadline(bound, day, words, offset + begin, time.stop, time.value or "")


def _told(
    before: str, whole: str, time: Time, first: str, last: str, *, negated: bool
) -> tuple[re.Match[str] | None, Bound, str]:
    """The preposition, what the day is to the promise, and the day."""
    not_so = negated or bool(_NOT.search(whole))
    if match := _BY.search(before):
        return match, Bound.DUE, last
    if (match := _BEFORE.search(before)) or time.mod in ("BEFORE", "ON_OR_BEFORE"):
        # “Before the end of June” ends with June, “before June” the day before it begins.
        day = last if time.mod in ("END", "ON_OR_BEFORE") else _day_before(first)
        return match, (Bound.HOLDS if not_so else Bound.DUE), day
    if match := _UNTIL.search(before):
        return match, Bound.HOLDS, last
    if (match := _FROM.search(before)) or time.mod in ("AFTER", "ON_OR_AFTER"):
        return match, Bound.FROM, first
    match = re.search(r"\b(?:in|on|at|during|over)\s+(?:the\s+)?$", before, re.I)
    return match, (Bound.HOLDS if not_so and not match else Bound.DUE), last


def _after(text: str, offset: int, time: Time, before: str, said: str) -> Deadline | None:
    """The day after a length of time that begins when it was said: “within two weeks”, “for two years”."""
    length = _LENGTH.match(time.value or "")
    if not length or not said or length["hours"]:
        return None
    held = _FOR.search(before)
    match = held or _WITHIN.search(before)
    if match is None:
        return None
    day = _later(date.fromisoformat(said), int(length["number"]), length["unit"])
    if day is None:
        return None
    begin = time.start - offset - len(match[0])
    words = " ".join(text[begin : time.stop - offset].split())
    bound = Bound.HOLDS if held else Bound.DUE
    return Deadline(bound, day.isoformat(), words, offset + begin, time.stop, time.value or "")


def _later(day: date, number: int, unit: str) -> date | None:
    try:
        if unit in "DW":
            return day + timedelta(number * (7 if unit == "W" else 1))
        months = day.month - 1 + number * (12 if unit == "Y" else 1)
        year, month = day.year + months // 12, months % 12 + 1
        last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(1)).day
        return date(year, month, min(day.day, last))
    except (OverflowError, ValueError):  # a length of a thousand years
        return None


def _next_week(day: str, said: str) -> str:
    """The same day of the week, on or after the day it was said."""
    back = (date.fromisoformat(said) - date.fromisoformat(day)).days
    return (date.fromisoformat(day) + timedelta(7 * -(-back // 7))).isoformat()


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(1)).isoformat()
