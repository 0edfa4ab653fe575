"""Which statements a person should check: those that the reader was least sure of, or a sample.

A sample takes the statements in the order of their ids from a place that its seed tells.  Ids are hashes of where a
statement stands, so that this order has nothing to do with what is said, is the same on every machine, and needs no
look at the other statements.
"""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from inquit.ledger import events
from inquit.ledger.connection import snapshot

SAYS = ("correct", "confirm", "strike", "add")
"""What people can say about a statement."""

_OPEN = """
NOT EXISTS (
    SELECT 1 FROM events e WHERE e.statement_id = s.id AND e.what IN ('correct', 'confirm', 'strike', 'add')
    AND NOT EXISTS (SELECT 1 FROM events u WHERE u.undoes = e.id)
)
"""
_Z = 1.96
"""Standard deviations that hold 95 % of a normal distribution."""


class Verdict(StrEnum):
    """What people made of a statement of a queue."""

    OPEN = "open"
    RIGHT = "right"
    CORRECTED = "corrected"
    STRUCK = "not a statement"


@dataclass(frozen=True, slots=True)
class Queued:
    """A statement of a queue.

    Attributes:
        id: Short id.
        verdict: What stands about it.
    """

    id: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those checked were right as the reader had them, with an interval of 95 % (Wilson 1927)."""

    right: int
    checked: int
    share: float
    low: float
    high: float


def least_confident(conn: sqlite3.Connection, *, after: str | None = None, limit: int = 20) -> tuple[Queued, ...]:
    """The statements that nobody has checked, those first of which the reader was least sure.

    Args:
        conn: The ledger.
        after: Short id of a statement: those after it in this order; `None`: from the first.
        limit: How many.
    """
    with snapshot(conn):
        where = "AND (s.confidence, s.id) > (SELECT confidence, id FROM statements WHERE short_id = ?)"
        where, values = (where, (after,)) if after is not None else ("", ())
        rows = conn.execute(
            f"SELECT s.short_id FROM statements s WHERE s.current = 1 AND s.confidence IS NOT NULL AND {_OPEN} {where}"
            " ORDER BY s.confidence, s.id LIMIT ?",
            (*values, limit),
        )
        return tuple(Queued(row[0], Verdict.OPEN) for row in rows)


def sample(conn: sqlite3.Connection, *, seed: int, size: int) -> tuple[Queued, ...]:
    """A random sample of the statements that stand, or stood until somebody struck them out.

    Args:
        conn: The ledger.
        seed: Another one is another sample.
        size: How many; fewer where the ledger holds fewer.
    """
    start = base64.b32encode(hashlib.sha256(f"sample {seed}".encode()).digest()[:10])[:12].decode().lower()
    with snapshot(conn):
        rows: list[sqlite3.Row] = []
        for way in (">=", "<"):
            rows += conn.execute(
                f"SELECT s.id, s.short_id, s.struck FROM statements s WHERE s.short_id {way} ? AND (s.current = 1 OR"
                " (s.struck = 1 AND s.version_id = (SELECT current_version_id FROM articles WHERE id = s.article_id)))"
                " ORDER BY s.short_id LIMIT ?",
                (f"s{start}", size - len(rows)),
            ).fetchall()
        return tuple(Queued(row["short_id"], _verdict(conn, row["id"], row["struck"])) for row in rows)


def share_right(queue: tuple[Queued, ...]) -> Share | None:
    """What a sample says so far; `None` before anything of it was checked."""
    checked = [one for one in queue if one.verdict is not Verdict.OPEN]
    right = sum(one.verdict is Verdict.RIGHT for one in checked)
    n = len(checked)
    if not n:
        return None
    p = right / n
    centre, spread = p + _Z**2 / (2 * n), _Z * sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
    scale = 1 + _Z**2 / n
    return Share(right, n, p, max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale))


def last_of(conn: sqlite3.Connection, who: str) -> events.Event | None:
    """The last thing that a person said about a statement and did not take back."""
    rows = conn.execute(
        "SELECT id FROM events WHERE who = ? AND statement_id IS NOT NULL"
        f" AND what IN ({', '.join('?' * len(SAYS))}) ORDER BY id DESC LIMIT 50",
        (who, *SAYS),
    )
    return next((event for (number,) in rows.fetchall() if (event := events.find(conn, number)).live), None)


def _verdict(conn: sqlite3.Connection, statement_id: int, struck: int) -> Verdict:
    said = {event.what for event in events.of_statement(conn, statement_id) if event.live and event.what in SAYS}
    if struck:
        return Verdict.STRUCK
    if said & {"correct", "add"}:
        return Verdict.CORRECTED
    return Verdict.RIGHT if said else Verdict.OPEN
