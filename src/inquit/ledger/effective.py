"""What stands about a statement: what the reader found, and over it what people said, the latest word last.

Pure functions of records.  A *record* is a statement as the reading format writes it, with two freedoms where a person
set it: `speaker` and `target_speaker` may be an object with `name`, `kind` and `role` instead of an id, and `within`
may be the short id of a statement of the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from inquit.ledger.events import Event
from inquit.quotation import mode_of, quoted_ranges

SPANS = ("source", "cue", "content", "condition", "addressee", "setting", "target")
"""The fields of a statement that point into the text."""

SPEAKERS = ("speaker", "target_speaker")
"""The fields that name who speaks or is spoken to."""

FIELDS = (*SPANS, *SPEAKERS, "mode", "type", "act", "flags", "time", "within")
"""The fields that people can correct."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A statement with what people said applied to it.

    Attributes:
        record: The statement.
        struck: Whether it is said to be none.
        corrected: Whether people changed anything about it, or added it.
        touched: Whether people said anything about it that counts, and be it that it is right.
    """

    record: dict[str, Any]
    struck: bool = False
    corrected: bool = False
    touched: bool = False


def standing(record: dict[str, Any], events: Iterable[Event], text: str) -> Standing:
    """Apply the live events about a statement, in their order: of two that contradict each other the later one counts.

    Args:
        record: What the reader found, or the person who added it.
        events: All events about it, oldest first.
        text: The version's text.
    """
    record, set_fields = dict(record), set[str]()
    struck = touched = added = False
    for event in events:
        if not event.live or event.what not in ("add", "confirm", "correct", "strike"):
            continue
        touched = True
        struck = event.what == "strike"  # who corrects a statement takes it for one
        added = added or event.what == "add"
        if event.what == "correct" and event.field is not None:
            record[event.field] = event.value
            set_fields.add(event.field)
    if "content" in set_fields and "mode" not in set_fields:
        record["mode"] = mode_of(text, record["content"], quoted_ranges(text))
    return Standing(record, struck, struck or added or bool(set_fields), touched)


def overlap(one: Sequence[Sequence[int]], other: Sequence[Sequence[int]]) -> float:
    """How much two spans share: characters in both, of those in either; 0 to 1."""
    shared = sum(max(0, min(end, e) - max(start, s)) for start, end in one for s, e in other)
    either = sum(end - start for start, end in one) + sum(e - s for s, e in other) - shared
    return shared / either if either else 0.0


def words_at(text: str, pieces: Sequence[Sequence[int]]) -> str:
    """The characters of a span, its pieces parted by an ellipsis, as `Span.of` shows them."""
    return " … ".join(text[start:end] for start, end in pieces)
