"""Search: statements by words, meaning, speaker, act, time and outlet, a page at a time.

A page begins where the one before ended (a *keyset* cursor, never an offset): what is added meanwhile neither repeats a
hit nor hides one, and the thousandth page costs what the first does.
"""

from __future__ import annotations

import heapq
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from inquit.errors import FormatError
from inquit.ledger import meaning, search_plan
from inquit.ledger.connection import snapshot
from inquit.ledger.rows import COLUMNS, NearRow, StatementRow, statement_row
from inquit.ledger.search_plan import Position
from inquit.ledger.search_query import Order, Query, Resolved, resolved

MAX_PAGE = 1_000
"""Hits of one page; longer lists are pages one after the other."""

COUNTED = 10_000
"""Hits that the total and the facets look at."""

FACET_VALUES = 12
"""Values that a facet tells, those with most hits; months are told all."""

FACETS = "s.person_id, s.act, s.outlet_id, s.day"
"""Columns that facets count."""

_CURSOR = re.compile(r"(best|newest|oldest)-(\d)-([\d-]*)-(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Count:
    """How many hits have one value.

    Attributes:
        value: What to search for: a person's id, an act, an outlet's name, a month as `2024-03`.
        label: The same for people to read.
        hits: How many.
    """

    value: str
    label: str
    hits: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What the hits are, counted over the first `COUNTED` of them.

    Attributes:
        hits: How many there are, or `COUNTED`.
        complete: Whether `hits` is all of them.
        speakers: Those who are known by name; the most frequent first.
        months: By `day`, the latest first.
    """

    hits: int
    complete: bool
    speakers: tuple[Count, ...]
    acts: tuple[Count, ...]
    outlets: tuple[Count, ...]
    months: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits.

    Attributes:
        rows: The statements; `NearRow`s where a meaning was asked for.
        next: The cursor of the page after this one; `None`: this is the last.
        facets: `None` where they were not asked for.
        notes: What was understood otherwise than it may have been meant; nothing, mostly.
    """

    rows: tuple[StatementRow, ...]
    next: str | None
    facets: Facets | None = None
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[StatementRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def search(
    conn: sqlite3.Connection,
    query: Query | str = "",
    *,
    limit: int = 20,
    cursor: str | None = None,
    facets: bool = False,
    embedder: meaning.Embedder | None = None,
) -> Found:
    """Find statements that stand.

    Args:
        conn: The ledger.
        query: What is asked for, or its words alone.
        limit: Hits of a page, at most `MAX_PAGE`.
        cursor: `Found.next` of the page before, for the same query; `None`: the first page.
        facets: Count speakers, acts, outlets and months as well.
        embedder: For a meaning: what `meaning.index` was called with.

    Raises:
        FormatError: A date, an act, a type, a flag or a cursor is none.  Words never are an error.
        LedgerError: A meaning is asked for, and there are no vectors, or another model made them.
        ModelError: A meaning is asked for, and the default model is not installed.
    """
    if not 1 <= limit <= MAX_PAGE:
        raise FormatError(f"limit: {limit} is not between 1 and {MAX_PAGE}", remedy="ask for several pages")
    with snapshot(conn):
        query = Query(query) if isinstance(query, str) else query
        asked = resolved(conn, query)
        if query.meaning is not None and not asked.impossible:
            return _by_meaning(conn, asked, query.meaning, limit, cursor, facets=facets, embedder=embedder)
        part, after = _position(cursor, asked.order)
        if asked.impossible:
            empty = Facets(0, True, (), (), (), ()) if facets else None
            return Found((), None, empty, asked.notes)
        told = _looked_at(conn, asked) if facets else None
        if told is not None and told.all_of_them and part == 0 and after is None and len(_ranked(asked)) < 2:
            found = told.page(asked.order, limit + 1)  # they were all looked at already
        else:
            found = _page(conn, asked, part, after, limit + 1)
        rows = _rows(conn, [position for _, position in found[:limit]])
        following = None
        if len(found) > limit:
            last_part, last = found[limit - 1]
            following = f"{asked.order}-{last_part}-{last.day}-{last.row}"
        return Found(rows, following, None if told is None else told.facets(conn), asked.notes)


@dataclass(frozen=True, slots=True)
class _LookedAt:
    """Hits that the facets look at.

    Attributes:
        rows: Columns of `FACETS` and the row of each.
        all_of_them: Whether there are no more.
    """

    rows: Sequence[tuple[Any, ...]]
    all_of_them: bool

    def facets(self, conn: sqlite3.Connection) -> Facets:
        return _facets(conn, self.rows, complete=self.all_of_them)

    def page(self, order: Order, limit: int) -> list[tuple[int, Position]]:
        """The first of all hits in the order of time, as `_page` tells them."""
        first = heapq.nsmallest if order is Order.OLDEST else heapq.nlargest
        return [(0, Position(day, row)) for day, row in first(limit, [(one[3], one[4]) for one in self.rows])]


def _looked_at(conn: sqlite3.Connection, query: Resolved) -> _LookedAt:
    rows = search_plan.some(conn, query, f"{FACETS}, s.id", COUNTED + 1)
    return _LookedAt(rows[:COUNTED], len(rows) <= COUNTED)


def _by_meaning(
    conn: sqlite3.Connection,
    asked: Resolved,
    text: str,
    limit: int,
    cursor: str | None,
    *,
    facets: bool,
    embedder: meaning.Embedder | None,
) -> Found:
    """A page of the hits that are nearest to a text in meaning."""
    hits, notes = meaning.nearest(conn, asked, text, embedder)
    left = meaning.after(hits, cursor)
    page = left[:limit]
    rows = _rows(conn, [Position("", hit.row) for hit in page])
    counts = None
    if facets:
        sql = f"SELECT {FACETS} FROM statements s WHERE s.id IN (SELECT value FROM json_each(?))"
        told = conn.execute(sql, (json.dumps([hit.row for hit in hits]),)).fetchall()
        counts = _facets(conn, told, complete=len(hits) < meaning.MOST)
    following = meaning.cursor_of(page[-1]) if len(left) > limit else None
    near = tuple(NearRow.of(row, hit.score / 10_000) for row, hit in zip(rows, page, strict=True))
    return Found(near, following, counts, asked.notes + notes)


def _facets(conn: sqlite3.Connection, rows: Sequence[Any], *, complete: bool) -> Facets:
    """Counts of the columns of `FACETS`."""
    columns = list(zip(*rows, strict=True))[:4] if rows else [(), (), (), ()]
    spoken, done, printed, days = (Counter(column) for column in columns)  # in C: ten thousand rows are many
    people, acts, outlets = _most(spoken), _most(done), _most(printed)
    months: Counter[str] = Counter()
    for day, number in days.items():
        months[day[:7]] += number
    del months[""]  # of those without a day
    named = _named(conn, "SELECT id, short_id, name FROM people", [row for row, _ in people])
    called = _named(conn, "SELECT id, name, name FROM outlets", [row for row, _ in outlets])
    return Facets(
        len(rows),
        complete,
        tuple(Count(*named[row], number) for row, number in people),
        tuple(Count(act, act, number) for act, number in acts),
        tuple(Count(*called[row], number) for row, number in outlets),
        tuple(Count(month, month, number) for month, number in sorted(months.items(), reverse=True)),
    )


def _most(counts: Counter[Any]) -> list[tuple[Any, int]]:
    """The most frequent values with their numbers, those that are not known apart."""
    return [(value, number) for value, number in counts.most_common(FACET_VALUES + 1) if value is not None][
        :FACET_VALUES
    ]


def _page(
    conn: sqlite3.Connection, query: Resolved, part: int, after: Position | None, limit: int
) -> list[tuple[int, Position]]:
    """Hits with the number of the part that they are in (see `Words.ranked`)."""
    parts: Sequence[str | None] = _ranked(query) or (query.expression,)
    found: list[tuple[int, Position]] = []
    for number, expression in enumerate(parts):
        if number < part or len(found) >= limit:
            continue
        start = after if number == part else None
        found += ((number, hit) for hit in search_plan.hits(conn, query, expression, start, limit - len(found)))
    return found


def _ranked(query: Resolved) -> Sequence[str]:
    return query.ranked if query.order is Order.BEST else ()


def _position(cursor: str | None, order: Order) -> tuple[int, Position | None]:
    if cursor is None:
        return 0, None
    match = _CURSOR.fullmatch(cursor)
    if match is None or match[1] != order:
        raise FormatError(f"{cursor!r} is not a cursor of this search", remedy="take the one that its last page gave")
    return int(match[2]), Position(match[3], int(match[4]))


def _rows(conn: sqlite3.Connection, positions: list[Position]) -> tuple[StatementRow, ...]:
    """The statements at positions, in their order."""
    wanted = json.dumps([position.row for position in positions])
    among = "SELECT short_id, id FROM statements WHERE id IN (SELECT value FROM json_each(?))"
    numbers = dict(conn.execute(among, (wanted,)).fetchall())
    rows = conn.execute(
        f"SELECT {COLUMNS} FROM who_said_what WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    by_number = {numbers[row["id"]]: statement_row(row) for row in rows}
    return tuple(by_number[position.row] for position in positions)


def _named(conn: sqlite3.Connection, select: str, rows: list[int]) -> dict[int, tuple[str, str]]:
    found = conn.execute(f"{select} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(rows),))
    return {row[0]: (row[1], row[2]) for row in found}
