"""Hedges and qualifiers, as `phrases.txt` lists them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from inquit.ledger.matching.marks import LossKind, Mark, neighbours
from inquit.ledger.matching.words import Word

_HEADING = re.compile(r"\[(?P<kind>\w+)(?: (?P<sort>\w+))?\]")


def phrases(text: str, words: Sequence[Word]) -> list[Mark]:
    """The hedges and qualifiers of a text, in order."""
    found = []
    for kind, sort, pattern in _patterns():
        for match in pattern.finditer(text):
            start, end = match.span()
            found.append(Mark(kind, start, end, sort, neighbours(words, start, end)))
    return sorted(found, key=lambda mark: (mark.start, -mark.end))


@cache
def _patterns() -> tuple[tuple[LossKind, str, re.Pattern[str]], ...]:
    """One pattern for each sort."""
    sorts: dict[tuple[LossKind, str], list[str]] = {}
    lines: list[str] = []
    for line in (files("inquit.ledger.matching") / "phrases.txt").read_text(encoding="utf-8").splitlines():
        if heading := _HEADING.fullmatch(line):
            lines = sorts.setdefault((LossKind(heading["kind"]), heading["sort"] or ""), [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return tuple(
        (kind, sort, re.compile(rf"\b(?:{'|'.join(lines)})(?!\w)", re.IGNORECASE))
        for (kind, sort), lines in sorts.items()
    )
