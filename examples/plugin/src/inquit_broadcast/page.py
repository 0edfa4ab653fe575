"""The page of a quote sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query as Asked

from inquit.ledger import Query
from inquit.ledger.rows import StatementRow
from inquit.ledger.search_query import Order
from inquit.web.desk import Desk
from inquit_broadcast.settings import limit


@dataclass(frozen=True, slots=True)
class Sheet:
    """What somebody said, the newest first; empty where nobody was asked for."""

    speaker: str
    statements: tuple[StatementRow, ...]

    def rows(self) -> tuple[StatementRow, ...]:
        """What CSV and JSON Lines list."""
        return self.statements


def quotesheet(desk: Desk, speaker: Annotated[str, Asked(max_length=200)] = "") -> Sheet:
    """The newest words of a speaker, to be read out."""
    if not speaker.strip():
        return Sheet("", ())
    found = desk.ledger.search(Query(speaker=speaker, order=Order.NEWEST), limit=limit())
    return Sheet(speaker, tuple(found))
