"""Statements of a ledger as they are compared: who, on which day, in which article, in which words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from inquit.ledger.matching.quoted import Wording, wording
from inquit.ledger.matching.words import keys_and_stems
from inquit.ledger.people import HONORIFICS
from inquit.types import Kind, Mode

SHINGLE = 5
"""Words of a run.  Four make "it is going to be", of which politics has plenty; quotations of five are the shortest
that can be known again by their words alone."""

_SELECT = """
SELECT s.id, s.article_id, s.outlet_id, s.words, s.mode, s.day, s.start, s.stop, coalesce(p.name, k.name) AS who, k.kind
FROM statements s
LEFT JOIN speakers k ON k.id = s.speaker_id
LEFT JOIN people p ON p.id = s.person_id
"""


@dataclass(frozen=True)
class Saying:
    """A statement, ready to be compared.

    Attributes:
        id: The row in `statements`.
        article: The row of its article.
        start, stop: Its place in the article's text.
        day: The day on which it was said or printed, as a number; `None`: not known.
        speaker: What its speaker is known by, the last name of a person; `None`: not known, or unnamed.
        initial: The first letter of a person's given name; `None` where the name has none.
        text: Its words.
        direct: Whether they stand in quotation marks.
        runs: Hashes of its runs of `SHINGLE` words; of the whole where it is shorter.
        stems: Stems of its words of meaning.
    """

    id: int
    article: int
    start: int
    stop: int
    day: int | None
    speaker: str | None
    initial: str | None
    text: str
    direct: bool
    runs: frozenset[int]
    stems: frozenset[str]

    @cached_property
    def told(self) -> Wording:
        """Its words taken apart, once something comes near it: few of a ledger's statements."""
        return wording(self.text, direct=self.direct, bare=True)


def saying(row: sqlite3.Row) -> Saying:
    """The value of a row of `_SELECT`."""
    keys, stems = keys_and_stems(row["words"])
    runs = frozenset(map(hash, zip(*(keys[i:] for i in range(SHINGLE)), strict=False)))
    return Saying(
        row["id"],
        row["article_id"],
        row["start"],
        row["stop"],
        _number_of(row["day"]),
        speaker_key(row["who"], row["kind"]),
        initial_of(row["who"], row["kind"]),
        row["words"],
        row["mode"] == Mode.DIRECT,
        runs or frozenset({hash(tuple(keys))} if len(keys) > 2 else ()),
        stems,
    )


@lru_cache(maxsize=1_024)
def _number_of(day: str) -> int | None:
    return date.fromisoformat(day).toordinal() if day else None


@lru_cache(maxsize=65_536)
def speaker_key(name: str | None, kind: str | None) -> str | None:
    """What a speaker is known by in other articles: a person's last name, another's whole name without articles."""
    if not name or kind in (None, Kind.ANONYMOUS):
        return None
    words = name.casefold().replace("’", "'").removesuffix("'s").split()
    if kind == Kind.PERSON:
        words = [word for word in words if word.strip(".") not in ("jr", "sr", "ii", "iii")] or words
        return words[-1].strip(".,")
    return " ".join(words[1:] if words[0] in ("the", "a", "an") and len(words) > 1 else words)


@lru_cache(maxsize=65_536)
def initial_of(name: str | None, kind: str | None) -> str | None:
    """The first letter of a person's given name; `None` of others, and of a last name alone."""
    words = [word for word in (name or "").casefold().split() if word.strip(".") not in HONORIFICS]
    return words[0][0] if kind == Kind.PERSON and len(words) > 1 else None


def one_speaker(one: Saying, other: Saying) -> bool:
    """Whether two statements can be by one speaker: both known, by one last name, and no other given names.

    *Joe* and *Joseph* can be one; *Ida* and *Jon* cannot, nor, which loses some, *Bill* and *William*.
    """
    if one.speaker is None or one.speaker != other.speaker:
        return False
    return one.initial is None or other.initial is None or one.initial == other.initial


def on_days(conn: sqlite3.Connection, first: str, last: str) -> Iterator[sqlite3.Row]:
    """Rows of the statements that stand, of some days, both included, in the order of the days."""
    yield from conn.execute(
        f"{_SELECT} WHERE s.current = 1 AND s.day BETWEEN ? AND ? ORDER BY s.day, s.id", (first, last)
    )


def one(conn: sqlite3.Connection, statement: int) -> Saying:
    """A statement by its row."""
    return saying(conn.execute(f"{_SELECT} WHERE s.id = ?", (statement,)).fetchone())
