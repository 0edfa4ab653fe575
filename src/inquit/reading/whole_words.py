"""Spans that end inside a word are drawn to its end: the model reads "EB-5", "B.A.T", "Eid-al-Adha" as several words.

Rare (6 of 7,795 spans of PolNeAR dev), but a source called "B" is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from inquit.types import Span

_REST = re.compile(r"(?:-\w+|(?<=-)\w+|(?<=\b[A-Z])\.[A-Z]\b)+")
"""What is left of a word with hyphens, or of an abbreviation of single letters, behind an end inside it."""


def whole_words(text: str, span: Span, starts: Sequence[int]) -> Span:
    """The span drawn to the ends of words, as far as no other span begins before that.

    Args:
        text: The article's text.
        span: One of its spans.
        starts: Where all its spans begin, sorted.
    """
    pieces = tuple((_start(text, start), _end(text, end, starts)) for start, end in span)
    if pieces == span.pieces or any(before[1] > after[0] for before, after in pairwise(pieces)):
        return span
    return Span(pieces)


def _end(text: str, end: int, starts: Sequence[int]) -> int:
    rest = _REST.match(text, end)
    if rest is None or not (text[end - 1].isalnum() or text[end - 1] == "-"):
        return end
    following = bisect_left(starts, end)
    return end if following < len(starts) and starts[following] < rest.end() else rest.end()


def _start(text: str, start: int) -> int:
    """One back where the span begins between the two halves of a typewritten quotation mark, ``."""
    return start - 1 if start and text[start - 1 : start + 1] == "``" else start
