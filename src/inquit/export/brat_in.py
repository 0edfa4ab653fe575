"""A folder of brat's back to statements, as it was written or as an annotator left it.

What stands in the spans and attributes counts.  The note of an event (see `brat`) tells what they cannot: the pieces
before they were cut at line ends, as long as the fragments are still the same, and who speaks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inquit.errors import Failure, FormatError, InquitError, SourceError, located
from inquit.export.articles import PLACES
from inquit.export.brat import ARGUMENTS, ATTRIBUTES, FLAGS, TRIGGER, fragments, trigger_of
from inquit.types import Article

Pieces = tuple[tuple[int, int], ...]

_SPAN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t")
_EVENT = re.compile(rf"(E\d+)\t{TRIGGER}:(T\d+)((?: [^\s:]+:T\d+)*)\s*$")
_ATTRIBUTE = re.compile(r"A\d+\t(\S+) (E\d+)(?: (\S+))?\s*$")
_NOTE = re.compile(r"#\d+\tAnnotatorNotes (E\d+)\t(\{.*\})\s*$")

_FIELDS = {role: name for name, role in ARGUMENTS.items()}
_VALUED = {name: (key, values) for key, (name, values) in ATTRIBUTES.items()}
_FLAGGED = {name: str(flag) for flag, name in FLAGS.items()}


@dataclass(slots=True)
class _Event:
    trigger: str
    arguments: dict[str, list[str]]
    attributes: dict[str, str | None] = field(default_factory=dict)
    note: dict[str, Any] = field(default_factory=dict)


def documents(folder: Path) -> Iterator[tuple[Article, list[dict[str, Any]]] | Failure]:
    """Each text of a folder with the statements annotated in it, as `export.rehydrate` takes them.

    Raises:
        SourceError: There is no annotation in the folder.
    """
    files = sorted(folder.glob("*.ann"))
    if not files:
        raise SourceError("there is no .ann file in the folder", where=str(folder), remedy="name a folder of brat's")
    for file in files:
        try:
            with located(str(file)):
                yield _document(file)
        except InquitError as error:
            yield Failure(str(file), error.record, error)


def _document(file: Path) -> tuple[Article, list[dict[str, Any]]]:
    text = _read(file.with_suffix(".txt"))
    spans, events = _parsed(_read(file))
    records = [_record(event, spans, text) for event in events.values()]
    about = next((event.note for event in events.values() if event.note), {})
    named: dict[str, Any] = {key: about.get(key) for key in ("url", "outlet", "title", "published", "language")}
    return Article(text, id=about.get("article") or file.stem, **named), records


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        raise SourceError(f"{file.name} cannot be read: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{file.name} is not UTF-8: byte {error.start + 1} cannot be read") from error


def _parsed(annotations: str) -> tuple[dict[str, Pieces], dict[str, _Event]]:
    spans: dict[str, Pieces] = {}
    events: dict[str, _Event] = {}
    later: list[tuple[int, str]] = []
    for number, line in enumerate(annotations.split("\n"), start=1):
        if match := _SPAN.match(line):
            spans[match[1]] = tuple(_pair(place) for place in match[3].split(";"))
        elif match := _EVENT.match(line):
            arguments: dict[str, list[str]] = {}
            for told in match[3].split():
                role, _, name = told.partition(":")
                arguments.setdefault(role.rstrip("0123456789"), []).append(name)
            events[match[1]] = _Event(match[2], arguments)
        elif line.startswith(("A", "#")):
            later.append((number, line))
        elif line.strip() and line[0] in "TE":
            raise FormatError("is no annotation of these", record=number, remedy="mend the line or take it out")
    for number, line in later:  # they may stand before their event
        _take(line, number, events)
    _check_names(spans, events)
    return spans, events


def _take(line: str, number: int, events: dict[str, _Event]) -> None:
    """An attribute or a note of ours; notes that people wrote are theirs."""
    if (match := _ATTRIBUTE.match(line)) and match[2] in events:
        events[match[2]].attributes[match[1]] = match[3]
    elif (match := _NOTE.match(line)) and match[1] in events:
        try:
            events[match[1]].note = json.loads(match[2])
        except json.JSONDecodeError as error:
            raise FormatError(
                f"the note is not valid JSON: {error.msg}", record=number, remedy="mend the note or take it out"
            ) from error


def _check_names(spans: dict[str, Pieces], events: dict[str, _Event]) -> None:
    for name, event in events.items():
        for wanted in (event.trigger, *(one for names in event.arguments.values() for one in names)):
            if wanted not in spans:
                raise FormatError(f"event {name} names {wanted}, which is not there", remedy="take the event out")


def _record(event: _Event, spans: dict[str, Pieces], text: str) -> dict[str, Any]:
    found: dict[str, Pieces] = dict.fromkeys(PLACES, ())
    for role, names in event.arguments.items():
        if role in _FIELDS:
            found[_FIELDS[role]] = tuple(sorted(piece for name in names for piece in spans[name]))
    kept = event.note.get("spans", {})
    trigger = trigger_of({name: fragments(pieces, text) for name, pieces in kept.items()})
    if found[trigger]:  # it was the trigger, and an annotator has given the event a cue
        trigger = "cue"
    if kept or spans[event.trigger] not in (found["content"], found["source"]):
        found[trigger] = spans[event.trigger]
    places = {
        name: kept[name] if name in kept and fragments(kept[name], text) == pieces else _joined(pieces, text)
        for name, pieces in found.items()
    }
    labels = {
        key: event.attributes[name] if event.attributes.get(name) in values else None
        for name, (key, values) in _VALUED.items()
    }
    flags = [flag for name, flag in _FLAGGED.items() if name in event.attributes]
    return {**event.note, **labels, "flags": flags, "spans": places}


def _joined(pieces: Pieces, text: str) -> list[list[int]]:
    """The fragments, those joined again between which there is nothing but line ends and spaces."""
    joined: list[list[int]] = []
    for start, end in pieces:
        between = text[joined[-1][1] : start] if joined else ""
        if between and between.isspace() and ("\n" in between or "\r" in between):
            joined[-1][1] = end
        else:
            joined.append([start, end])
    return joined


def _pair(place: str) -> tuple[int, int]:
    start, _, end = place.partition(" ")
    return int(start), int(end)
