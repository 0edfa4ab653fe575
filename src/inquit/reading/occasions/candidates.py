"""The times that a statement can have been made at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inquit.reading.occasions.scenery import Scenery, Utterance
from inquit.types import TimeExpression, TimexType

_DATE = re.compile(r"(\d{3,4})(?:-(\d\d)(?:-(\d\d))?|-W(\d\d)(?:-WE)?|-(?:[HQ]\d|SP|SU|FA|WI))?(?:T\S*)?")
_DAY_OR_LONGER = re.compile(r"\d{4}(?:-\d\d){0,2}")
_AT_ONCE = re.compile(r",?\s*(?:(?:on|in|at|late|early|during|this|last|the|earlier)\s+)*", re.IGNORECASE)
_NEVER = re.compile(r"\b(?:since|until|till|before|after|for|than|through|between)\s+(?:the\s+)?$", re.IGNORECASE)
_BEFORE = 15  # characters in which that stands
_BACK = 4  # expressions before the statement
_AHEAD = 3  # sentences behind it that can tell the day of a headline or a lead
_HEADLINES = 3  # paragraphs


@dataclass(frozen=True, slots=True)
class Candidate:
    """A time that a statement can have been made at.

    Attributes:
        value: As of the time expression; `None` for earlier, unknown when, and for a day of publication that nobody
            knows.
        number: Which of the text's time expressions tells it; `None` where no words do.
        published: Whether it is the day of publication because the text tells nothing.
    """

    value: str | None
    number: int | None = None
    published: bool = False

    @property
    def key(self) -> tuple[str | None, bool]:
        """What is the same for candidates that mean the same time."""
        return self.value, self.published and self.value is None

    @property
    def kind(self) -> str:
        """`words`, `published` or `earlier`."""
        return "words" if self.number is not None else "published" if self.published else "earlier"


def usable(times: Sequence[TimeExpression], published: str | None) -> list[int]:
    """Numbers of the expressions that name a time at which something can have been said: a date, not in the future."""
    return [
        n
        for n, t in enumerate(times)
        if t.type in (TimexType.DATE, TimexType.TIME)
        and t.value is not None
        and _DATE.fullmatch(t.value)
        and not (published and _is_after(t.value, published[:10]))
    ]


def candidates(
    scenery: Scenery, times: Sequence[TimeExpression], allowed: Sequence[int], number: int, published: str | None
) -> list[Candidate]:
    """What comes into question for the statement with that number.

    The expressions of its sentences, the nearest before them and the first of the text; for headlines and leads, those
    of the next sentences too.  What no words tell stands at the end.  Left out are expressions after *since* and its
    like (right in 6 of 490); where the cue itself goes on with its time, *said on Monday*, nothing else comes into
    question (right in 47 of 48).
    """
    u, sentences = scenery.utterances[number], scenery.sentences
    begin, stop = sentences[u.first][0], sentences[u.last][1]
    if u.paragraph < _HEADLINES:
        stop = sentences[min(u.last + _AHEAD, len(sentences) - 1)][1]
    before = [n for n in allowed if times[n].end <= begin]
    kept = {*before[-_BACK:], *before[:1], *(n for n in allowed if begin <= times[n].start < stop)}
    told = [
        Candidate(times[n].value, n)
        for n in sorted(kept)
        if not _NEVER.search(scenery.text, max(0, times[n].start - _BEFORE), times[n].start)
    ]
    for candidate in told:
        if candidate.number is not None and u.tells and _follows(scenery, u, times[candidate.number].start, number):
            return [candidate]
    return [*told, Candidate(None), Candidate(published and published[:10], published=True)]


def _follows(scenery: Scenery, u: Utterance, start: int, number: int) -> bool:
    """Whether nothing but a preposition parts the cue from what begins there, outside what is said."""
    at_once = u.reported <= start and _AT_ONCE.fullmatch(scenery.text, u.reported, start) is not None
    return at_once and number not in scenery.speaking(start, start + 1)


def _is_after(value: str, day: str) -> bool:
    """Whether a value begins after that day."""
    match = _DATE.fullmatch(value)
    if match is not None and match[4]:
        try:
            return date.fromisocalendar(int(match[1]), int(match[4]), 1).isoformat() > day
        except ValueError:
            return True  # a week that its year does not have
    named = _DAY_OR_LONGER.match(value)
    return named is not None and named.group() > day[: len(named.group())]
