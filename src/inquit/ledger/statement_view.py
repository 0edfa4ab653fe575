"""One statement with all that is known of it: in its sentence, who, when, how it was found, and its history."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from inquit.errors import UnknownIdError
from inquit.ledger import events, finding, inspecting, stands
from inquit.ledger.connection import snapshot
from inquit.ledger.events import Event
from inquit.ledger.finding import StatementKey
from inquit.ledger.people_view import Held, offices_of
from inquit.ledger.rows import COLUMNS, StatementRow, statement_row
from inquit.ledger.search_words import printable
from inquit.sentences import sentence_bounds

MARKED = ("cue", "source", "content")
"""The fields that are marked in the sentence; where two share a character the earlier one has it."""

TOLD = ("condition", "addressee", "setting", "target", "time")
"""The other fields that point into the text."""

_COMMON = 4
"""Characters at the beginning that an id must share with one that was mistyped to be suggested."""


@dataclass(frozen=True, slots=True)
class Part:
    """Characters of a sentence.

    Attributes:
        mark: `source`, `cue`, `content`; `None`: none of them.
    """

    text: str
    mark: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Words of the text and where they stand.

    Attributes:
        pieces: `(start, end)` in code points of the version's text.
    """

    field: str
    words: str
    pieces: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """A reading of the version in which the statement stands.

    Attributes:
        added: When it came into the ledger, UTC.
        reader, model: `None` where it was made by hand.
        holds: Whether it has a statement at this place.
        newest: Whether it is the one that counts.
    """

    added: str
    reader: str | None
    model: str | None
    holds: bool
    newest: bool


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version of the article.

    Attributes:
        words_there: Whether the statement's words stand in it.
    """

    number: int
    added: str
    published: str | None
    sha256: str
    words_there: bool


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement, looked at closely.

    Attributes:
        row: What stands.
        sentence: The sentence or sentences in which it stands, in parts.
        places: Condition, addressee, setting, target and the words that tell the time, those that there are.
        offices: What the speaker held, as people told.
        target_who: Name of whom it is aimed at, where they are known.
        resolved_by: Why this speaker; `None`: not told, or a person said it.
        acts: The acts that came into question with their probabilities.
        machine: What the reader found, in the reading format; `None` where a person added the statement.
        struck: Whether a person says that it is no statement.
        within: The statement in whose content it stands.
        holds: The statements that stand in its content.
        readings, versions, events: Its history, oldest first; events that were undone included.
    """

    row: StatementRow
    sentence: tuple[Part, ...]
    places: tuple[Place, ...]
    offices: tuple[Held, ...]
    target_who: str | None
    resolved_by: str | None
    acts: tuple[tuple[str, float], ...]
    machine: dict[str, Any] | None
    struck: bool
    within: StatementRow | None
    holds: tuple[StatementRow, ...]
    readings: tuple[ReadingLine, ...]
    versions: tuple[VersionLine, ...]
    events: tuple[Event, ...]


def statement_view(conn: sqlite3.Connection, told: str) -> StatementView:
    """All that is known of a statement.

    Args:
        conn: The ledger.
        told: Its id, or a beginning of it that only one has.

    Raises:
        UnknownIdError: There is none, or more than one; the nearest ids are named.
    """
    with snapshot(conn):
        key = _found(conn, printable(told).strip().lower())
        own = conn.execute(
            "SELECT s.*, t.name AS target_who, t.person_id AS target_person FROM statements s"
            " LEFT JOIN speakers t ON t.id = s.target_speaker_id WHERE s.id = ?",
            (key.id,),
        ).fetchone()
        text = inspecting.text_of(conn, key.version_id)
        spans: dict[str, list[list[int]]] = json.loads(own["spans"])
        machine = inspecting.machine_record(conn, key)
        said = tuple(events.of_statement(conn, key.id))
        spoken_for = any(event.live and event.what == "correct" and event.field == "speaker" for event in said)
        act_set = any(event.live and event.what == "correct" and event.field == "act" for event in said)
        return StatementView(
            row=_row(conn, key.id),
            sentence=parts(text, spans, own["start"], own["stop"]),
            places=tuple(_place(text, name, spans[name]) for name in TOLD if spans.get(name)),
            offices=offices_of(conn, own["person_id"]) if own["person_id"] is not None else (),
            target_who=own["target_who"],
            resolved_by=machine.get("resolved_by") if machine is not None and not spoken_for else None,
            acts=tuple((act, share) for act, share in (machine or {}).get("acts") or ()) if not act_set else (),
            machine=machine,
            struck=bool(own["struck"]),
            within=None if own["within_id"] is None else _row(conn, own["within_id"]),
            holds=_inside(conn, key.id),
            readings=_readings(conn, key),
            versions=_versions(conn, key, own["words"]),
            events=said,
        )


