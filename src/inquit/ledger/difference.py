"""What an outlet changed between two versions of an article in what people are quoted as saying."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from inquit.errors import LedgerError, UnknownIdError
from inquit.ledger import finding
from inquit.ledger.rows import COLUMNS, StatementRow, statement_row
from inquit.ledger.stands import stand

SAME_SPEAKER, OTHER_SPEAKER = 0.5, 0.8
"""Share of words from which on two statements are one that changed: by the same speaker, by two.  By judgement, not
measured: half of the words kept is more than a speaker's two sentences share; of short sentences by different people
"the … was …" alone makes a half."""


class Change(StrEnum):
    """What became of a statement."""

    CAME = "came"
    WENT = "went"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ChangedStatement:
    """A statement that is not the same in both versions.

    Attributes:
        before: As the earlier version has it; `None` where it came.
        after: As the later one has it; `None` where it went.
        parts: What of it changed: `words`, `cue`, `who`; empty where it came or went.
    """

    change: Change
    before: StatementRow | None
    after: StatementRow | None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Two versions of an article, compared.

    Attributes:
        article: Short id.
        title: The headline of the later version.
        before, after: The versions' numbers.
        same: How many statements are the same in both.
        changes: What is not, in the order of the later version, what went last.
    """

    article: str
    title: str | None
    before: int
    after: int
    same: int
    changes: tuple[ChangedStatement, ...]


def difference(
    conn: sqlite3.Connection, article: str, *, before: int | None = None, after: int | None = None
) -> Difference:
    """Compare two versions of an article by their statements, corrections included.

    Args:
        conn: The ledger.
        article: The article's id.
        before: Number of the earlier version; by default the one before `after`.
        after: Number of the later version; by default the newest.

    Raises:
        UnknownIdError: There is no such article or version.
        LedgerError: The article has one version only.
    """
    key = finding.article(conn, article)
    rows = conn.execute(
        "SELECT number, id, title FROM versions WHERE article_id = ? ORDER BY number", (key.id,)
    ).fetchall()
    versions = {row["number"]: row for row in rows}
    if len(versions) < 2:
        raise LedgerError(f"the article {key.short_id} has one version only", remedy="add it again when it has changed")
    after = max(versions) if after is None else after
    before = after - 1 if before is None else before
    for number in (before, after):
        if number not in versions:
            raise UnknownIdError(
                f"the article {key.short_id} has no version {number}", remedy=f"it has 1 to {max(versions)}"
            )
    older, newer = (_statements(conn, versions[number]["id"]) for number in (before, after))
    same, changes = _compared(older, newer)
    return Difference(key.short_id, versions[after]["title"], before, after, same, tuple(changes))


def _statements(conn: sqlite3.Connection, version_id: int) -> list[StatementRow]:
    """What stands, or stood, in a version, in the order of its text."""
    ids = json.dumps(sorted(stand(conn, version_id).standing))
    rows = conn.execute(
        f"SELECT {COLUMNS} FROM who_said_what WHERE id IN (SELECT value FROM json_each(?)) ORDER BY start, stop, id",
        (ids,),
    )
    return [statement_row(row) for row in rows]


def _compared(older: list[StatementRow], newer: list[StatementRow]) -> tuple[int, list[ChangedStatement]]:
    """How many are the same, and the others: each is paired with the likest one that is left, equal ones first."""
    left = {row.id: row for row in older}
    partner: dict[str, StatementRow] = {}
    for row in newer:
        twin = next((old for old in left.values() if _key(old) == _key(row)), None)
        if twin is not None:
            partner[row.id] = left.pop(twin.id)
    same = len(partner)
    scored = sorted(
        (
            (likeness, -abs(old.start - row.start), old.id, row.id)
            for row in newer
            if row.id not in partner
            for old in left.values()
            if (likeness := _likeness(old, row)) is not None
        ),
        reverse=True,
    )
    for _, _, old_id, new_id in scored:
        if old_id in left and new_id not in partner:
            partner[new_id] = left.pop(old_id)
    changes = []
    for row in newer:
        before = partner.get(row.id)
        if before is None:
            changes.append(ChangedStatement(Change.CAME, None, row))
        elif parts := tuple(name for name in ("words", "cue", "who") if getattr(before, name) != getattr(row, name)):
            changes.append(ChangedStatement(Change.CHANGED, before, row, parts))
    return same, [*changes, *(ChangedStatement(Change.WENT, row, None) for row in left.values())]


def _key(row: StatementRow) -> tuple[str, str, str | None]:
    return row.words, row.cue, row.who


def _likeness(one: StatementRow, other: StatementRow) -> float | None:
    """Share of words that two statements have in common, in order; `None` where they are not the same statement."""
    least = SAME_SPEAKER if one.who == other.who else OTHER_SPEAKER
    matcher = SequenceMatcher(None, one.words.split(), other.words.split(), autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return None
    ratio = matcher.ratio()
    return ratio if ratio >= least else None
