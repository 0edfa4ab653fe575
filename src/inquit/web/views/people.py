"""Who speaks, and whose names may mean one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query as Asked

from inquit.ledger.people_review import Doubt
from inquit.ledger.people_view import PersonLine
from inquit.types import Kind
from inquit.web.asked import OPTIONAL
from inquit.web.desk import Desk

MOST, PAIRS = 100, 20


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Those who speak, the most heard first.

    Attributes:
        q: Words of the name that were asked for.
        kind: That was asked for; `None`: any.
        most: How many are listed at most.
    """

    q: str
    kind: Kind | None
    people: tuple[PersonLine, ...]
    most: int

    def rows(self) -> tuple[PersonLine, ...]:
        """The people."""
        return self.people


def people(
    desk: Desk, q: Annotated[str, Asked(max_length=200)] = "", kind: Annotated[Kind | None, OPTIONAL] = None
) -> PeoplePage:
    """Those who speak, by words of their names."""
    found = desk.memory.get(desk.ledger, ("people", q, kind), lambda: desk.ledger.people.list(q, kind=kind, limit=MOST))
    return PeoplePage(q, kind, found, MOST)


@dataclass(frozen=True, slots=True)
class DoubtLine:
    """A pair of names that may mean one, flat.

    Attributes:
        one, other: Ids of the people.
        reasons: Why they may be one.
    """

    one: str
    one_name: str
    other: str
    other_name: str
    reasons: tuple[str, ...]
    score: float
    unsure: bool


@dataclass(frozen=True, slots=True)
class DoubtsPage:
    """Pairs of names for people to decide, the likeliest first."""

    doubts: tuple[Doubt, ...]

    def rows(self) -> tuple[DoubtLine, ...]:
        """The pairs."""
        return tuple(
            DoubtLine(d.one.id, d.one.name, d.other.id, d.other.name, d.reasons, d.score, d.unsure) for d in self.doubts
        )


def doubts(desk: Desk) -> DoubtsPage:
    """Names that may mean one: a queue for people, with the reasons."""
    return DoubtsPage(desk.memory.get(desk.ledger, "doubts", lambda: desk.ledger.people.review(limit=PAIRS)))
