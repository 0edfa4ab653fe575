"""What people say about who is who."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Form

from inquit.ledger.people_events import Office
from inquit.web.asked import SEVERAL
from inquit.web.changes import Changed, Id, Long, Short, Then, local
from inquit.web.desk import Desk

One = Annotated[str, Form(max_length=200, description="Id of a person")]


def same(desk: Desk, one: One, other: One, why: Long = "", then: Then = "") -> Changed:
    """Say that two are one: the first stands for both."""
    events = desk.ledger.people.merge(one, other, who=desk.who, why=why.strip() or None)
    return Changed(events, local(then, f"/person/{one}"))


def not_the_same(desk: Desk, one: One, other: One, why: Long = "", then: Then = "") -> Changed:
    """Say that two are not the same; the pair is not asked about again."""
    event = desk.ledger.people.distinct(one, other, who=desk.who, why=why.strip() or None)
    return Changed((event,), local(then, "/people/review"))


def cannot_tell(desk: Desk, one: One, other: One, why: Long = "", then: Then = "") -> Changed:
    """Say that one looked and could not tell; the pair goes to the end of the queue."""
    event = desk.ledger.people.unsure(one, other, who=desk.who, why=why.strip() or None)
    return Changed((event,), local(then, "/people/review"))


def rename(desk: Desk, id: Id, name: Short, why: Long = "", then: Then = "") -> Changed:  # noqa: A002
    """Call a person otherwise; the names in the articles stay."""
    event = desk.ledger.people.rename(id, name, who=desk.who, why=why.strip() or None)
    return Changed((event,), local(then, f"/person/{event.person}"))


def split(
    desk: Desk,
    id: Id,  # noqa: A002
    article: Annotated[list[Short], SEVERAL, Form(description="Articles in which it is another one")] = [],  # noqa: B006
    name: Short = "",
    why: Long = "",
    then: Then = "",
) -> Changed:
    """Say that in some articles the name of a person means another one."""
    told = name.strip() or None
    event = desk.ledger.people.split(id, article, name=told, who=desk.who, why=why.strip() or None)
    return Changed((event,), local(then, f"/person/{event.value['into']}"))


def identify(desk: Desk, id: Id, wikidata: Short, why: Long = "", then: Then = "") -> Changed:  # noqa: A002
    """Say which item of Wikidata a person is."""
    event = desk.ledger.people.identify(id, wikidata, who=desk.who, why=why.strip() or None)
    return Changed((event,), local(then, f"/person/{event.person}"))


def hold(
    desk: Desk,
    id: Id,  # noqa: A002
    office: Short = "",
    of: Short = "",
    speaks_for: Annotated[bool, Form(description="They speak for `of` instead of holding an office of it")] = False,
    since: Short = "",
    until: Short = "",
    why: Long = "",
    then: Then = "",
) -> Changed:
    """Say which office a person holds, or whom they speak for."""
    held = Office(
        office=office.strip() or None,
        of=of.strip() or None,
        since=since.strip() or None,
        until=until.strip() or None,
        speaks_for=speaks_for,
    )
    event = desk.ledger.people.hold(id, held, who=desk.who, why=why.strip() or None)
    return Changed((event,), local(then, f"/person/{event.person}"))


CHANGES: tuple[tuple[str, Callable[..., Changed]], ...] = (
    ("/people/same", same),
    ("/people/distinct", not_the_same),
    ("/people/unsure", cannot_tell),
    ("/person/{id}/rename", rename),
    ("/person/{id}/hold", hold),
    ("/person/{id}/split", split),
    ("/person/{id}/identify", identify),
)
