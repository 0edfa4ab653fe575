"""Where quotation marks open and close.

Newspapers mix curly, straight and single marks, forget one of a pair, and open every paragraph of a long quotation
while closing only the last.  So each paragraph is read by itself: a mark that is missing in one never turns the next
inside out, and a quotation that is still open at the end of its paragraph ends there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from inquit.types import Mode

_OPENING = "“„«"
_CLOSING = "”»"
_ENDS = "”»\"'’"
_MARK = re.compile(r"[“”„«»\"]|''|``|(?<![\w'])[‘'](?=[\w“\"])|\n")
_SINGLE_END = re.compile(r"[.,!?…;:]([’'])|(?<=\w)([’'])(?=[\s,.;:!?)\]—–]|$)")


def quoted_ranges(text: str) -> list[tuple[int, int]]:
    """`(start, end)` of every quotation, its marks included, in order and not overlapping.

    Double marks win over single ones: a single quotation counts only outside double ones, and only where a closing mark
    follows in the paragraph (`’` is an apostrophe far more often than a quotation mark).
    """
    ranges: list[tuple[int, int]] = []
    opened: int | None = None
    skip_to = 0
    for match in _MARK.finditer(text):
        position, end, mark = match.start(), match.end(), match.group()
        straight = mark in ('"', "''", "``")  # two apostrophes are how some agencies write the double mark
        if mark == "\n":
            if opened is not None:
                ranges.append((opened, position))
                opened = None
        elif position < skip_to:
            continue
        elif mark in "‘'":
            if opened is None and (closed := _single_end(text, position)) is not None:
                ranges.append((position, closed))
                skip_to = closed
        elif opened is None:
            if mark in _OPENING or (straight and _can_open(text, position, end)):
                opened = position
        elif mark in _CLOSING or _can_close(text, position, end, straight=straight):
            ranges.append((opened, end))
            opened = None
        elif straight:  # an opening mark while one is open: the one before was never closed
            opened = position
    if opened is not None:
        ranges.append((opened, len(text)))
    return ranges


def is_closed(text: str, start: int, end: int) -> bool:
    """Whether the quotation at `[start, end)`, as `quoted_ranges` gives it, ends with its own mark."""
    return end - start > 1 and text[end - 1] in _ENDS


def parts_inside(quotes: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of the range `[start, end)` that stand in quotation marks, in order.

    Args:
        quotes: What `quoted_ranges` found in the text.
        start: Where the range begins.
        end: Where it ends.
    """
    for number in range(max(0, bisect_right(quotes, (start, 0)) - 1), len(quotes)):
        opening, closing = quotes[number]
        if opening >= end:
            return
        if closing > start:
            yield max(opening, start), min(closing, end)


def mode_of(text: str, content: Iterable[Sequence[int]], quotes: Sequence[tuple[int, int]]) -> Mode:
    """Whether all, some or none of the content's words stand in quotation marks.

    Args:
        text: The article's text.
        content: Where the words are: a `Span`, or its pieces.
        quotes: What `quoted_ranges` found in the text.
    """
    inside = outside = False
    for start, end in content:
        position = start
        for opening, closing in parts_inside(quotes, start, end):
            outside = outside or _has_word(text[position:opening])
            inside = inside or _has_word(text[opening:closing])
            position = closing
        outside = outside or _has_word(text[position:end])
    if inside and not outside:
        return Mode.DIRECT
    return Mode.MIXED if inside else Mode.INDIRECT


def _can_open(text: str, start: int, end: int) -> bool:
    # 6'2" and 3.5" are measures
    return not (start > 0 and text[start - 1].isdigit()) and text[end : end + 1].strip() != ""


def _can_close(text: str, start: int, end: int, *, straight: bool) -> bool:
    """Whether a mark that may do either closes what is open.

    A straight one does unless it plainly opens: white space before it, a word after it.  An opening curly one does only
    where it plainly closes, typed by mistake.
    """
    before, after = text[start - 1], text[end : end + 1]
    if straight:
        return not (before.isspace() and after.isalnum())
    return not before.isspace() and not after.isalnum()


def _single_end(text: str, start: int) -> int | None:
    """Position after the mark that closes the single quotation at `start`, within its paragraph and 600 characters."""
    stop = text.find("\n", start)
    stop = min(len(text) if stop < 0 else stop, start + 600)
    bare: int | None = None
    for match in _SINGLE_END.finditer(text, start + 1, stop):
        inside = text[start : match.start()]
        if inside.count("“") != inside.count("”") or inside.count('"') % 2:
            continue  # the double quotation inside is not over
        if match.group(1):
            return match.end(1)
        if bare is None:  # may be a plural's apostrophe; one after a comma or a full stop would be surer
            bare = match.end(2)
    return bare


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))
