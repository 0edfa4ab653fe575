"""What a ledger holds, in few words: what tests compare."""

from __future__ import annotations

from typing import Any

from inquit.ledger import Ledger, StatementRow
from inquit.ledger.rows import COLUMNS, statement_row


def standing(ledger: Ledger) -> list[StatementRow]:
    """The statements that stand, in the order of adding and of the text."""
    rows = ledger.conn.execute(f"SELECT {COLUMNS} FROM who_said_what WHERE current ORDER BY article, version, start")
    return [statement_row(row) for row in rows]


def said(ledger: Ledger) -> list[tuple[str | None, str]]:
    """Who said what, of the statements that stand."""
    return [(row.who, row.words) for row in standing(ledger)]


def count(ledger: Ledger, table: str) -> int:
    """How many rows a table has."""
    return int(ledger.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def content(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in all tables."""
    tables = ledger.conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name: [tuple(row) for row in ledger.conn.execute(f"SELECT * FROM {name}")] for (name,) in tables}
