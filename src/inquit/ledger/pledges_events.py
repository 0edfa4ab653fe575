"""What people say about pledges: that two statements are one, that two are not, how one is rated.

Each is an event in the log with who, when and why, about a statement; `Ledger.undo` takes it back.  A pledge has no
row of its own, so what is said holds for whatever pledge the statement belongs to: of several ratings the latest
live one counts.

    pledge join        value: {"with": id}: these two statements are one pledge
    pledge part        value: {"from": id}: these two are not, however alike
    pledge rate        value: {"status", "label", "vocabulary", "ends", "evidence": […]}
    condition rate     value: {"status": met | not met | cannot be rated, "evidence": […]}
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from inquit.errors import FormatError, LedgerError
from inquit.ledger import events, finding
from inquit.ledger.connection import transaction
from inquit.ledger.events import Event
from inquit.ledger.finding import StatementKey


class Saying(StrEnum):
    """The kinds of events about pledges."""

    JOIN = "pledge join"
    PART = "pledge part"
    RATE = "pledge rate"
    CONDITION = "condition rate"


class Met(StrEnum):
    """What a person says of a condition."""

    MET = "met"
    NOT_MET = "not met"
    CANNOT_BE_RATED = "cannot be rated"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person says of a pledge, or of a condition.

    Attributes:
        event: Id of the event: `undo` takes it back.
        statement: Short id of the statement that it was said of.
        at: When it was said, UTC.
        status: Code of the status; `label` is for people.
        ends: Whether nothing more is expected.
        evidence: Addresses, ids of statements or words that it rests on.
    """

    event: int
    statement: str
    at: str
    who: str
    status: str
    label: str
    vocabulary: str | None
    ends: bool
    why: str | None
    evidence: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "event": self.event,
            "statement": self.statement,
            "at": self.at,
            "who": self.who,
            "status": self.status,
            "label": self.label,
            "vocabulary": self.vocabulary,
            "ends": self.ends,
            "why": self.why,
            "evidence": list(self.evidence),
        }


@dataclass(frozen=True, slots=True)
class PledgeLog:
    """What counts of the log.

    Attributes:
        joined: Pairs of statements that are one pledge, by short ids, with the event; the later word counts.
        parted: Pairs that are not.
        verdicts: The live verdicts on pledges by the statement that they were said of, oldest first.
        conditions: Those on conditions.
    """

    joined: Mapping[frozenset[str], int]
    parted: Mapping[frozenset[str], int]
    verdicts: Mapping[str, tuple[Verdict, ...]]
    conditions: Mapping[str, tuple[Verdict, ...]]


def join(conn: sqlite3.Connection, one: str, other: str, *, who: str, why: str | None = None) -> Event:
    """Say that two statements are one pledge.

    Raises:
        UnknownIdError: There is no such statement.
        LedgerError: They are the same statement, or this was said already.
    """
    return _pair(conn, Saying.JOIN, "with", one, other, who=who, why=why)


def part(conn: sqlite3.Connection, one: str, other: str, *, who: str, why: str | None = None) -> Event:
    """Say that two statements are not one pledge; see `join`."""
    return _pair(conn, Saying.PART, "from", one, other, who=who, why=why)


def rate(
    conn: sqlite3.Connection,
    statement: str,
    status: Mapping[str, Any],
    *,
    who: str,
    why: str,
    evidence: Iterable[str] = (),
) -> Event:
    """Say how a pledge stands.

    Args:
        conn: The ledger.
        statement: Id of any of its statements.
        status: `status`, `label`, `vocabulary` and `ends`, as `reports.statuses` knows them.
        who: Who says so.
        why: The reason.
        evidence: Addresses, ids of statements, or words.

    Raises:
        UnknownIdError: There is no such statement.
        FormatError: No reason is given, or an id of the evidence is none.
    """
    return _rate(conn, Saying.RATE, statement, dict(status), who=who, why=why, evidence=evidence)


