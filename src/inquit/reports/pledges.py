"""Pledges: the promises, plans and threats of one side on one matter, made from statements whenever they are asked for.

Neutral: a pledge is what was said, by whom and when, and why these statements stand together.  Whether it was kept is
for people to say (`ledger.pledges_events`).
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from inquit.ledger.pledges import Said, Time, said
from inquit.ledger.pledges_events import PledgeLog
from inquit.ledger.pledges_sides import Party, Sides, shared
from inquit.ledger.pledges_told import own_parties, reporters
from inquit.reports.pledges_joining import (
    COMMON,
    ENOUGH,
    JOINED,
    Joined,
    Matter,
    likeness,
    matter,
    parts,
    same_way,
    weights,
)


@dataclass(frozen=True, slots=True)
class Reported:
    """A telling of a promise by somebody who is not on the side that is said to have made it."""

    statement: Said
    by: str


@dataclass(frozen=True, slots=True)
class Pledge:
    """What one side commits itself to on one matter.

    Attributes:
        statements: Its own statements, in the order they were said; empty where only others tell of it.
        joined: Why each of them but the first belongs to it, by its short id.
        reported: What others say was promised; never counted as the side's own.
    """

    statements: tuple[Said, ...]
    joined: Mapping[str, Joined]
    reported: tuple[Reported, ...] = ()

    @property
    def id(self) -> str:
        """Short id of its first statement; the id of any of its statements finds it."""
        return (self.statements or tuple(one.statement for one in self.reported))[0].id


@dataclass(slots=True)
class _Group:
    """Statements that have become one pledge, by their places in the list."""

    members: list[int] = field(default_factory=list)
    joined: dict[str, Joined] = field(default_factory=dict)
    reported: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """Commitments with all that joining looks at.

    Attributes:
        statements: In the order they were said.
        matters, parties: Of each of them.
        parts: What the sentences of each are about, where it has several.
        reporter: Who reports it, for those that their own side does not make, by row.
        times: The time expressions of each version.
    """

    statements: list[Said]
    matters: list[Matter]
    parts: list[tuple[Matter, ...]]
    parties: list[tuple[Party, ...]]
    reporter: dict[int, str]
    times: dict[int, list[Time]]
    weight: dict[str, float]


def pledges(conn: sqlite3.Connection, statements: Sequence[Said], log: PledgeLog, sides: Sides) -> list[Pledge]:
    """The pledges that commitments make, in the order they were first said.

    Args:
        conn: The ledger.
        statements: All promises, plans and threats of the sides in question.
        log: What people said about pledges.
        sides: Looks up whose side a statement is on.
    """
    table = _table(conn, statements, sides)
    groups = _grouped(table, log)
    found = []
    for group in groups:
        own = tuple(table.statements[i] for i in group.members)
        told = tuple(
            Reported(table.statements[i], table.reporter[table.statements[i].row]) for i in sorted(group.reported)
        )
        found.append(Pledge(own, group.joined, told))
    return found


def times_of(conn: sqlite3.Connection, versions: Iterable[int]) -> dict[int, list[Time]]:
    """The time expressions of versions, by their rows."""
    found: dict[int, list[Time]] = defaultdict(list)
    rows = conn.execute(
        "SELECT version_id, start, stop, type, value, mod FROM times"
        " WHERE version_id IN (SELECT value FROM json_each(?)) ORDER BY version_id, start",
        (json.dumps(sorted(set(versions))),),
    )
    for version, *time in rows:
        found[version].append(Time(*time))
    return found


def _table(conn: sqlite3.Connection, statements: Sequence[Said], sides: Sides) -> Table:
    outer = {one.row: one for one in said(conn, {one.within for one in statements if one.within is not None})}
    times = times_of(conn, (one.version_row for one in statements))
    matters = [matter(one, times.get(one.version_row, ())) for one in statements]
    return Table(
        statements=list(statements),
        matters=matters,
        parts=[parts(one, times.get(one.version_row, ())) for one in statements],
        parties=[own_parties(sides, one) for one in statements],
        reporter=reporters(sides, statements, outer),
        times=times,
        weight=weights(matters),
    )


def _grouped(table: Table, log: PledgeLog) -> list[_Group]:
    by_id = {one.id: i for i, one in enumerate(table.statements)}
    parted = {frozenset(by_id[one] for one in pair) for pair in log.parted if pair <= by_id.keys()}
    groups: list[_Group] = []
    of: dict[int, _Group] = {}
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, one in enumerate(table.statements):
        if one.row in table.reporter:
            continue
        group, why = _best(table, i, of, index, parted)
        if group is None:
            group = _Group()
            groups.append(group)
        elif why is not None:
            group.joined[one.id] = why
        group.members.append(i)
        of[i] = group
        for party in table.parties[i]:
            for word in table.matters[i].stems:
                index[party.key, word].append(i)
    _join_told(table, log, by_id, groups, of)
    for i, one in enumerate(table.statements):
        if one.row in table.reporter:
            group, _ = _best(table, i, of, index, parted)
            if group is None:
                group = _Group()
                groups.append(group)
            group.reported.append(i)
    return [group for group in groups if group.members or group.reported]


def _best(
    table: Table,
    i: int,
    of: Mapping[int, _Group],
    index: Mapping[tuple[str, str], list[int]],
    parted: set[frozenset[int]],
) -> tuple[_Group | None, Joined | None]:
    """The pledge that a statement belongs to, and why; `None` where it begins one."""
    best: tuple[float, int] | None = None
    for j in _candidates(table, i, index):
        score = _likeness(table, i, j)
        if score >= JOINED and (best is None or score >= best[0]):
            if any(frozenset({i, member}) in parted for member in of[j].members):
                continue
            best = score, j
    if best is None:
        return None, None
    score, j = best
    common = shared(table.parties[i], table.parties[j])
    assert common is not None  # candidates share a party
    ours = table.matters[i]
    words = sorted(ours.stems & table.matters[j].stems, key=lambda word: -table.weight.get(word, 1.0))
    why = f"they share {', '.join(ours.names[word] for word in words[:6])}"
    return of[j], Joined(table.statements[j].id, rule(*common), why, round(score, 3))


def _likeness(table: Table, i: int, j: int) -> float:
    """How alike two statements are, or the sentences of them that are most alike."""
    pairs = product((table.matters[i], *table.parts[i]), (table.matters[j], *table.parts[j]))
    return max(likeness(one, other, table.weight) if same_way(one, other) else 0.0 for one, other in pairs)


def _candidates(table: Table, i: int, index: Mapping[tuple[str, str], list[int]]) -> list[int]:
    """Earlier commitments of the same side that share enough words with one for the two to be alike."""
    shared_words: Counter[int] = Counter()
    stems = table.matters[i].stems
    for party in table.parties[i]:
        for word in stems:
            places = index.get((party.key, word), ())
            if len(places) <= COMMON:
                shared_words.update(places)
    parted_ = bool(table.parts[i])
    return [
        j
        for j, number in shared_words.items()
        if parted_ or table.parts[j] or number >= ENOUGH * min(len(stems), len(table.matters[j].stems))
    ]


def rule(one: Party, other: Party) -> str:
    """Why two statements are on one side, in words."""
    return one.rule if one.rule == other.rule else f"{one.rule}; {other.rule}"


def _join_told(
    table: Table, log: PledgeLog, by_id: Mapping[str, int], groups: list[_Group], of: dict[int, _Group]
) -> None:
    """Join what people said is one."""
    for pair, event in log.joined.items():
        if not pair <= by_id.keys():
            continue
        i, j = sorted(by_id[one] for one in pair)
        if i not in of or j not in of or of[i] is of[j]:
            continue
        kept, gone = of[i], of[j]
        first = table.statements[gone.members[0]].id
        target = table.statements[i].id
        kept.joined |= gone.joined | {first: Joined(target, "a person joined them", "a person joined them", 1.0, event)}
        kept.members = sorted(kept.members + gone.members)
        for member in gone.members:
            of[member] = kept
        groups.remove(gone)
