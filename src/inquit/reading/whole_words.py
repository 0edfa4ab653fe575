"""Spans that end inside a word or a name are drawn to its end: the model reads "EB-5", "B.A.T", "Eid-al-Adha" as several
words, and now and then ends at the point of "Mr. Vek".

Rare (6 of 7,795 spans of PolNeAR dev), but a source called "B", or a condition "if Mr", is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice, pairwise

from inquit.reading.names import SMALL
from inquit.types import Span

_REST = re.compile(r"(?:-\w+|(?<=-)\w+|(?<=\b[A-Z])\.[A-Z]\b)+")
"""What is left of a word with hyphens, or of an abbreviation of single letters, behind an end inside it."""


_TITLE = re.compile(r"\b(?:Dr|Gen|Gov|Lt|Messrs|Mr|Mrs|Ms|Prof|Rep|Rev|Sen)$")
_BEARER = re.compile(r"\.?\s[A-Z][\w’'-]*(?<![’'])")
_POSSESSIVE = re.compile(r"[’']s|s[’']$")
_FOLLOWING = re.compile(r"\s([^\W\d_][\w-]*)")
_NOUN_WORDS = 3  # at most: "the bill's final passage"
_LONGEST_TITLE = 7  # characters, with the one before it


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


def with_nouns(text: str, span: Span) -> Span:
    """The span, each piece that ends in a possessive drawn to its noun: "the bill's passage"."""
    pieces = tuple((start, _end_of_noun(text, end)) for start, end in span)
    return span if any(before[1] > after[0] for before, after in pairwise(pieces)) else Span(pieces)


def _end_of_noun(text: str, end: int) -> int:
    if not _POSSESSIVE.search(text, max(0, end - 2), end):
        return end
    before = ""
    for word in islice(_FOLLOWING.finditer(text, end), _NOUN_WORDS):
        name_behind = word[1][0].isupper() and before[:1].islower()
        if word[1].lower() in SMALL or word.start() != end or name_behind or word[1].endswith("ed"):
            break
        end, before = word.end(), word[1]
    return end


def _end(text: str, end: int, starts: Sequence[int]) -> int:
    titled = _TITLE.search(text, max(0, end - _LONGEST_TITLE), end)
    rest = _BEARER.match(text, end) if titled else _REST.match(text, end)
    if rest is None or not (text[end - 1].isalnum() or text[end - 1] == "-"):
        return end
    following = bisect_left(starts, end)
    return end if following < len(starts) and starts[following] < rest.end() else rest.end()


def _start(text: str, start: int) -> int:
    """One back where the span begins between the two halves of a typewritten quotation mark, ``."""
    return start - 1 if start and text[start - 1 : start + 1] == "``" else start
