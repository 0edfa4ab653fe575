"""Promises: pledges with first and last telling, to whom, on which condition, by when, how they are rated, and since.

A pledge is what one side commits itself to on one matter (`reports.pledges`).  What the statements do not say is
`None`, never guessed.  A promise that only others report is listed apart, with who reports it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from inquit.errors import FormatError, LedgerError
from inquit.ledger import Event, Ledger, finding
from inquit.ledger.connection import snapshot
from inquit.ledger.errors import translated
from inquit.ledger.people_find import person as find_person
from inquit.ledger.pledges import COMMITTING, Said, newest_rows, rows_of, said, words_at
from inquit.ledger.pledges_events import PledgeLog, log
from inquit.ledger.pledges_sides import Sides
from inquit.ledger.search_words import parsed
from inquit.reports.deadlines import Bound, due
from inquit.reports.pledges import Pledge, Reported, pledges, times_of
from inquit.reports.pledges_changes import deadlines_of, within_pledge
from inquit.reports.pledges_joining import matter
from inquit.reports.pledges_since import core, since
from inquit.reports.promises_views import Promises, Told
from inquit.reports.statuses import Vocabulary, vocabulary

WALKED = 200
"""Statements that are looked at in one go while a page fills."""

MOST = 20_000
"""Commitments with some words that are looked at, the newest."""


@dataclass(slots=True)
class _Walk:
    """One call of a report: what it looks up and what it has seen."""

    conn: sqlite3.Connection
    as_of: str
    sides: Sides
    log: PledgeLog
    vocabulary: Vocabulary
    by_row: dict[int, Pledge] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)

    def pledge_of(self, one: Said) -> Pledge:
        """The pledge of a statement, made with all that its side committed itself to."""
        if one.row not in self.by_row:
            for pledge in pledges(self.conn, self._with_joined(one), self.log, self.sides):
                for row in (*(own.row for own in pledge.statements), *(r.statement.row for r in pledge.reported)):
                    self.by_row.setdefault(row, pledge)
        return self.by_row[one.row]

    def _with_joined(self, one: Said) -> list[Said]:
        """All commitments that can be one pledge with a statement, those of other sides that people joined included."""
        rows, new = {one.row}, [one]
        while new:
            for each in new:
                rows |= self.rows_beside(each)
            found = said(self.conn, rows)
            ids = {each.id for each in found}
            missing = {other for pair in self.log.joined if pair & ids for other in pair - ids}
            marks = ", ".join("?" * len(missing))
            more = self.conn.execute(f"SELECT id FROM statements WHERE short_id IN ({marks})", tuple(missing))
            new = _standing(self.conn, [row for (row,) in more], self.as_of)
            rows |= {each.row for each in new}
        return found

    def rows_beside(self, one: Said) -> set[int]:
        """Rows of all commitments that can be one pledge with a statement."""
        people = {party.row for party in self.sides.parties(one) if party.row is not None}
        if not people:
            same = self.conn.execute(
                "SELECT id FROM statements WHERE speaker_id = ? AND current = 1 AND act IN (?, ?, ?)",
                (one.speaker, *COMMITTING),
            )
            return {row for (row,) in same} if one.speaker is not None else set()
        return self.rows_of(people)

    def rows_of(self, people: Iterable[int]) -> set[int]:
        """Rows of the commitments of people and of all who are on a side with them."""
        group: set[int] = set()
        for person in people:
            group |= self.sides.group(person)
        found = set(rows_of(self.conn, group, COMMITTING, until=self.as_of))
        # Of everybody with such a last name those who speak for one of these: the others belong to other sides.
        speaking = _standing(self.conn, self.sides.unnamed(group), self.as_of)
        return found | {one.row for one in speaking if any(p.row in group for p in self.sides.parties(one))}


def promises(
    ledger: Ledger,
    person: str | None = None,
    *,
    words: str = "",
    status: str | None = None,
    due_from: str | None = None,
    due_to: str | None = None,
    as_of: date | None = None,
    statuses: str = "plain",
    limit: int = 20,
    cursor: str | None = None,
    developments: bool = True,
) -> Promises:
    """Pledges, those told last first.

    Args:
        ledger: The ledger.
        person: Only those of this person's side: an id or a name.
        words: Only those with all of these words in one of their statements, as a search understands them.
        status: Only those with this status, by code or label.
        due_from: Only those with a deadline on this day or later, ISO 8601.
        due_to: Only those with a deadline on this day or before.
        as_of: As it stood at the end of this day; `None`: today.
        statuses: The vocabulary of statuses: a name or a file.
        limit: Pledges of a page.
        cursor: `Promises.next` of the page before; `None`: the first page.
        developments: Look for what was said since as well.

    Raises:
        UnknownIdError: There is no such person, or more than one.
        FormatError: A status, a vocabulary or a cursor is none.
    """
    if limit < 1:
        raise FormatError(f"limit: {limit} is less than 1")
    known = vocabulary(statuses)
    wanted = None if status is None else known.status(status).label
    conn = ledger.conn
    with translated(ledger.path), snapshot(conn):
        day = (as_of or date.today()).isoformat()
        walk = _Walk(conn, day, Sides(conn), log(conn, until=day), known)
        key = None if person is None else find_person(conn, person)
        rows = _asked(walk, None if key is None else key.id, words)
        found: list[Told] = []
        reported: dict[int, Reported] = {}
        following, last = None, ""
        for place, pledge in _pledges(walk, rows, _position(cursor)):
            if not pledge.statements:
                reported |= {other.statement.row: other for other in pledge.reported}
                continue
            if key is not None and not _is_of(walk, pledge, key.id):
                continue
            shown = _told(walk, pledge, developments=False)
            if (wanted is not None and shown.status != wanted) or not _due(shown, due_from, due_to):
                continue
            if len(found) == limit:
                following = last
                break
            found.append(_told(walk, pledge, developments=developments))
            last = f"{place[0]}-{place[1]}"
        about = key.name if key is not None else words or None
        return Promises(about, day, known.name, tuple(found), tuple(reported.values()), following)


def pledge(ledger: Ledger, statement: str, *, as_of: date | None = None, statuses: str = "plain") -> Told:
    """The pledge to which a statement belongs, with everything that is known of it.

    Args:
        ledger: The ledger.
        statement: Id of any of its statements.
        as_of: As it stood at the end of this day; `None`: today.
        statuses: The vocabulary of statuses: a name or a file.

    Raises:
        UnknownIdError: There is no such statement.
        LedgerError: It does not commit its speaker to anything, or does not stand.
    """
    conn, known = ledger.conn, vocabulary(statuses)
    with translated(ledger.path), snapshot(conn):
        day = (as_of or date.today()).isoformat()
        walk = _Walk(conn, day, Sides(conn), log(conn, until=day), known)
        key = finding.statement(conn, statement)
        (one,) = said(conn, [key.id])
        if not one.commits or not _standing(conn, {one.row}, day):
            raise LedgerError(
                f"{key.short_id} is no promise, plan or threat that stands",
                remedy=f"its act is {one.act or 'not told'}; inquit correct {key.short_id} --act promise changes it",
            )
        found = walk.pledge_of(one)
        if not found.statements:
            raise LedgerError(f"{key.short_id} is a promise that {found.reported[0].by} reports, nobody’s own")
        return _told(walk, found, developments=True)


def rate(
    ledger: Ledger,
    statement: str,
    status: str,
    *,
    who: str,
    why: str,
    evidence: Iterable[str] = (),
    statuses: str = "plain",
) -> Event:
    """Say how a pledge stands, in the words of a vocabulary.

    Args:
        ledger: The ledger.
        statement: Id of any of its statements.
        status: A status, by code or label.
        who: Who says so.
        why: The reason.
        evidence: Addresses, ids of statements, or words.
        statuses: The vocabulary: a name or a file.

    Raises:
        UnknownIdError: There is no such statement.
        FormatError: A status or vocabulary is none, or no reason is given.
        LedgerError: The statement is no pledge.
    """
    known = vocabulary(statuses)
    given = known.status(status)
    pledge(ledger, statement, statuses=statuses)
    value = {"status": given.code, "label": given.label, "vocabulary": known.name, "ends": given.ends}
    return ledger.pledges.rate(statement, value, who=who, why=why, evidence=evidence)


def _asked(walk: _Walk, person: int | None, words: str) -> list[tuple[str, int]] | None:
    """Day and row of the statements that were asked for, the newest first; `None`: of all, which nobody lists."""
    rows: list[tuple[str, int]] | None = None
    if words.strip():
        expression = parsed(words).expression
        if expression is None:
            return []
        found = walk.conn.execute(
            "SELECT s.day, s.id FROM statements_fts f CROSS JOIN statements s INDEXED BY statements_by_id"
            " ON s.id = f.rowid WHERE statements_fts MATCH ? AND s.current = 1 AND s.act IN (?, ?, ?) AND s.day <= ?"
            " ORDER BY s.day DESC, s.id DESC LIMIT ?",
            (expression, *COMMITTING, walk.as_of, MOST),
        )
        rows = [(row[0], row[1]) for row in found]
    if person is None:
        return rows
    side = {one.row: one.day for one in said(walk.conn, walk.rows_of([person]))}
    if rows is None:
        rows = [(day, row) for row, day in side.items()]
    return sorted((place for place in rows if place[1] in side), reverse=True)


def _pledges(
    walk: _Walk, rows: list[tuple[str, int]] | None, after: tuple[str, int] | None
) -> Iterator[tuple[tuple[str, int], Pledge]]:
    """Each pledge at the last of its statements that was asked for."""
    among = None if rows is None else {row for _, row in rows}
    for places in _batches(walk, rows, after):
        by_row = {one.row: one for one in said(walk.conn, [row for _, row in places])}
        for place in places:
            one = by_row[place[1]]
            found = walk.pledge_of(one)
            own = found.statements or tuple(other.statement for other in found.reported)
            # A side that only an article's words tell of may be met in two ways; then both are shown, none is lost.
            here = [s for s in own if walk.by_row.get(s.row) is found and (among is None or s.row in among)]
            if max(((s.day, s.row) for s in here), default=place) == place:
                yield place, found


def _batches(
    walk: _Walk, rows: list[tuple[str, int]] | None, after: tuple[str, int] | None
) -> Iterator[list[tuple[str, int]]]:
    if rows is not None:
        left = [place for place in rows if after is None or place < after]
        for start in range(0, len(left), WALKED):
            yield left[start : start + WALKED]
        return
    while found := newest_rows(walk.conn, COMMITTING, before=after, until=walk.as_of, limit=WALKED):
        yield found
        after = found[-1]


def _position(cursor: str | None) -> tuple[str, int] | None:
    if cursor is None:
        return None
    return place_of(cursor)


def place_of(cursor: str) -> tuple[str, int]:
    """Day and row of the statement at which a page ended.

    Raises:
        FormatError: It is no cursor.
    """
    day, _, row = cursor.rpartition("-")
    if not (row.isascii() and row.isdecimal()) or len(row) > 18:
        raise FormatError(f"{cursor!r} is not a cursor of this report", remedy="take the one that its last page gave")
    return day, int(row)


def _is_of(walk: _Walk, found: Pledge, person: int) -> bool:
    """Whether a pledge is a person's: by them, for them, or by the body itself whose office they hold on that day."""
    offices = {
        party.row
        for one in found.statements
        for party in walk.sides.parties(_as_if(one, person))
        if party.row is not None
    }
    return any(
        one.person_row == person or any(party.row == person for party in walk.sides.parties(one))
        or one.person_row in offices
        for one in found.statements
    )  # fmt: skip


