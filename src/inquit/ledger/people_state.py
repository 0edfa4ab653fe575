"""Who is who, made from the log.

Invariant: the tables `offices` and `partings`, the columns `name`, `merged_into` and `wikidata` of `people`, and
`person_id` of speakers and statements are a function of the speakers and of the live events about people.  `derive` is
their only writer; `people_events` writes events and calls it.  So any event can be undone for ever, and `doctor` can
make all of it again.

    merge       value: id of the one who is this one too
    split       value: {"into": id, "speakers": [[id, article], …]}: in these articles they are another one
    rename      value: the name
    distinct    value: id of one who is not the same, however alike the names
    unsure      value: id of one of whom somebody looked and could not tell
    office      value: {"office", "of", "of_person", "since", "until"}
    speaks_for  the same
    identify    value: the Q-number of Wikidata
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from inquit.ledger import people
from inquit.types import Kind

_OFFICE = ("event_id", "person_id", "relation", "office", "of", "of_person_id", "since", "until")


@dataclass(frozen=True, slots=True)
class PersonEvent:
    """A live event about a person.

    Attributes:
        person: Row of the person.
    """

    id: int
    person: int
    what: str
    value: Any


@dataclass(slots=True)
class State:
    """What the live events say about people, by their rows; whoever is not in it is as told.

    Attributes:
        merged: Who stands for whom; never one who is merged themselves.
        offices: Rows of the table.
        partings: Who is meant by a person's name in an article.
    """

    merged: dict[int, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    wikidata: dict[int, str] = field(default_factory=dict)
    offices: list[tuple[Any, ...]] = field(default_factory=list)
    partings: dict[tuple[int, str], int] = field(default_factory=dict)


def live_events(conn: sqlite3.Connection) -> list[PersonEvent]:
    """All events about people that count, oldest first."""
    rows = conn.execute(
        "SELECT id, person_id, what, value, undoes FROM events WHERE person_id IS NOT NULL ORDER BY id"
    ).fetchall()
    undone: set[int] = set()
    live = []
    for row in reversed(rows):  # an undoing is always younger than what it undoes
        if row["id"] in undone:
            continue
        if row["undoes"] is not None:
            undone.add(row["undoes"])
        elif row["value"] is not None:
            live.append(PersonEvent(row["id"], row["person_id"], row["what"], json.loads(row["value"])))
    return live[::-1]


def state(conn: sqlite3.Connection) -> State:
    """Replay the log."""
    events = live_events(conn)
    rows = _rows_of_ids(conn, events)
    found = State()
    heads: dict[int, int] = {}

    def head(person: int) -> int:
        while person in heads:
            person = heads[person]
        return person

    for event in events:
        if event.what == "merge" and event.value in rows:
            into, other = head(event.person), head(rows[event.value])
            if into != other:
                heads[other] = into
        elif event.what == "rename":
            found.names[event.person] = event.value
        elif event.what == "split" and event.value["into"] in rows:
            for told, article in event.value["speakers"]:
                if told in rows:
                    found.partings[rows[told], article] = rows[event.value["into"]]
    found.merged = {person: head(person) for person in heads}
    for event in events:
        if event.what == "identify":
            found.wikidata[head(event.person)] = event.value
        elif event.what in ("office", "speaks_for"):
            told = event.value
            of_person = rows.get(told.get("of_person"))
            relation = "holds" if event.what == "office" else "speaks for"
            found.offices.append((
                event.id, head(event.person), relation, told.get("office"), told.get("of"),
                None if of_person is None else head(of_person), told.get("since"), told.get("until"),
            ))  # fmt: skip
    return found


def derive(conn: sqlite3.Connection, *, everyone: bool = False) -> None:
    """Write what follows from the log.

    Args:
        conn: The ledger, in the transaction of the change.
        everyone: Look at every speaker, not only at those whom a difference concerns.
    """
    wanted = state(conn)
    touched: set[int] = set()
    for row in _told_otherwise(conn, wanted):
        merged_into = wanted.merged.get(row["id"])
        if merged_into != row["merged_into"]:
            touched |= {row["id"], row["merged_into"] or row["id"]}
        conn.execute(
            "UPDATE people SET name = ?, merged_into = ?, wikidata = ? WHERE id = ?",
            (wanted.names.get(row["id"], row["told"]), merged_into, wanted.wikidata.get(row["id"]), row["id"]),
        )
    before = _partings(conn)
    for (person, _), into in before.items() ^ wanted.partings.items():
        touched |= {person, into}
    if before != wanted.partings:
        conn.execute("DELETE FROM partings")
        conn.executemany(
            "INSERT INTO partings VALUES (?, ?, ?)", [(*key, into) for key, into in wanted.partings.items()]
        )
    if _offices(conn) != wanted.offices:
        conn.execute("DELETE FROM offices")
        conn.executemany(f"INSERT INTO offices VALUES ({', '.join('?' * len(_OFFICE))})", wanted.offices)
    heads = {wanted.merged.get(person, person) for person in touched}
    _assign(conn, None if everyone else touched | heads)


def problems(conn: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Where the tables are not what the log says: the place and what is wrong; `derive(everyone=True)` mends all."""
    wanted = state(conn)
    for row in _told_otherwise(conn, wanted):
        yield f"person {row['short_id']}", "is not named, joined or identified as the events about people say"
    if _partings(conn) != wanted.partings:
        yield "partings", "are not those that the events about people tell"
    if _offices(conn) != wanted.offices:
        yield "offices", "are not those that the events about people tell"
    resolve = _resolver(conn, wanted)
    for row in _speakers(conn, None):
        expected = resolve(row)
        if expected is None or row["person_id"] != expected:
            yield f"speaker {row['name']} of {row['article']}", "is another person than its name and the events say"
    others = conn.execute(
        "SELECT s.short_id FROM statements s JOIN speakers k ON k.id = s.speaker_id"
        " WHERE s.person_id IS NOT k.person_id"
    )
    for (short_id,) in others.fetchall():
        yield f"statement {short_id}", "is by another person than its speaker"


