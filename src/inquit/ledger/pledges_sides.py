"""Whose side a statement is on: the person, those who speak for them, the body whose office they hold on that day.

Two statements are on one side where they share a *party*.  The parties of a statement are its speaker, the one for
whom the speaker speaks, and the body whose office the speaker, or the one spoken for, holds on the day of the
statement.  So a mayor's spokeswoman, the mayor and the town are one side on the days of the office, and what the next
mayor says is on the side of the town, not on that of the mayor before.  Each rule is told with what it joined.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass, field

from inquit.ledger.days import bounds
from inquit.ledger.pledges import Said

_SPOKEN_FOR = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|spokesmen|spokeswomen|press secretary|press officer)"
    r" (?:for|of|to) (?:the )?(?P<whom>.+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Party:
    """One for whom a statement speaks.

    Attributes:
        key: Of a person `p` and their row; of a body that only an office names `of:` and the name; of one who is not
            known beyond the article `k` and the speaker's row, of nobody `s` and the statement's row.
        rule: Why the statement is on their side, in words.
        row: The person's row; `None` for others.
    """

    key: str
    rule: str
    row: int | None = None


@dataclass(frozen=True, slots=True)
class _Office:
    relation: str
    office: str | None
    of: str | None
    of_row: int | None
    since: str | None
    until: str | None

    def on(self, day: str) -> bool:
        """Whether it is held on a day; of an unknown day only where it is held always."""
        first, last = bounds(self.since), bounds(self.until)
        if not day:
            return first is None and last is None
        return (first is None or first[0] <= day) and (last is None or day <= last[1])


@dataclass(slots=True)
class Sides:
    """Looks up parties; remembers what it has looked up, so it is made anew for every report.

    Attributes:
        conn: The ledger.
    """

    conn: sqlite3.Connection
    _offices: dict[int, list[_Office]] = field(default_factory=dict)
    _names: dict[int, str] = field(default_factory=dict)
    _spoken_for: dict[tuple[str, int], int | None] = field(default_factory=dict)

    def parties(self, one: Said) -> tuple[Party, ...]:
        """The parties of a statement, the speaker first; never empty."""
        if one.person_row is not None:
            spoken_for = self._told_in_words(one)
            found = [Party(f"p{one.person_row}", "the speaker", one.person_row)]
        else:
            spoken_for = self._told_in_words(one)
            key = f"k{one.speaker}" if one.speaker is not None else f"s{one.row}"
            found = [Party(key, "the speaker, not known by name", None)]
        if spoken_for is not None:
            found.append(Party(f"p{spoken_for}", f"speaks for {self.name(spoken_for)}, the text says", spoken_for))
        for party in tuple(found):
            if party.row is not None:
                found += self._through_offices(party, one.day)
        unique = {party.key: party for party in reversed(found)}
        return tuple(sorted(unique.values(), key=lambda party: [one.key for one in found].index(party.key)))

    def group(self, person: int) -> set[int]:
        """Rows of everybody who is on any day on a side with a person, over any number of steps, and their own."""
        found, new = {person}, {person}
        while new:
            new = {row for one in new for row in self._beside(one)} - found
            found |= new
        return found

    def _beside(self, person: int) -> set[int]:
        """Whom a person speaks for, whose office they hold, and who does so of them or of the same body."""
        found = {office.of_row for office in self._of(person) if office.of_row is not None}
        rows = self.conn.execute("SELECT person_id FROM offices WHERE of_person_id = ?", (person,))
        found |= {row for (row,) in rows}
        for name in {office.of for office in self._of(person) if office.of and office.of_row is None}:
            rows = self.conn.execute("SELECT person_id FROM offices WHERE of = ? COLLATE NOCASE", (name,))
            found |= {row for (row,) in rows}
        return found

    def unnamed(self, people: set[int]) -> set[int]:
        """Rows of statements by unnamed speakers who speak for one of some people: “a spokesman for Holm”."""
        found: set[int] = set()
        for person in people:
            last = (self.name(person).split() or [""])[-1].replace('"', "").replace("\0", "")  # FTS5 ends at a NUL
            if not any(map(str.isalnum, last)):
                continue
            rows = self.conn.execute(
                "SELECT rowid FROM statements_fts WHERE statements_fts MATCH ? LIMIT 2000",
                (f'source : "{last}" AND source : (spokes* OR press)',),
            )
            found |= {row for (row,) in rows}
        return found

    def name(self, person: int) -> str:
        """The name of a person by the row."""
        if person not in self._names:
            self._names[person] = self.conn.execute("SELECT name FROM people WHERE id = ?", (person,)).fetchone()[0]
        return self._names[person]

    def _through_offices(self, party: Party, day: str) -> list[Party]:
        """Whom a party speaks for and whose office they hold on a day, and so on once more."""
        found = []
        before = "" if party.rule.startswith("the speaker") else f"{party.rule}, who "
        for office in self._of(party.row or 0):
            if not office.on(day):
                continue
            if office.relation == "holds":
                rule = f"{before}is {office.office or 'in an office'} of {office.of} on that day"
            else:
                rule = f"{before}speaks for {office.of}"
            if office.of_row is not None:
                reached = Party(f"p{office.of_row}", rule, office.of_row)
                found.append(reached)
                if not before:
                    found += self._through_offices(reached, day)
            elif office.of:
                found.append(Party(f"of:{office.of.casefold()}", rule))
        return found

    def _of(self, person: int) -> list[_Office]:
        if person not in self._offices:
            rows = self.conn.execute(
                "SELECT relation, office, of, of_person_id, since, until FROM offices WHERE person_id = ?", (person,)
            )
            self._offices[person] = [_Office(*row) for row in rows]
        return self._offices[person]

    def _told_in_words(self, one: Said) -> int | None:
        """Whom the article says the speaker speaks for: one of its own speakers, or the only one of a full name."""
        match = (
            _SPOKEN_FOR.search(one.role or "") or _SPOKEN_FOR.search(one.source) or _SPOKEN_FOR.search(one.who or "")
        )
        if match is None:
            return None
        whom = re.split(r",|\bwho\b|’s\b|'s\b", match["whom"], maxsplit=1)[0].strip().casefold()
        key = whom, one.version_row
        if key not in self._spoken_for:
            self._spoken_for[key] = self._named(whom, one)
        found = self._spoken_for[key]
        return None if found == one.person_row else found

    def _named(self, whom: str, one: Said) -> int | None:
        rows = self.conn.execute(
            "SELECT DISTINCT k.person_id, k.name FROM speakers k WHERE k.version_id = ? AND k.person_id IS NOT NULL",
            (one.version_row,),
        ).fetchall()
        words = whom.split()
        here = {row[0] for row in rows if _ends_with(row[1].casefold().split(), words)}
        if len(here) == 1:
            return int(here.pop())
        known = self.conn.execute(
            "SELECT DISTINCT coalesce(merged_into, id) FROM people WHERE name = ? COLLATE NOCASE LIMIT 2", (whom,)
        ).fetchall()
        return int(known[0][0]) if len(known) == 1 else None


def _ends_with(name: list[str], words: list[str]) -> bool:
    """Whether a name is these words, or ends with them as one with its first name does."""
    return bool(words) and name[-len(words) :] == words


def shared(one: tuple[Party, ...], other: tuple[Party, ...]) -> tuple[Party, Party] | None:
    """The party that two statements share, as each has it; `None`: they are on two sides."""
    theirs = {party.key: party for party in other}
    for party in one:
        if party.key in theirs:
            return party, theirs[party.key]
    return None
