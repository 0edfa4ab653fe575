"""Developments: what was said about the same matter since, by anybody."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from inquit.ledger.matching.words import FUNCTION
from inquit.ledger.pledges import Said, said
from inquit.ledger.pledges_sides import Sides, shared
from inquit.reports.pledges_changes import told
from inquit.reports.pledges_joining import DOING, EMPTY, VERB, Matter, matter_of

TOLD_OF = 0.5
"""Share of the words of a matter from which on a statement that has them is told of as being about it.  Nothing is
joined by it, and others speak of a matter among other things.  By judgement, not measured."""

ASKED = 4
"""The rarest words of a matter, any two of which a statement must have to be looked at."""

LOOKED_UP = 300
"""Statements that hold two of the rarest words of a matter of which the newest are looked at."""

RARE = 2_000
"""Statements with a word, above which it is not counted further."""


@dataclass(frozen=True, slots=True)
class Development:
    """A later statement on the same matter.

    Attributes:
        own: Whether it is by the side itself.
        score: How alike it is, 0 to 1.
    """

    statement: Said
    own: bool
    score: float

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {**told(self.statement), "own": self.own, "score": self.score}


def since(
    conn: sqlite3.Connection,
    about: Matter,
    after: Said,
    sides: Sides,
    *,
    without: frozenset[int] = frozenset(),
    until: str | None = None,
    limit: int = 10,
) -> tuple[Development, ...]:
    """What was said on a matter since a day, in the order it was said.

    Args:
        conn: The ledger.
        about: The matter.
        after: The statement from whose day on is looked.
        sides: Looks up whose side a statement is on.
        without: Rows of statements that are no news: those of the pledge itself.
        until: Only what was said on this day or before; `None`: all.
        limit: How many, the most alike ones.
    """
    expression = _expression(conn, about)
    if expression is None or not after.day:  # nobody knows what came later than an unknown day
        return ()
    rows = conn.execute(
        "SELECT s.id FROM statements_fts f CROSS JOIN statements s INDEXED BY statements_by_id ON s.id = f.rowid"
        " WHERE statements_fts MATCH ? AND s.current = 1 AND s.day >= ? AND s.day <= ?"
        " ORDER BY s.day DESC, s.id DESC LIMIT ?",
        (expression, after.day, until or "9", LOOKED_UP),
    )
    ours = sides.parties(after)
    found = []
    for one in said(conn, [row for (row,) in rows if row not in without]):
        if one.article == after.article:
            continue
        # Who and how count too: *the council* / *approved* / *the plan* tells that a condition may be met.
        score = round(held(about, matter_of(f"{one.source} {one.cue} {one.words}")), 3)
        if score >= TOLD_OF:
            found.append(Development(one, shared(ours, sides.parties(one)) is not None, score))
    best = sorted(found, key=lambda one: -one.score)[:limit]
    return tuple(sorted(best, key=lambda one: (one.statement.day, one.statement.row)))


def core(matters: Sequence[Matter]) -> Matter:
    """What several tellings of one matter have in common: the words that two of them have, where there are enough."""
    seen = Counter(word for one in matters for word in one.stems)
    common = frozenset(word for word, number in seen.items() if number > 1)
    fullest = max(matters, key=lambda one: len(one.stems))
    if len(common - DOING) < 2:
        return fullest
    names = {word: name for one in matters for word, name in one.names.items() if word in common}
    return replace(fullest, stems=common, names=names)


def held(about: Matter, other: Matter) -> float:
    """How much of a matter a statement holds, 0 to 1; 0 where it shares fewer than two words of meaning with it."""
    shared_words = about.stems & other.stems
    if len(shared_words) < 2 or not shared_words - DOING:
        return 0.0
    return _sum(shared_words) / _sum(about.stems)


def _sum(words: Iterable[str]) -> float:
    return sum(VERB if word in DOING else 1.0 for word in words)


def _expression(conn: sqlite3.Connection, about: Matter) -> str | None:
    """Two of the rarest words of a matter, for FTS5; `None` where it has fewer than two."""
    counted = []
    for stem, word in about.names.items():
        plain = word.replace('"', "")
        if word in FUNCTION or stem in EMPTY or not any(map(str.isalnum, plain)):
            continue
        term = f'"{plain}"'
        number = conn.execute(
            "SELECT count(*) FROM (SELECT 1 FROM statements_fts WHERE statements_fts MATCH ? LIMIT ?)", (term, RARE)
        ).fetchone()[0]
        counted.append((number, term))
    terms = [term for number, term in sorted(counted)[:ASKED] if number < RARE]
    pairs = [f"({one} AND {other})" for one, other in combinations(terms, 2)]
    return " OR ".join(pairs) or None
