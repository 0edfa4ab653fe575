"""Canonical speakers across articles.

Same full name and kind join; a last name, a title or a description joins only within its article; the unnamed join
nobody.  What people said about it comes on top: that two names are one, or one name two (see `people_events`).
"""

from __future__ import annotations

import sqlite3

from inquit.ledger.ids import short_id
from inquit.types import Kind

# Words before a name that make it no fuller.
HONORIFICS = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady president premier chancellor minister secretary senator"
    " representative congressman congresswoman governor mayor councillor ambassador judge justice general colonel major"
    " captain lieutenant sergeant inspector superintendent sheriff king queen prince princess pope cardinal bishop"
    " father sister brother rev reverend rabbi imam sheikh coach".split()
)


def person_for(conn: sqlite3.Connection, name: str, kind: str, article: str) -> int | None:
    """The row of the person who is meant, made where there is none yet.

    Called once for every speaker, when it is recorded, inside the transaction of the article.

    Args:
        conn: The ledger.
        name: The speaker's name.
        kind: A `Kind`.
        article: Short id of the article.

    Returns:
        `people.id`; `None` for unnamed speakers.
    """
    if kind == Kind.ANONYMOUS:
        return None
    key = joined_by(name, kind, article)
    row = _row(conn, "SELECT id, merged_into FROM people WHERE joined_by = ?", (key,))
    if row is None:
        return make(conn, name, kind, key)
    parted = _row(
        conn,
        "SELECT p.id, p.merged_into FROM partings x JOIN people p ON p.id = x.into_id"
        " WHERE x.person_id = ? AND x.article = ?",
        (row[0], article),
    )
    number, merged_into = parted or row
    return number if merged_into is None else merged_into


def make(conn: sqlite3.Connection, name: str, kind: str, key: str) -> int:
    """Add a person and return the row.

    Args:
        conn: The ledger, in a transaction.
        name: As told.
        kind: A `Kind`.
        key: What makes speakers this one; unique.
    """
    made = conn.execute(
        "INSERT INTO people(short_id, name, told, kind, joined_by) VALUES (?1, ?2, ?2, ?3, ?4)",
        (short_id("p", key), name, kind, key),
    )
    assert made.lastrowid is not None  # an INSERT that succeeded has one
    return made.lastrowid


def joined_by(name: str, kind: str, article: str) -> str:
    """What makes speakers one: kind and name, and the article too where the name is not full."""
    key = f"{kind}:{' '.join(name.casefold().split())}"
    return key if is_full(name, kind) else f"{key}@{article}"


def is_full(name: str, kind: str) -> bool:
    """Whether a name tells in another article whom it means: *Ida Holm*, *Ministry of Ports*; not *Holm*, *police*."""
    words = name.split()
    while words and words[0].casefold().rstrip(".") in HONORIFICS | {"the", "a", "an"}:
        words = words[1:]
    capitals = sum(not word[0].islower() for word in words)
    return capitals >= (2 if kind == Kind.PERSON else 1)


def _row(conn: sqlite3.Connection, sql: str, values: tuple[object, ...]) -> tuple[int, int | None] | None:
    row = conn.execute(sql, values).fetchone()
    return (row[0], row[1]) if row is not None else None
