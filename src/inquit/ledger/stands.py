"""Which statements stand in a version: those of its newest reading, and those that people have spoken about.

A pure function of the kept tables; `deriving` writes it down.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from inquit.ledger import events
from inquit.ledger.effective import Standing, overlap, standing
from inquit.ledger.events import Event
from inquit.ledger.ids import statement_id
from inquit.ledger.packing import unpacked_reading

SAME_CONTENT = 0.5
"""Share of characters from which on a new reader's statement is the one that a person has spoken about: see `_settle`.
By judgement, not measured: half of the words is more than a neighbour shares and less than a moved comma costs."""


@dataclass(slots=True)
class Found:
    """A statement of a version before it is written.

    Attributes:
        record: As the newest reading that holds it has it, or as the person who added it.
        reading_id: That reading; `None` where a person added it.
        events: What people said about it, oldest first.
    """

    record: dict[str, Any]
    reading_id: int | None
    events: list[Event] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Version:
    """A version and what its rows of statements repeat."""

    id: int
    article_id: int
    article: str
    sha256: str
    text: str
    outlet_id: int | None
    published: str | None
    reading_id: int | None
    is_current: int


@dataclass(frozen=True, slots=True)
class Stand:
    """What stands in a version, and what stood.

    Attributes:
        readings: Row and record of each reading, the current one last.
        statements: Every statement that a reading holds or a person added, by short id.
        standing: The short ids of those that stand in this version.
    """

    version: Version
    readings: list[tuple[int, dict[str, Any]]]
    statements: dict[str, tuple[Found, Standing]]
    standing: set[str]

    @property
    def current(self) -> set[str]:
        """The short ids of the statements that stand now: none in a version that a newer one has replaced."""
        return self.standing if self.version.is_current else set()


def stand(conn: sqlite3.Connection, version_id: int, *, new: dict[str, Any] | None = None) -> Stand:
    """What follows from the readings of a version and from what people said about its statements.

    Args:
        conn: The ledger.
        version_id: The version.
        new: The record of its only reading, where the version is new: nothing else needs to be read then.
    """
    version = _version(conn, version_id)
    if new is not None and version.reading_id is not None:
        readings = [(version.reading_id, new)]
    else:
        readings = list(_readings(conn, version))
    found = _found(version, readings)
    if new is None:
        _with_events(conn, version, found)
    standings = {short_id: standing(one.record, one.events, version.text) for short_id, one in found.items()}
    settled = _settle(conn, version, found, standings)
    return Stand(version, readings, {short_id: (one, standings[short_id]) for short_id, one in found.items()}, settled)


def read_record(conn: sqlite3.Connection, reading_id: int) -> dict[str, Any]:
    """The record of a reading: speakers, statements and times, as the reader gave them."""
    row = conn.execute("SELECT packed, sha256 FROM readings WHERE id = ?", (reading_id,)).fetchone()
    return unpacked_reading(row["packed"], row["sha256"])


def statements_of(article: str, sha256: str, record: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The statements of a reading's record with their short ids.

    Args:
        article: Short id of the article.
        sha256: Of the version's text.
        record: See `packing.packed_reading`.
    """
    seen: Counter[str] = Counter()
    for statement in record["statements"]:
        short_id = statement_id(article, sha256, statement)
        seen[short_id] += 1
        if seen[short_id] > 1:  # the same place once more
            short_id = statement_id(article, sha256, statement, seen[short_id])
        yield short_id, statement


def _version(conn: sqlite3.Connection, version_id: int) -> Version:
    row = conn.execute(
        "SELECT v.id, v.article_id, a.short_id, v.sha256, v.text, v.outlet_id, v.published, v.current_reading_id,"
        " a.current_version_id = v.id FROM versions v JOIN articles a ON a.id = v.article_id WHERE v.id = ?",
        (version_id,),
    ).fetchone()
    return Version(*row)


def _readings(conn: sqlite3.Connection, version: Version) -> Iterator[tuple[int, dict[str, Any]]]:
    """The readings of a version, the current one last."""
    rows = conn.execute(
        "SELECT id FROM readings WHERE version_id = ? ORDER BY id IS ?, id", (version.id, version.reading_id)
    )
    for (reading_id,) in rows.fetchall():
        yield reading_id, read_record(conn, reading_id)


def _found(version: Version, readings: list[tuple[int, dict[str, Any]]]) -> dict[str, Found]:
    """Every statement that any reading holds, as the last of them that holds it has it."""
    found: dict[str, Found] = {}
    for reading_id, record in readings:
        ids = {}
        for short_id, statement in statements_of(version.article, version.sha256, record):
            ids[statement["id"]] = short_id
            found[short_id] = Found(statement, reading_id)
        for short_id in ids.values():
            one = found[short_id]
            if one.record["within"] is not None:
                one.record = {**one.record, "within": ids.get(one.record["within"])}
    return found


def _with_events(conn: sqlite3.Connection, version: Version, found: dict[str, Found]) -> None:
    """Hand the events of a version to its statements; what people added is found here too."""
    for event in events.of_version(conn, version.id):
        if event.statement is None:
            continue
        if event.what == "add" and event.statement not in found:
            found[event.statement] = Found(event.value, None)
        if event.statement in found:
            found[event.statement].events.append(event)


def _settle(
    conn: sqlite3.Connection, version: Version, found: dict[str, Found], standings: dict[str, Standing]
) -> set[str]:
    """The short ids of the statements that stand in a version.

    Those of the current reading do, and what people said about older ones goes on to count: a statement that a person
    corrected or added stands although a newer reader lacks it, and takes the place of the newer reader's own statement
    about the same words, unless people have spoken about that one too.
    """
    newest = {short_id for short_id, one in found.items() if one.reading_id == version.reading_id}
    current = {short_id for short_id in newest if not standings[short_id].struck}
    touched = [short_id for short_id in found if standings[short_id].touched and short_id not in newest]
    if not touched:
        return current
    read_at = conn.execute("SELECT added FROM readings WHERE id = ?", (version.reading_id,)).fetchone()
    for short_id in touched:
        one = standings[short_id]
        if not one.struck and (found[short_id].reading_id is not None or _is_added(found[short_id])):
            current.add(short_id)
        if read_at is None or all(event.at > read_at["added"] for event in found[short_id].events):
            continue
        pieces = one.record["content"]
        current -= {
            other
            for other in newest
            if not standings[other].touched and overlap(pieces, standings[other].record["content"]) >= SAME_CONTENT
        }
    return current


def _is_added(one: Found) -> bool:
    return any(event.what == "add" and event.live for event in one.events)
