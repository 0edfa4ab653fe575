"""What is new in the ledger since a day, or since the reader looked last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Query as Asked
from pydantic import Field

from inquit.ledger.search_query import Query
from inquit.reports.watch import MOST, Watch
from inquit.reports.watch import watch as report
from inquit.types import Act, Flag
from inquit.web.asked import SEVERAL
from inquit.web.desk import Desk
from inquit.web.views.search import Name

PAGE = 100
DAYS = 7
"""How far back who tells no day and has not looked yet sees."""


class Since(StrEnum):
    """What told from where on."""

    ASKED = "asked"
    SEEN = "seen"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class WatchPage:
    """What is new, in the order it came.

    Attributes:
        asked: What was asked for, by the names of the query.
        since: From where on: a day, or a mark that an earlier page told as `next` or `until`.
        since_by: Whether that was asked for, is where this browser looked last, or is a week ago.
        until: The mark up to which this page looked: what comes later is new.
        next: The mark with which the rest is asked for, as `since`; `None`: this is all.
        report: All of it.
    """

    asked: dict[str, str | list[str]]
    since: str
    since_by: Since
    until: str
    next: str | None
    report: dict[str, Any]
    found: Annotated[Any, Field(exclude=True)]

    def rows(self) -> list[dict[str, Any]]:
        """The new statements."""
        return list(self.report["statements"])


def watch(
    desk: Desk,
    q: Annotated[str, Asked(max_length=2000, description='Words; "in this order"; govern*; -without')] = "",
    speaker: Annotated[str, Asked(max_length=200, description="Id of a person, or words of a name")] = "",
    act: Annotated[list[Act], SEVERAL, Asked(description="Any of these")] = [],  # noqa: B006 (FastAPI copies it)
    flag: Annotated[list[Flag], SEVERAL, Asked(description="All of these")] = [],  # noqa: B006
    outlet: Annotated[list[Name], SEVERAL, Asked(description="Any of these; a part of the name")] = [],  # noqa: B006
    since: Annotated[str, Asked(max_length=80, description="2024-03-09, or `until` of an earlier answer")] = "",
) -> WatchPage:
    """What came into the ledger since a day, or since you looked last, the oldest first."""
    query = _query(q, speaker, act, flag, outlet)
    start, by = _start(since, desk.seen)
    found = _found(desk, query, start, PAGE)
    told: dict[str, str | list[str]] = {
        "q": query.words,
        "speaker": query.speaker or "",
        "act": list(query.acts),
        "flag": list(query.flags),
        "outlet": list(query.outlets),
    }
    asked = {name: value for name, value in told.items() if value}
    return WatchPage(asked, start, by, found.until, found.until if found.more else None, found.to_dict(), found)


def newest(
    desk: Desk,
    q: Annotated[str, Asked(max_length=2000)] = "",
    speaker: Annotated[str, Asked(max_length=200)] = "",
    act: Annotated[list[Act], SEVERAL, Asked()] = [],  # noqa: B006 (FastAPI copies it)
    flag: Annotated[list[Flag], SEVERAL, Asked()] = [],  # noqa: B006
    outlet: Annotated[list[Name], SEVERAL, Asked()] = [],  # noqa: B006
) -> Watch:
    """What came into the ledger in the last seven days, for readers of feeds."""
    query = _query(q, speaker, act, flag, outlet)
    for days in (DAYS, 1, 0):  # an answer has a limit and begins with the oldest; a feed must have the newest
        found = _found(desk, query, _days_ago(days), MOST)
        if not found.more:
            break
    return found


def _query(q: str, speaker: str, act: list[Act], flag: list[Flag], outlet: list[str]) -> Query:
    return Query(
        q.strip(),
        speaker.strip() or None,
        acts=tuple(map(str, act)),
        flags=tuple(map(str, flag)),
        outlets=tuple(name for name in outlet if name.strip()),
    )


def _start(since: str, seen: str | None) -> tuple[str, Since]:
    if since.strip():
        return since.strip(), Since.ASKED
    return (seen, Since.SEEN) if seen else (_days_ago(DAYS), Since.DAYS)


def _days_ago(days: int) -> str:
    return (datetime.now(UTC).date() - timedelta(days)).isoformat()


def _found(desk: Desk, query: Query, since: str, limit: int) -> Watch:
    key = ("watch", query, since, limit)
    return desk.memory.get(desk.ledger, key, lambda: report(desk.ledger, query, since=since, limit=limit))
