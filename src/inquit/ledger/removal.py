"""Taking an article out for good, as a court may order: no text, no bytes and no correction of it stay in the file.

What stays is a line that says when, by whom and why, with the hashes of the texts: `verify` accepts the gap, and adding
the article again adds nothing.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from inquit.errors import LedgerBusyError, LedgerError
from inquit.ledger import events, finding
from inquit.ledger.connection import transaction


@dataclass(frozen=True, slots=True)
class Removal:
    """What was taken out.

    Attributes:
        article: Short id of the article.
        at: When, UTC, ISO 8601.
        versions: How many versions went; 0 where it was removed before, and only its last traces now.
        statements: How many statements went with them.
    """

    article: str
    at: str
    versions: int
    statements: int


def remove(conn: sqlite3.Connection, article: str, *, reason: str, who: str) -> Removal:
    """Remove an article, its versions, sources, readings, statements and what people said about them.

    Args:
        conn: The ledger, in no transaction.
        article: The article's id.
        reason: Why; kept.
        who: Who did it; kept.

    Raises:
        UnknownIdError: There is no such article.
        LedgerError: No reason is given.
        LedgerBusyError: The article is out, but its bytes stay in the file while another program reads older pages;
            the same call again wipes them.
    """
    if not reason.strip():
        raise LedgerError("a removal needs a reason", remedy="give it with --reason; remove(reason=…)")
    # Zeros over what is deleted, also over what earlier changes left in free pages of the same tables.
    conn.execute("PRAGMA secure_delete = ON")
    try:
        with transaction(conn):
            done = _remove(conn, article, reason, who)
        if not _wipe(conn):
            raise LedgerBusyError(
                f"the article {done.article} is out, but its bytes stay in the file while another program reads it",
                remedy="end that program, then do the same again",
            )
    finally:
        conn.execute("PRAGMA secure_delete = OFF")
    return done


def _remove(conn: sqlite3.Connection, article: str, reason: str, who: str) -> Removal:
    key = finding.article(conn, article)
    if key.version_id is None:
        at = conn.execute("SELECT at FROM removals WHERE article_id = ?", (key.id,)).fetchone()["at"]
        return Removal(key.short_id, at, 0, 0)
    rows = conn.execute("SELECT id, sha256 FROM versions WHERE article_id = ?", (key.id,)).fetchall()
    at = events.now()
    texts = json.dumps([row["sha256"] for row in rows])
    conn.execute("INSERT INTO removals VALUES (?, ?, ?, ?, ?)", (key.id, at, who, reason, texts))
    versions = "(SELECT id FROM versions WHERE article_id = ?)"
    people = conn.execute(
        f"SELECT DISTINCT person_id FROM speakers WHERE person_id IS NOT NULL AND version_id IN {versions}", (key.id,)
    ).fetchall()
    conn.execute(
        "DELETE FROM followed WHERE url IN (SELECT url FROM articles WHERE id = ?1 UNION"
        " SELECT s.place FROM sources s JOIN versions v ON v.id = s.version_id WHERE v.article_id = ?1 UNION"
        " SELECT s.final_url FROM sources s JOIN versions v ON v.id = s.version_id WHERE v.article_id = ?1)",
        (key.id,),
    )
    conn.execute("DELETE FROM events WHERE article_id = ?", (key.id,))
    conn.execute("UPDATE statements SET within_id = NULL, target_speaker_id = NULL WHERE article_id = ?", (key.id,))
    statements = conn.execute("DELETE FROM statements WHERE article_id = ?", (key.id,)).rowcount
    conn.execute("DELETE FROM tallies WHERE article_id = ?", (key.id,))
    conn.execute("UPDATE versions SET current_reading_id = NULL WHERE article_id = ?", (key.id,))
    for table in ("times", "speakers", "readings", "sources"):
        conn.execute(f"DELETE FROM {table} WHERE version_id IN {versions}", (key.id,))
    conn.execute("UPDATE articles SET current_version_id = NULL, url = NULL, title = NULL WHERE id = ?", (key.id,))
    conn.execute("DELETE FROM versions WHERE article_id = ?", (key.id,))
    for (person_id,) in people:
        _forget_if_alone(conn, person_id)
    return Removal(key.short_id, at, len(rows), statements)


def _forget_if_alone(conn: sqlite3.Connection, person_id: int) -> None:
    """Delete a person of whom only the removed article spoke, unless people have said something about them."""
    conn.execute(
        "DELETE FROM people WHERE id = ?1"
        " AND NOT EXISTS (SELECT 1 FROM speakers WHERE person_id = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM events WHERE person_id = ?1)",
        (person_id,),
    )


def _wipe(conn: sqlite3.Connection) -> bool:
    """Let nothing of it stay in the indexes of words, in free pages, or in the log beside the file.

    Returns:
        Whether that was possible: not while another program reads the ledger as it was before.
    """
    # An entry that was deleted stays in such an index until its segments are merged; this merges all of them.
    indexes = conn.execute(
        "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE % USING fts5(%'"
    ).fetchall()
    for (name,) in indexes:
        conn.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")
    conn.execute("VACUUM")
    busy, *_ = conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
