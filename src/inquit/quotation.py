"""Where quotation marks open and close.

Newspapers mix curly, straight and single marks, forget one of a pair, and open every paragraph of a long quotation
while closing only the last.  So each paragraph is read by itself: a mark that is missing in one never turns the next
inside out, and a quotation that is still open at the end of its paragraph ends there.
"""

from __future__ import annotations

import re

_OPENING = "“„«"
_CLOSING = "”»"
_MARK = re.compile(r"[“”„«»\"]|(?<!\w)[‘'](?=\w)|\n")
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
        position, mark = match.start(), match.group()
        if mark == "\n":
            if opened is not None:
                ranges.append((opened, position))
                opened = None
        elif position < skip_to:
            continue
        elif mark in "‘'":
            if opened is None and (end := _single_end(text, position)) is not None:
                ranges.append((position, end))
                skip_to = end
        elif opened is None:
            if mark in _OPENING or (mark == '"' and _can_open(text, position)):
                opened = position
        elif mark in _CLOSING or (mark == '"' and _can_close(text, position)):
            ranges.append((opened, position + 1))
            opened = None
        elif mark == '"':  # an opening mark while one is open: the one before was never closed
            opened = position
    if opened is not None:
        ranges.append((opened, len(text)))
    return ranges


def _can_open(text: str, position: int) -> bool:
    # 6'2" and 3.5" are measures
    return not (position > 0 and text[position - 1].isdigit()) and text[position + 1 : position + 2].strip() != ""


def _can_close(text: str, position: int) -> bool:
    """A straight mark closes unless it plainly opens: white space before it, a word after it."""
    before, after = text[position - 1], text[position + 1 : position + 2]
    return not (before.isspace() and after.isalnum())


def _single_end(text: str, start: int) -> int | None:
    """Position after the mark that closes the single quotation at `start`, within its paragraph and 600 characters."""
    stop = text.find("\n", start)
    stop = min(len(text) if stop < 0 else stop, start + 600)
    bare: int | None = None
    for match in _SINGLE_END.finditer(text, start + 1, stop):
        if '"' in text[start : match.start()] or "“" in text[start : match.start()]:
            break
        if match.group(1):
            return match.end(1)
        if bare is None:  # may be a plural's apostrophe; one after a comma or a full stop would be surer
            bare = match.end(2)
    return bare
