"""The ledger: one SQLite file that keeps who said what, every line with its proof, and what people corrected.

It stores readings and never makes them.  `Ledger` is its face; the modules beside it are functions that take the
connection, so that each answers one question:

    schema.sql connection migrations     the file
    adding effective statements          readings in, and what stands
    events corrections                   what people say, the log of it
    search people                        questions
    verify doctor backup removal diff    keeping it right
"""

from __future__ import annotations

from inquit.errors import LedgerBusyError, LedgerDamagedError, LedgerError, UnknownIdError
from inquit.ledger.events import Event
from inquit.ledger.people_events import Office
from inquit.ledger.rows import StatementRow
from inquit.ledger.search_query import Order, Query
from inquit.ledger.store import Ledger

__all__ = [
    "Event",
    "Ledger",
    "LedgerBusyError",
    "LedgerDamagedError",
    "LedgerError",
    "Office",
    "Order",
    "Query",
    "StatementRow",
    "UnknownIdError",
]
