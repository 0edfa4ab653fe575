"""Statements by words, speaker, act, time and outlet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query as Asked
from pydantic import Field

from inquit.ledger.rows import NearRow, StatementRow
from inquit.ledger.search import Facets
from inquit.ledger.search_query import Order, Query
from inquit.types import Act, Flag, Type
from inquit.web.asked import OPTIONAL, SEVERAL
from inquit.web.desk import Desk

PAGE = 20

Name = Annotated[str, Asked(max_length=200)]
Share = Annotated[float, Field(ge=0, le=1)]
Day = Annotated[str, Asked(max_length=40, description="2024-03-09, 2024-03 or 2024")]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of hits.

    Attributes:
        query: What was asked for.
        found: The statements.
        next: Cursor of the page after this one; `None`: this is the last.
        notes: What was understood otherwise than it may have been meant.
        facets: What the hits are; `None` on later pages, which have the same as the first.
    """

    query: Query
    found: tuple[NearRow | StatementRow, ...]
    next: str | None
    notes: tuple[str, ...]
    facets: Facets | None

    def rows(self) -> tuple[NearRow | StatementRow, ...]:
        """The hits of this page."""
        return self.found


def search(
    desk: Desk,
    q: Annotated[str, Asked(max_length=2000, description='Words; "in this order"; govern*; -without')] = "",
    meaning: Annotated[str, Asked(max_length=2000, description="Nearest in meaning first; after inquit index")] = "",
    speaker: Annotated[str, Asked(max_length=200, description="Id of a person, or words of a name")] = "",
    act: Annotated[list[Act], SEVERAL, Asked(description="Any of these")] = [],  # noqa: B006 (FastAPI copies it)
    kind: Annotated[list[Type], SEVERAL, Asked(alias="type", description="Any of these")] = [],  # noqa: B006
    flag: Annotated[list[Flag], SEVERAL, Asked(description="All of these")] = [],  # noqa: B006
    outlet: Annotated[list[Name], SEVERAL, Asked(description="Any of these; a part of the name")] = [],  # noqa: B006
    said_from: Day = "",
    said_to: Day = "",
    published_from: Day = "",
    published_to: Day = "",
    min_confidence: Annotated[
        Share | None, OPTIONAL, Asked(description="How sure the reader must have been, from 0 to 1")
    ] = None,
    order: Annotated[Order | None, OPTIONAL] = None,
    cursor: Annotated[str, Asked(max_length=100, description="`next` of the page before")] = "",
    limit: Annotated[int, Asked(ge=1, le=1000)] = PAGE,
) -> SearchPage:
    """Find statements that stand."""
    query = Query(
        q,
        speaker=speaker.strip() or None,
        acts=tuple(map(str, act)),
        types=tuple(map(str, kind)),
        flags=tuple(map(str, flag)),
        outlets=tuple(name for name in outlet if name.strip()),
        said_from=said_from.strip() or None,
        said_to=said_to.strip() or None,
        published_from=published_from.strip() or None,
        published_to=published_to.strip() or None,
        order=order,
        meaning=meaning.strip() or None,
        min_confidence=min_confidence,
    )
    found = desk.ledger.search(query, limit=limit, cursor=cursor or None, facets=not cursor)
    return SearchPage(query, found.rows, found.next, found.notes, found.facets)
