"""Proof that a ledger is what it says: every hash, every span and every link, checked again from the kept texts.

`problems` only reads.  What is derived can be made again (`doctor`); what is kept and damaged needs a backup.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from inquit import jsonl
from inquit.errors import InquitError, LedgerDamagedError
from inquit.ledger import deriving, people_state, tallies
from inquit.ledger.connection import snapshot
from inquit.ledger.ids import article_id
from inquit.ledger.packing import unpacked, unpacked_reading

_COUNTED = {
    "articles": "articles",
    "versions": "versions",
    "readings": "readings",
    "statements": "statements",
    "sources": "sources",
    "events": "events",
    "removed": "removals",
}

DERIVED = frozenset("statements speakers people offices partings times tallies matches compared vectors".split())
"""Tables whose rows can be made again."""

NAMED = 3
"""Fields of one row that a problem names; more say nothing new."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a ledger that is not as it should be.

    Attributes:
        where: The table and the row: `statement s2t4…`, `source of a7rr…, version 2`, `file`.
        what: What is wrong.
        repairable: Whether `doctor` can make it again.
    """

    where: str
    what: str
    repairable: bool

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked, and what is wrong.

    Attributes:
        removed: Articles that were taken out; their gap is as it should be.
    """

    articles: int
    versions: int
    readings: int
    statements: int
    sources: int
    events: int
    removed: int
    problems: tuple[Problem, ...]


def verify(conn: sqlite3.Connection, *, progress: Callable[[int, int], None] | None = None) -> Verified:
    """Check a whole ledger.

    Args:
        conn: The ledger.
        progress: Told how many versions of articles are checked, of how many.
    """
    with snapshot(conn):
        found = list(problems(conn, progress=progress))
        counts = _counts(conn) if not any(problem.where == "file" for problem in found) else dict.fromkeys(_COUNTED, 0)
    if not index_is_whole(conn):  # outside of the snapshot: SQLite takes this check for a change
        found.append(Problem("statements_fts", "does not hold the words of the statements", repairable=True))
    return Verified(**counts, problems=tuple(found))


def problems(conn: sqlite3.Connection, *, progress: Callable[[int, int], None] | None = None) -> Iterator[Problem]:
    """Everything that is wrong, as it is found; a damaged file ends the search."""
    try:
        yield from _file(conn)
        versions = conn.execute("SELECT id FROM versions ORDER BY id").fetchall()
        for done, (version_id,) in enumerate(versions, 1):
            yield from version_problems(conn, version_id)
            if progress is not None:
                progress(done, len(versions))
        yield from _articles(conn)
        yield from _strays(conn)
        for where, what in chain(people_state.problems(conn), _vectors(conn)):
            yield Problem(where, what, repairable=True)
    except sqlite3.DatabaseError as error:
        yield Problem("file", f"is damaged: {error}", repairable=False)


def index_is_whole(conn: sqlite3.Connection) -> bool:
    """Whether the index of words holds what the statements say."""
    rows = conn.execute(
        "SELECT (SELECT count(*) FROM statements_fts_docsize) = (SELECT count(*) FROM statements)"
    ).fetchone()
    if not rows[0]:
        return False
    try:
        conn.execute("INSERT INTO statements_fts(statements_fts, rank) VALUES ('integrity-check', 1)")
    except sqlite3.OperationalError:  # the file may only be read
        return True
    except sqlite3.DatabaseError:
        return False
    return True


def _counts(conn: sqlite3.Connection) -> dict[str, int]:
    counts = {name: conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for name, table in _COUNTED.items()}
    counts["articles"] -= counts["removed"]
    return counts


def _file(conn: sqlite3.Connection) -> Iterator[Problem]:
    for (told,) in conn.execute("PRAGMA integrity_check").fetchall():
        if told != "ok":
            in_index = "index" in told or "statements_fts" in told
            yield Problem("file", told, repairable=in_index)
    for row in conn.execute("PRAGMA foreign_key_check").fetchall():
        derived = row[0] in DERIVED
        yield Problem(f"{row[0]} row {row[1]}", f"points at a row of {row[2]} that is not there", repairable=derived)


def version_problems(conn: sqlite3.Connection, version_id: int) -> Iterator[Problem]:
    """Its text, its source and its readings; its statements where those are right."""
    row = conn.execute(
        "SELECT v.text, v.sha256, v.number, a.short_id, a.url, v.current_reading_id FROM versions v"
        " JOIN articles a ON a.id = v.article_id WHERE v.id = ?",
        (version_id,),
    ).fetchone()
    if row is None:
        return  # told by the check of foreign keys
    name = f"{row['short_id']}, version {row['number']}"
    if hashlib.sha256(row["text"].encode("utf-8", "surrogatepass")).hexdigest() != row["sha256"]:
        yield Problem(f"text of {name}", "is not the one that was read: its hash differs", repairable=False)
        return
    if row["short_id"] != article_id(row["url"], row["sha256"]) and (row["url"] or row["number"] == 1):
        yield Problem(f"article {name}", "has an id that does not follow from its address or text", repairable=False)
    yield from _source(conn, version_id, name)
    kept_well = True
    for problem in _readings(conn, version_id, row["text"], name):
        kept_well = kept_well and problem.repairable
        yield problem
    if kept_well:
        yield from _statements(conn, version_id, name)


