"""Rows of a ledger as values: what search, pages and exports are made of."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, fields
from typing import Self

COLUMNS = (
    "id, who, role, kind, person, cue, words, act, type, mode, conditional, negated, hedged, condition, said,"
    " said_basis,  published, outlet, title, url, article, version, start, stop, confidence, corrected, current"
)
"""The columns of the view `who_said_what` that `statement_row` takes, in any order."""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement as it stands in the ledger, corrections included: one flat row.

    Attributes:
        id: Short id, the same on every machine.
        who: The speaker's name across articles; where the speaker is not known the source's words; `None`: neither.
        role: As this article words it.
        person: Short id of the speaker across articles; `None` for those unknown or unnamed.
        words: What is attributed.
        flags: Of `conditional`, `negated`, `hedged` those that hold.
        said: ISO 8601 or TIMEX3 value; `None`: not told.
        article: Short id of the article.
        version: Number of its version, from 1.
        start, stop: From the first to the last character of source, cue and content, in the version's text.
        corrected: Whether people changed something about it, or added it.
        current: Whether it stands now: in the newest reading of the newest version, and nobody struck it out.
    """

    id: str
    who: str | None
    role: str | None
    kind: str | None
    person: str | None
    cue: str
    words: str
    act: str | None
    type: str | None
    mode: str
    flags: tuple[str, ...]
    condition: str | None
    said: str | None
    said_basis: str | None
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None
    article: str
    version: int
    start: int
    stop: int
    confidence: float | None
    corrected: bool
    current: bool


@dataclass(frozen=True, slots=True)
class NearRow(StatementRow):
    """A statement that was found by its meaning.

    Attributes:
        score: How near it is to what was looked for: the cosine, at most 1.
    """

    score: float

    @classmethod
    def of(cls, row: StatementRow, score: float) -> Self:
        """The row with its score."""
        return cls(**{field.name: getattr(row, field.name) for field in fields(row)}, score=score)


def statement_row(row: sqlite3.Row) -> StatementRow:
    """The value of a row with the columns `COLUMNS` of the view `who_said_what`."""
    return StatementRow(
        id=row["id"],
        who=row["who"],
        role=row["role"],
        kind=row["kind"],
        person=row["person"],
        cue=row["cue"],
        words=row["words"],
        act=row["act"],
        type=row["type"],
        mode=row["mode"],
        flags=tuple(flag for flag in ("conditional", "negated", "hedged") if row[flag]),
        condition=row["condition"],
        said=row["said"],
        said_basis=row["said_basis"],
        published=row["published"],
        outlet=row["outlet"],
        title=row["title"],
        url=row["url"],
        article=row["article"],
        version=row["version"],
        start=row["start"],
        stop=row["stop"],
        confidence=row["confidence"],
        corrected=bool(row["corrected"]),
        current=bool(row["current"]),
    )
