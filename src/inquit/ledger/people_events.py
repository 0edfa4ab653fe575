"""What people say about people: joined, parted, renamed, told apart, given offices.

Each is an event in the log with who, when and why, and `Ledger.undo` takes it back; what follows from the log is
written by `people_state.derive` in the same transaction.  A likeness of names only ever suggests (`people_review`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from inquit.errors import FormatError, LedgerError
from inquit.ledger import events, finding, people, people_state
from inquit.ledger.connection import transaction
from inquit.ledger.days import bounds
from inquit.ledger.events import Event
from inquit.ledger.people_find import PersonKey, person


@dataclass(frozen=True, slots=True)
class Office:
    """An office that somebody holds, or one whom they speak for.

    Attributes:
        office: *mayor*, *spokeswoman*; `None` where it has no name.
        of: Whose: *Norvik*, *Ministry of Ports*, *Ida Holm*; `None` where the office says it all.
        since, until: ISO 8601, as precise as known: `2023-05`.  `None`: not known, or still.
        speaks_for: Whether they speak for `of` instead of holding an office of it.
    """

    office: str | None = None
    of: str | None = None
    since: str | None = None
    until: str | None = None
    speaks_for: bool = False


def merge(
    conn: sqlite3.Connection, kept: str, others: Iterable[str], *, who: str, why: str | None = None
) -> list[Event]:
    """Say that people are one: `kept` stands for all of them from now on, in later articles too.

    Args:
        conn: The ledger.
        kept: Whose name stays: an id or a name.
        others: The others.
        who: Who says so.
        why: The reason.

    Raises:
        UnknownIdError: There is no such person, or more than one.
        LedgerError: They are one already, or somebody said that they are not the same.
    """
    with transaction(conn):
        made = []
        for told in others:
            key, other = person(conn, kept), person(conn, told)
            if key.id == other.id:
                raise LedgerError(f"{told!r} is {key.name} ({key.short_id}) already")
            _refuse_if_told_apart(conn, key, other)
            made.append(_say(conn, key, "merge", other.short_id, was=other.name, who=who, why=why))
            people_state.derive(conn)
        return [events.find(conn, number) for number in made]


def split(
    conn: sqlite3.Connection,
    told: str,
    articles: Iterable[str],
    *,
    who: str,
    name: str | None = None,
    why: str | None = None,
) -> Event:
    """Say that in some articles the name means another one.

    Args:
        conn: The ledger.
        told: The person: an id or a name.
        articles: Ids of the articles in which it is another one.
        who: Who says so.
        name: What to call the other one; `None`: the same.
        why: The reason.

    Raises:
        UnknownIdError: There is no such person or article.
        LedgerError: The person does not speak in one of the articles, or in no others.
    """
    with transaction(conn):
        key = person(conn, told)
        wanted = {finding.article(conn, article).short_id for article in articles}
        speakers = _bases(conn, key)
        for article in sorted(wanted - {article for _, article in speakers}):
            raise LedgerError(f"{key.name} does not speak in {article}")
        if not wanted or wanted == {article for _, article in speakers}:
            raise LedgerError("nobody would be left: name some of the articles, not all or none")
        base = conn.execute("SELECT joined_by, told FROM people WHERE id = ?", (key.id,)).fetchone()
        made = conn.execute(
            "SELECT count(*) FROM people WHERE joined_by GLOB ?", (f"{_literal(base['joined_by'])}/[0-9]*",)
        ).fetchone()[0]
        other = people.make(conn, name or base["told"], key.kind, f"{base['joined_by']}/{made + 2}")
        into = conn.execute("SELECT short_id FROM people WHERE id = ?", (other,)).fetchone()[0]
        value = {"into": into, "speakers": sorted([base, article] for base, article in speakers if article in wanted)}
        number = _say(conn, key, "split", value, who=who, why=why)
        people_state.derive(conn)
        return events.find(conn, number)


def rename(conn: sqlite3.Connection, told: str, name: str, *, who: str, why: str | None = None) -> Event:
    """Call a person otherwise; articles that use the old name still mean them.

    Raises:
        UnknownIdError: There is no such person, or more than one.
        FormatError: The name is empty.
    """
    name = " ".join(name.split())
    if not name:
        raise FormatError("a name needs at least one character")
    with transaction(conn):
        key = person(conn, told)
        return _done(conn, _say(conn, key, "rename", name, was=key.name, who=who, why=why))


def distinct(conn: sqlite3.Connection, one: str, other: str, *, who: str, why: str | None = None) -> Event:
    """Say that two people are not the same: they are not suggested again, and not merged by mistake.

    Raises:
        UnknownIdError: There is no such person, or more than one.
        LedgerError: They are one by now.
    """
    return _pair(conn, "distinct", one, other, who=who, why=why)


def unsure(conn: sqlite3.Connection, one: str, other: str, *, who: str, why: str | None = None) -> Event:
    """Say that one looked and could not tell whether two are the same; see `distinct` for the rest."""
    return _pair(conn, "unsure", one, other, who=who, why=why)


def hold(conn: sqlite3.Connection, told: str, office: Office, *, who: str, why: str | None = None) -> Event:
    """Say which office a person holds or held, or whom they speak for.

    Raises:
        UnknownIdError: There is no such person, or more than one.
        FormatError: A date is none, or the office ends before it begins, or nothing is told of it.
    """
    with transaction(conn):
        key = person(conn, told)
        return _done(conn, say_office(conn, key, office, who=who, why=why))


def identify(conn: sqlite3.Connection, told: str, wikidata: str, *, who: str, why: str | None = None) -> Event:
    """Say which item of Wikidata a person is.

    Raises:
        UnknownIdError: There is no such person, or more than one.
        FormatError: It is no Q-number.
    """
    with transaction(conn):
        return _done(conn, say_wikidata(conn, person(conn, told), wikidata, who=who, why=why))


def say_office(conn: sqlite3.Connection, key: PersonKey, office: Office, *, who: str, why: str | None) -> int:
    """Write the event for `hold`; `derive` is still to be called."""
    check_office(office)
    value = {
        "office": office.office,
        "of": office.of,
        "of_person": _only_one_named(conn, office.of),
        "since": office.since,
        "until": office.until,
    }
    return _say(conn, key, "speaks_for" if office.speaks_for else "office", value, who=who, why=why)


def check_office(office: Office) -> None:
    """Raise where an office cannot be one.

    Raises:
        FormatError: A date is none, or the office ends before it begins, or nothing is told of it.
    """
    if not (office.office or office.of):
        raise FormatError("an office needs a name, or one whose it is")
    if office.speaks_for and not office.of:
        raise FormatError("speaks for: whom is missing")
    days = [_bounds(name, value) for name, value in (("since", office.since), ("until", office.until))]
    if days[0] and days[1] and days[1][1] < days[0][0]:
        raise FormatError(f"the office ends ({office.until}) before it begins ({office.since})")


def say_wikidata(conn: sqlite3.Connection, key: PersonKey, wikidata: str, *, who: str, why: str | None) -> int:
    """Write the event for `identify`; `derive` is still to be called."""
    return _say(conn, key, "identify", wikidata_number(wikidata), who=who, why=why)


def wikidata_number(told: str) -> str:
    """The Q-number that is meant by one, or by the address of an item.

    Raises:
        FormatError: It is neither.
    """
    number = told.strip().rpartition("/")[2].upper()
    if not (number.startswith("Q") and number[1:].isdecimal() and number.isascii()):
        raise FormatError(f"{told!r} is no item of Wikidata", remedy="write it as Q42")
    return number


def _pair(conn: sqlite3.Connection, what: str, one: str, other: str, *, who: str, why: str | None) -> Event:
    with transaction(conn):
        key, twin = person(conn, one), person(conn, other)
        if key.id == twin.id:
            raise LedgerError(
                f"{one!r} and {other!r} are one, {key.name} ({key.short_id})",
                remedy="undo the merge (inquit people show lists it), or split them",
            )
        return _done(conn, _say(conn, key, what, twin.short_id, was=twin.name, who=who, why=why))


def _say(
    conn: sqlite3.Connection, key: PersonKey, what: str, value: Any, *, who: str, why: str | None, was: Any = None
) -> int:
    return events.append(conn, who=who, what=what, person_id=key.id, value=value, was=was, why=why)


def _done(conn: sqlite3.Connection, number: int) -> Event:
    people_state.derive(conn)
    return events.find(conn, number)


def _refuse_if_told_apart(conn: sqlite3.Connection, key: PersonKey, other: PersonKey) -> None:
    sides = {_head(conn, key.short_id), _head(conn, other.short_id)}
    for event in people_state.live_events(conn):
        if event.what == "distinct" and {_head(conn, event.person), _head(conn, event.value)} == sides:
            told = events.find(conn, event.id)
            raise LedgerError(
                f"{told.who} said on {told.at[:10]} that {key.name} and {other.name} are not the same",
                remedy=f"take that back first: inquit undo {event.id}",
            )


def _head(conn: sqlite3.Connection, told: int | str) -> int | None:
    column = "id" if isinstance(told, int) else "short_id"
    row = conn.execute(f"SELECT coalesce(merged_into, id) FROM people WHERE {column} = ?", (told,)).fetchone()
    return None if row is None else int(row[0])


def _bases(conn: sqlite3.Connection, key: PersonKey) -> set[tuple[str, str]]:
    """Whom the names of a person's speakers mean before anybody merged them, with the article."""
    rows = conn.execute(
        "SELECT k.name, k.kind, a.short_id FROM speakers k JOIN versions v ON v.id = k.version_id"
        " JOIN articles a ON a.id = v.article_id WHERE k.person_id = ?",
        (key.id,),
    ).fetchall()
    found = set()
    for name, kind, article in rows:
        row = conn.execute(
            "SELECT short_id FROM people WHERE joined_by = ?", (people.joined_by(name, kind, article),)
        ).fetchone()
        if row is not None:
            found.add((str(row[0]), str(article)))
    return found


