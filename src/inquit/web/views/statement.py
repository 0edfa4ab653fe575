"""One statement with all that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Path

from inquit.ledger.rows import StatementRow
from inquit.ledger.statement_view import StatementView
from inquit.web.context import Context, context_of
from inquit.web.desk import Desk

Id = Annotated[str, Path(max_length=80, description="Short id, or a beginning of it that only one has")]


@dataclass(frozen=True, slots=True)
class StatementPage:
    """A statement, in its sentence and with its history."""

    statement: StatementView
    context: Context

    def rows(self) -> tuple[StatementRow, ...]:
        """The statement."""
        return (self.statement.row,)


def statement(desk: Desk, id: Id) -> StatementPage:  # noqa: A002 (the name in the address)
    """All that is known of a statement."""
    view = desk.ledger.statement(id)
    return StatementPage(view, context_of(desk, view.row))
