"""Statements by which a side binds itself, or turns something down, as rows: what pledges and positions are made of.

    pledges          the rows
    pledges_sides    whose side a statement is on, and by which rule
    pledges_told     promises that somebody else reports
    pledges_events   what people say about pledges: joined, parted, rated

A pledge is no row of the ledger: it is made from these each time it is asked for (`reports.pledges`), so that a
corrected speaker, a merged person or a newer reading changes it at once.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inquit.types import Act

COMMITTING = (Act.PROMISE, Act.PLAN, Act.THREATEN)
"""Acts by which a side says what it will do."""

TURNING_DOWN = (Act.REFUSE, Act.DENY)
"""Acts by which a side says what it will not do, or that something is not so."""

_RECALLS = re.compile(r"\b(?:had|once|originally|previously)\b", re.IGNORECASE)

Pieces = tuple[tuple[int, int], ...]
"""Where words stand: `(start, end)` in code points of the version's text."""

_SELECT = """
SELECT s.id AS row, s.short_id AS id, s.speaker_id AS speaker, s.person_id AS person_row, p.short_id AS person,
    coalesce(p.name, k.name, nullif(s.source, '')) AS who, k.role, k.kind, s.source, s.cue, s.words, s.spans, s.act,
    s.type, s.mode, s.conditional, s.negated, s.hedged, s.condition, s.said, s.day, s.published, o.name AS outlet,
    a.title, a.url, a.short_id AS article, s.version_id, s.start, s.stop, s.within_id, s.confidence
FROM statements s
JOIN articles a ON a.id = s.article_id
LEFT JOIN outlets o ON o.id = s.outlet_id
LEFT JOIN speakers k ON k.id = s.speaker_id
LEFT JOIN people p ON p.id = s.person_id
"""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that stands, with what reports compare.

    Attributes:
        row: Its row in the file; `id` is the short id, the same everywhere.
        person_row, person: The speaker across articles; `None`: unnamed or not known.
        speaker: Row of the speaker in the article; `None`: not known.
        spans: Where source, cue, content, condition, addressee, setting and target stand.
        said: As told, ISO 8601 or TIMEX3; `None`: not told.
        day: When it was said or, where that is not told, published; empty: neither is known.
        title: Of the article's current version.
        within: Row of the statement in whose content it stands; `None`: in none.
    """

    row: int
    id: str
    speaker: int | None
    person_row: int | None
    person: str | None
    who: str | None
    role: str | None
    kind: str | None
    source: str
    cue: str
    words: str
    spans: dict[str, Pieces]
    act: str | None
    type: str | None
    mode: str
    flags: tuple[str, ...]
    condition: str | None
    said: str | None
    day: str
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None
    article: str
    version_row: int
    start: int
    stop: int
    within: int | None
    confidence: float | None

    @property
    def recalls(self) -> bool:
        """Whether it tells of what was said before the story: *had promised*, *once vowed*."""
        return bool(_RECALLS.search(self.cue))

    @property
    def commits(self) -> bool:
        """Whether the speaker says by it what they will do."""
        return self.act in COMMITTING


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression of a version."""

    start: int
    stop: int
    type: str
    value: str | None
    mod: str | None


def said(conn: sqlite3.Connection, rows: Iterable[int]) -> list[Said]:
    """The statements of rows, in the order of the day they were said, then of the text."""
    found = conn.execute(
        f"{_SELECT} WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY s.day, s.version_id, s.start, s.id",
        (json.dumps(list(rows)),),
    )
    return [_said(row) for row in found]


def rows_of(
    conn: sqlite3.Connection, people: Iterable[int], acts: Sequence[str] | None, *, until: str | None = None
) -> list[int]:
    """Rows of the statements of people that stand.

    Args:
        conn: The ledger.
        people: Rows of people.
        acts: Only these; `None`: all.
        until: Only those of this day or before; `None`: all.
    """
    among = "" if acts is None else f"AND act IN ({', '.join('?' * len(acts))})"
    before = "" if until is None else "AND day <= ?"
    found: list[int] = []
    for person in people:
        values = (person, *(acts or ()), *(() if until is None else (until,)))
        rows = conn.execute(
            "SELECT id FROM statements INDEXED BY statements_by_person WHERE person_id = ? AND current = 1"
            f" {among} {before}",
            values,
        )
        found += [row for (row,) in rows]
    return found


def newest_rows(
    conn: sqlite3.Connection,
    acts: Sequence[str] | None,
    *,
    conditional: bool = False,
    before: tuple[str, int] | None,
    until: str | None,
    limit: int,
) -> list[tuple[str, int]]:
    """Day and row of the newest statements of some acts, the newest first.

    Args:
        conn: The ledger.
        acts: Only these; `None`: all.
        conditional: Only those that hold only if something else does.
        before: Only what comes after this one in the order; `None`: from the newest on.
        until: Only those of this day or before; `None`: all.
        limit: How many.
    """
    conditions, values = ["current = 1"], list[object](acts or ())
    if acts is not None:
        conditions.append(f"act IN ({', '.join('?' * len(acts))})")
    if conditional:
        conditions.append("conditional = 1")
    if before is not None:
        conditions.append("(day, id) < (?, ?)")
        values += before
    if until is not None:
        conditions.append("day <= ?")
        values.append(until)
    rows = conn.execute(
        f"SELECT day, id FROM statements INDEXED BY statements_by_day WHERE {' AND '.join(conditions)}"
        " ORDER BY day DESC, id DESC LIMIT ?",
        (*values, limit),
    )
    return [(row[0], row[1]) for row in rows]


def times_inside(conn: sqlite3.Connection, version_row: int, start: int, stop: int) -> tuple[Time, ...]:
    """The time expressions of a version between two characters, in order."""
    rows = conn.execute(
        "SELECT start, stop, type, value, mod FROM times WHERE version_id = ? AND start >= ? AND stop <= ?"
        " ORDER BY start",
        (version_row, start, stop),
    )
    return tuple(Time(*row) for row in rows)


def text_between(conn: sqlite3.Connection, version_row: int, start: int, stop: int) -> str:
    """The characters of a version from `start` to `stop`."""
    row = conn.execute("SELECT substr(text, ?, ?) FROM versions WHERE id = ?", (start + 1, stop - start, version_row))
    return str(row.fetchone()[0])


def words_at(conn: sqlite3.Connection, one: Said, field: str) -> str | None:
    """The words of a field that points into the text; `None` where it is empty."""
    pieces = one.spans.get(field, ())
    if not pieces:
        return None
    return " … ".join(text_between(conn, one.version_row, start, stop) for start, stop in pieces)


def _said(row: sqlite3.Row) -> Said:
    spans = {name: tuple((piece[0], piece[1]) for piece in pieces) for name, pieces in json.loads(row["spans"]).items()}
    return Said(
        row=row["row"],
        id=row["id"],
        speaker=row["speaker"],
        person_row=row["person_row"],
        person=row["person"],
        who=row["who"],
        role=row["role"],
        kind=row["kind"],
        source=row["source"],
        cue=row["cue"],
        words=row["words"],
        spans=spans,
        act=row["act"],
        type=row["type"],
        mode=row["mode"],
        flags=tuple(flag for flag in ("conditional", "negated", "hedged") if row[flag]),
        condition=row["condition"],
        said=row["said"],
        day=row["day"],
        published=row["published"],
        outlet=row["outlet"],
        title=row["title"],
        url=row["url"],
        article=row["article"],
        version_row=row["version_id"],
        start=row["start"],
        stop=row["stop"],
        within=row["within_id"],
        confidence=row["confidence"],
    )
