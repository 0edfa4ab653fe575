"""Spans that end inside a word or a name are drawn to its end.

The model reads "EB-5", "B.A.T", "Eid-al-Adha", "don’t" as several words, and ends at times at the point of "Mr. Vek".
Rare (6 of 7,795 spans of PolNeAR dev), but a source called "B", or a condition "if Mr", is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice, pairwise

from inquit.reading.name_rows import SMALL
from inquit.types import Span

_REST = re.compile(r"(?:-\w+|(?<=-)\w+|(?<=\b[A-Z])\.[A-Z]\b)+")
"""What is left of a word with hyphens, or of an abbreviation of single letters, behind an end inside it."""


_TITLE = re.compile(r"\b(?:Dr|Gen|Gov|Lt|Messrs|Mr|Mrs|Ms|Prof|Rep|Rev|Sen)$")
_BEARER = re.compile(r"\.?\s[A-Z][\w’'-]*(?<![’'])")
_TAIL = re.compile(r"(?:\s*[,;—–])?\s+(?:a|an|and|as|but|or|that|the|which|while|who)$")
_GOES_ON = re.compile(r"\s[a-z]")
_LONGEST_TAIL = 12  # characters
_NEGATED = re.compile(r"[’']t\b")  # behind "don"
_SHORT_VERB = re.compile(r"(?:d|ll|m|re|ve)\b")
_S = re.compile(r"s\s+(?=\w)")
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
    empty = any(start >= end for start, end in pieces)
    if pieces == span.pieces or empty or any(before[1] > after[0] for before, after in pairwise(pieces)):
        return span
    return Span(pieces)


def without_tail(text: str, content: Span, reporting: Sequence[Span]) -> Span:
    """The content without a last word that begins what follows: "the party, which" before "won in May".

    Args:
        text: The article's text.
        content: Of a statement.
        reporting: Its source and its cue: "a plan that" is whole where "shopkeepers dread" goes on.
    """
    start, end = content.pieces[-1]
    if any(span and span.start == end + 1 for span in reporting):
        return content
    tail = _TAIL.search(text, max(start, end - _LONGEST_TAIL), end)
    if tail is None or not _GOES_ON.match(text, end) or tail.start() <= start:
        return content
    return Span((*content.pieces[:-1], (start, tail.start())))


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
    rest = _rest(text, end)
    if rest is None:
        return end
    following = bisect_left(starts, end)
    return end if following < len(starts) and starts[following] < rest.end() else rest.end()


def _rest(text: str, end: int) -> re.Match[str] | None:
    """What is left, behind `end`, of the word or the name that stands there."""
    if text[end - 1] == "n" and (negated := _NEGATED.match(text, end)):
        return negated
    if not (text[end - 1].isalnum() or text[end - 1] == "-"):
        return None
    titled = _TITLE.search(text, max(0, end - _LONGEST_TITLE), end)
    return (_BEARER if titled else _REST).match(text, end)


def _start(text: str, start: int) -> int:
    """One back where the span begins inside a mark or a word: between the halves of ``, behind the apostrophe of "I’m".

    On to the next word behind the apostrophe of a possessive.
    """
    if start and text[start - 1 : start + 1] == "``":
        return start - 1
    if start > 1 and text[start - 1] in "’'" and text[start - 2].isalnum():
        if _SHORT_VERB.match(text, start):
            return start - 1
        if possessive := _S.match(text, start):
            return possessive.end()
    return start
