"""Statements for the annotation tool brat: a folder with a text and its annotations for each article; out.

A statement is an event: its cue is the trigger (its content, where it has no cue), source, content and the other
places are its arguments, act, type, mode and flags are its attributes.  brat allows no line end inside a span, so that
a piece over several lines is cut into fragments there; a note at the event keeps the pieces as they were, and all that
brat has no field for, as JSON.  `brat_in` reads it back, edited or not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from inquit.export.articles import PLACES, ToldArticle
from inquit.types import Act, Flag, Mode, Type

TRIGGER = "Attribution"
"""Type of the events and of the spans that trigger them."""

ARGUMENTS = {name: name.capitalize() for name in PLACES if name != "cue"}
"""Names of the arguments by the fields of a statement."""

ATTRIBUTES: dict[str, tuple[str, tuple[str, ...]]] = {
    "act": ("Act", tuple(Act)), "type": ("Type", tuple(Type)), "mode": ("Mode", tuple(Mode)),
}  # fmt: skip
FLAGS = {flag: flag.capitalize() for flag in Flag}

# What brat's own reader and others take for the end of a line: Python's universal newlines.
LINE_PART = re.compile(r"[^\n\r]+")

_ELSEWHERE = ("words", "cue", "condition", "said_first", "said_last")


def configuration() -> str:
    """The file `annotation.conf`, which tells brat what may be annotated."""
    arguments = ", ".join(f"{role}?:{role}" for role in ARGUMENTS.values())
    valued = [f"{name}\tArg:{TRIGGER}, Value:{'|'.join(values)}" for name, values in ATTRIBUTES.values()]
    return "\n".join((
        "[entities]", *ARGUMENTS.values(), "",
        "[relations]", "",
        "[events]", f"{TRIGGER}\t{arguments}", "",
        "[attributes]", *valued, *(f"{name}\tArg:{TRIGGER}" for name in FLAGS.values()), "",
    ))  # fmt: skip


def write(articles: Iterable[ToldArticle], folder: Path) -> int:
    """Write the articles into a folder that is there, and return how many statements that were."""
    (folder / "annotation.conf").write_text(configuration(), encoding="utf-8", newline="")
    written = 0
    for article in articles:
        name = f"{article.id}-{article.version}"
        (folder / f"{name}.txt").write_text(article.text, encoding="utf-8", newline="")
        annotations = "".join(f"{line}\n" for line in lines(article))
        (folder / f"{name}.ann").write_text(annotations, encoding="utf-8", newline="")
        written += len(article.statements)
    return written


def lines(article: ToldArticle) -> Iterator[str]:
    """The annotations of an article, without line ends."""
    spans: dict[tuple[str, tuple[tuple[int, int], ...]], str] = {}
    attributes = 0
    for number, statement in enumerate(article.statements, start=1):
        parts = {name: fragments(statement["spans"][name], article.text) for name in PLACES}
        trigger = trigger_of(parts)
        wanted = [
            (TRIGGER, parts[trigger]),
            *((role, parts[name]) for name, role in ARGUMENTS.items() if parts[name] and name != trigger),
        ]
        for kind, pieces in wanted:
            if (kind, pieces) not in spans:
                spans[kind, pieces] = f"T{len(spans) + 1}"
                yield _span(spans[kind, pieces], kind, pieces, article.text)
        told = " ".join(f"{kind}:{spans[kind, pieces]}" for kind, pieces in wanted)
        yield f"E{number}\t{told}"
        for label in _labels(statement):
            attributes += 1
            name, _, value = label.partition(" ")
            yield f"A{attributes}\t{name} E{number}{f' {value}' if value else ''}"
        yield f"#{number}\tAnnotatorNotes E{number}\t{json.dumps(_note(statement, article), ensure_ascii=False)}"


def trigger_of(parts: Mapping[str, Sequence[Any]]) -> str:
    """The field whose words trigger the event: the cue, and where there is none the content or the source."""
    return next((name for name in ("cue", "content", "source") if parts.get(name)), "cue")


def fragments(pieces: Sequence[Sequence[int]], text: str) -> tuple[tuple[int, int], ...]:
    """The pieces without the line ends in them, cut there."""
    return tuple(match.span() for start, end in pieces for match in LINE_PART.finditer(text, start, end))


def _span(name: str, kind: str, pieces: tuple[tuple[int, int], ...], text: str) -> str:
    places = ";".join(f"{start} {end}" for start, end in pieces)
    return f"{name}\t{kind} {places}\t{' '.join(text[start:end] for start, end in pieces)}"


def _labels(statement: dict[str, Any]) -> Iterator[str]:
    for field, (name, _) in ATTRIBUTES.items():
        if statement[field]:
            yield f"{name} {statement[field]}"
    for flag in statement["flags"]:
        yield FLAGS[flag]


def _note(statement: dict[str, Any], article: ToldArticle) -> dict[str, Any]:
    told = {key: value for key, value in statement.items() if key not in _ELSEWHERE and value is not None}
    return {**told, "language": article.language} if article.language else told
