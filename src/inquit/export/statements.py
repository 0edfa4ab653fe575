"""Statements of a ledger as JSON Lines and as CSV, one object or row each, as soon as it is there."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import Any

from inquit.ledger import StatementRow

COLUMNS = tuple(field.name for field in fields(StatementRow))

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes spreadsheets run a cell (OWASP, "CSV Injection"): a page may have put it there."""


def json_lines(objects: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Each object as one line."""
    for one in objects:
        yield f"{json.dumps(one, ensure_ascii=False)}\n"


def csv_lines(rows: Iterable[StatementRow]) -> Iterator[str]:
    """A line of names, then each statement as one record (RFC 4180).

    For people at spreadsheets: a text that a spreadsheet would run as a formula gets an apostrophe before it, flags are
    parted by spaces, yes and no are 1 and 0.  JSON Lines have everything as it is.
    """
    yield _record(COLUMNS)
    for row in rows:
        yield _record([_cell(value) for value in asdict(row).values()])


def _record(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value
