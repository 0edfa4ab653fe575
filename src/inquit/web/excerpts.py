"""A reading of the sentences that hold its statements, and of nothing else of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from inquit.sentences import sentence_bounds
from inquit.types import Reading, Span, Statement

GAP = "\n\n[…]\n\n"
"""Stands for what is left out."""

SPANS = ("content", "cue", "source", "condition", "addressee", "setting", "target")


def excerpt(reading: Reading) -> Reading:
    """The headline and the sentences in which statements stand, with every span where its words are now."""
    text = reading.article.text
    title = (reading.article.title or "").strip()
    pieces = [piece for s in reading.statements for span in (s.source, s.cue, s.content) for piece in span]
    kept = [
        (start, end)
        for number, (start, end) in enumerate(sentence_bounds(text))
        if any(start < stop and begin < end for begin, stop in pieces)
        or (number == 0 and title and text[start:end].strip() == title)
    ]
    # A piece that no sentence holds whole, as over a paragraph's end, keeps its characters.
    ranges = _merged(sorted([*kept, *pieces]), text)
    new_starts, parts, length = [], [], 0
    for number, (start, end) in enumerate(ranges):
        between = "" if number == 0 else _between(text, ranges[number - 1][1], start)
        length += len(between)
        new_starts.append(length)
        parts += [between, text[start:end]]
        length += end - start
    starts = [start for start, _ in ranges]

    def moved(span: Span) -> Span:
        found = []
        for begin, stop in span:
            number = bisect_right(starts, begin) - 1
            if number >= 0 and stop <= ranges[number][1]:
                shift = new_starts[number] - starts[number]
                found.append((begin + shift, stop + shift))
        return Span(tuple(found))

    new_text = "".join(parts)
    statements = tuple(_moved(statement, new_text, moved) for statement in reading.statements)
    return replace(reading, article=replace(reading.article, text=new_text), statements=statements, times=())


def _moved(statement: Statement, text: str, moved: Callable[[Span], Span]) -> Statement:
    spans: dict[str, Any] = {name: moved(getattr(statement, name)) for name in SPANS}
    time = replace(statement.time, start=None, end=None) if statement.time else None
    return replace(statement, text=text, time=time, **spans)


def _merged(ranges: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Ranges in order, those that touch, or that only white space parts, as one."""
    found: list[tuple[int, int]] = []
    for start, end in ranges:
        if found and (start <= found[-1][1] or not text[found[-1][1] : start].strip()):
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _between(text: str, before: int, after: int) -> str:
    """What stands for the text between two ranges: a mark on a line of its own, or in the line."""
    return GAP if "\n" in text[before:after] else " […] "
