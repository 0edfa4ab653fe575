"""The articles in which a person speaks: what somebody looks through who parts one name into two people."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from inquit.ledger.connection import snapshot
from inquit.ledger.people_find import person


@dataclass(frozen=True, slots=True)
class SpeaksIn:
    """An article in which a person speaks.

    Attributes:
        article: Short id.
        names: What it calls them.
        roles: How it words what they are.
        statements: Of theirs that stand in it.
    """

    article: str
    title: str | None
    outlet: str | None
    published: str | None
    names: tuple[str, ...]
    roles: tuple[str, ...]
    statements: int


def articles_of(
    conn: sqlite3.Connection, told: str, *, limit: int = 100, after: int = 0
) -> tuple[tuple[SpeaksIn, ...], bool]:
    """The articles in which a person speaks, the latest first, and whether there are more.

    Args:
        conn: The ledger.
        told: An id or a name.
        limit: How many.
        after: How many to pass over.

    Raises:
        UnknownIdError: There is no such person, or more than one.
    """
    with snapshot(conn):
        key = person(conn, told)
        rows = conn.execute(
            "SELECT s.article_id, s.published, count(*) FROM statements s INDEXED BY statements_by_person"
            " WHERE s.person_id = ? AND s.current = 1 GROUP BY s.article_id ORDER BY 2 DESC, 1 DESC LIMIT ? OFFSET ?",
            (key.id, limit + 1, after),
        ).fetchall()
        return tuple(_line(conn, key.id, *row) for row in rows[:limit]), len(rows) > limit


def _line(conn: sqlite3.Connection, person_id: int, article: int, published: str | None, statements: int) -> SpeaksIn:
    told = conn.execute(
        "SELECT a.short_id, a.title, o.name, a.current_version_id FROM articles a"
        " LEFT JOIN outlets o ON o.id = a.outlet_id WHERE a.id = ?",
        (article,),
    ).fetchone()
    speakers = conn.execute(
        "SELECT name, role FROM speakers WHERE version_id = ? AND person_id = ?", (told[3], person_id)
    ).fetchall()
    names = tuple(sorted({name for name, _ in speakers}))
    roles = tuple(sorted({role for _, role in speakers if role}))
    return SpeaksIn(told[0], told[1], told[2], published, names, roles, statements)
