"""Conditions: what was said to hold only if something else does, and whether people say that it was met."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Any

from inquit.errors import FormatError
from inquit.ledger import Ledger
from inquit.ledger.connection import snapshot
from inquit.ledger.errors import translated
from inquit.ledger.people_find import person as find_person
from inquit.ledger.pledges import Said, newest_rows, said, text_between, times_inside
from inquit.ledger.pledges_events import Verdict, log
from inquit.ledger.pledges_sides import Sides
from inquit.reports.deadlines import Deadline, deadlines, due
from inquit.reports.pledges_changes import told
from inquit.reports.pledges_joining import matter_of
from inquit.reports.pledges_since import Development, since
from inquit.reports.promises import place_of
from inquit.reports.sections import Section


@dataclass(frozen=True, slots=True)
class Condition:
    """A statement that holds only if something else does.

    Attributes:
        statement: The statement; its `condition` is `None` where the reader could not tell the words.
        deadline: By when the condition is to be met, by its own words; `None`: not stated.
        verdicts: What people said of it, oldest first; the last counts.
        developments: Later statements about what the condition names; `None`: not looked for.
    """

    statement: Said
    deadline: Deadline | None
    verdicts: tuple[Verdict, ...]
    developments: tuple[Development, ...] | None

    @property
    def status(self) -> str:
        """What people say of it: `met`, `not met`, `cannot be rated`; `open` where nobody said anything."""
        return self.verdicts[-1].label if self.verdicts else "open"

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            **told(self.statement),
            "deadline": self.deadline.day if self.deadline else None,
            "status": self.status,
            "verdicts": [one.to_dict() for one in self.verdicts],
            "developments": None if self.developments is None else [one.to_dict() for one in self.developments],
        }


@dataclass(frozen=True, slots=True)
class Conditions:
    """A page of conditions, those told last first.

    Attributes:
        about: Whose were asked for; `None`: everybody's.
        next: The cursor of the page after this one; `None`: this is the last.
    """

    about: str | None
    as_of: str
    conditions: tuple[Condition, ...]
    next: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """All of it, ready for `json.dumps`."""
        return {
            "about": self.about,
            "as_of": self.as_of,
            "conditions": [one.to_dict() for one in self.conditions],
            "next": self.next,
        }

    def sections(self) -> tuple[Section, ...]:
        """The conditions; what was said since about what they name."""
        return (
            Section(
                "Conditions",
                ("id", "who", "act", "what", "condition", "by", "day", "outlet", "status", "since"),
                tuple(
                    (
                        one.statement.id,
                        one.statement.who,
                        one.statement.act,
                        one.statement.words,
                        one.statement.condition,
                        one.deadline.day if one.deadline else None,
                        one.statement.day or None,
                        one.statement.outlet,
                        one.status,
                        None if one.developments is None else len(one.developments),
                    )
                    for one in self.conditions
                ),
                f"As of {self.as_of}. Whether a condition was met is what a person said; open: nobody did.",
            ),
            Section(
                "Said since about what a condition names",
                ("condition of", "id", "who", "act", "words", "day", "outlet"),
                tuple(
                    (one.statement.id, since_then.statement.id, since_then.statement.who, since_then.statement.act,
                     since_then.statement.words, since_then.statement.day or None, since_then.statement.outlet)
                    for one in self.conditions
                    for since_then in one.developments or ()
                ),
            ),
        )  # fmt: skip


def conditions(
    ledger: Ledger,
    person: str | None = None,
    *,
    as_of: date | None = None,
    limit: int = 20,
    cursor: str | None = None,
    developments: bool = True,
) -> Conditions:
    """Statements that hold only if something else does, those said last first.

    Args:
        ledger: The ledger.
        person: Only this one's: an id or a name.
        as_of: As it stood at the end of this day; `None`: today.
        limit: Conditions of a page.
        cursor: `Conditions.next` of the page before; `None`: the first page.
        developments: Look for what was said since as well.

    Raises:
        UnknownIdError: There is no such person, or more than one.
        FormatError: The cursor is none.
    """
    if limit < 1:
        raise FormatError(f"limit: {limit} is less than 1")
    after = None if cursor is None else place_of(cursor)
    conn = ledger.conn
    with translated(ledger.path), snapshot(conn):
        day = (as_of or date.today()).isoformat()
        key = None if person is None else find_person(conn, person)
        if key is None:
            places = newest_rows(conn, None, conditional=True, before=after, until=day, limit=limit + 1)
        else:
            places = _of_person(conn, key.id, after, day, limit + 1)
        following = f"{places[limit - 1][0]}-{places[limit - 1][1]}" if len(places) > limit else None
        rows = [row for _, row in places[:limit]]
        by_row = {one.row: one for one in said(conn, rows)}
        verdicts, sides = log(conn, until=day).conditions, Sides(conn)
        found = tuple(
            _condition(conn, by_row[row], verdicts.get(by_row[row].id, ()), sides, day, developments=developments)
            for row in rows
        )
        return Conditions(None if key is None else key.name, day, found, following)


def _of_person(
    conn: sqlite3.Connection, person: int, after: tuple[str, int] | None, until: str, limit: int
) -> list[tuple[str, int]]:
    rows = conn.execute(
        "SELECT day, id FROM statements INDEXED BY statements_by_person WHERE person_id = ? AND current = 1"
        " AND day <= ? AND (day, id) < (?, ?) AND conditional = 1 ORDER BY day DESC, id DESC LIMIT ?",
        (person, until, *(after or ("9999-99", 0)), limit),
    )
    return [(row[0], row[1]) for row in rows]


def _condition(
    conn: sqlite3.Connection,
    one: Said,
    verdicts: tuple[Verdict, ...],
    sides: Sides,
    until: str,
    *,
    developments: bool,
) -> Condition:
    by = None
    for start, stop in one.spans.get("condition", ()):
        text = text_between(conn, one.version_row, start, stop)
        times = times_inside(conn, one.version_row, start, stop)
        by = by or due(deadlines(text, start, times, said=one.day))
    told_since = None
    if developments:
        told_since = since(conn, matter_of(one.condition), one, sides, until=until, limit=5) if one.condition else ()
    return Condition(one, by, verdicts, told_since)
