"""Which way through a ledger leads to the hits soonest: SQL for a page of them.

SQLite plans by rules where it has no statistics, and knows nothing of how many rows a full-text query finds; so we
count (capped, a tenth of a microsecond a row) and say which index to walk.  Costs measured at a million statements:

    a hit of FTS5, looked up in the index `statements_by_id`   1.2 microseconds
    a row of an index that is walked in the order of time      0.2
    asking FTS5 whether one row holds the words                150
    the same where a beginning of a word is asked for          30,000: FTS5 collects all its words first, each time
    a hit of FTS5, put into a list of rows to compare with     0.5
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from inquit.ledger.search_query import SINGLY, Condition, Order, Resolved

GATHERED = 100_000
"""Hits of words that are all looked at and sorted: an eighth of a second.  Of more than these, one statement in ten or
more (in a ledger of a million) holds the words, and whoever walks in the order of time soon meets enough."""

NARROW = 5_000
"""Rows of an index that are looked up one by one."""

COVERED = 100_000
"""Rows of `statements_by_published` that are all looked at and sorted: it holds what most filters ask for."""

CHECK_COST = 125
"""Looking up how many hits costs as much as asking FTS5 about one row."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page ended: the last hit's day and row."""

    day: str
    row: int


@dataclass(frozen=True, slots=True)
class _Narrow:
    """An index that leads to few rows.

    Attributes:
        index: Its name.
        rows: How many it leads to.
    """

    index: str
    rows: int


def hits(
    conn: sqlite3.Connection, query: Resolved, expression: str | None, after: Position | None, limit: int
) -> list[Position]:
    """The first hits after a position, in the order of time.

    Args:
        conn: The ledger.
        query: The query; its order tells whether the newest come first.
        expression: For FTS5; `None`: no words are asked for.
        after: Where the page before ended; `None`: from the beginning.
        limit: How many.
    """
    conditions = [Condition("s.current = 1"), *query.conditions]
    if after is not None:
        beyond = ">" if query.order is Order.OLDEST else "<"
        conditions.append(Condition(f"(s.day, s.id) {beyond} (?, ?)", (after.day, after.row)))
    sql, values = _planned(conn, query, expression, conditions, limit)
    return [Position(*row) for row in conn.execute(sql, values).fetchall()]


def some(conn: sqlite3.Connection, query: Resolved, columns: str, limit: int) -> list[Any]:
    """Columns of up to `limit` hits, of the newest where there are no words, else of those that were added last.

    Args:
        conn: The ledger.
        query: The query.
        columns: Of the row `s`.
        limit: How many.
    """
    where, values = _where([Condition("s.current = 1"), *query.conditions])
    cursor = conn.cursor()
    cursor.row_factory = None  # tuples: a third of the time
    if (expression := query.expression) is not None:
        narrow = _narrow(conn, query)
        if narrow is None or not _pays(narrow, _count(conn, expression)):
            sql = (
                f"SELECT {columns} FROM statements_fts f CROSS JOIN statements s INDEXED BY statements_by_id"
                f" ON s.id = f.rowid WHERE statements_fts MATCH ? AND {where} ORDER BY f.rowid DESC LIMIT ?"
            )
            return cursor.execute(sql, (expression, *values, limit)).fetchall()
        sql = (
            f"SELECT {columns} FROM statements s INDEXED BY {narrow.index} WHERE {where} AND {_holds('s', expression)}"
            " LIMIT ?"
        )
        return cursor.execute(sql, (*values, expression, limit)).fetchall()
    index = _index(conn, query)
    if index == "statements_by_person":
        # It lacks the outlet, and a look into `statements_by_id` costs a third of one into the row.
        sql = (
            f"SELECT {columns} FROM (SELECT s.id FROM statements s INDEXED BY {index} WHERE {where} LIMIT ?) c"
            " CROSS JOIN statements s INDEXED BY statements_by_id ON s.id = c.id"
        )
        return cursor.execute(sql, (*values, limit)).fetchall()
    order = "ORDER BY s.day DESC, s.id DESC" if index == "statements_by_day" else ""
    sql = f"SELECT {columns} FROM statements s INDEXED BY {index} WHERE {where} {order} LIMIT ?"
    return cursor.execute(sql, (*values, limit)).fetchall()


def leads_to_few(conn: sqlite3.Connection, query: Resolved, most: int) -> bool:
    """Whether an index leads to few rows, or the words stand in at most so many."""
    if _narrow(conn, query) is not None:
        return True
    return query.expression is not None and _count(conn, query.expression) <= most