def _only_one_named(conn: sqlite3.Connection, name: str | None) -> str | None:
    """The id of the only one with this name; `None` where there is none, or more."""
    if name is None:
        return None
    rows = conn.execute(
        "SELECT DISTINCT h.short_id FROM people p JOIN people h ON h.id = coalesce(p.merged_into, p.id)"
        " WHERE p.name = ? COLLATE NOCASE LIMIT 2",
        (name,),
    ).fetchall()
    return rows[0][0] if len(rows) == 1 else None


def _bounds(name: str, value: str | None) -> tuple[str, str] | None:
    if value is None:
        return None
    found = bounds(value)
    if found is None:
        raise FormatError(f"{name}: {value!r} is not a date", remedy="write it as 2023-05-14, 2023-05 or 2023")
    return found


def _literal(text: str) -> str:
    """The text for GLOB, which takes marks in it for themselves."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in text)


def distinct_pairs(conn: sqlite3.Connection) -> tuple[set[frozenset[int]], set[frozenset[int]]]:
    """Rows of the pairs who are said not to be the same, and of those of whom somebody could not tell."""
    apart: set[frozenset[int]] = set()
    open_: set[frozenset[int]] = set()
    for event in people_state.live_events(conn):
        if event.what in ("distinct", "unsure"):
            pair = frozenset(row for row in (_head(conn, event.person), _head(conn, event.value)) if row is not None)
            (apart if event.what == "distinct" else open_).add(pair)
    return apart, open_
