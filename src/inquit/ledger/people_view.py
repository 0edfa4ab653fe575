"""Those who speak, to be listed and looked at."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from inquit.ledger import events
from inquit.ledger.connection import snapshot
from inquit.ledger.events import Event
from inquit.ledger.people_find import keys_of, person
from inquit.ledger.search_query import people_named

ROLES_SHOWN = 8
"""Roles of a person that are told, those of most articles first."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in a list.

    Attributes:
        id: Short id, the same on every machine.
        role: As most articles word it; `None`: no article does.
        statements: Those that stand.
        first, last: Day of the first and of the last of them; `None` where no day is known.
    """

    id: str
    name: str
    kind: str
    role: str | None
    statements: int
    articles: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """An office that somebody says a person holds.

    Attributes:
        event: Id of the event that says so: `undo` takes it back.
        relation: `holds`, `speaks for`.
        of_person: Short id of the one whose office it is; `None`: not in the ledger, or not the only one of the name.
        since, until: As told; `None`: not known, or still.
    """

    event: int
    relation: str
    office: str | None
    of: str | None
    of_person: str | None
    since: str | None
    until: str | None

    def __str__(self) -> str:
        named = " of ".join(part for part in (self.office, self.of) if part)
        told = f"speaks for {self.of}" if self.relation == "speaks for" else named
        since = f" from {self.since}" if self.since else ""
        return f"{told}{since}{f' to {self.until}' if self.until else ''}"


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person, looked at closely.

    Attributes:
        names: What articles call them, with the number of articles, the most frequent first.
        roles: How articles word what they are, likewise.
        wikidata: Q-number; `None`: nobody told.
        merged: Ids and names of the people for whom this one stands too.
        events: All that was said about them and about those they stand for, oldest first, undone or not.
    """

    line: PersonLine
    names: tuple[tuple[str, int], ...]
    roles: tuple[tuple[str, int], ...]
    wikidata: str | None
    offices: tuple[Held, ...]
    merged: tuple[tuple[str, str], ...]
    events: tuple[Event, ...]


def people(
    conn: sqlite3.Connection, words: str = "", *, kind: str | None = None, limit: int = 50
) -> tuple[PersonLine, ...]:
    """Those who speak, the most heard first.

    Args:
        conn: The ledger.
        words: Of the name, or an id; empty: everybody with a statement.
        kind: Only of this `Kind`.
        limit: How many.
    """
    with snapshot(conn):
        named = people_named(conn, words) if words.strip() else None
        among = "" if named is None else "AND s.person_id IN (SELECT value FROM json_each(?1))"
        of_kind = "" if kind is None else "AND (SELECT kind FROM people WHERE id = s.person_id) = ?2"
        rows = conn.execute(
            # The days of those who are shown come later: asked for here they cost three times as much.
            "SELECT s.person_id FROM statements s INDEXED BY statements_by_person WHERE s.person_id IS NOT NULL"
            f" AND s.current = 1 {among} {of_kind} GROUP BY s.person_id ORDER BY count(*) DESC, s.person_id LIMIT ?3",
            (json.dumps(named), kind, limit),
        ).fetchall()
        found = [row for (row,) in rows]
        if named is not None:  # somebody whom a list of offices brought, and who has not been heard yet
            silent = [key.id for key in keys_of(conn, named) if key.id not in found and kind in (None, key.kind)]
            found = (found + silent)[:limit]
        return tuple(lines_of(conn, found).values())


def view(conn: sqlite3.Connection, told: str) -> PersonView:
    """All that is known of a person.

    Args:
        conn: The ledger.
        told: An id or a name.

    Raises:
        UnknownIdError: There is no such person, or more than one.
    """
    with snapshot(conn):
        key = person(conn, told)
        line = lines_of(conn, [key.id])[key.id]
        merged = conn.execute("SELECT id, short_id, name FROM people WHERE merged_into = ? ORDER BY name", (key.id,))
        others = merged.fetchall()
        wikidata = conn.execute("SELECT wikidata FROM people WHERE id = ?", (key.id,)).fetchone()[0]
        said = [event for row in (key.id, *(other["id"] for other in others)) for event in events.of_person(conn, row)]
        return PersonView(
            line,
            _by_articles(conn, key.id, "name"),
            _by_articles(conn, key.id, "role"),
            wikidata,
            offices_of(conn, key.id),
            tuple((row["short_id"], row["name"]) for row in others),
            tuple(sorted(said, key=lambda event: event.id)),
        )


def offices_of(conn: sqlite3.Connection, person_id: int) -> tuple[Held, ...]:
    """The offices that a person holds or held, and whom they speak for, the latest first."""
    rows = conn.execute(
        "SELECT o.event_id, o.relation, o.office, o.of, p.short_id, o.since, o.until FROM offices o"
        " LEFT JOIN people p ON p.id = o.of_person_id WHERE o.person_id = ? ORDER BY o.since DESC, o.event_id DESC",
        (person_id,),
    )
    return tuple(Held(*row) for row in rows)


def lines_of(conn: sqlite3.Connection, rows: Iterable[int]) -> dict[int, PersonLine]:
    """People by their rows, in the order given."""
    found = {}
    for row in rows:
        name = conn.execute("SELECT short_id, name, kind FROM people WHERE id = ?", (row,)).fetchone()
        statements, first, last = conn.execute(
            "SELECT count(*), min(nullif(day, '')), max(nullif(day, '')) FROM statements"
            " INDEXED BY statements_by_person WHERE person_id = ? AND current = 1",
            (row,),
        ).fetchone()
        articles = conn.execute(
            "SELECT count(DISTINCT v.article_id) FROM speakers k JOIN versions v ON v.id = k.version_id"
            " WHERE k.person_id = ?",
            (row,),
        ).fetchone()[0]
        roles = _by_articles(conn, row, "role")
        found[row] = PersonLine(
            id=name["short_id"],
            name=name["name"],
            kind=name["kind"],
            role=roles[0][0] if roles else None,
            statements=statements,
            articles=articles,
            first=first,
            last=last,
        )
    return found


def _by_articles(conn: sqlite3.Connection, row: int, column: str) -> tuple[tuple[str, int], ...]:
    """Values of a column of a person's speakers, with the number of versions, the most frequent first."""
    rows = conn.execute(
        f"SELECT {column}, count(*) FROM speakers WHERE person_id = ? AND {column} IS NOT NULL"
        f" GROUP BY {column} ORDER BY 2 DESC, 1 LIMIT ?",
        (row, ROLES_SHOWN),
    )
    return tuple((told, number) for told, number in rows)


def same_office(conn: sqlite3.Connection) -> list[tuple[int, int, str]]:
    """Pairs of people who hold one office on the same days, by their rows, and the office."""
    rows = conn.execute(
        "SELECT a.person_id, b.person_id, coalesce(a.office, ''), coalesce(a.of, '') FROM offices a JOIN offices b"
        " ON a.relation = 'holds' AND b.relation = 'holds' AND a.person_id < b.person_id"
        " AND lower(a.office) = lower(b.office) AND lower(coalesce(a.of, '')) = lower(coalesce(b.of, ''))"
        # A month told is before all of its days, as texts are compared; 9 is after all years.
        " AND coalesce(a.since, '') <= coalesce(b.until, '9') AND coalesce(b.since, '') <= coalesce(a.until, '9')"
    )
    return [(one, other, " of ".join(part for part in (office, of) if part)) for one, other, office, of in rows]
