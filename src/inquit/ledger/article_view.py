"""One article as it stands: its text, and a reading of it with everything that people corrected."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from inquit import jsonl
from inquit.errors import LedgerError, UnknownIdError
from inquit.ledger import finding
from inquit.ledger.connection import snapshot
from inquit.ledger.exporting import standing_record
from inquit.ledger.stands import stand
from inquit.types import Reading


@dataclass(frozen=True, slots=True)
class ArticleVersion:
    """One text that stood at the article's address.

    Attributes:
        number: From 1, in the order of adding.
        added: When it came into the ledger, UTC.
        statements: How many its newest reading has.
    """

    number: int
    added: str
    title: str | None
    published: str | None
    sha256: str
    statements: int


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article, looked at closely.

    Attributes:
        id: Short id.
        version: Number of the version that is shown.
        versions: All versions, oldest first.
        reading: What stands in the version: corrections applied, statements under their short ids.
        people: Short ids of the people who make the statements, by the statements' ids; who is unnamed has none.
        corrected: Ids of the statements about which people changed something.
        fetched: When its bytes came, UTC; `None` where they were not kept.
    """

    id: str
    version: int
    versions: tuple[ArticleVersion, ...]
    reading: Reading
    people: Mapping[str, str]
    corrected: frozenset[str]
    fetched: str | None

    @property
    def newest(self) -> bool:
        """Whether the version shown is the one that stands for the article."""
        return self.version == self.versions[-1].number


def article_view(conn: sqlite3.Connection, told: str, *, version: int | None = None) -> ArticleView:
    """An article as it stands.

    Args:
        conn: The ledger.
        told: Its id, a beginning of it that only one has, or its address.
        version: Number of the version; by default the current one.

    Raises:
        UnknownIdError: There is no such article or version.
        LedgerError: The article was removed.
    """
    with snapshot(conn):
        key = finding.article(conn, told)
        if key.version_id is None:
            raise _removed(conn, key.id, key.short_id)
        versions = _versions(conn, key.id)
        row = _version_row(conn, key.id, key.version_id, version, len(versions), key.short_id)
        reading = jsonl.from_record(standing_record(conn, stand(conn, row["id"])))
        speakers = conn.execute(
            "SELECT s.short_id, p.short_id, s.corrected FROM statements s LEFT JOIN people p ON p.id = s.person_id"
            " WHERE s.version_id = ?",
            (row["id"],),
        ).fetchall()
        fetched = conn.execute("SELECT fetched FROM sources WHERE version_id = ?", (row["id"],)).fetchone()
        return ArticleView(
            key.short_id,
            row["number"],
            versions,
            reading,
            {statement: person for statement, person, _ in speakers if person is not None},
            frozenset(statement for statement, _, corrected in speakers if corrected),
            fetched and fetched[0],
        )


def _versions(conn: sqlite3.Connection, article_id: int) -> tuple[ArticleVersion, ...]:
    rows = conn.execute(
        "SELECT v.number, v.added, v.title, v.published, v.sha256, coalesce(r.statements, 0) FROM versions v"
        " LEFT JOIN readings r ON r.id = v.current_reading_id WHERE v.article_id = ? ORDER BY v.number",
        (article_id,),
    )
    return tuple(ArticleVersion(*row) for row in rows)


def _version_row(
    conn: sqlite3.Connection, article_id: int, current_id: int, number: int | None, newest: int, short_id: str
) -> sqlite3.Row:
    where, value = ("id = ?", current_id) if number is None else ("number = ?", number)
    row: sqlite3.Row | None = conn.execute(
        f"SELECT id, number FROM versions WHERE article_id = ? AND {where}", (article_id, value)
    ).fetchone()
    if row is None:
        raise UnknownIdError(f"the article {short_id} has no version {number}", remedy=f"it has 1 to {newest}")
    return row


def _removed(conn: sqlite3.Connection, article_id: int, short_id: str) -> LedgerError:
    at, reason = conn.execute("SELECT at, reason FROM removals WHERE article_id = ?", (article_id,)).fetchone()
    return LedgerError(f"the article {short_id} was removed on {at[:10]}: {reason}")
