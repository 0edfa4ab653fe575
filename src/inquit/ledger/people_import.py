"""Offices and Wikidata ids from a CSV file: a parliament's list, a ministry's spokespeople.

Columns, by name, in any order; others are passed over:

    person      id or name; needed
    kind        of someone new: person (the default), organization, group, document
    office      mayor
    of          Norvik; the ministry
    since       2023-05; `from` and `start` are taken too
    until       `to` and `end` are taken too
    speaks_for  whom the person speaks for
    wikidata    Q42, or the address of the item

What the ledger knows already is not said again, so that a list can be imported as often as it changes.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inquit.errors import FormatError, InquitError, UnknownIdError
from inquit.ledger import people, people_state
from inquit.ledger.connection import transaction
from inquit.ledger.people_events import Office, check_office, say_office, say_wikidata, wikidata_number
from inquit.ledger.people_find import PersonKey, person
from inquit.ledger.people_view import offices_of
from inquit.types import Kind

_OTHER_NAMES = {"name": "person", "from": "since", "start": "since", "to": "until", "end": "until", "qid": "wikidata"}


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a list.

    Attributes:
        events: How many events were written.
        known: How many rows told nothing new.
        failures: What could not be taken, each with its row.
    """

    events: int
    known: int
    failures: tuple[InquitError, ...]


def import_people(
    conn: sqlite3.Connection, lines: Iterable[str], *, who: str, why: str | None = None, new: bool = False
) -> Imported:
    """Take a CSV file's offices and ids into the log, in one transaction; a row that fails does not stop the rest.

    Args:
        conn: The ledger.
        lines: The file's lines, the first with the names of the columns.
        who: Who says so.
        why: The reason or the source of the list.
        new: Make people whom the ledger does not know yet; otherwise they are failures.

    Raises:
        FormatError: There is no column `person`.
    """
    table = csv.DictReader(lines)
    columns = {name: _column(name) for name in table.fieldnames or () if name}
    if "person" not in columns.values():
        raise FormatError("there is no column 'person'", remedy="the first line names the columns")
    events, known = 0, 0
    said: set[tuple[int, Office | str]] = set()
    failures: list[InquitError] = []
    with transaction(conn):
        for row in table:
            told = {columns[name]: (value or "").strip() for name, value in row.items() if name in columns}
            if not any(told.values()):
                continue
            try:
                made = _row(conn, told, said, who=who, why=why, new=new)
            except InquitError as error:
                error.record = table.line_num
                failures.append(error)
            else:
                events += made
                known += not made
        people_state.derive(conn)  # once for all rows: it replays the whole log
    return Imported(events, known, tuple(failures))


def _row(
    conn: sqlite3.Connection,
    told: Mapping[str, str],
    said: set[tuple[int, Office | str]],
    *,
    who: str,
    why: str | None,
    new: bool,
) -> int:
    """How many events a row made; what the rows before said is `said`."""
    key = _person(conn, told, new=new)
    offices = _offices(told)
    wikidata = wikidata_number(told["wikidata"]) if told.get("wikidata") else None
    for office in offices:
        check_office(office)
    said |= {
        (key.id, Office(one.office, one.of, one.since, one.until, one.relation == "speaks for"))
        for one in offices_of(conn, key.id)
    }
    said.add((key.id, conn.execute("SELECT wikidata FROM people WHERE id = ?", (key.id,)).fetchone()[0] or ""))
    made = 0
    for office in offices:
        if (key.id, office) not in said:
            say_office(conn, key, office, who=who, why=why)
            said.add((key.id, office))
            made += 1
    if wikidata is not None and (key.id, wikidata) not in said:
        say_wikidata(conn, key, wikidata, who=who, why=why)
        said.add((key.id, wikidata))
        made += 1
    return made


def _offices(told: Mapping[str, str]) -> list[Office]:
    """The office that a row tells, and whom it says the person speaks for."""
    office, of, since, until = (told.get(name) or None for name in ("office", "of", "since", "until"))
    found = [Office(office, of, since, until)] if office or of else []
    if told.get("speaks_for"):
        found.append(Office(None, told["speaks_for"], since, until, speaks_for=True))
    return found


def _person(conn: sqlite3.Connection, told: Mapping[str, str], *, new: bool) -> PersonKey:
    name, kind = told.get("person", ""), told.get("kind") or str(Kind.PERSON)
    if not name:
        raise FormatError("the person is missing")
    if kind not in (Kind.PERSON, Kind.ORGANIZATION, Kind.GROUP, Kind.DOCUMENT):
        raise FormatError(f"{kind!r} is no kind of someone with a name")
    key = people.joined_by(name, kind, "")
    row = conn.execute(
        "SELECT h.id, h.short_id, h.name, h.kind FROM people p JOIN people h ON h.id = coalesce(p.merged_into, p.id)"
        " WHERE p.joined_by = ?",
        (key,),
    ).fetchone()
    if row is not None:
        return PersonKey(*row)
    try:
        return person(conn, name)
    except UnknownIdError as error:
        if not new or "can be" in error.what:
            raise
        if not people.is_full(name, kind):
            raise FormatError(f"{name!r} is not a full name: nobody new can be known by it") from error
        people.make(conn, name, kind, key)
        return person(conn, name)


def _column(name: str) -> str:
    plain = name.strip().casefold().removeprefix("\ufeff").replace(" ", "_")
    return _OTHER_NAMES.get(plain, plain)
