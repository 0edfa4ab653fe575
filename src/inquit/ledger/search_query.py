"""A search as it is asked, and as the ledger can answer it: names looked up, dates made days, words taken apart."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from inquit.errors import FormatError
from inquit.ledger.confident import SURE_ENOUGH, checked
from inquit.ledger.days import bounds
from inquit.ledger.search_words import Words, parsed, printable, tokens
from inquit.types import Act, Flag, Type

SINGLY = 200
"""People whose statements are looked up one by one; of more, all statements are gone through instead."""

MAX_NAME = 200
"""Characters of a name that are looked for; what comes after is left out."""

_PERSON_ID = re.compile(r"p[a-z2-7]{3,12}")


class Order(StrEnum):
    """In which order hits come: those that hold the words side by side first (`best`), or by time alone."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for; all of it must hold.

    Attributes:
        words: As typed into a search box (see `search_words`); empty asks for all statements.
        speaker: A person's id, or words of a name.  Where nobody has such a name: words that name the source, as of
            unnamed officials.
        acts, types, outlets: Any of these; empty: whichever.  An outlet by its name or a part of it.
        flags: All of these.
        said_from, said_to: ISO 8601 or TIMEX3; a statement of which the text tells only the year counts where the whole
            year lies between them.
        published_from, published_to: The same for the article.
        order: `None`: `best` where there are words or a meaning, else `newest`.
        meaning: A text by whose meaning the hits are ordered, the nearest first; needs `index`.  `None`: not asked for.
        min_confidence: How sure the reader must have been, from 0 to 1; what a person has looked at is found however
            unsure the reader was.  `None`: not asked for.
    """

    words: str = ""
    speaker: str | None = None
    acts: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    said_from: str | None = None
    said_to: str | None = None
    published_from: str | None = None
    published_to: str | None = None
    order: Order | None = None
    meaning: str | None = None
    min_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on the row `s` of a statement, with the values of its question marks."""

    sql: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """A query that the ledger can answer.

    Attributes:
        expression: For FTS5, the source's words included where no person has the speaker's name; `None`: no words.
        ranked: The same in parts: the better hits, then the others.
        conditions: Everything else.
        people: Rows of the people asked for; `None`: whoever speaks.
        outlets: Rows of the outlets; `None`: whichever.
        published: First and last day.
        notes: What was understood otherwise than it may have been meant, and why nothing can be found.
        impossible: Whether nothing can be found.
    """

    expression: str | None
    ranked: tuple[str, ...]
    conditions: tuple[Condition, ...]
    people: tuple[int, ...] | None
    outlets: tuple[int, ...] | None
    published: tuple[str | None, str | None]
    order: Order
    notes: tuple[str, ...] = ()
    impossible: bool = False


def resolved(conn: sqlite3.Connection, query: Query) -> Resolved:
    """Look up what a query names; of a `meaning` that is nothing.

    Raises:
        FormatError: A date is none, an act, a type or a flag is not one of ours, a confidence is not between 0 and 1,
            or a meaning has an order beside it.
    """
    if query.meaning is not None and query.order not in (None, Order.BEST):
        raise FormatError(f"order: {query.order} does not go with a meaning, which is an order", remedy="leave it out")
    notes: list[str] = []
    words = parsed(query.words)
    speaker = None if query.speaker is None else printable(query.speaker)[:MAX_NAME].strip()
    impossible = words.given and not (words.wanted or words.unwanted)
    if impossible:
        notes.append(f"there is no word to look for in {query.words.strip()!r}")
    expression, ranked = words.expression, words.ranked()
    conditions = [*_closed(query), *_said(query), *_sure(query)]
    published = _published(query)
    conditions += _between("s.published", published)
    people = people_named(conn, speaker) if speaker else None
    if people is not None and not people:
        source = _source(speaker or "")
        if source is None:
            impossible = True
        else:
            ranked = tuple(f"({part}) AND {source}" for part in ranked) or (source,)
            expression = f"({expression}) AND {source}" if expression else source
        near = near_name(conn, speaker or "")
        advice = f"; there is {near}" if near else ""
        notes.append(f"nobody is named {speaker!r}{advice}; looked for in the words that name the source")
        people = None
    outlets = _outlets(conn, query.outlets)
    if outlets is not None and not outlets:
        impossible = True
        notes.append(f"there is no outlet {' or '.join(map(repr, query.outlets))}")
    conditions += [*_among("s.person_id", people), *_among("s.outlet_id", outlets), *_without(words)]
    return Resolved(
        expression,
        ranked,
        tuple(conditions),
        people,
        outlets,
        published,
        query.order or (Order.BEST if ranked or query.meaning is not None else Order.NEWEST),
        tuple(notes),
        impossible,
    )


def _closed(query: Query) -> list[Condition]:
    """Acts, types and flags."""
    found = []
    for name, given, known in (("act", query.acts, Act), ("type", query.types, Type), ("flag", query.flags, Flag)):
        for value in given:
            if value not in [*known]:
                near = get_close_matches(value, [str(one) for one in known], n=1)
                remedy = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
                raise FormatError(f"{value!r} is no {name}", remedy=remedy)
        if name != "flag" and given:
            found.append(Condition(f"s.{name} IN ({', '.join('?' * len(given))})", tuple(map(str, given))))
    return [*found, *(Condition(f"s.{flag} = 1") for flag in query.flags)]


