"""Timeline: positions in the order they were said, and where the same side said otherwise before.

Of a person, it holds what they said and what those said who speak for them; of words, whoever said them.  *Possible
changes* are pairs set side by side: a commitment and its refusal, a pledge that loses a figure or gains a condition.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from inquit.errors import FormatError, UnknownIdError
from inquit.ledger import Ledger
from inquit.ledger.connection import snapshot
from inquit.ledger.errors import translated
from inquit.ledger.people_find import PersonKey
from inquit.ledger.people_find import person as find_person
from inquit.ledger.pledges import COMMITTING, TURNING_DOWN, Said, rows_of, said, words_at
from inquit.ledger.pledges_events import log
from inquit.ledger.pledges_sides import Sides
from inquit.ledger.pledges_told import own_parties, reporters
from inquit.ledger.search_words import parsed
from inquit.reports.pledges import pledges, times_of
from inquit.reports.pledges_changes import Change, refused, told, turned_down, within_pledge
from inquit.reports.pledges_joining import matter
from inquit.reports.promises import place_of
from inquit.reports.sections import Section

COMPARED = 600
"""Commitments and refusals among which changes are looked for, the newest."""


@dataclass(frozen=True, slots=True)
class Position:
    """A statement in its place in time.

    Attributes:
        occasion: On which it was said, in the text's words; `None`: not stated.
        to_whom: Likewise.
        side: Why it is on the person's side, where somebody else says it for them; `None`: their own words, or
            nobody's side was asked for.
        reported_by: Who tells of it from another side; `None`: it is the speaker's own.
    """

    statement: Said
    occasion: str | None
    to_whom: str | None
    side: str | None
    reported_by: str | None

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            **told(self.statement),
            "occasion": self.occasion,
            "to_whom": self.to_whom,
            "side": self.side,
            "reported_by": self.reported_by,
        }


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of positions, the oldest first, and the possible changes among all of them.

    Attributes:
        person: Name of whose it is; `None`: nobody's.
        words: What was asked for; `None`: everything.
        next: The cursor of the page after this one; `None`: this is the last.
    """

    person: str | None
    words: str | None
    as_of: str
    positions: tuple[Position, ...]
    changes: tuple[Change, ...]
    next: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """All of it, ready for `json.dumps`."""
        return {
            "person": self.person,
            "words": self.words,
            "as_of": self.as_of,
            "positions": [one.to_dict() for one in self.positions],
            "changes": [one.to_dict() for one in self.changes],
            "next": self.next,
        }

    def sections(self) -> tuple[Section, ...]:
        """Positions; possible changes."""
        return (
            Section(
                "Positions",
                ("day", "who", "act", "words", "condition", "occasion", "to whom", "outlet", "told by", "id"),
                tuple(
                    (
                        one.statement.day or None,
                        one.statement.who,
                        one.statement.act,
                        one.statement.words,
                        one.statement.condition,
                        one.occasion,
                        one.to_whom,
                        one.statement.outlet,
                        f"reported by {one.reported_by}" if one.reported_by else one.side,
                        one.statement.id,
                    )
                    for one in self.positions
                ),
                f"As of {self.as_of}, in the order they were said.",
            ),
            Section(
                "Possible changes",
                ("kind", "before", "words before", "after", "words after", "score", "why", "ids"),
                tuple(
                    (
                        str(one.kind),
                        one.before.day or None,
                        one.before.words,
                        one.after.day or None,
                        one.after.words,
                        one.score,
                        one.why,
                        f"{one.before.id} {one.after.id}",
                    )
                    for one in self.changes
                ),
                "The same side on the same matter in other words, side by side; what it means is for people to say.",
            ),
        )


