"""One who speaks: roles, aliases, offices, when and where they are heard, and what they said last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Path
from fastapi import Query as Asked

from inquit.ledger.people_articles import SpeaksIn, articles_of
from inquit.ledger.people_view import PersonLine, PersonView
from inquit.ledger.rows import StatementRow
from inquit.ledger.search import Facets
from inquit.ledger.search_query import Query
from inquit.types import Act, Flag
from inquit.web.desk import Desk

Id = Annotated[str, Path(max_length=200, description="Short id, or a name that only one has")]

NEWEST, OF_A_KIND, ARTICLES = 12, 6, 50


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person, looked at closely.

    Attributes:
        newest: Their statements, the latest first.
        commitments: What they promised, planned, threatened or refused, likewise.
        conditional: What they said on a condition, likewise.
        facets: Months, acts and outlets of their statements.
    """

    person: PersonView
    newest: tuple[StatementRow, ...]
    commitments: tuple[StatementRow, ...]
    conditional: tuple[StatementRow, ...]
    facets: Facets

    def rows(self) -> tuple[StatementRow, ...]:
        """The newest statements."""
        return self.newest


def person(desk: Desk, id: Id) -> PersonPage:  # noqa: A002 (the name in the address)
    """All that is known of a person."""
    view = desk.ledger.people.view(id)
    return desk.memory.get(desk.ledger, ("person", view.line.id), lambda: _made(desk, view))


def _made(desk: Desk, view: PersonView) -> PersonPage:
    who = view.line.id
    newest = desk.ledger.search(Query(speaker=who), limit=NEWEST, facets=True)
    assert newest.facets is not None  # they were asked for
    committed = (str(Act.PROMISE), str(Act.PLAN), str(Act.THREATEN), str(Act.REFUSE))
    return PersonPage(
        view,
        newest.rows,
        desk.ledger.search(Query(speaker=who, acts=committed), limit=OF_A_KIND).rows,
        desk.ledger.search(Query(speaker=who, flags=(str(Flag.CONDITIONAL),)), limit=OF_A_KIND).rows,
        newest.facets,
    )


@dataclass(frozen=True, slots=True)
class PersonArticlesPage:
    """The articles in which a person speaks.

    Attributes:
        articles: The latest first.
        after: How many stand on the pages before this one.
        next: `after` of the page after this one; `None`: this is the last.
    """

    person: PersonLine
    articles: tuple[SpeaksIn, ...]
    after: int
    next: int | None

    def rows(self) -> tuple[SpeaksIn, ...]:
        """The articles of this page."""
        return self.articles


def person_articles(
    desk: Desk,
    id: Id,  # noqa: A002 (the name in the address)
    after: Annotated[int, Asked(ge=0, le=10**6, description="How many to pass over")] = 0,
) -> PersonArticlesPage:
    """In which articles a person speaks."""
    line = desk.ledger.people.view(id).line
    found, more = articles_of(desk.ledger.conn, line.id, limit=ARTICLES, after=after)
    return PersonArticlesPage(line, found, after, after + ARTICLES if more else None)
