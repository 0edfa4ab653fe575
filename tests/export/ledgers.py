"""A small ledger in which everything happens that exports must carry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inquit import jsonl
from inquit.ledger import Ledger
from inquit.types import Reading

TEXT = """Skarvik ferry “will not sail”, mayor says

“The pier is safe,” Ida Brekke told reporters on Thursday, “but the ice is not.

“I will not send a crew, if the ice holds.”

=SUM(A1) The ministry noted that the harbour master believes the thaw is near. A senior official denied it.
The report says the pier, built in 1911, is old.
"""


def pieces(*words: str) -> list[list[int]]:
    """Where the words stand, each looked for after the one before."""
    found, position = [], 0
    for part in words:
        start = TEXT.index(part, position)
        position = start + len(part)
        found.append([start, position])
    return found


def _statement(source: str, cue: str, content: list[list[int]], speaker: str | None, **more: Any) -> dict[str, Any]:
    return {
        "source": pieces(source) if source else [],
        "cue": pieces(cue) if cue else [],
        "content": content,
        "speaker": speaker,
        "confidence": 0.75,
        **more,
    }


def skarvik() -> Reading:
    """Statements of all modes and kinds of speakers: interrupted, over two paragraphs, without cue, one in another."""
    two_paragraphs = [TEXT.index("“but"), TEXT.index(" if the ice")]
    return jsonl.from_record({
        "text": TEXT,
        "url": "https://post.example/ferry?a=1&b=ö",
        "outlet": "The Skarvik Post",
        "title": "Skarvik ferry “will not sail”, mayor says",
        "authors": ["Tor Lie"],
        "published": "2024-02-29",
        "language": "en",
        "speakers": [
            {"id": "p1", "name": "Ida Brekke", "kind": "person", "role": "mayor"},
            {"id": "p2", "name": "The ministry", "kind": "organization"},
            {"id": "p3", "name": "the harbour master", "kind": "group"},
            {"id": "p4", "name": "A senior official", "kind": "anonymous", "anonymity": {}},
            {"id": "p5", "name": "The report", "kind": "document"},
        ],
        "statements": [
            _statement(
                "Ida Brekke", "told", [*pieces("“The pier is safe,”"), two_paragraphs], "p1", mode="direct", act="refuse",
                type="eventuality", flags=["conditional", "negated"], condition=pieces("if the ice holds"),
                addressee=pieces("reporters"), setting=pieces("on Thursday"), target=pieces("The ministry"),
                target_speaker="p2",
                time={"value": "2024-02-29", "basis": "text", **dict(zip(("start", "end"), pieces("Thursday")[0], strict=True))},
            ),
            _statement(
                "The ministry", "noted", pieces("that the harbour master believes the thaw is near"), "p2", id="outer",
                act="assert", type="assertion", time={"value": "2024-02", "basis": "published"},
            ),
            _statement(
                "the harbour master", "believes", pieces("the thaw is near"), "p3", within="outer", act="predict",
                type="belief", flags=["hedged"], time={"value": "2024-W09", "basis": "text"},
            ),
            _statement("A senior official", "denied", pieces("it"), "p4", act="deny", mode="indirect"),
            _statement("The report", "says", pieces("the pier,", "is old"), "p5", act="assert"),
            _statement("", "", pieces("“will not sail”"), None, mode="direct"),
            _statement("mayor", "", pieces("ferry"), None, mode="mixed"),
        ],
        "reader": {"version": "0.1.0", "model": "tests 1"},
    })  # fmt: skip


def filled(path: Path) -> Ledger:
    """A ledger with the story, and a correction."""
    ledger = Ledger(path)
    ledger.add(skarvik())
    return ledger
