"""What people corrected in a ledger, as records to learn from: `inquit export --format corrections --out FILE`.

Only what somebody said is learned: the fields that they set, all of a statement that they found right, those given of
one that they added.  What the reader told beside it is its own opinion, and teaches it nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inquit.model.statement_head import FIELDS
from training.articles import read_articles

PART = "corrections"
TOLD = ("type", "act", "flags", *FIELDS)
"""The fields that the head learns."""

PLACES = ("source", "cue", "content")


def corrected(path: Path) -> Iterator[dict[str, Any]]:
    """The corrected articles of a file, in the shape of `statements.records`.

    A statement about which nobody said anything stands there with its places alone, since others stand beside it.
    """
    for record in read_articles(path):
        known = fields_told(record["events"])
        statements = [
            {name: statement[name] for name in (*PLACES, *known[statement["id"]]) if name in statement}
            for statement in record["statements"]
        ]
        yield {"id": record["id"], "part": PART, "text": record["text"], "statements": statements}


def fields_told(events: list[dict[str, Any]]) -> dict[str, set[str]]:
    """Which fields of each statement people vouch for, by events that nobody took back."""
    known: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if not event["live"]:
            continue
        if event["what"] == "confirm":
            known[event["statement"]].update(TOLD)
        elif event["what"] == "add":
            known[event["statement"]].update(name for name in TOLD if name in event["value"])
        elif event["what"] == "correct" and event["field"] in TOLD:
            known[event["statement"]].add(event["field"])
    return known
