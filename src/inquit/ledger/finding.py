"""What an id means: articles, versions and statements by what people type or paste.

A beginning of an id is enough where only one has it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from inquit.errors import UnknownIdError
from inquit.ledger.ids import clean_url

MIN_PREFIX = 4
"""Characters of an id that are taken for a beginning; fewer are a slip of the finger."""


REMEDIES = {
    "article": "inquit show ID names the article of a statement; its address will do too",
    "statement": "inquit search prints the ids of what it finds",
}


@dataclass(frozen=True, slots=True)
class ArticleKey:
    """An article's rows.

    Attributes:
        version_id: Its current version; `None` where the article was removed.
    """

    id: int
    short_id: str
    version_id: int | None


@dataclass(frozen=True, slots=True)
class StatementKey:
    """A statement's rows.

    Attributes:
        reading_id: The newest reading that holds it; `None` where a person added it.
    """

    id: int
    short_id: str
    article_id: int
    version_id: int
    reading_id: int | None


def article(conn: sqlite3.Connection, told: str) -> ArticleKey:
    """The article that is meant by a short id or its beginning, an address, or the id that its input gave it.

    Raises:
        UnknownIdError: There is none, or more than one.
    """
    asked = _askable(told)
    rows = _by_short_id(conn, "SELECT id, short_id, current_version_id FROM articles", asked)
    if not rows:
        rows = conn.execute(
            "SELECT id, short_id, current_version_id FROM articles WHERE url = ?1 OR id IN"
            " (SELECT article_id FROM versions WHERE given_id = ?2) LIMIT 2",
            (clean_url(asked), asked),
        ).fetchall()
    return ArticleKey(*_only(rows, "article", told))


def statement(conn: sqlite3.Connection, told: str) -> StatementKey:
    """The statement that is meant by a short id or its beginning.

    Raises:
        UnknownIdError: There is none, or more than one.
    """
    rows = _by_short_id(conn, "SELECT id, short_id, article_id, version_id, reading_id FROM statements", _askable(told))
    return StatementKey(*_only(rows, "statement", told))


def _askable(told: str) -> str:
    """What was typed, as SQLite can be asked for it: a byte that is no character (a lone surrogate) finds nothing."""
    return told.encode("utf-8", "replace").decode()


def _by_short_id(conn: sqlite3.Connection, select: str, told: str) -> list[sqlite3.Row]:
    """At most two rows: the one with this id, else those whose ids begin so."""
    rows = conn.execute(f"{select} WHERE short_id = ?", (told,)).fetchall()
    if rows or len(told) < MIN_PREFIX:
        return rows
    after = f"{told}\U0010ffff"
    return conn.execute(f"{select} WHERE short_id >= ? AND short_id < ? LIMIT 2", (told, after)).fetchall()


def _only(rows: list[sqlite3.Row], kind: str, told: str) -> sqlite3.Row:
    if not rows:
        raise UnknownIdError(f"there is no {kind} {told!r}", remedy=REMEDIES[kind])
    if len(rows) > 1:
        both = ", ".join(row["short_id"] for row in rows)
        raise UnknownIdError(f"{told!r} can be more than one {kind}: {both} …", remedy="give more of the id")
    return rows[0]