def parts(text: str, spans: dict[str, list[list[int]]], start: int, stop: int) -> tuple[Part, ...]:
    """The sentences from `start` to `stop`, cut where a mark begins or ends.

    Args:
        text: The version's text.
        spans: Pieces by the names of the fields.
        start: Of the statement.
        stop: Its end.
    """
    around = [bounds for bounds in sentence_bounds(text) if bounds[0] < stop and start < bounds[1]]
    first, last = min([start, *(s for s, _ in around)]), max([stop, *(e for _, e in around)])
    marks: list[str | None] = [None] * (last - first)
    for name in reversed(MARKED):
        for begin, end in spans.get(name, ()):
            marks[begin - first : end - first] = [name] * (end - begin)
    found: list[Part] = []
    begin = 0
    for position in range(1, len(marks) + 1):
        if position == len(marks) or marks[position] != marks[begin]:
            found.append(Part(text[first + begin : first + position], marks[begin]))
            begin = position
    return tuple(found)


def _found(conn: sqlite3.Connection, told: str) -> StatementKey:
    try:
        return finding.statement(conn, told)
    except UnknownIdError as error:
        if "more than one" in error.what:
            raise
        near = nearest(conn, told)
        remedy = f"did you mean {' or '.join(near)}?" if near else error.remedy
        raise UnknownIdError(error.what, remedy=remedy) from error


def nearest(conn: sqlite3.Connection, told: str) -> list[str]:
    """The ids before and after, in the order of letters, that begin as a mistyped one does."""
    before = conn.execute("SELECT max(short_id) FROM statements WHERE short_id < ?", (told,)).fetchone()[0]
    after = conn.execute("SELECT min(short_id) FROM statements WHERE short_id > ?", (told,)).fetchone()[0]
    common = {near: _common(told, near) for near in (before, after) if near is not None}
    best = max(common.values(), default=0)
    return [near for near, shared in common.items() if shared == best and shared >= _COMMON]


def _common(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _place(text: str, name: str, pieces: Sequence[Sequence[int]]) -> Place:
    words = " … ".join(text[start:end] for start, end in pieces)
    return Place(name, words, tuple((start, end) for start, end in pieces))


def _row(conn: sqlite3.Connection, number: int) -> StatementRow:
    return next(iter(_rows(conn, "s.id = ?", (number,))))


def _inside(conn: sqlite3.Connection, number: int) -> tuple[StatementRow, ...]:
    return tuple(_rows(conn, "s.within_id = ? AND s.current", (number,)))


def _rows(conn: sqlite3.Connection, where: str, values: tuple[Any, ...]) -> Iterable[StatementRow]:
    """The statements of a condition on the table, in the order of the text."""
    short_ids = conn.execute(f"SELECT s.short_id FROM statements s WHERE {where} ORDER BY s.start, s.id", values)
    for (short_id,) in short_ids.fetchall():
        yield statement_row(conn.execute(f"SELECT {COLUMNS} FROM who_said_what WHERE id = ?", (short_id,)).fetchone())


def _readings(conn: sqlite3.Connection, key: StatementKey) -> tuple[ReadingLine, ...]:
    version = conn.execute(
        "SELECT v.sha256, v.current_reading_id, a.short_id FROM versions v JOIN articles a ON a.id = v.article_id"
        " WHERE v.id = ?",
        (key.version_id,),
    ).fetchone()
    rows = conn.execute(
        "SELECT id, added, reader, model FROM readings WHERE version_id = ? ORDER BY id", (key.version_id,)
    ).fetchall()
    found = []
    for row in rows:
        record = stands.read_record(conn, row["id"])
        holds = key.short_id in dict(stands.statements_of(version["short_id"], version["sha256"], record))
        newest = row["id"] == version["current_reading_id"]
        found.append(ReadingLine(row["added"], row["reader"], row["model"], holds, newest))
    return tuple(found)


def _versions(conn: sqlite3.Connection, key: StatementKey, words: str) -> tuple[VersionLine, ...]:
    pieces = words.split(" … ")
    rows = conn.execute(
        "SELECT number, added, published, sha256, text FROM versions WHERE article_id = ? ORDER BY number",
        (key.article_id,),
    )
    return tuple(
        VersionLine(
            row["number"], row["added"], row["published"], row["sha256"], all(piece in row["text"] for piece in pieces)
        )
        for row in rows
    )
