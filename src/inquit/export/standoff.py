"""Statements without words: ids, offsets, hashes and labels, for deposits where the texts may not be shared.

Who has the articles gets everything back (`inquit rehydrate`), and the hashes prove that it is the same.  A name stands
as the place where the text has it; one that people gave and no text has is left out, its id stays.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from inquit.errors import FormatError
from inquit.export.articles import ToldArticle
from inquit.ledger.effective import words_at
from inquit.records import Fields, parse_object

FORMAT = "inquit standoff 1"

_LABELS = (
    "id", "article", "version", "sha256", "url", "outlet", "published", "person", "kind", "act", "type", "mode",
    "flags", "said", "said_basis", "within", "confidence", "corrected", "current", "reader", "spans",
)  # fmt: skip
_NAMES = ("who", "role", "target_speaker")


def lines(articles: Iterable[ToldArticle]) -> Iterator[str]:
    """Each statement as one line."""
    for article in articles:
        for statement in article.statements:
            yield f"{json.dumps(without_words(statement, article.text))}\n"


def without_words(statement: dict[str, Any], text: str) -> dict[str, Any]:
    """A statement with the places of its words instead of the words."""
    labels = {key: statement[key] for key in _LABELS}
    names = {f"{key}_at": _place(text, statement[key], statement["spans"]["source"]) for key in _NAMES}
    if statement["kind"] is None:  # `who` are the words of the source then
        names["who_at"] = None
    words = words_at(text, statement["spans"]["content"])
    return {"format": FORMAT, **labels, **names, "words_sha256": _hash(words)}


def record(line: str | bytes) -> dict[str, Any]:
    """The statement of a line, as `export.rehydrate` takes it: names are still places.

    Raises:
        FormatError: The line is not of this format.
    """
    given = parse_object(line)
    if given.get("format") != FORMAT:
        Fields(given).fail("format", f"is not {FORMAT!r}")
    return given


def with_names(record: dict[str, Any], text: str) -> dict[str, Any]:
    """A record whose places of names are names again.

    Raises:
        FormatError: The content's words are not those that were read.
    """
    words = words_at(text, record["spans"]["content"])
    if _hash(words) != record["words_sha256"]:
        raise FormatError(
            f"words_sha256: the words of statement {record['id']} in the text are others than were read",
            remedy="take the text as it was, or leave the statement out",
        )
    names = {}
    for key in _NAMES:
        place = record.get(f"{key}_at")
        names[key] = text[place[0] : place[1]] if place else None
    if names["who"] is None and record["kind"] is not None:
        names["who"] = words_at(text, record["spans"]["source"]) or None
    return {**record, **names}


def _place(text: str, name: str | None, source: list[list[int]]) -> list[int] | None:
    """Where a name stands: in the source if there, else for the first time in the text; `None`: nowhere."""
    if not name:
        return None
    for start, end in source:
        if (found := text.find(name, start, end)) >= 0:
            return [found, found + len(name)]
    found = text.find(name)
    return [found, found + len(name)] if found >= 0 else None


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
