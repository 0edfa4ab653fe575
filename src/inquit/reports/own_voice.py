"""Sentences in the outlet's own voice: no statement stands in them, so nobody is told to have said it.

Each comes with the reasons to look at it, if there is one: a figure, a cause, or a word of `words/own_voice.txt`.
Rules and not a model, so that whoever doubts a row can see why it is there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from inquit.reports.prepared import Bounds, Passage, Prepared, joined, within
from inquit.reports.words import blocks
from inquit.types import TimexType

LEAST_WORDS = 4
"""Words that a sentence needs: fewer are a by-line, a place, a heading between paragraphs."""

WHY = {
    "figure": "a figure",
    "cause": "a cause",
    "comparison": "a comparison with all others",
    "label": "a name that not all would use",
    "judgement": "a judgement",
    "certainty": "told as certain",
    "doubt": "told as doubtful",
    "force": "a strong word",
    "motive": "what somebody wants or feels",
}
"""The kinds of reasons, in words; all but the first are blocks of the word list."""

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_SPELLED = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
_LARGE = "hundreds? thousands? millions? billions? trillions? dozens? scores".replace(" ", "|")
_SMALL = _SPELLED.replace(" ", "|")
_FIGURE = re.compile(
    rf"(?:[$£€¥]\s?)?(?<![\w.,])(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:\s?%|\s?per\s?cent|\s(?:{_LARGE}))?"
    rf"|\b(?:(?:{_SMALL}|an?|several|tens\sof)\s)?(?:{_LARGE})\b"
    r"|\b(?:one|two|three)[ -](?:thirds?|quarters?|fifths?|half)\b"
    r"|\b(?:a\s(?:half|third|quarter|fifth)\sof|half\s(?:of|the))\b"
    rf"|\b(?:one|{_SMALL})(?:-\w+)?\s(?:in|out\sof)\s(?:{_SMALL})\b"
    r"|\b(?:doubled|tripled|halved|quadrupled|percent|per\scent)\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d+(?:\.\d\d)?")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_COUNTED = re.compile(r"\s?(?:%|[^\W\d_])")
_NUMBERED = re.compile(r"\b(?:[A-Z][a-z]+|No\.?|no\.)\s$")
"""What before a bare number makes it a name: *Rule 40*, *Route 9*."""
_AGE = re.compile(r"\s*,|[ -]years?[ -]old\b")
_UNIT = re.compile(
    r"\s(?!(?:and|or|in|of|for|on|to|at|from|by|as|than|more|less|the|with|between|across|has|have|had|is|are|was|were|will|since|when|after|before|that|who)\b)[a-z]+\b"
)
_DATELINE = re.compile(r"^[^a-z\n]{3,40}(?:\([A-Z]{2,}\)\s*)?[–—-]+\s")
_SERVICE = re.compile(
    r"\W*(?:read more|see also|related|photo|image|picture|video|watch|listen|updated|published|posted|last modified"
    r"|by [A-Z]|©|copyright|sign up|subscribe|follow\b|click|contact|write to|reporting by|edited by|editing by"
    r"|this (?:story|article)|correction|transcript|press release|notes? to editors"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day,|\d{1,2} \w+,? \d{4})|[–—]\s"
    r"|.*\bcontributed to this (?:report|story|article)",
    re.IGNORECASE,
)
"""How sentences begin that speak about the page and not about the news."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why to look at a sentence.

    Attributes:
        kind: A key of `WHY`.
        words: The words of the sentence that are the reason.
        start, end: Where they stand in the text.
    """

    kind: str
    words: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{WHY[self.kind]}: {self.words}"


@dataclass(frozen=True, slots=True)
class OwnSentence:
    """A sentence without a source.

    Attributes:
        reasons: In the order of the text; empty where nothing but the missing source is to be told.
    """

    where: Passage
    reasons: tuple[Reason, ...]


def own_sentences(page: Prepared, reported: Collection[Bounds] = ()) -> tuple[OwnSentence, ...]:
    """The sentences of the body that no statement touches, those with a reason first, each group in order.

    Args:
        page: The reading.
        reported: Sentences in which somebody is told to have said something though the reader did not find it.
    """
    found = [
        OwnSentence(page.passage(*bounds), tuple(_reasons(page, *bounds)))
        for bounds in _unsourced(page)
        if bounds not in reported
    ]
    return tuple(sorted(found, key=lambda sentence: not sentence.reasons))


def _unsourced(page: Prepared) -> Iterator[Bounds]:
    for start, end in page.sentences:
        words = page.text[start:end]
        if page.headline is not None and start < page.headline[1]:
            continue
        if page.is_held(start, end) or _is_service(words) or _is_quoted(page, start, end):
            continue
        if len(_WORD.findall(words)) >= LEAST_WORDS and any(map(str.islower, words)):
            yield start, end


def _is_service(words: str) -> bool:
    """Whether a sentence speaks to the reader about the page: by-lines, dates, addresses to write to."""
    return bool(_SERVICE.match(words)) or "@" in words or "://" in words


def _is_quoted(page: Prepared, start: int, end: int) -> bool:
    """Whether all words of a range stand in quotation marks: somebody speaks, though it is not told who."""
    position = start
    for first, last in within(page.quotes, start, end):
        if any(map(str.isalnum, page.text[position:first])):
            return False
        position = last
    return not any(map(str.isalnum, page.text[position:end]))


def _reasons(page: Prepared, start: int, end: int) -> list[Reason]:
    dateline = _DATELINE.match(page.text[start:end])
    start += dateline.end() if dateline else 0
    figures = [Reason("figure", page.text[a:b], a, b) for a, b in _figures(page, start, end)]
    words = [
        Reason(_kinds()[match.group().lower()], match.group(), *match.span())
        for match in _pattern().finditer(page.text, start, end)
    ]
    return sorted([*figures, *words], key=lambda reason: reason.start)


def _figures(page: Prepared, start: int, end: int) -> Iterator[Bounds]:
    """Amounts, shares and counts; not what tells a time, an age or a place in a list."""
    times = joined((time.start, time.end) for time in page.reading.times if time.type is not TimexType.DURATION)
    for match in _FIGURE.finditer(page.text, start, end):
        first, last = match.span()
        if next(within(times, first, last), None) is not None:
            continue
        before, after = page.text[max(start, first - 20) : first], page.text[last : min(end, last + 20)]
        if _BARE.fullmatch(match.group()) and not _is_count(match.group(), before, after):
            continue
        unit = _UNIT.match(after)
        yield first, last + (unit.end() if unit else 0)


def _is_count(figure: str, before: str, after: str) -> bool:
    """Whether a bare number counts something: a word follows that it can be a number of.

    It is none where it is a year, an age (*Marit Brenn, 63, is*), the number of a rule or a road, or part of a score.
    """
    if _YEAR.fullmatch(figure) or _NUMBERED.search(before) or before[-1:] in ("-", "–", "/", "."):
        return False
    return not _AGE.match(after) and bool(_COUNTED.match(after))


@cache
def _kinds() -> dict[str, str]:
    return {entry: kind for kind, entries in blocks("own_voice").items() for entry in entries}


@cache
def _pattern() -> re.Pattern[str]:
    entries = sorted(map(re.escape, _kinds()), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(entries)})(?![\w-])", re.IGNORECASE)
