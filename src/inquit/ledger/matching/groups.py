"""Groups of statements that are one: what is joined by the pairs that `finding` keeps."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

MOST = 200
"""Statements of one group; what is beyond is left out: a slogan, not a statement."""


@dataclass(frozen=True, slots=True)
class Member:
    """A statement of a group.

    Attributes:
        id: The row in `statements`.
        day: The day on which it was said or printed, ISO 8601.
        outlet: The row of its outlet; of its article, below zero, where no outlet is known.
    """

    id: int
    day: str
    outlet: int


def group_of(conn: sqlite3.Connection, statement: int, known: Iterable[int] = ()) -> tuple[Member, ...]:
    """All statements that are the same as one, itself included, oldest first; alone where there are none.

    Args:
        conn: The ledger.
        statement: Its row.
        known: Rows of statements that are known to be the same, kept or not.
    """
    found = {statement, *known}
    edge = list(found)
    while edge and len(found) < MOST:
        marks = ",".join("?" * len(edge))
        rows = conn.execute(
            f"SELECT other_id FROM matches WHERE one_id IN ({marks}) UNION"
            f" SELECT one_id FROM matches WHERE other_id IN ({marks})",
            (*edge, *edge),
        ).fetchall()
        edge = [number for (number,) in rows if number not in found][: MOST - len(found)]
        found.update(edge)
    return _members(conn, found)


def _members(conn: sqlite3.Connection, numbers: set[int]) -> tuple[Member, ...]:
    marks = ",".join("?" * len(numbers))
    rows = conn.execute(
        f"SELECT id, day, coalesce(outlet_id, -article_id) FROM statements WHERE id IN ({marks}) AND current = 1"
        " ORDER BY day, id",
        tuple(numbers),
    )
    return tuple(Member(*row) for row in rows)


def seeds(conn: sqlite3.Connection, first: str, last: str) -> list[tuple[int, str]]:
    """Row and day of the statements of some days that are the same as another, the newest first."""
    rows = conn.execute(
        "SELECT id, day FROM statements s WHERE current = 1 AND day BETWEEN ? AND ? AND"
        " (EXISTS (SELECT 1 FROM matches m WHERE m.one_id = s.id)"
        " OR EXISTS (SELECT 1 FROM matches m WHERE m.other_id = s.id))"
        " ORDER BY day DESC, id DESC",
        (first, last),
    )
    return [(row[0], row[1]) for row in rows]


def kind_between(conn: sqlite3.Connection, one: int, other: int) -> str | None:
    """The kept kind of a pair; `None`: they are joined by others between them."""
    row = conn.execute(
        "SELECT kind FROM matches WHERE one_id = ? AND other_id = ?", (min(one, other), max(one, other))
    ).fetchone()
    return None if row is None else str(row[0])
