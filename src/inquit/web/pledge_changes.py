"""What people say about pledges: how they stand, and whether conditions were met."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Form

from inquit.errors import FormatError
from inquit.reports.promises import rate
from inquit.web.changes import Changed, Id, Long, Short, Then, local
from inquit.web.desk import Desk


def rate_pledge(
    desk: Desk,
    id: Id,  # noqa: A002
    status: Short,
    why: Long,
    evidence: Annotated[
        str, Form(max_length=4000, description="Addresses, ids of statements or words, a line each")
    ] = "",
    then: Then = "",
) -> Changed:
    """Say how a pledge stands; a reason is needed."""
    if not why.strip():
        raise FormatError("why: a verdict needs a reason")
    lines = [line.strip() for line in evidence.splitlines() if line.strip()]
    event = rate(desk.ledger, id, status, who=desk.who, why=why.strip(), evidence=lines)
    return Changed((event,), local(then, "/promises"))


CHANGES: tuple[tuple[str, Callable[..., Changed]], ...] = (("/pledge/{id}/rate", rate_pledge),)
