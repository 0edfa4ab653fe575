"""The first page: what the ledger holds, what came last, who is heard most."""

from __future__ import annotations

from dataclasses import dataclass

from inquit.ledger.overview import ArticleLine, Overview, newest_articles, overview
from inquit.ledger.people_view import PersonLine
from inquit.ledger.rows import StatementRow
from inquit.ledger.search_query import Query
from inquit.reports.promises import promises
from inquit.web.desk import Desk

NEWEST_STATEMENTS, NEWEST_ARTICLES, HEARD, DUE = 8, 6, 8, 4
PLEDGES = 30
"""The newest, among which those with a deadline are looked for: to look at all takes minutes of a large ledger."""


@dataclass(frozen=True, slots=True)
class Due:
    """A pledge with a deadline.

    Attributes:
        statement: Id of its last statement.
        day: The deadline, ISO 8601.
        overdue: Whether that is past, and no verdict ends it.
    """

    statement: str
    who: str | None
    words: str
    day: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class HomePage:
    """What is new.

    Attributes:
        newest: Statements by day, the latest first.
        articles: Added last.
        heard: People with most statements.
        due: The newest pledges with a deadline, by their deadline.
    """

    overview: Overview
    newest: tuple[StatementRow, ...]
    articles: tuple[ArticleLine, ...]
    heard: tuple[PersonLine, ...]
    due: tuple[Due, ...]

    def rows(self) -> tuple[StatementRow, ...]:
        """The newest statements."""
        return self.newest


def home(desk: Desk) -> HomePage:
    """What the ledger holds, the newest statements and articles, and who is heard most."""
    return desk.memory.get(desk.ledger, "home", lambda: _made(desk))


def _made(desk: Desk) -> HomePage:
    conn = desk.ledger.conn
    return HomePage(
        overview(conn),
        desk.ledger.search(Query(), limit=NEWEST_STATEMENTS).rows,
        newest_articles(conn, limit=NEWEST_ARTICLES),
        desk.ledger.people.list(limit=HEARD),
        _due(desk),
    )


def _due(desk: Desk) -> tuple[Due, ...]:
    found = promises(desk.ledger, limit=PLEDGES, developments=False).pledges
    dated = [Due(one.last.id, one.who, one.last.words, one.deadline.day, one.overdue) for one in found if one.deadline]
    return tuple(sorted(dated, key=lambda one: (one.overdue, one.day))[:DUE])