def _said(query: Query) -> list[Condition]:
    """The time said, and `day`, which follows from it, since that is what the indexes hold."""
    first, last = _first_day("said_from", query.said_from), _last_day("said_to", query.said_to)
    found = []
    if first is not None:
        found.append(Condition("s.day >= ? AND s.said_first >= ?", (first, first)))
    if last is not None:
        found.append(Condition("s.day <= ? AND s.said_last <= ?", (last, last)))
    return found


def _sure(query: Query) -> list[Condition]:
    return [] if query.min_confidence is None else [Condition(SURE_ENOUGH, (checked(query.min_confidence),))]


def _published(query: Query) -> tuple[str | None, str | None]:
    return _first_day("published_from", query.published_from), _last_day("published_to", query.published_to)


def _between(column: str, days: tuple[str | None, str | None]) -> list[Condition]:
    first, last = days
    found = [Condition(f"{column} >= ?", (first,))] if first is not None else []
    return [*found, *([Condition(f"{column} <= ?", (last,))] if last is not None else [])]


def _first_day(name: str, value: str | None) -> str | None:
    return None if value is None else _bounds(name, value)[0]


def _last_day(name: str, value: str | None) -> str | None:
    return None if value is None else _bounds(name, value)[1]


def _bounds(name: str, value: str) -> tuple[str, str]:
    found = bounds(value)
    if found is None:
        raise FormatError(f"{name}: {value!r} is not a date", remedy="write it as 2024-03-09, 2024-03 or 2024")
    return found


def people_named(conn: sqlite3.Connection, told: str) -> tuple[int, ...]:
    """Rows of the people with an id, or with all these words in their name, the last of which may be only begun.

    Merged people are those who stand for them.
    """
    found: list[int] = []
    if _PERSON_ID.fullmatch(told):
        found = _rows(conn, "SELECT coalesce(merged_into, id) FROM people WHERE short_id GLOB ?", f"{told}*")
    if not found and (expression := _name_expression(told)):
        found = _rows(
            conn,
            "SELECT coalesce(merged_into, id) FROM people WHERE id IN"
            " (SELECT rowid FROM people_fts WHERE people_fts MATCH ?)",
            expression,
        )
    return tuple(dict.fromkeys(found))


def _name_expression(told: str) -> str | None:
    words = tokens(told)[:20]
    if not words:
        return None
    # A letter or two begin too many names: they are whole words then, as in Li or An.
    last = f'"{words[-1]}" *' if len(words[-1]) > 2 else f'"{words[-1]}"'
    return " AND ".join([*(f'"{word}"' for word in words[:-1]), last])


def _source(speaker: str) -> str | None:
    words = tokens(printable(speaker))[:20]
    return f"({{source}} : {' AND '.join(f'{chr(34)}{word}{chr(34)}' for word in words)})" if words else None


def near_name(conn: sqlite3.Connection, speaker: str) -> str | None:
    """A name that is nearly the one asked for, among those that share a word's beginning with it."""
    words = [word for word in tokens(printable(speaker))[:20] if len(word) > 3]
    if not words:
        return None
    begun = " OR ".join(f'"{word[:3]}" *' for word in words)
    names = conn.execute("SELECT name FROM people_fts WHERE people_fts MATCH ? LIMIT 2000", (begun,)).fetchall()
    by_letters = {name.casefold(): name for (name,) in names}
    near = get_close_matches(speaker.casefold(), by_letters, n=1)
    return by_letters[near[0]] if near else None


def _outlets(conn: sqlite3.Connection, told: tuple[str, ...]) -> tuple[int, ...] | None:
    if not told:
        return None
    rows = conn.execute("SELECT id, name FROM outlets").fetchall()
    found: dict[int, None] = {}
    for name in (" ".join(one.casefold().split()) for one in told):
        same = [row["id"] for row in rows if row["name"].casefold() == name]
        found.update(dict.fromkeys(same or [row["id"] for row in rows if name and name in row["name"].casefold()]))
    return tuple(found)


def _among(column: str, rows: tuple[int, ...] | None) -> list[Condition]:
    if rows is None:
        return []
    if len(rows) <= SINGLY:
        return [Condition(f"{column} IN ({', '.join(map(str, rows))})")]
    return [Condition(f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(rows),))]


def _without(words: Words) -> list[Condition]:
    """What is unwanted where FTS5 cannot say so itself, because nothing is wanted beside it."""
    if words.excluded is None:
        return []
    return [
        Condition(
            "NOT EXISTS (SELECT 1 FROM statements_fts WHERE statements_fts MATCH ? AND statements_fts.rowid = s.id)",
            (words.excluded,),
        )
    ]


def _rows(conn: sqlite3.Connection, sql: str, value: str) -> list[int]:
    return [row for (row,) in conn.execute(sql, (value,)).fetchall()]