def _assign(conn: sqlite3.Connection, among: set[int] | None) -> None:
    """Give speakers, and their statements, the person that they are.

    Args:
        conn: The ledger.
        among: Only speakers who are one of these now; `None`: all.
    """
    for row in _speakers(conn, among):
        person = people.person_for(conn, row["name"], row["kind"], row["article"])
        if person != row["person_id"]:
            conn.execute("UPDATE speakers SET person_id = ? WHERE id = ?", (person, row["id"]))
            conn.execute("UPDATE statements SET person_id = ? WHERE speaker_id = ?", (person, row["id"]))
    if among is None:
        conn.execute(
            "UPDATE statements SET person_id = k.person_id FROM speakers k"
            " WHERE k.id = statements.speaker_id AND statements.person_id IS NOT k.person_id"
        )


def _speakers(conn: sqlite3.Connection, among: set[int] | None) -> list[sqlite3.Row]:
    """Named speakers with their article."""
    where = "" if among is None else " AND k.person_id IN (SELECT value FROM json_each(?))"
    rows: list[sqlite3.Row] = conn.execute(
        "SELECT k.id, k.name, k.kind, k.person_id, a.short_id AS article FROM speakers k"
        " JOIN versions v ON v.id = k.version_id JOIN articles a ON a.id = v.article_id WHERE k.kind <> ?" + where,
        (str(Kind.ANONYMOUS), *([] if among is None else [json.dumps(sorted(among))])),
    ).fetchall()
    return rows


def _resolver(conn: sqlite3.Connection, wanted: State) -> Any:
    """A function from a row of `_speakers` to the row of the person; `None` where nobody has the name."""
    known = dict(conn.execute("SELECT joined_by, id FROM people").fetchall())

    def resolve(row: sqlite3.Row) -> int | None:
        named: int | None = known.get(people.joined_by(row["name"], row["kind"], row["article"]))
        if named is None:
            return None
        meant = wanted.partings.get((named, row["article"]), named)
        return wanted.merged.get(meant, meant)

    return resolve


def _told_otherwise(conn: sqlite3.Connection, wanted: State) -> list[sqlite3.Row]:
    """The people whose row is not as it should be."""
    concerned = json.dumps(sorted({*wanted.merged, *wanted.names, *wanted.wikidata}))
    rows = conn.execute(
        "SELECT id, short_id, name, told, merged_into, wikidata FROM people WHERE merged_into IS NOT NULL"
        " OR name <> told OR wikidata IS NOT NULL OR id IN (SELECT value FROM json_each(?))",
        (concerned,),
    ).fetchall()
    return [
        row
        for row in rows
        if (row["name"], row["merged_into"], row["wikidata"])
        != (wanted.names.get(row["id"], row["told"]), wanted.merged.get(row["id"]), wanted.wikidata.get(row["id"]))
    ]


def _partings(conn: sqlite3.Connection) -> dict[tuple[int, str], int]:
    return {(row[0], row[1]): row[2] for row in conn.execute("SELECT person_id, article, into_id FROM partings")}


def _offices(conn: sqlite3.Connection) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in conn.execute(f"SELECT {', '.join(_OFFICE)} FROM offices ORDER BY event_id")]


def _rows_of_ids(conn: sqlite3.Connection, events: Iterable[PersonEvent]) -> dict[str, int]:
    """Rows of the people whom events name by their short ids; whoever went with a removed article is missing."""
    ids: set[str] = set()
    for event in events:
        if event.what in ("merge", "distinct", "unsure"):
            ids.add(event.value)
        elif event.what == "split":
            ids |= {event.value["into"], *(told for told, _ in event.value["speakers"])}
        elif event.what in ("office", "speaks_for") and event.value.get("of_person"):
            ids.add(event.value["of_person"])
    rows = conn.execute(
        "SELECT short_id, id FROM people WHERE short_id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(ids)),)
    )
    return {row[0]: row[1] for row in rows}