def timeline(
    ledger: Ledger,
    person: str | None = None,
    *,
    words: str = "",
    acts: Sequence[str] = (),
    as_of: date | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Timeline:
    """Positions in the order they were said.

    Args:
        ledger: The ledger.
        person: Whose: an id or a name; `None`: whoever speaks.
        words: Only statements with all of these words, as a search understands them.
        acts: Only these; empty: all.
        as_of: As it stood at the end of this day; `None`: today.
        limit: Positions of a page.
        cursor: `Timeline.next` of the page before; `None`: the first page.

    Raises:
        UnknownIdError: There is no such person, or more than one.
        FormatError: Neither person nor words are given, or the cursor is none.
    """
    if limit < 1:
        raise FormatError(f"limit: {limit} is less than 1")
    if person is None and not words.strip():
        raise FormatError("a timeline needs a person or words")
    after = None if cursor is None else place_of(cursor)
    conn = ledger.conn
    with translated(ledger.path), snapshot(conn):
        day = (as_of or date.today()).isoformat()
        key = None if person is None else find_person(conn, person)
        sides = Sides(conn)
        if key is None:
            shown, compared = _of_words(conn, words, acts, after, day, limit + 1)
        else:
            shown, compared = _of_person(conn, sides, key.id, words, acts, after, day, limit + 1)
        following = f"{shown[limit - 1][0]}-{shown[limit - 1][1]}" if len(shown) > limit else None
        positions = _positions(conn, sides, key, [row for _, row in shown[:limit]])
        changes = _changes(conn, sides, compared[-COMPARED:], day)
        return Timeline(key.name if key else None, words.strip() or None, day, positions, changes, following)


def person_or_words(ledger: Ledger, told_as: str) -> tuple[str | None, str]:
    """Whether somebody is meant or words are: the person's id and no words, or nobody and the words.

    Raises:
        UnknownIdError: It can be more than one person.
    """
    try:
        return find_person(ledger.conn, told_as).short_id, ""
    except UnknownIdError as error:
        if error.what.startswith("nobody"):
            return None, told_as
        raise


_Place = tuple[str, int]
"""Day and row of a statement."""

_DECIDING = (*COMMITTING, *TURNING_DOWN)


def _of_words(
    conn: sqlite3.Connection, words: str, acts: Sequence[str], after: _Place | None, until: str, limit: int
) -> tuple[list[_Place], list[int]]:
    """The page, and the rows of the newest statements that decide something, the oldest first."""
    expression = parsed(words).expression
    if expression is None:
        return [], []
    sql = (
        "SELECT s.day, s.id FROM statements_fts f CROSS JOIN statements s INDEXED BY statements_by_id ON s.id = f.rowid"
        " WHERE statements_fts MATCH ? AND s.current = 1 AND s.day <= ?"
    )
    conditions, values = "", list[object]((expression, until))
    if after is not None:
        conditions += " AND (s.day, s.id) > (?, ?)"
        values += after
    if acts:
        conditions += f" AND s.act IN ({', '.join('?' * len(acts))})"
        values += acts
    page = conn.execute(f"{sql}{conditions} ORDER BY s.day, s.id LIMIT ?", (*values, limit)).fetchall()
    deciding = conn.execute(
        f"{sql} AND s.act IN ({', '.join('?' * len(_DECIDING))}) ORDER BY s.day DESC, s.id DESC LIMIT ?",
        (expression, until, *_DECIDING, COMPARED),
    )
    return [(row[0], row[1]) for row in page], [row[1] for row in deciding][::-1]


def _of_person(
    conn: sqlite3.Connection,
    sides: Sides,
    person: int,
    words: str,
    acts: Sequence[str],
    after: _Place | None,
    until: str,
    limit: int,
) -> tuple[list[_Place], list[int]]:
    """The page, and the rows of all statements that decide something, the oldest first."""
    own = conn.execute(
        "SELECT day, id, act FROM statements INDEXED BY statements_by_person"
        " WHERE person_id = ? AND current = 1 AND day <= ?",
        (person, until),
    )
    found = {(row[0], row[1], row[2]) for row in own} | _spoken_for(conn, sides, person, until)
    if words.strip():
        expression = parsed(words).expression
        if expression is None:
            return [], []
        rows = conn.execute("SELECT rowid FROM statements_fts WHERE statements_fts MATCH ?", (expression,))
        among = {row for (row,) in rows}
        found = {place for place in found if place[1] in among}
    places = sorted(found, key=lambda place: place[:2])
    page = [
        (day, row) for day, row, act in places if (not acts or act in acts) and (after is None or (day, row) > after)
    ]
    return page[:limit], [row for _, row, act in places if act in _DECIDING]


def _spoken_for(conn: sqlite3.Connection, sides: Sides, person: int, until: str) -> set[tuple[str, int, str | None]]:
    """What those said who speak for a person."""
    speaking = conn.execute(
        "SELECT DISTINCT person_id FROM offices WHERE of_person_id = ? AND relation = 'speaks for'", (person,)
    ).fetchall()
    rows = set(rows_of(conn, (row for (row,) in speaking if row != person), None, until=until))
    standing = conn.execute(
        "SELECT id FROM statements WHERE current = 1 AND day <= ? AND id IN (SELECT value FROM json_each(?))",
        (until, json.dumps(sorted(sides.unnamed({person})))),
    )
    ones = said(conn, rows | {row for (row,) in standing})
    return {(one.day, one.row, one.act) for one in ones if any(party.row == person for party in sides.parties(one))}


def _positions(
    conn: sqlite3.Connection, sides: Sides, key: PersonKey | None, rows: Sequence[int]
) -> tuple[Position, ...]:
    by_row = {one.row: one for one in said(conn, rows)}
    ones = [by_row[row] for row in rows]
    outer = {one.row: one for one in said(conn, {one.within for one in ones if one.within is not None})}
    reporter = reporters(sides, ones, outer)
    found = []
    for one in ones:
        side = None
        if key is not None and one.person_row != key.id:
            side = next((party.rule for party in sides.parties(one) if party.row == key.id), None)
        occasion, to_whom = words_at(conn, one, "setting"), words_at(conn, one, "addressee")
        found.append(Position(one, occasion, to_whom, side, reporter.get(one.row)))
    return tuple(found)


def _changes(conn: sqlite3.Connection, sides: Sides, rows: Sequence[int], until: str) -> tuple[Change, ...]:
    """Pairs among commitments and refusals, in the order of the later one."""
    ones = said(conn, rows)
    said_log = log(conn, until=until)
    times = times_of(conn, (one.version_row for one in ones))
    found: list[Change] = []
    own: list[Said] = []
    for acts in (COMMITTING, TURNING_DOWN):
        for pledge in pledges(conn, [one for one in ones if one.act in acts], said_log, sides):
            found += within_pledge([one for one in pledge.statements if not one.recalls], times, {})
            own += pledge.statements
    commitments = [
        (one, matter(one, times.get(one.version_row, ())), own_parties(sides, one)) for one in own if one.commits
    ]
    refusals = [
        (one, refused(one, times.get(one.version_row, ())), sides.parties(one)) for one in own if not one.commits
    ]
    found += turned_down(commitments, refusals, {})
    return tuple(sorted(found, key=lambda change: (change.after.day, change.after.row, change.before.row)))
