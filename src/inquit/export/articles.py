"""The articles of a ledger with the statements that stand in them: what the exports that need the text go through.

One article is in memory at a time.  All queries run while the first is being read, and SQLite lets them see the state
in which that one began: an export is of one moment, whatever others write meanwhile.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any

from inquit.ledger import Ledger, StatementRow
from inquit.ledger.effective import SPANS
from inquit.ledger.errors import translated
from inquit.ledger.exporting import told
from inquit.ledger.rows import statement_row

NAMES = tuple(field.name for field in fields(StatementRow))

PLACES = (*SPANS, "time")
"""The fields of a statement that point into the text, and the words that tell the time."""

_STATEMENTS = """
SELECT w.*, s.version_id, s.spans, s.said_first, s.said_last, v.sha256, i.short_id AS within,
    coalesce(tp.name, t.name) AS target_speaker, r.reader, r.model
FROM statements s
JOIN who_said_what w ON w.id = s.short_id
JOIN versions v ON v.id = s.version_id
LEFT JOIN statements i ON i.id = s.within_id
LEFT JOIN speakers t ON t.id = s.target_speaker_id
LEFT JOIN people tp ON tp.id = t.person_id
LEFT JOIN readings r ON r.id = s.reading_id
WHERE {which}
ORDER BY s.version_id, s.start, s.id
"""


@dataclass(frozen=True, slots=True)
class ToldArticle:
    """One version of an article and what is said in it.

    Attributes:
        id: Short id of the article.
        version: Number of the version, from 1.
        sha256: Of the text.
        statements: As `Ledger.complete` gives them, in the order of the text; beside its fields `said_first` and
            `said_last`, the days between which it was said, as far as they are known.
    """

    id: str
    version: int
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None
    language: str | None
    authors: tuple[str, ...]
    sha256: str
    text: str
    statements: tuple[dict[str, Any], ...]


def told_articles(ledger: Ledger, *, every: bool = False, min_confidence: float | None = None) -> Iterator[ToldArticle]:
    """The articles of a ledger in which somebody says something, in the order of adding.

    Args:
        ledger: The ledger.
        every: What stood in older versions and readings too, and what is struck out.
        min_confidence: As for `Ledger.complete`.
    """
    with translated(ledger.path):
        rows = ledger.conn.execute(*told(_STATEMENTS, every=every, min_confidence=min_confidence))
        for version_id, group in groupby(rows, key=lambda row: row["version_id"]):
            yield _article(ledger.conn, version_id, tuple(_statement(row) for row in group))


def _article(conn: sqlite3.Connection, version_id: int, statements: tuple[dict[str, Any], ...]) -> ToldArticle:
    row = conn.execute(
        "SELECT v.*, a.short_id, a.url, o.name AS outlet FROM versions v JOIN articles a ON a.id = v.article_id"
        " LEFT JOIN outlets o ON o.id = v.outlet_id WHERE v.id = ?",
        (version_id,),
    ).fetchone()
    details = json.loads(row["details"] or "{}")
    return ToldArticle(
        id=row["short_id"],
        version=row["number"],
        url=row["url"],
        outlet=row["outlet"],
        title=row["title"],
        published=row["published"],
        language=row["language"],
        authors=tuple(details.get("authors", ())),
        sha256=row["sha256"],
        text=row["text"],
        statements=statements,
    )


def _statement(row: sqlite3.Row) -> dict[str, Any]:
    told = statement_row(row)
    spans = json.loads(row["spans"])
    return {
        **{name: getattr(told, name) for name in NAMES},
        "spans": {name: spans.get(name, []) for name in PLACES},
        "sha256": row["sha256"],
        "within": row["within"],
        "target_speaker": row["target_speaker"],
        "reader": {"version": row["reader"], "model": row["model"]} if row["reader"] is not None else None,
        "said_first": row["said_first"],
        "said_last": row["said_last"],
    }
