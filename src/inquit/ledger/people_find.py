"""Whom somebody means who types an id or a name."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from inquit.errors import UnknownIdError
from inquit.ledger.search_query import near_name, people_named


@dataclass(frozen=True, slots=True)
class PersonKey:
    """A person's row, never one who is merged into another."""

    id: int
    short_id: str
    name: str
    kind: str


def person(conn: sqlite3.Connection, told: str) -> PersonKey:
    """The person that is meant by an id, its beginning, or a name or words of it that only one person has.

    Raises:
        UnknownIdError: There is none, or more than one.
    """
    keys = keys_of(conn, people_named(conn, told))
    if len(keys) > 1:
        same = [key for key in keys if key.name.casefold() == " ".join(told.casefold().split())]
        keys = same if len(same) == 1 else keys
    if not keys:
        near = near_name(conn, told)
        remedy = f"did you mean {near!r}?" if near else "inquit people lists those who speak"
        raise UnknownIdError(f"nobody is named {told!r}", remedy=remedy)
    if len(keys) > 1:
        some = ", ".join(f"{key.short_id} {key.name}" for key in keys[:5])
        more = f" and {len(keys) - 5} more" if len(keys) > 5 else ""
        raise UnknownIdError(f"{told!r} can be {some}{more}", remedy="give the id")
    return keys[0]


def keys_of(conn: sqlite3.Connection, rows: tuple[int, ...]) -> list[PersonKey]:
    """The people of rows, by name."""
    found = conn.execute(
        "SELECT id, short_id, name, kind FROM people WHERE id IN (SELECT value FROM json_each(?)) ORDER BY name, id",
        (json.dumps(rows),),
    )
    return [PersonKey(*row) for row in found]