def rate_condition(
    conn: sqlite3.Connection, statement: str, met: str, *, who: str, why: str, evidence: Iterable[str] = ()
) -> Event:
    """Say whether the condition of a statement was met.

    Raises:
        UnknownIdError: There is no such statement.
        FormatError: `met` is no `Met`, or no reason is given.
        LedgerError: The statement has no condition.
    """
    if met not in [*Met]:
        raise FormatError(f"{met!r} is nothing that a condition can be", remedy=f"there are {', '.join(Met)}")
    key = finding.statement(conn, statement)
    if conn.execute("SELECT condition FROM statements WHERE id = ?", (key.id,)).fetchone()[0] is None:
        raise LedgerError(f"the statement {key.short_id} has no condition")
    value = {"status": met, "label": met}
    return _rate(conn, Saying.CONDITION, statement, value, who=who, why=why, evidence=evidence)


def log(conn: sqlite3.Connection, *, until: str | None = None) -> PledgeLog:
    """Replay what was said about pledges.

    Args:
        conn: The ledger.
        until: Only verdicts of this day or before; `None`: all.  What is joined and parted always is, as a corrected
            speaker is.
    """
    marks = ", ".join("?" * len(Saying))
    rows = conn.execute(
        "SELECT e.id, e.at, e.who, e.what, e.value, e.why, s.short_id FROM events e"
        f" JOIN statements s ON s.id = e.statement_id WHERE e.what IN ({marks}) ORDER BY e.id",
        tuple(Saying),
    ).fetchall()
    joined: dict[frozenset[str], int] = {}
    parted: dict[frozenset[str], int] = {}
    said: dict[str, dict[str, list[Verdict]]] = {Saying.RATE: {}, Saying.CONDITION: {}}
    for row in rows:
        if not events.is_live(conn, row["id"]):
            continue
        value = json.loads(row["value"])
        if row["what"] in (Saying.JOIN, Saying.PART):
            pair = frozenset({row["short_id"], value.get("with") or value.get("from")})
            ours, theirs = (joined, parted) if row["what"] == Saying.JOIN else (parted, joined)
            ours[pair] = row["id"]
            theirs.pop(pair, None)
        elif until is None or row["at"][:10] <= until:
            said[row["what"]].setdefault(row["short_id"], []).append(_verdict(row, value))
    verdicts, conditions = (
        {statement: tuple(found) for statement, found in said[what].items()} for what in (Saying.RATE, Saying.CONDITION)
    )
    return PledgeLog(joined, parted, verdicts, conditions)


def _verdict(row: sqlite3.Row, value: Mapping[str, Any]) -> Verdict:
    return Verdict(
        event=row["id"],
        statement=row["short_id"],
        at=row["at"],
        who=row["who"],
        status=value["status"],
        label=value.get("label") or value["status"],
        vocabulary=value.get("vocabulary"),
        ends=bool(value.get("ends", False)),
        why=row["why"],
        evidence=tuple(value.get("evidence") or ()),
    )


def _pair(
    conn: sqlite3.Connection, what: Saying, word: str, one: str, other: str, *, who: str, why: str | None
) -> Event:
    with transaction(conn):
        key, twin = finding.statement(conn, one), finding.statement(conn, other)
        if key.id == twin.id:
            raise LedgerError(f"{one!r} and {other!r} are the same statement, {key.short_id}")
        pair = frozenset({key.short_id, twin.short_id})
        known = log(conn)
        if pair in (known.joined if what is Saying.JOIN else known.parted):
            raise LedgerError(f"that was said of {key.short_id} and {twin.short_id} already")
        return _append(conn, what, key, {word: twin.short_id}, who=who, why=why)


def _rate(
    conn: sqlite3.Connection,
    what: Saying,
    statement: str,
    value: dict[str, Any],
    *,
    who: str,
    why: str,
    evidence: Iterable[str],
) -> Event:
    if not why.strip():
        raise FormatError("a verdict needs a reason", remedy="give it with --why")
    with transaction(conn):
        key = finding.statement(conn, statement)
        value["evidence"] = [one.strip() for one in evidence if one.strip()]
        return _append(conn, what, key, value, who=who, why=why)


def _append(
    conn: sqlite3.Connection, what: Saying, key: StatementKey, value: Any, *, who: str, why: str | None
) -> Event:
    number = events.append(
        conn, who=who, what=what, article_id=key.article_id, statement_id=key.id, value=value, why=why
    )
    return events.find(conn, number)
