"""A reading made ready to be looked through: paragraphs, sentences, quotations, and which words statements hold."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from inquit.quotation import quoted_ranges
from inquit.sentences import paragraph_bounds, sentence_bounds
from inquit.types import Reading, Statement

Bounds = tuple[int, int]

_HEADLINE_LINES = 3

HEADLINE = 0
"""Number of the headline among the paragraphs; those of the body are counted from 1."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article and where they stand.

    Attributes:
        words: The characters of the range, white space runs as one space.
        start, end: Code points of the text, half-open.
        paragraph: Counted from 1; 0 is the headline.
    """

    words: str
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reading with what every part of an audit asks of it.

    Attributes:
        headline: Where the headline stands; `None` where the text does not begin with one.
        quotes: Of `quoted_ranges`.
        held: Words of statements, all their parts: in order, not overlapping, not touching.
    """

    reading: Reading
    headline: Bounds | None
    paragraphs: tuple[Bounds, ...]
    sentences: tuple[Bounds, ...]
    quotes: tuple[Bounds, ...]
    held: tuple[Bounds, ...]

    @property
    def headline_lines(self) -> int:
        """How many paragraphs the headline takes; 0 where there is none."""
        return sum(start < self.headline[1] for start, _ in self.paragraphs[:_HEADLINE_LINES]) if self.headline else 0

    @property
    def text(self) -> str:
        """The article's text."""
        return self.reading.article.text

    def passage(self, start: int, end: int) -> Passage:
        """A range as a passage."""
        return Passage(" ".join(self.text[start:end].split()), start, end, self.paragraph_at(start))

    def paragraph_at(self, position: int) -> int:
        """Number of the paragraph that a position stands in, or of the one before it."""
        number = bisect_right(self.paragraphs, (position, len(self.text) + 1))
        return max(number - self.headline_lines, 0) if self.headline else max(number, 1)

    def sentence_at(self, position: int) -> Bounds:
        """The sentence that a position stands in, or the one before it."""
        return self.sentences[max(bisect_right(self.sentences, (position, len(self.text) + 1)) - 1, 0)]

    def held_parts(self, start: int, end: int) -> Iterator[Bounds]:
        """The parts of a range that statements hold."""
        return within(self.held, start, end)

    def free_parts(self, start: int, end: int) -> Iterator[Bounds]:
        """The parts of a range that no statement holds."""
        position = start
        for held_start, held_end in self.held_parts(start, end):
            if position < held_start:
                yield position, held_start
            position = held_end
        if position < end:
            yield position, end

    def is_held(self, start: int, end: int) -> bool:
        """Whether a statement holds any character of a range."""
        return next(self.held_parts(start, end), None) is not None


def prepared(reading: Reading) -> Prepared:
    """Make a reading ready."""
    text = reading.article.text
    paragraphs = tuple(paragraph_bounds(text))
    return Prepared(
        reading=reading,
        headline=_headline(text, paragraphs, reading.article.title),
        paragraphs=paragraphs,
        sentences=tuple(sentence_bounds(text)),
        quotes=tuple(quoted_ranges(text)),
        held=joined(piece for statement in reading.statements for piece in pieces_of(statement)),
    )


def pieces_of(statement: Statement) -> Iterator[Bounds]:
    """Every range that a statement points at."""
    s = statement
    for span in (s.source, s.cue, s.content, s.condition, s.addressee, s.setting, s.target):
        yield from span


def position_of(statement: Statement) -> int:
    """Where a statement begins: its first source, cue or content."""
    return min((start for span in (statement.source, statement.cue, statement.content) for start, _ in span), default=0)


def joined(ranges: Iterable[Bounds]) -> tuple[Bounds, ...]:
    """The ranges in order, those that overlap or touch as one."""
    found: list[Bounds] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        elif start < end:
            found.append((start, end))
    return tuple(found)


def within(ranges: Sequence[Bounds], start: int, end: int) -> Iterator[Bounds]:
    """The parts of `[start, end)` that stand in one of the ranges, which are in order and do not overlap."""
    for number in range(max(bisect_right(ranges, (start, start)) - 1, 0), len(ranges)):
        first, last = ranges[number]
        if first >= end:
            return
        if last > start:
            yield max(first, start), min(last, end)


def _headline(text: str, paragraphs: Sequence[Bounds], title: str | None) -> Bounds | None:
    """Where the text has its title: in its first paragraph, or in the first few of a headline with several lines."""
    if not title:
        return None
    for number in range(1, min(len(paragraphs), _HEADLINE_LINES) + 1):
        start, end = paragraphs[0][0], paragraphs[number - 1][1]
        if _bare(text[start:end]) == _bare(title):
            return start, end
    return None


def _bare(line: str) -> str:
    """A line without what two copies of a headline differ in: spaces, capitals, a full stop."""
    return " ".join(line.split()).casefold().rstrip(" .;")
