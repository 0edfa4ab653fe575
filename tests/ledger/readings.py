"""Readings of the tests' own, written as sentences: no model.  No pytest, so that processes start fast."""

from __future__ import annotations

import re
from typing import Any

from inquit import jsonl
from inquit.types import ReaderInfo, Reading

SAID = re.compile(r"(?P<source>[A-Z]\w+ [A-Z]\w+) (?P<cue>said|promised|denied) (?P<content>[^.]+)\.")
ACTS = {"said": "assert", "promised": "promise", "denied": "deny"}

FERRY = """Ferry to Holm stays in port

Vera Lund said the engine needs new bolts. Otto Brandt promised the ferry would sail on Friday.
"""

READER = ReaderInfo("0.1.0", "tests 1")


def reading(
    text: str = FERRY,
    *,
    url: str | None = "https://post.example/ferry",
    outlet: str | None = "The Holm Post",
    published: str | None = "2024-03-09",
    reader: ReaderInfo | None = READER,
    **changes: Any,
) -> Reading:
    """A reading of a text in which everybody who "said", "promised" or "denied" something is found.

    Args:
        text: The article.
        url: Its address.
        outlet: Who published it.
        published: When.
        reader: Who read it.
        changes: Fields that every statement has beside those found.
    """
    speakers: dict[str, dict[str, Any]] = {}
    statements = []
    for match in SAID.finditer(text):
        name = match["source"]
        speaker = speakers.setdefault(
            name, {"id": f"p{len(speakers) + 1}", "name": name, "kind": "person", "mentions": []}
        )
        speaker["mentions"].append(list(match.span("source")))
        statements.append({
            **{part: [list(match.span(part))] for part in ("source", "cue", "content")},
            "speaker": speaker["id"],
            "resolved_by": "name in the source",
            "act": ACTS[match["cue"]],
            "time": {"value": published, "basis": "published"} if published else None,
            "confidence": 0.9,
            **changes,
        })  # fmt: skip
    record = {
        "text": text,
        "url": url,
        "outlet": outlet,
        "title": text.partition("\n")[0],
        "published": published,
        "speakers": list(speakers.values()),
        "statements": statements,
        "reader": reader and {"version": reader.version, "model": reader.model},
    }
    return jsonl.from_record(record)
