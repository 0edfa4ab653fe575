"""One statement, looked at closely: what the reader said about it and what stands."""

from __future__ import annotations

import sqlite3
from typing import Any

from inquit.ledger import events, stands
from inquit.ledger.effective import SPEAKERS, Standing, standing
from inquit.ledger.finding import StatementKey


def machine_record(conn: sqlite3.Connection, key: StatementKey) -> dict[str, Any] | None:
    """What the newest reading that holds a statement says about it; `None` where a person added it."""
    if key.reading_id is None:
        return None
    row = conn.execute(
        "SELECT a.short_id, v.sha256 FROM versions v JOIN articles a ON a.id = v.article_id WHERE v.id = ?",
        (key.version_id,),
    ).fetchone()
    record = stands.read_record(conn, key.reading_id)
    return dict(stands.statements_of(row["short_id"], row["sha256"], record))[key.short_id]


def standing_of(conn: sqlite3.Connection, key: StatementKey) -> Standing:
    """What stands about a statement, as a record of the reading format."""
    said = events.of_statement(conn, key.id)
    record = machine_record(conn, key)
    if record is None:
        record = next(event.value for event in said if event.what == "add")
    return standing(record, said, text_of(conn, key.version_id))


def told(conn: sqlite3.Connection, key: StatementKey, name: str, value: Any) -> Any:
    """A value of a reading's record as the log tells it: speakers and statements by what is the same everywhere."""
    if name in SPEAKERS and isinstance(value, str):
        row = conn.execute(
            "SELECT name, kind, role FROM speakers WHERE version_id = ? AND reading_id IS ? AND key = ?",
            (key.version_id, key.reading_id, value),
        ).fetchone()
        return dict(row) if row is not None else None
    if name == "within" and value is not None:
        row = conn.execute(
            "SELECT short_id FROM statements WHERE id = (SELECT within_id FROM statements WHERE id = ?)", (key.id,)
        ).fetchone()
        return row[0] if row is not None else None
    return value


def text_of(conn: sqlite3.Connection, version_id: int) -> str:
    """The text of a version."""
    return str(conn.execute("SELECT text FROM versions WHERE id = ?", (version_id,)).fetchone()[0])
