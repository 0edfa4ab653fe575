"""A ledger at a glance: how much it holds, and what came last."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from inquit.ledger.connection import snapshot


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in a list.

    Attributes:
        id: Short id.
        statements: How many its newest reading has.
        added: When its newest version came into the ledger, UTC.
    """

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    statements: int
    versions: int
    added: str


@dataclass(frozen=True, slots=True)
class Overview:
    """How much a ledger holds.

    Attributes:
        statements: That stand.
        people: With at least one of them.
        checked: Statements that people have spoken about.
        first, last: Day of the first and of the last publication; `None` where no day is known.
    """

    articles: int
    statements: int
    people: int
    outlets: int
    checked: int
    first: str | None
    last: str | None


def overview(conn: sqlite3.Connection) -> Overview:
    """Count what a ledger holds; of a million statements that takes about half a second."""
    with snapshot(conn):
        articles = conn.execute("SELECT count(*) FROM articles WHERE current_version_id IS NOT NULL").fetchone()[0]
        # Both of one index that holds all that is asked for.
        statements, people = conn.execute(
            "SELECT count(*), count(DISTINCT person_id) FROM statements INDEXED BY statements_by_person"
            " WHERE current = 1"
        ).fetchone()
        outlets = conn.execute("SELECT count(*) FROM outlets").fetchone()[0]
        checked = conn.execute(
            "SELECT count(DISTINCT statement_id) FROM events"
            " WHERE statement_id IS NOT NULL AND what IN ('correct', 'confirm', 'strike', 'add')"
        ).fetchone()[0]
        first, last = conn.execute("SELECT min(published), max(published) FROM versions").fetchone()
        return Overview(articles, statements, people, outlets, checked, first and first[:10], last and last[:10])


def newest_articles(conn: sqlite3.Connection, *, limit: int = 10) -> tuple[ArticleLine, ...]:
    """The articles whose newest versions were added last, the last one first."""
    rows = conn.execute(
        "SELECT a.short_id, v.title, o.name, v.published, coalesce(r.statements, 0), v.number, v.added"
        " FROM (SELECT id FROM versions ORDER BY id DESC LIMIT ?) newest JOIN versions v ON v.id = newest.id"
        " JOIN articles a ON a.current_version_id = v.id LEFT JOIN outlets o ON o.id = v.outlet_id"
        " LEFT JOIN readings r ON r.id = v.current_reading_id ORDER BY v.id DESC",
        (limit,),
    )
    return tuple(ArticleLine(*row) for row in rows)


def outlets(conn: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """The outlets with the number of their articles, those with most first."""
    rows = conn.execute(
        "SELECT o.name, count(*) FROM articles a JOIN outlets o ON o.id = a.outlet_id"
        " WHERE a.current_version_id IS NOT NULL GROUP BY o.id ORDER BY 2 DESC, 1"
    )
    return tuple((name, number) for name, number in rows)


def state(conn: sqlite3.Connection) -> tuple[int, ...]:
    """A value that changes whenever the ledger does: by a reading, an event or a removal; takes no time to ask for."""
    row = conn.execute(
        "SELECT coalesce((SELECT max(id) FROM readings), 0), coalesce((SELECT max(id) FROM versions), 0),"
        " coalesce((SELECT max(id) FROM events), 0), (SELECT count(*) FROM removals)"
    ).fetchone()
    return tuple(row)
