"""A ledger's statements as a pandas table."""

from __future__ import annotations

import sqlite3
from dataclasses import fields
from typing import TYPE_CHECKING

from inquit.errors import InquitError
from inquit.ledger.exporting import statements
from inquit.ledger.rows import StatementRow

if TYPE_CHECKING:
    from pandas import DataFrame

_FEW = ("kind", "act", "type", "mode", "said_basis", "outlet")
"""Columns with few different values: categories take a tenth of the memory of words."""


def to_pandas(conn: sqlite3.Connection, *, every: bool = False) -> DataFrame:
    """The statements that stand, a row each, with the columns of `StatementRow` and `id` as the index.

    `flags` becomes three columns of true and false, `conditional`, `negated`, `hedged`.  `said` and `published` stay as
    they are told, since a date can be as vague as `2022-09`; `pandas.to_datetime(…, errors="coerce")` makes dates of
    those that are some.

    Args:
        conn: The ledger.
        every: As for `exporting.statements`.

    Raises:
        InquitError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise InquitError("pandas is not installed", remedy="install it with: pip install 'inquit[pandas]'") from error
    names = [field.name for field in fields(StatementRow)]
    rows = ([getattr(row, name) for name in names] for row in statements(conn, every=every))
    table = pd.DataFrame.from_records(list(rows), columns=names)
    for flag in ("conditional", "negated", "hedged"):
        table[flag] = [flag in flags for flags in table["flags"]]
    table = table.drop(columns="flags").astype(dict.fromkeys(_FEW, "category"))
    return table.set_index("id")