def _source(conn: sqlite3.Connection, version_id: int, name: str) -> Iterator[Problem]:
    for source in conn.execute("SELECT * FROM sources WHERE version_id = ?", (version_id,)).fetchall():
        try:
            data = unpacked(source["packed"], source["sha256"])
        except LedgerDamagedError as error:
            yield Problem(f"source of {name}", error.what, repairable=False)
        else:
            if len(data) != source["size_bytes"]:
                yield Problem(
                    f"source of {name}",
                    f"has {len(data):,} bytes, not the {source['size_bytes']:,} of before",
                    repairable=False,
                )


def _readings(conn: sqlite3.Connection, version_id: int, text: str, name: str) -> Iterator[Problem]:
    for reading in conn.execute("SELECT * FROM readings WHERE version_id = ?", (version_id,)).fetchall():
        where = f"reading {reading['id']} of {name}"
        try:
            record = unpacked_reading(reading["packed"], reading["sha256"])
            found = len(jsonl.from_record({**record, "text": text}))
        except InquitError as error:
            yield Problem(where, error.what, repairable=False)
        else:
            if found != reading["statements"]:
                yield Problem(where, f"holds {found} statements, not {reading['statements']}", repairable=False)
            yield from _speakers(conn, reading["id"], record, where)


def _speakers(conn: sqlite3.Connection, reading_id: int, record: dict[str, Any], where: str) -> Iterator[Problem]:
    rows = conn.execute("SELECT key, name, kind, role FROM speakers WHERE reading_id = ?", (reading_id,)).fetchall()
    told = {(speaker["id"], speaker["name"], speaker["kind"], speaker["role"]) for speaker in record["speakers"]}
    if {tuple(row) for row in rows} != told:
        yield Problem(where, "has other speakers than the table of speakers says", repairable=True)


def _statements(conn: sqlite3.Connection, version_id: int, name: str) -> Iterator[Problem]:
    """The rows of statements against those that follow from readings and events, their words read from the text."""
    rows = {
        row["short_id"]: row
        for row in conn.execute(
            "SELECT s.*, o.short_id AS within FROM statements s LEFT JOIN statements o ON o.id = s.within_id"
            " WHERE s.version_id = ?",
            (version_id,),
        ).fetchall()
    }
    derived = deriving.expected(conn, version_id)
    expected = derived.rows
    for short_id, columns in expected.items():
        if short_id not in rows:
            yield Problem(f"statement {short_id}", "is in a reading and not among the statements", repairable=True)
            continue
        wrong = [name for name, value in columns.items() if rows[short_id][name] != value]
        if wrong:
            told = "; ".join(
                f"{name} is {json.dumps(rows[short_id][name])}, but what is kept says {json.dumps(columns[name])}"
                for name in wrong[:NAMED]
            )
            yield Problem(f"statement {short_id}", told, repairable=True)
    for short_id in rows.keys() - expected.keys():
        yield Problem(f"statement {short_id}", "is in no reading, and nobody added it", repairable=True)
    if tallies.kept(conn, derived.version) != derived.tally:
        yield Problem(f"tally of {name}", "is not that of the statements that stand", repairable=True)


def _vectors(conn: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    from inquit.ledger import vectors  # brings numpy, which most commands on a ledger do without

    yield from vectors.problems(conn)


def _articles(conn: sqlite3.Connection) -> Iterator[Problem]:
    rows = conn.execute(
        "SELECT a.short_id, r.article_id IS NOT NULL AS removed, a.current_version_id IS NOT NULL AS stands,"
        " (SELECT count(*) FROM versions v WHERE v.article_id = a.id) AS versions"
        " FROM articles a LEFT JOIN removals r ON r.article_id = a.id"
    )
    for row in rows.fetchall():
        if row["removed"] and (row["versions"] or row["stands"]):
            yield Problem(f"article {row['short_id']}", "was removed and is still there", repairable=False)
        elif not row["removed"] and not (row["versions"] and row["stands"]):
            yield Problem(f"article {row['short_id']}", "has no text, and no removal tells why", repairable=False)


def _strays(conn: sqlite3.Connection) -> Iterator[Problem]:
    """Readings and current versions that belong to another version or article."""
    wrong = conn.execute(
        "SELECT a.short_id, 'a version of another article' FROM articles a"
        " JOIN versions v ON v.id = a.current_version_id WHERE v.article_id <> a.id UNION ALL"
        " SELECT a.short_id, 'a reading of another version' FROM versions v"
        " JOIN readings r ON r.id = v.current_reading_id JOIN articles a ON a.id = v.article_id"
        " WHERE r.version_id <> v.id"
    )
    for short_id, what in wrong.fetchall():
        yield Problem(f"article {short_id}", f"shows {what}", repairable=False)
