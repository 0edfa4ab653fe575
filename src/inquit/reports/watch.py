"""Watch: what is new in a ledger since a day or since the last time somebody asked.

New is what came into the ledger, whenever it was said.  Of an article's new version only what its earlier versions did
not say is new; that a newer reader reads the same text again is not.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from inquit.errors import FormatError
from inquit.ledger import Ledger
from inquit.ledger.connection import snapshot
from inquit.ledger.days import bounds
from inquit.ledger.errors import translated
from inquit.ledger.pledges import Said, said
from inquit.ledger.search_query import SINGLY, Query, Resolved, resolved
from inquit.reports.pledges_changes import told
from inquit.reports.sections import Section

_MARK = re.compile(r"(?P<added>\d{4}-\d\d-\d\dT[\d:.]+Z)(?:/(?P<row>\d{1,18}))?")

MOST = 1_000
"""New statements of one answer; the next call goes on after them."""


@dataclass(frozen=True, slots=True)
class New:
    """A statement that is new.

    Attributes:
        added: When it came into the ledger, UTC, ISO 8601.
        version: Number of the version that brought it; above 1 the article said otherwise before.
    """

    statement: Said
    added: str
    version: int

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {**told(self.statement), "added": self.added, "version": self.version}


@dataclass(frozen=True, slots=True)
class Watch:
    """What is new, in the order it came.

    Attributes:
        query: What was asked for.
        since: From where on: a time, UTC, ISO 8601, or a mark; `None`: from the beginning.
        until: The mark to go on from, for `watch(since=…)`: time and number of the last version that was looked at.
            Never a time of our own: an article that is being written while we look would be passed over by it.
        more: Whether there is more than fits into one answer; asking again from `until` tells it.
        notes: What was understood otherwise than it may have been meant.
    """

    query: Query
    since: str | None
    until: str
    statements: tuple[New, ...]
    more: bool = False
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """All of it, ready for `json.dumps`."""
        return {
            "query": asked(self.query),
            "since": self.since,
            "until": self.until,
            "statements": [one.to_dict() for one in self.statements],
            "more": self.more,
            "notes": list(self.notes),
        }

    def sections(self) -> tuple[Section, ...]:
        """One table."""
        return (
            Section(
                "New",
                ("added", "who", "act", "words", "condition", "said", "outlet", "title", "version", "id"),
                tuple(
                    (
                        one.added[:16],
                        one.statement.who,
                        one.statement.act,
                        one.statement.words,
                        one.statement.condition,
                        one.statement.day or None,
                        one.statement.outlet,
                        one.statement.title,
                        one.version,
                        one.statement.id,
                    )
                    for one in self.statements
                ),
                f"Came into the ledger {f'after {self.since}' if self.since else 'so far'}; go on from {self.until}.",
            ),
        )


def watch(
    ledger: Ledger,
    query: Query | str = "",
    *,
    since: str | date | None = None,
    as_of: date | None = None,
    limit: int = MOST,
) -> Watch:
    """What came into the ledger since a day or a mark, the oldest first.

    Args:
        ledger: The ledger.
        query: Only statements that it finds, or its words alone; its order does not matter.
        since: A day (from its beginning on, UTC), or `Watch.until` of an earlier answer; `None`: all.
        as_of: Only what had come by the end of this day, UTC; `None`: all.
        limit: How many statements, at most `MOST`; of one version all or none.

    Raises:
        FormatError: A day, an act or something else of the query is none.
    """
    if not 1 <= limit <= MOST:
        raise FormatError(f"limit: {limit} is not between 1 and {MOST}")
    after = _mark(since)
    asked_for = Query(query) if isinstance(query, str) else query
    last = None if as_of is None else f"{as_of.isoformat()}T23:59:59.999Z"
    conn = ledger.conn
    with translated(ledger.path), snapshot(conn):
        understood = resolved(conn, asked_for)
        found: list[New] = []
        until, more = after, False
        among = _versions_with(conn, understood)
        for version, number, added in _versions(conn, after, last):
            seen = understood.impossible or (among is not None and version not in among)
            new = [] if seen else _of_version(conn, understood, version, number, added)
            if found and len(found) + len(new) > limit:
                more = True
                break
            found += new
            until = _Mark(added, version)
        told_since = None if since is None else str(after)
        return Watch(asked_for, told_since, str(until), tuple(found), more, understood.notes)


def asked(query: Query) -> dict[str, Any]:
    """What a query asks for, as JSON: only what is told."""
    found = {
        "words": query.words,
        "speaker": query.speaker,
        "acts": list(query.acts),
        "types": list(query.types),
        "flags": list(query.flags),
        "outlets": list(query.outlets),
    }
    return {name: value for name, value in found.items() if value}


def query_of(told_as: dict[str, Any]) -> Query:
    """The query of what `asked` wrote.

    Raises:
        FormatError: It is none.
    """
    try:
        acts, types, flags, outlets = (tuple(told_as.get(name) or ()) for name in ("acts", "types", "flags", "outlets"))
        words, speaker = str(told_as.get("words") or ""), told_as.get("speaker")
        return Query(words, speaker, acts=acts, types=types, flags=flags, outlets=outlets)
    except (TypeError, AttributeError) as error:
        raise FormatError(f"{told_as!r} is no query") from error


@dataclass(frozen=True, slots=True)
class _Mark:
    """A version that was looked at, by the time it came and its row; row 0: none, only a time."""

    added: str
    row: int

    def __str__(self) -> str:
        return f"{self.added}/{self.row}" if self.row else self.added


_BEGINNING = _Mark("1970-01-01T00:00:00.000Z", 0)


def _mark(since: str | date | None) -> _Mark:
    if since is None:
        return _BEGINNING
    told_as = since.isoformat() if isinstance(since, date) else since
    if match := _MARK.fullmatch(told_as):
        return _Mark(match["added"], int(match["row"] or 0))
    days = bounds(told_as)
    if days is None:
        raise FormatError(f"since: {told_as!r} is not a date", remedy="write it as 2024-03-09, 2024-03 or 2024")
    return _Mark(f"{days[0]}T00:00:00.000Z", 0)


def _versions(conn: sqlite3.Connection, after: _Mark, last: str | None) -> Iterator[tuple[int, int, str]]:
    """Row, number and time of the versions that came after a mark, the oldest first.

    Versions are numbered in the order they came, so the newest are walked back until the mark: no index is needed.  A
    number may be given again after its article was removed, hence the time beside it.
    """
    if after == _BEGINNING:
        rows = conn.execute("SELECT id, number, added FROM versions ORDER BY id")
        yield from ((row[0], row[1], row[2]) for row in rows if last is None or row[2] <= last)
        return
    found = []
    for version, number, added in conn.execute("SELECT id, number, added FROM versions ORDER BY id DESC"):
        newer = added > after.added if not after.row else version > after.row or added > after.added
        if not newer:
            break
        if last is None or added <= last:
            found.append((version, number, added))
    yield from reversed(found)


def _versions_with(conn: sqlite3.Connection, query: Resolved) -> set[int] | None:
    """The versions in which the people or words stand that are asked for; `None`: not few, look into each."""
    if query.people is not None and len(query.people) <= SINGLY:
        marks = ", ".join("?" * len(query.people))
        sql = f"SELECT DISTINCT version_id FROM statements INDEXED BY statements_by_person WHERE person_id IN ({marks})"
        return {row for (row,) in conn.execute(sql, query.people)}
    if query.expression is not None:
        sql = (
            "SELECT DISTINCT version_id FROM statements WHERE id IN"
            " (SELECT rowid FROM statements_fts WHERE statements_fts MATCH ?)"
        )
        return {row for (row,) in conn.execute(sql, (query.expression,))}
    return None


_ALIKE = "b.words = s.words AND b.cue = s.cue AND b.person_id IS s.person_id"


def _of_version(conn: sqlite3.Connection, query: Resolved, version: int, number: int, added: str) -> list[New]:
    """The statements that stand in an article now and stood first in this version of it."""
    where = [
        "s.version_id = (SELECT a.current_version_id FROM versions v JOIN articles a ON a.id = v.article_id"
        " WHERE v.id = ?1)",
        "s.current = 1",
        f"(s.version_id = ?1 OR EXISTS (SELECT 1 FROM statements b WHERE b.version_id = ?1 AND {_ALIKE}))",
    ]
    values: list[object] = [version]
    for condition in query.conditions:
        where.append(condition.sql)
        values += condition.values
    if query.expression is not None:
        where.append("s.id IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH ?)")
        values.append(query.expression)
    if number > 1:
        where.append(
            "NOT EXISTS (SELECT 1 FROM statements b JOIN versions v ON v.id = b.version_id"
            f" WHERE v.article_id = s.article_id AND v.number < ? AND {_ALIKE})"
        )
        values.append(number)
    sql = f"SELECT s.id FROM statements s WHERE {' AND '.join(where)}"
    rows = [row for (row,) in conn.execute(sql, values)]
    return [New(one, added, number) for one in sorted(said(conn, rows), key=lambda one: one.start)] if rows else []
