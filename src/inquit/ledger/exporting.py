"""Everything in a ledger, one thing at a time: what exports write, complete and in the order of adding."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from inquit.ledger import events
from inquit.ledger.confident import SURE_ENOUGH, checked
from inquit.ledger.connection import snapshot
from inquit.ledger.effective import SPANS, Standing
from inquit.ledger.events import Event
from inquit.ledger.rows import StatementRow, statement_row
from inquit.ledger.stands import Found, Stand, stand
from inquit.types import FORMAT

_ROWS = """
SELECT w.*, s.spans, v.sha256, inner_of.short_id AS within, t.name AS target_speaker, r.reader, r.model
FROM statements s
JOIN who_said_what w ON w.id = s.short_id
JOIN versions v ON v.id = s.version_id
LEFT JOIN statements inner_of ON inner_of.id = s.within_id
LEFT JOIN speakers t ON t.id = s.target_speaker_id
LEFT JOIN readings r ON r.id = s.reading_id
WHERE {which}
ORDER BY s.id
"""


def statements(conn: sqlite3.Connection, *, every: bool = False) -> Iterator[StatementRow]:
    """The statements that stand, as rows.

    Args:
        conn: The ledger.
        every: Those too that stood in older versions and readings, and those that are struck out.
    """
    for row in conn.execute(*told(_ROWS, every=every)):
        yield statement_row(row)


def complete(
    conn: sqlite3.Connection, *, every: bool = False, min_confidence: float | None = None
) -> Iterator[dict[str, Any]]:
    """The statements that stand, with their places in the text and who read them, ready for `json.dumps`.

    Args:
        conn: The ledger.
        every: As for `statements`.
        min_confidence: Those alone of which the reader was so sure, from 0 to 1, or that a person has looked at.

    Raises:
        FormatError: `min_confidence` is not between 0 and 1.
    """
    for row in conn.execute(*told(_ROWS, every=every, min_confidence=min_confidence)):
        spans = json.loads(row["spans"])
        yield {
            **asdict(statement_row(row)),
            "spans": {name: spans.get(name, []) for name in (*SPANS, "time")},
            "sha256": row["sha256"],
            "within": row["within"],
            "target_speaker": row["target_speaker"],
            "reader": {"version": row["reader"], "model": row["model"]} if row["reader"] is not None else None,
        }


def told(sql: str, *, every: bool, min_confidence: float | None = None) -> tuple[str, tuple[float, ...]]:
    """A query on the statements `s` that are told, which go where `{which}` stands, and its values."""
    which: tuple[str, tuple[float, ...]] = ("s.current OR ?", (every,))
    if min_confidence is not None:
        which = f"({which[0]}) AND {SURE_ENOUGH}", (*which[1], checked(min_confidence))
    return sql.format(which=which[0]), which[1]


def corrected_readings(conn: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """The versions about whose statements people have said something, as they stand: to learn from.

    Each is an object of the reading format, its statements under their short ids.  Beside the format's fields a
    statement has `checked`, whether people have spoken about it; the object has `not_statements`, the places that they
    struck out, and `events`, all that was said, undone or not.
    """
    versions = conn.execute(
        "SELECT DISTINCT s.version_id FROM events e JOIN statements s ON s.id = e.statement_id ORDER BY 1"
    ).fetchall()
    for (version_id,) in versions:
        # A snapshot for each and not for all: between two of them the caller may write, and must not do so in one.
        with snapshot(conn):
            stands = stand(conn, version_id)
            touched = any(standing.touched for _, standing in stands.statements.values())
            record = standing_record(conn, stands) if touched else None
        if record is not None:
            yield record


def standing_record(conn: sqlite3.Connection, stands: Stand) -> dict[str, Any]:
    """A version as it stands, as one object of the reading format; see `corrected_readings`."""
    row = conn.execute(
        "SELECT v.*, a.url, o.name AS outlet FROM versions v JOIN articles a ON a.id = v.article_id"
        " LEFT JOIN outlets o ON o.id = v.outlet_id WHERE v.id = ?",
        (stands.version.id,),
    ).fetchone()
    details = json.loads(row["details"])
    speakers = _Speakers(stands)
    standing = {short_id: pair for short_id, pair in stands.statements.items() if short_id in stands.standing}
    return {
        "format": FORMAT,
        "id": stands.version.article,
        "url": row["url"],
        "outlet": row["outlet"],
        "title": row["title"],
        "authors": details.get("authors", []),
        "published": row["published"],
        "modified": row["modified"],
        "language": row["language"],
        "text": row["text"],
        "sha256": row["sha256"],
        "statements": sorted(
            (_statement(short_id, found, told, speakers, standing) for short_id, (found, told) in standing.items()),
            key=lambda statement: min(piece[0] for name in ("source", "cue", "content") for piece in statement[name]),
        ),
        "speakers": speakers.all,
        "times": stands.readings[-1][1]["times"],
        "reader": None,
        "not_statements": [
            {name: told.record.get(name) or [] for name in ("source", "cue", "content")}
            for _, told in stands.statements.values()
            if told.struck
        ],
        "events": [_event(event) for event in events.of_version(conn, stands.version.id)],
    }


def _statement(
    short_id: str, found: Found, told: Standing, speakers: _Speakers, standing: dict[str, Any]
) -> dict[str, Any]:
    record = told.record
    within = record.get("within")
    return {
        **record,
        **{name: record.get(name) or [] for name in ("source", "cue", "content")},
        "id": short_id,
        "speaker": speakers.id_of(record.get("speaker"), found.reading_id),
        "target_speaker": speakers.id_of(record.get("target_speaker"), found.reading_id),
        "within": within if within in standing else None,
        "checked": told.touched,
    }


class _Speakers:
    """The speakers of a version under ids of one reading: those of the current one keep theirs."""

    def __init__(self, stands: Stand) -> None:
        self.readings = {
            reading_id: {speaker["id"]: speaker for speaker in record["speakers"]}
            for reading_id, record in stands.readings
        }
        self.all: list[dict[str, Any]] = list(stands.readings[-1][1]["speakers"])
        self.ids = {(speaker["name"].casefold(), speaker["kind"]): speaker["id"] for speaker in reversed(self.all)}
        self.current_id = stands.readings[-1][0]

    def id_of(self, told: Any, reading_id: int | None) -> str | None:
        """The id of a speaker that a statement names; see `effective`."""
        if isinstance(told, str):
            if reading_id == self.current_id:
                return told
            told = self.readings[reading_id][told] if reading_id is not None else None
        if told is None:
            return None
        key = told["name"].casefold(), told["kind"]
        if key not in self.ids:
            self.ids[key] = f"c{len(self.all) + 1}"
            mentions: list[list[int]] = told.get("mentions") or []
            self.all.append({"mentions": mentions, "role": None, "anonymity": None, **told, "id": self.ids[key]})
        return str(self.ids[key])


def _event(event: Event) -> dict[str, Any]:
    told = asdict(event)
    return {key: told[key] for key in told if told[key] is not None and key not in ("article", "person")}
