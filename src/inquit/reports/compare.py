"""The same statement in several outlets: who printed which words of it, when, and what each lacks of the first.

Groups come newest first, the tellings of a group oldest first.  The first telling stands for none but itself: it is the
oldest in the ledger, not the right one.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from inquit.errors import InquitError
from inquit.ledger import Ledger, Query, finding
from inquit.ledger.connection import snapshot
from inquit.ledger.errors import translated
from inquit.ledger.matching import finding as pairs
from inquit.ledger.matching import groups, sayings
from inquit.ledger.matching.kinds import MatchKind, relation
from inquit.ledger.matching.losses import Loss, losses
from inquit.ledger.rows import COLUMNS, statement_row
from inquit.reports.lost_sides import Side, side_of
from inquit.reports.sections import Cell, Section

DAYS = 31
"""Days back from the newest statement, where the caller names none."""

FIRST_STEP, STEP = 1, 3
"""Days that are compared first and then at a time, newest first, where a caller has little patience."""

LIMIT = 20
"""Groups of a page."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A statement as one article has it.

    Attributes:
        side: The words and where they stand.
        kind: How they differ from the first telling's; `None` for the first.
        why: The reason for that kind, or by what else it belongs to the group.
        lacks: What the first telling has and this one lacks.
        has: What this one has beside it.
    """

    side: Side
    kind: MatchKind | None
    why: str
    lacks: tuple[Loss, ...]
    has: tuple[Loss, ...]

    def to_dict(self) -> dict[str, Any]:
        """All of it, ready for `json.dumps`."""
        return {
            **self.side.to_dict(),
            "kind": self.kind,
            "why": self.why,
            "lacks": [asdict(loss) for loss in self.lacks],
            "has": [asdict(loss) for loss in self.has],
        }


@dataclass(frozen=True, slots=True)
class Group:
    """One statement in the words of several articles.

    Attributes:
        tellings: Oldest first.
        outlets: How many outlets they are from.
    """

    tellings: tuple[Telling, ...]
    outlets: int

    def to_dict(self) -> dict[str, Any]:
        """All of it, ready for `json.dumps`."""
        return {"outlets": self.outlets, "tellings": [telling.to_dict() for telling in self.tellings]}


@dataclass(frozen=True, slots=True)
class Compared:
    """A page of groups.

    Attributes:
        groups: Newest first.
        since, until: The days that were looked at.
        cursor: Where the next page begins; `None`: there is nothing more in these days.
    """

    groups: tuple[Group, ...]
    since: str | None
    until: str | None
    cursor: str | None

    def to_dict(self) -> dict[str, Any]:
        """All of it, ready for `json.dumps`."""
        return {
            "since": self.since,
            "until": self.until,
            "cursor": self.cursor,
            "groups": [group.to_dict() for group in self.groups],
        }

    def sections(self) -> tuple[Section, ...]:
        """A row a telling."""
        note = None if self.groups else "No statement of these days stands in several outlets."
        columns = (
            "group", "id", "kind", "who", "published", "outlet", "words", "lacks", "has besides", "why", "link",
        )  # fmt: skip
        return (
            Section(
                f"The same statement in several outlets, {self.since or 'no day'} to {self.until or 'no day'}",
                columns,
                tuple(_rows(self.groups)),
                note if self.cursor is None else "There is more: go on with the cursor.",
            ),
        )


def compare(
    ledger: Ledger,
    told: str | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
    speaker: str | None = None,
    kinds: Collection[MatchKind] = (),
    outlets: int = 2,
    limit: int = LIMIT,
    cursor: str | None = None,
    patience: int | None = None,
) -> Compared:
    """Find statements that stand in several outlets.

    What is compared is kept in the ledger, so that the same days take no time again and new articles little.

    Args:
        ledger: The ledger.
        told: The id of a statement, or words to search: only groups with a statement found so; `since`, `until` and
            pages then do not count.
        since: The first day; by default `DAYS` before the last.
        until: The last day; by default that of the newest statement.
        speaker: Only groups in which this name, or a part of it, speaks.
        kinds: Only groups with a telling of one of these kinds; empty: all.
        outlets: How many outlets a group needs.
        limit: Groups of a page.
        cursor: From the page before.
        patience: New statements to compare for one page, about; then it ends early, with a cursor.  `None`: all.

    Raises:
        UnknownIdError: There is no statement with that id.
        InquitError: The cursor is none of ours.
    """
    wanted = _Wanted((speaker or "").casefold(), frozenset(kinds), outlets)
    with translated(ledger.path):
        pairs.prepare(ledger.conn)
        if told is not None:
            return _about(ledger, told, wanted, limit)
        last = until or _newest(ledger)
        if last is None:
            return Compared((), None, None, None)
        first = since or last - timedelta(DAYS - 1)
        return _page(ledger, first, last, wanted, limit, _place_of(cursor), patience)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which groups are shown."""

    speaker: str
    kinds: frozenset[MatchKind]
    outlets: int

    def takes(self, group: Group) -> bool:
        told = group.tellings
        return (
            group.outlets >= self.outlets
            and (not self.kinds or any(telling.kind in self.kinds for telling in told))
            and (not self.speaker or any(self.speaker in (telling.side.who or "").casefold() for telling in told))
        )