def among(conn: sqlite3.Connection, query: Resolved, rows: list[int]) -> list[int]:
    """Those of some statements that fulfil a query."""
    where, values = _where([Condition("s.current = 1"), *query.conditions])
    if query.expression is not None:
        where += " AND s.id IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH ?)"
        values += (query.expression,)
    sql = f"SELECT s.id FROM statements s WHERE s.id IN (SELECT value FROM json_each(?)) AND {where}"
    return [row for (row,) in conn.execute(sql, (json.dumps(rows), *values)).fetchall()]


def _planned(
    conn: sqlite3.Connection, query: Resolved, expression: str | None, conditions: list[Condition], limit: int
) -> tuple[str, tuple[Any, ...]]:
    """The statement and its values."""
    where, values = _where(conditions)
    way = "ASC" if query.order is Order.OLDEST else "DESC"
    order = f"ORDER BY s.day {way}, s.id {way}"
    if expression is None:
        sql = f"SELECT s.day, s.id FROM statements s INDEXED BY {_index(conn, query)} WHERE {where} {order} LIMIT ?"
        return sql, (*values, limit)
    found, narrow = _count(conn, expression), _narrow(conn, query)
    if found <= GATHERED and (narrow is None or not _pays(narrow, found)):
        sql = (
            "SELECT s.day, s.id FROM statements_fts f CROSS JOIN statements s INDEXED BY statements_by_id"
            f" ON s.id = f.rowid WHERE statements_fts MATCH ? AND {where} {order} LIMIT ?"
        )
        return sql, (expression, *values, limit)
    index = narrow.index if narrow is not None else "statements_by_day"
    # Sorted inside, so that FTS5 is asked about one row after the other only until the page is full; the inner LIMIT
    # keeps SQLite from making one query of the two (its docs on the "flattening" of subqueries).
    sql = (
        f"SELECT c.day, c.id FROM (SELECT s.day, s.id FROM statements s INDEXED BY {index} WHERE {where} {order}"
        f" LIMIT -1) c WHERE {_holds('c', expression)} LIMIT ?"
    )
    return sql, (*values, expression, limit)


def _index(conn: sqlite3.Connection, query: Resolved) -> str:
    """The index to walk where there are no words: few people's, a narrow one, or that of time."""
    if query.people is not None and len(query.people) == 1:
        return "statements_by_person"  # it is in the order of time itself
    narrow = _narrow(conn, query)
    return narrow.index if narrow is not None else "statements_by_day"


def _narrow(conn: sqlite3.Connection, query: Resolved) -> _Narrow | None:
    """The index that leads to the fewest rows; `None` where all lead to many."""
    first, last = query.published
    ways: list[tuple[str, str, tuple[Any, ...], int]] = []
    if query.people is not None and len(query.people) <= SINGLY:
        ways.append(("statements_by_person", f"person_id IN ({', '.join(map(str, query.people))})", (), NARROW))
    if query.outlets is not None:
        ways.append(("statements_by_outlet", f"outlet_id IN ({', '.join(map(str, query.outlets))})", (), NARROW))
    if first is not None or last is not None:
        days = (first or "", last or "9999-12-31")
        ways.append(("statements_by_published", "published >= ? AND published <= ?", days, COVERED))
    found = []
    for index, where, values, most in ways:
        sql = f"SELECT count(*) FROM (SELECT 1 FROM statements INDEXED BY {index} WHERE {where} LIMIT {most + 1})"
        rows = conn.execute(sql, values).fetchone()[0]
        if rows <= most:
            found.append(_Narrow(index, rows))
    return min(found, key=lambda narrow: narrow.rows, default=None)


def _holds(row: str, expression: str) -> str:
    """The condition that a row holds the words; a beginning of a word is looked for once and not for each row."""
    if "*" in expression:
        return f"{row}.id IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH ?)"
    return f"EXISTS (SELECT 1 FROM statements_fts WHERE statements_fts MATCH ? AND statements_fts.rowid = {row}.id)"


def _pays(narrow: _Narrow, found: int) -> bool:
    """Whether asking FTS5 about each row of an index costs less than looking up what it finds."""
    return narrow.rows * CHECK_COST < found


def _count(conn: sqlite3.Connection, expression: str) -> int:
    """How many rows hold the words, struck and superseded ones included; capped."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM statements_fts WHERE statements_fts MATCH ? LIMIT ?)"
    return int(conn.execute(sql, (expression, GATHERED + 1)).fetchone()[0])


def _where(conditions: list[Condition]) -> tuple[str, tuple[Any, ...]]:
    return (
        " AND ".join(condition.sql for condition in conditions),
        tuple(value for condition in conditions for value in condition.values),
    )
