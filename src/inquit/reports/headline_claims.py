"""A headline taken apart: what it claims, whom it claims to have done it, and whose word it gives for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from inquit.quotation import quoted_ranges
from inquit.reports.prepared import Bounds, Prepared, position_of
from inquit.reports.words import blocks
from inquit.types import Act, Speaker, Statement

_CUT = re.compile(r"\s*;\s*|\s+[–—|]\s+|\s+-\s+|\s*\.\s+(?=[A-Z])|(?<=\w)[?!]\s+")
_WHO_SAYS = re.compile(
    r",\s(?:(?:says?|said|warns?|warned|claims?|finds?|shows?)\s(?P<after>[^,]+)"
    r"|(?P<before>[^,]+?)\s(?:says?|said|warns?|warned|claims?|finds?|shows?|suggests?|reports?))$",
    re.IGNORECASE,
)
_WHO_COLON = re.compile(r"^(?P<who>[A-Z][\w.’' -]{1,40}):\s+(?=\S)")
_LEAST_WORDS = 3
"""Words of a part that can be true by itself; fewer are the name of a column."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A part of a headline that can be true by itself.

    Attributes:
        words: All of it.
        content: What is claimed, without who says so; the words where nobody is told to.
        subject: The words that name who acts or speaks; empty where none do.
        speaker: Who they are, where the reader knows.
        act: What the headline says that they did; `None`: it tells a fact.
        act_word: The word that tells the act; `None` where the reader found it and no word of the list tells it.
        attributed: Whether the headline says whose word it is, or puts it in quotation marks.
        quotations: What stands in quotation marks, without them.
    """

    words: str
    content: str
    subject: str
    speaker: Speaker | None
    act: Act | None
    act_word: str | None
    attributed: bool
    quotations: tuple[str, ...]


def claims_of(page: Prepared, title: str) -> tuple[Claim, ...]:
    """The claims of a headline, at least one.

    Args:
        page: The reading; statements that it found in the headline tell who says what there.
        title: The headline.
    """
    text = page.text[slice(*page.headline)] if page.headline else title
    offset = page.headline[0] if page.headline else 0
    parts = [part for part in _parts(text) if len(text[slice(*part)].split()) >= _LEAST_WORDS] or [(0, len(text))]
    ranges = quoted_ranges(text)
    return tuple(_claim(page, text, part, offset if page.headline else None, ranges) for part in parts)


def _parts(text: str) -> Iterator[Bounds]:
    """The parts of a headline, cut only outside of quotation marks."""
    quotes = quoted_ranges(text)
    start = 0
    for cut in _CUT.finditer(text):
        if not any(first < cut.start() < last for first, last in quotes):
            yield start, cut.start()
            start = cut.end()
    yield start, len(text)


def _claim(page: Prepared, text: str, part: Bounds, offset: int | None, quotes: list[Bounds]) -> Claim:
    start, end = part
    words = text[start:end]
    quoted = tuple(
        text[max(first, start) : min(last, end)].strip("“”\"‘’' ,.")
        for first, last in quotes
        if first < end and start < last
    )
    told = _act_in(words)
    act, act_word = (told.act, told.word) if told else (None, None)
    found = _statement_in(page, start + offset, end + offset) if offset is not None else None
    if found is not None and found.content:
        source = found.source.of(page.text) or (found.speaker.name if found.speaker else "")
        act = act or (found.act if found.act is not Act.ASSERT else None)  # mere saying is no act to look for
        return Claim(words, found.words, source, found.speaker, act, act_word, True, quoted)
    if (match := _WHO_COLON.match(words)) and words[match.end() :].strip():
        return Claim(words, words[match.end() :], match["who"], None, None, None, True, quoted)
    if match := _WHO_SAYS.search(words):
        return Claim(words, words[: match.start()], match["after"] or match["before"], None, None, None, True, quoted)
    subject = words[: told.start] if told else ""
    return Claim(words, words, subject, None, act, act_word, told is not None or bool(quoted), quoted)


def acts_in(words: str) -> Act | None:
    """The first act that words tell as headlines do; `None` for none."""
    told = _act_in(words)
    return told.act if told else None


def _statement_in(page: Prepared, start: int, end: int) -> Statement | None:
    """The first statement of the reader that stands in a part of the headline."""
    inside = [s for s in page.reading.statements if start <= position_of(s) < end]
    return min(inside, key=position_of, default=None)


@dataclass(frozen=True, slots=True)
class _Told:
    """An act that a headline's words tell."""

    act: Act
    word: str
    start: int


def _act_in(words: str) -> _Told | None:
    """The first act that a headline's words tell; never by its very first word, which names somebody."""
    for match in _pattern().finditer(words):
        if match.start() > 0:
            return _Told(_acts()[match.group().lower()], match.group(), match.start())
    return None


@cache
def _acts() -> dict[str, Act]:
    return {entry: Act(act) for act, entries in blocks("headline_acts").items() for entry in entries}


@cache
def _pattern() -> re.Pattern[str]:
    entries = sorted(map(re.escape, _acts()), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(entries)})(?![\w-])", re.IGNORECASE)