def _about(ledger: Ledger, told: str, wanted: _Wanted, limit: int) -> Compared:
    """Groups of one statement, or of those that hold some words."""
    if " " not in told.strip() and told.startswith("s") and told[1:2].isalnum() and _is_id(ledger, told):
        numbers = [finding.statement(ledger.conn, told).id]
        wanted = _Wanted(wanted.speaker, wanted.kinds, 0)
    else:
        found = ledger.search(Query(words=told), limit=limit)
        numbers = [finding.statement(ledger.conn, row.id).id for row in found]
    shown: list[Group] = []
    seen: set[int] = set()
    for number in numbers:
        day = sayings.one(ledger.conn, number).day
        if number in seen or day is None:
            continue
        members = groups.group_of(ledger.conn, number, pairs.partners(ledger.conn, number))
        seen.update(member.id for member in members)
        group = _group(ledger, members)
        if wanted.takes(group):
            shown.append(group)
    days = sorted(t.side.published or "" for group in shown for t in group.tellings)
    return Compared(tuple(shown), days[0] if days else None, days[-1] if days else None, None)


def _is_id(ledger: Ledger, told: str) -> bool:
    row = ledger.conn.execute(
        "SELECT EXISTS (SELECT 1 FROM statements WHERE short_id >= ?1 AND short_id < ?1 || char(0x10ffff))", (told,)
    ).fetchone()
    return len(told) == len("s") + 12 or bool(row[0])


def _newest(ledger: Ledger) -> date | None:
    day = ledger.conn.execute("SELECT max(day) FROM statements WHERE current = 1").fetchone()[0]
    return date.fromisoformat(day) if day else None


def _place_of(cursor: str | None) -> tuple[str, int] | None:
    if cursor is None:
        return None
    day, _, number = cursor.partition(":")
    try:
        return date.fromisoformat(day).isoformat(), int(number)
    except ValueError:
        raise InquitError(
            f"{cursor!r} is no cursor of this report", remedy="take the one that the last page gave"
        ) from None


def _page(
    ledger: Ledger,
    first: date,
    last: date,
    wanted: _Wanted,
    limit: int,
    place: tuple[str, int] | None,
    patience: int | None,
) -> Compared:
    """Go back from the last day, a few days at a time, until the page is full."""
    told = (first.isoformat(), last.isoformat())
    shown: list[Group] = []
    looked, step = 0, FIRST_STEP
    end = date.fromisoformat(place[0]) if place else last
    while end >= first:
        begin = first if patience is None else max(first, end - timedelta(step - 1))
        looked += pairs.compare_days(ledger.conn, begin - timedelta(pairs.WINDOW), end)
        for number, day in groups.seeds(ledger.conn, begin.isoformat(), end.isoformat()):
            if place and (day, number) >= place:
                continue
            members = groups.group_of(ledger.conn, number)
            inside = [member for member in members if told[0] <= member.day <= told[1]]
            if not inside or inside[-1].id != number or len({member.outlet for member in members}) < wanted.outlets:
                continue  # shown with its newest telling
            group = _group(ledger, members)
            if not wanted.takes(group):
                continue
            if len(shown) == limit:
                return Compared(tuple(shown), *told, f"{day}:{number + 1}")
            shown.append(group)
        end, step = begin - timedelta(1), STEP
        if patience is not None and looked >= patience and end >= first:
            return Compared(tuple(shown), *told, f"{end.isoformat()}:{2**62}")
    return Compared(tuple(shown), *told, None)


def _group(ledger: Ledger, members: tuple[groups.Member, ...]) -> Group:
    """A group with each telling held against the first."""
    with snapshot(ledger.conn):
        sides = [_side(ledger, member.id) for member in members]
        told = [sayings.one(ledger.conn, member.id) for member in members]
        kinds = [groups.kind_between(ledger.conn, members[0].id, member.id) for member in members]
    head = sides[0]
    tellings = [Telling(head, None, "the first in the ledger", (), ())]
    for side, saying, kept in zip(sides[1:], told[1:], kinds[1:], strict=True):
        match = relation(told[0].told, saying.told)
        kind = MatchKind(kept) if kept else (match.kind if match else None)
        why = match.why if match else "alike to another of this group"
        if told[0].speaker and saying.speaker and not sayings.one_speaker(told[0], saying):
            why = f"{why}; the texts name two speakers"
        tellings.append(Telling(side, kind, why, losses(head.text, side.text), losses(side.text, head.text)))
    return Group(tuple(tellings), len({member.outlet for member in members}))


def _side(ledger: Ledger, number: int) -> Side:
    row = ledger.conn.execute(
        "SELECT s.short_id, s.spans, v.sha256 FROM statements s JOIN versions v ON v.id = s.version_id WHERE s.id = ?",
        (number,),
    ).fetchone()
    told = ledger.conn.execute(f"SELECT {COLUMNS} FROM who_said_what WHERE id = ?", (row["short_id"],)).fetchone()
    return side_of(statement_row(told), json.loads(row["spans"]).get("content", []), row["sha256"])


def _rows(found: tuple[Group, ...]) -> Iterator[tuple[Cell, ...]]:
    for number, group in enumerate(found, 1):
        for telling in group.tellings:
            side = telling.side
            day = side.published[:10] if side.published else None
            kind = str(telling.kind) if telling.kind else "first" if telling is group.tellings[0] else "related"
            differs = _listed(telling.lacks), _listed(telling.has)
            yield number, side.statement, kind, side.who, day, side.outlet, side.text, *differs, telling.why, side.link


def _listed(found: tuple[Loss, ...]) -> str | None:
    return "; ".join(f"{loss.kind}: {loss.words}" for loss in found) or None
