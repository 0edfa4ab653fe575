"""One statement after the other, to be checked: those the reader was least sure of, or a sample."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import Query as Asked

from inquit.ledger.events import Event
from inquit.ledger.review_queue import Queued, Share, Verdict, last_of, least_confident, sample, share_right
from inquit.ledger.rows import StatementRow
from inquit.ledger.statement_view import StatementView
from inquit.web.context import Context, context_of
from inquit.web.desk import Desk


class QueueOrder(StrEnum):
    """Which statements come: the least sure first, or a random sample."""

    LEAST = "least"
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A statement to check.

    Attributes:
        order, seed, size: Which queue; `seed` and `size` are a sample's.
        hidden: Whether the reader's answer is not shown before the person's.
        statement: The one to look at; `None`: the queue is at its end.
        context: What stands around it; `None` without a statement.
        verdict: What was said about it.
        place: Its place in a sample, from 1; `None` in the other queue.
        checked: How many of the sample are checked.
        share: How many of them were right, of a sample.
        last: The last thing this person said and did not take back.
        previous: The statement before it in a sample.
    """

    order: QueueOrder
    seed: int
    size: int
    hidden: bool
    statement: StatementView | None
    context: Context | None
    verdict: Verdict
    place: int | None
    checked: int
    share: Share | None
    last: Event | None
    previous: str | None

    def rows(self) -> tuple[StatementRow, ...]:
        """The statement to look at."""
        return (self.statement.row,) if self.statement else ()


def review(
    desk: Desk,
    order: QueueOrder = QueueOrder.LEAST,
    seed: Annotated[int, Asked(ge=0, le=2**31, description="Of a sample")] = 1,
    size: Annotated[int, Asked(ge=1, le=1000, description="Of a sample")] = 50,
    hidden: Annotated[bool, Asked(description="Do not show the reader's answer")] = False,
    after: Annotated[str, Asked(max_length=80, description="The statement after this one")] = "",
    at: Annotated[str, Asked(max_length=80, description="This statement")] = "",
) -> ReviewPage:
    """The next statement that a person should check."""
    conn = desk.ledger.conn
    if order is QueueOrder.SAMPLE:
        queue = sample(conn, seed=seed, size=size)
        chosen = at or _next(queue, after)
    else:
        queue = ()
        found = least_confident(conn, after=after or None, limit=1) if not at else ()
        chosen = at or (found[0].id if found else None)
    view = desk.ledger.statement(chosen) if chosen else None
    places = {one.id: number for number, one in enumerate(queue)}
    place = places.get(view.row.id if view else "")
    return ReviewPage(
        order,
        seed,
        size,
        hidden,
        view,
        context_of(desk, view.row) if view else None,
        queue[place].verdict if place is not None else Verdict.OPEN,
        None if place is None else place + 1,
        sum(one.verdict is not Verdict.OPEN for one in queue),
        share_right(queue),
        last_of(conn, desk.who),
        queue[place - 1].id if place else None,
    )


def _next(queue: tuple[Queued, ...], after: str) -> str | None:
    """The first one after a statement that nobody has checked; those before it come last."""
    start = next((number + 1 for number, one in enumerate(queue) if one.id == after), 0)
    return next((one.id for one in (*queue[start:], *queue[:start]) if one.verdict is Verdict.OPEN), None)