def _as_if(one: Said, person: int) -> Said:
    """The statement as if a person had made it, to ask which offices they held on its day."""
    return replace(one, person_row=person, role=None, source="", who=None)


def _standing(conn: sqlite3.Connection, rows: Iterable[int], until: str) -> list[Said]:
    """Those of some commitments that stand, said on a day or before."""
    found = said(conn, rows)
    if not found:
        return []
    current = {
        row
        for one in found
        for (row,) in conn.execute("SELECT id FROM statements WHERE id = ? AND current = 1", (one.row,))
    }
    return [one for one in found if one.row in current and one.commits and one.day <= until]


def _told(walk: _Walk, found: Pledge, *, developments: bool) -> Told:
    every = found.statements
    own = tuple(one for one in every if not one.recalls) or every
    times = times_of(walk.conn, (one.version_row for one in every))
    days = [deadlines_of(one, times.get(one.version_row, ())) for one in own]
    deadline = next((day for one in reversed(days) if (day := due(one)) is not None), None)
    verdicts = sorted((v for one in every for v in walk.log.verdicts.get(one.id, ())), key=lambda one: one.event)
    ended = bool(verdicts) and verdicts[-1].ends
    who, person = _side(walk, own[0])
    about = core([matter(one, times.get(one.version_row, ())) for one in every])
    return Told(
        id=found.id,
        who=who,
        person=person,
        acts=tuple(dict.fromkeys(str(one.act) for one in own)),
        first=own[0],
        last=own[-1],
        statements=every,
        outlets=tuple(dict.fromkeys(one.outlet for one in every if one.outlet)),
        to_whom=next((to for one in reversed(own) if (to := words_at(walk.conn, one, "addressee"))), None),
        condition=next((one.condition for one in reversed(own) if one.condition), None),
        deadline=deadline,
        bounds=tuple(dict.fromkeys(day for one in days for day in one if day.bound is not Bound.DUE)),
        status=verdicts[-1].label if verdicts else walk.vocabulary.unrated.label,
        overdue=deadline is not None and deadline.day < walk.as_of and not ended,
        verdicts=tuple(verdicts),
        changes=within_pledge(own, times, {}),
        joined=found.joined,
        reported=found.reported,
        developments=since(
            walk.conn, about, own[0], walk.sides, without=frozenset(one.row for one in every), until=walk.as_of
        ) if developments else None,
    )  # fmt: skip


def _side(walk: _Walk, first: Said) -> tuple[str | None, str | None]:
    """Name and short id of the one whose pledge it is: of a spokeswoman's statement the one for whom she speaks."""
    for party in walk.sides.parties(first):
        if party.row is not None and party.rule.startswith("speaks for "):
            row = walk.conn.execute("SELECT name, short_id FROM people WHERE id = ?", (party.row,)).fetchone()
            return row["name"], row["short_id"]
    return first.who, first.person


def _due(one: Told, first: str | None, last: str | None) -> bool:
    if first is None and last is None:
        return True
    return one.deadline is not None and (first or "") <= one.deadline.day <= (last or "9")
