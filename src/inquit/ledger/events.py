"""The log of what people said about the ledger: rows are only ever added, and any of them can be undone for ever.

What stands is a pure function of the readings and of the *live* events: those that no live event undoes.  Undoing an
undo brings the first event back.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from inquit.errors import UnknownIdError

_SELECT = """
SELECT e.*, a.short_id AS article, s.short_id AS statement, p.short_id AS person
FROM events e
LEFT JOIN articles a ON a.id = e.article_id
LEFT JOIN statements s ON s.id = e.statement_id
LEFT JOIN people p ON p.id = e.person_id
"""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that a person said.

    Attributes:
        at: When, UTC, ISO 8601.
        who: The person, as they gave their name.
        what: `correct`, `strike`, `add`, `confirm`, `undo`; for people see `people`.
        article, statement, person: Short ids of what it is about; `None` where it is not about one.
        field: The field of the statement, as the reading format names it.
        value: What it is after this event.
        was: What stood there before.
        why: The reason given.
        undoes: Id of the event that this one takes back.
        live: Whether it counts: no live event undoes it.
    """

    id: int
    at: str
    who: str
    what: str
    article: str | None = None
    statement: str | None = None
    person: str | None = None
    field: str | None = None
    value: Any = None
    was: Any = None
    why: str | None = None
    undoes: int | None = None
    live: bool = True


def now() -> str:
    """The time that is written into the ledger: UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def append(
    conn: sqlite3.Connection,
    *,
    who: str,
    what: str,
    article_id: int | None = None,
    statement_id: int | None = None,
    person_id: int | None = None,
    field: str | None = None,
    value: Any = None,
    was: Any = None,
    why: str | None = None,
    undoes: int | None = None,
) -> int:
    """Add an event inside the transaction that makes it count, and return its id.

    Args:
        conn: The ledger, in a transaction.
        who: Who says so.
        what: The kind of event.
        article_id: Row of the article that it is about.
        statement_id: Row of the statement.
        person_id: Row of the person.
        field: The field that it sets.
        value: What to, as JSON takes it.
        was: What stood there.
        why: The reason.
        undoes: The event that it takes back.
    """
    made = conn.execute(
        "INSERT INTO events(at, who, what, article_id, statement_id, person_id, field, value, was, why, undoes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (now(), who, what, article_id, statement_id, person_id, field, _json(value), _json(was), why, undoes),
    )
    assert made.lastrowid is not None  # an INSERT that succeeded has one
    return made.lastrowid


def find(conn: sqlite3.Connection, number: int) -> Event:
    """The event with an id.

    Raises:
        UnknownIdError: There is none.
    """
    found = conn.execute(f"{_SELECT} WHERE e.id = ?", (number,)).fetchone()
    if found is None:
        raise UnknownIdError(f"there is no event {number}", remedy="inquit show ID lists those of a statement")
    return _event(found, live=is_live(conn, number))


def of_statement(conn: sqlite3.Connection, statement_id: int) -> list[Event]:
    """The events about a statement, oldest first, undone ones and undoings included."""
    return _events(conn, "WHERE e.statement_id = ? ORDER BY e.id", (statement_id,))


def of_person(conn: sqlite3.Connection, person_id: int) -> list[Event]:
    """The events about a person, oldest first, undone ones and undoings included."""
    return _events(conn, "WHERE e.person_id = ? ORDER BY e.id", (person_id,))


def of_article(conn: sqlite3.Connection, article_id: int) -> list[Event]:
    """The events about an article and its statements, oldest first."""
    return _events(conn, "WHERE e.article_id = ? ORDER BY e.id", (article_id,))


def of_version(conn: sqlite3.Connection, version_id: int) -> list[Event]:
    """The events about the statements of a version, oldest first."""
    # By the article first: it has an index of its own, and most articles have no event at all.
    where = "WHERE e.article_id = (SELECT article_id FROM versions WHERE id = ?1) AND s.version_id = ?1 ORDER BY e.id"
    return _events(conn, where, (version_id,))


def is_live(conn: sqlite3.Connection, number: int) -> bool:
    """Whether an event counts."""
    undoings = conn.execute("SELECT id FROM events WHERE undoes = ?", (number,))
    return not any(is_live(conn, undoing) for (undoing,) in undoings.fetchall())


def _events(conn: sqlite3.Connection, where: str, values: Iterable[Any]) -> list[Event]:
    rows = conn.execute(_SELECT + where, tuple(values)).fetchall()
    return [_event(row, live=is_live(conn, row["id"])) for row in rows]


def _event(row: sqlite3.Row, *, live: bool) -> Event:
    return Event(
        id=row["id"],
        at=row["at"],
        who=row["who"],
        what=row["what"],
        article=row["article"],
        statement=row["statement"],
        person=row["person"],
        field=row["field"],
        value=_value(row["value"]),
        was=_value(row["was"]),
        why=row["why"],
        undoes=row["undoes"],
        live=live,
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _value(text: str | None) -> Any:
    return None if text is None else json.loads(text)
