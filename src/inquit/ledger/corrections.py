"""What people say about statements: corrected, struck out, confirmed, added; and taken back.

Each is an event beside the reader's reading, never over it: the log and the row that follows from it are written in one
transaction.  Two people who disagree both stay in the log; what stands is the latest word that nobody took back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from inquit import jsonl
from inquit.errors import FormatError, LedgerError
from inquit.ledger import deriving, events, finding, inspecting, people_state
from inquit.ledger.connection import transaction
from inquit.ledger.effective import FIELDS, SPANS, SPEAKERS
from inquit.ledger.events import Event
from inquit.ledger.ids import statement_id
from inquit.types import Kind


def correct(
    conn: sqlite3.Connection, statement: str, fields: Mapping[str, Any], *, who: str, why: str | None = None
) -> tuple[Event, ...]:
    """Set fields of a statement; an event for each that is not so already.

    Args:
        conn: The ledger.
        statement: Its id.
        fields: Names and values as in the reading format; spans are lists of `[start, end]`, or words that stand once
            in the text.  A speaker is an id of the reading's, a name, an object with `name`, `kind` and `role`, or
            `None` for not known; `within` is the id of another statement of the same version.
        who: Who says so.
        why: The reason.

    Raises:
        UnknownIdError: There is no such statement.
        FormatError: A field is unknown, or its value impossible.
    """
    made = []
    with transaction(conn):
        key = finding.statement(conn, statement)
        before = inspecting.standing_of(conn, key)
        values = {name: _value(conn, key.version_id, name, value) for name, value in fields.items()}
        _check(inspecting.text_of(conn, key.version_id), before.record | values)
        for name, value in values.items():
            was = inspecting.told(conn, key, name, before.record.get(name))
            if was != value or before.struck:
                number = events.append(
                    conn,
                    who=who,
                    what="correct",
                    article_id=key.article_id,
                    statement_id=key.id,
                    field=name,
                    value=value,
                    was=was,
                    why=why,
                )
                made.append(number)
        deriving.derive(conn, key.version_id)
        return tuple(events.find(conn, number) for number in made)


def strike(conn: sqlite3.Connection, statement: str, *, who: str, why: str | None = None) -> Event:
    """Say that it is not a statement: it stands no longer, and can still be looked at."""
    return _say(conn, statement, "strike", who=who, why=why)


def confirm(conn: sqlite3.Connection, statement: str, *, who: str, why: str | None = None) -> Event:
    """Say that a statement is right as it stands: it goes on to stand whatever a newer reader finds."""
    return _say(conn, statement, "confirm", who=who, why=why)


def add_missed(
    conn: sqlite3.Connection, article: str, record: Mapping[str, Any], *, who: str, why: str | None = None
) -> Event:
    """Add a statement that the reader missed, to the current version of an article.

    Args:
        conn: The ledger.
        article: The article's id.
        record: Its fields, as for `correct`; `content`, `cue` or `source` at least.
        who: Who says so.
        why: The reason.

    Raises:
        UnknownIdError: There is no such article.
        FormatError: A field is unknown, or its value impossible.
        LedgerError: The article was removed, or has a statement at this place already.
    """
    with transaction(conn):
        key = finding.article(conn, article)
        if key.version_id is None:
            raise LedgerError(f"the article {key.short_id} was removed")
        text = inspecting.text_of(conn, key.version_id)
        values = {name: _value(conn, key.version_id, name, value) for name, value in record.items()}
        _check(text, values)
        sha256 = conn.execute("SELECT sha256 FROM versions WHERE id = ?", (key.version_id,)).fetchone()[0]
        short_id = statement_id(key.short_id, sha256, values)
        if conn.execute("SELECT 1 FROM statements WHERE short_id = ?", (short_id,)).fetchone() is not None:
            raise LedgerError(
                f"there is a statement at this place already, {short_id}",
                remedy="correct that one, or undo what was said about it",
            )
        # The row first, since the event points at it; `derive` fills it in.
        made = conn.execute(
            "INSERT INTO statements(short_id, article_id, version_id, source, cue, words, spans, start, stop, mode,"
            " current) VALUES (?, ?, ?, '', '', '', '{}', 0, 0, 'indirect', 0)",
            (short_id, key.id, key.version_id),
        )
        number = events.append(
            conn, who=who, what="add", article_id=key.id, statement_id=made.lastrowid, value=values, why=why
        )
        deriving.derive(conn, key.version_id)
        return events.find(conn, number)


def undo(conn: sqlite3.Connection, number: int, *, who: str, why: str | None = None) -> Event:
    """Take an event back, however old; to take back an undo brings the first event to life again.

    Args:
        conn: The ledger.
        number: The event's id.
        who: Who says so.
        why: The reason.

    Raises:
        UnknownIdError: There is no such event.
        LedgerError: It is taken back already.
    """
    with transaction(conn):
        event = events.find(conn, number)
        if not event.live:
            raise LedgerError(f"event {number} is undone already", remedy="undo its undoing to bring it back")
        row = conn.execute(
            "SELECT e.article_id, e.statement_id, e.person_id, s.version_id FROM events e"
            " LEFT JOIN statements s ON s.id = e.statement_id WHERE e.id = ?",
            (number,),
        ).fetchone()
        made = events.append(
            conn,
            who=who,
            what="undo",
            article_id=row["article_id"],
            statement_id=row["statement_id"],
            person_id=row["person_id"],
            field=event.field,
            why=why,
            undoes=number,
        )
        if row["version_id"] is not None:
            deriving.derive(conn, row["version_id"])
        if row["person_id"] is not None:
            people_state.derive(conn)
        return events.find(conn, made)


def _say(conn: sqlite3.Connection, statement: str, what: str, *, who: str, why: str | None) -> Event:
    with transaction(conn):
        key = finding.statement(conn, statement)
        number = events.append(conn, who=who, what=what, article_id=key.article_id, statement_id=key.id, why=why)
        deriving.derive(conn, key.version_id)
        return events.find(conn, number)


def _value(conn: sqlite3.Connection, version_id: int, name: str, value: Any) -> Any:
    """A value as the log keeps it.

    Raises:
        FormatError: There is no such field, or no such statement to stand within.
    """
    if name not in FIELDS:
        near = get_close_matches(name, FIELDS, n=1)
        raise FormatError(
            f"{name!r} is not a field that can be corrected",
            remedy=f"did you mean {near[0]!r}?" if near else f"there are {', '.join(FIELDS)}",
        )
    if name in SPEAKERS and value is not None:
        return _speaker(conn, version_id, value)
    if name == "within" and value is not None:
        key = finding.statement(conn, value)
        if key.version_id != version_id:
            raise FormatError(f"within: {key.short_id} is a statement of another version")
        return key.short_id
    if name in SPANS and isinstance(value, str):
        return _place(inspecting.text_of(conn, version_id), name, value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [list(item) if isinstance(item, Sequence) and not isinstance(item, str) else item for item in value]
    return value


def _place(text: str, name: str, words: str) -> list[list[int]]:
    """Where words stand in a text.

    Raises:
        FormatError: They do not, or more than once.
    """
    start = text.find(words) if words else -1
    if start < 0:
        raise FormatError(f"{name}: the text does not say {words!r}", remedy="copy the words exactly")
    if (again := text.find(words, start + 1)) >= 0:
        raise FormatError(
            f"{name}: the text says {words!r} at {start} and at {again}", remedy="give more words, or the offsets"
        )
    return [[start, start + len(words)]]


def _speaker(conn: sqlite3.Connection, version_id: int, value: Any) -> dict[str, Any]:
    """The speaker that is meant by an id, a name or an object, as the version's current reading knows them."""
    given = {"name": value} if isinstance(value, str) else dict(value)
    name = given.get("name")
    if not isinstance(name, str) or not name.strip():
        raise FormatError(f"speaker: {value!r} has no name")
    kind = given.get("kind")
    if kind is not None and kind not in [*Kind]:
        raise FormatError(f"speaker: {kind!r} is none of {', '.join(Kind)}")
    rows = conn.execute(
        "SELECT k.key, k.name, k.kind, k.role FROM speakers k JOIN versions v ON v.id = k.version_id"
        " WHERE v.id = ? AND (k.reading_id IS NULL OR k.reading_id = v.current_reading_id) ORDER BY k.id",
        (version_id,),
    ).fetchall()
    for row in rows:
        if name == row["key"] or (name.casefold() == row["name"].casefold() and kind in (None, row["kind"])):
            return {"name": row["name"], "kind": row["kind"], "role": given.get("role") or row["role"]}
    return {"name": " ".join(name.split()), "kind": kind or "person", "role": given.get("role")}


def _check(text: str, record: Mapping[str, Any]) -> None:
    """Let the reading format check a record whose speakers are known to be right.

    Raises:
        FormatError: A value is impossible; the message names field, value and reason.
    """
    plain = {name: value for name, value in record.items() if name not in (*SPEAKERS, "within", "id")}
    try:
        jsonl.from_record({"text": text, "statements": [plain]})
    except FormatError as error:
        raise FormatError(error.what.removeprefix("statements[0]").removeprefix("."), remedy=error.remedy) from error
