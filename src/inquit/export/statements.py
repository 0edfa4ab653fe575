"""Statements of a ledger as JSON Lines and as CSV, one object or row each, as soon as it is there."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from inquit.ledger import StatementRow
from inquit.ledger.effective import SPANS

COLUMNS = tuple(field.name for field in fields(StatementRow))

PLACES = tuple(f"{name}_at" for name in (*SPANS, "time"))
"""The columns that tell where words stand: `12-30`, with `;` between pieces."""

ALL_COLUMNS = (*COLUMNS, "within", "target_speaker", *PLACES, "sha256", "reader", "model")

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes spreadsheets run a cell (OWASP, "CSV Injection"; the wide ones in East Asian ones): a page may have put it
there."""

BOM = "\ufeff"
"""Lets Excel take a CSV file for UTF-8."""


def json_lines(objects: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Each object as one line."""
    for one in objects:
        yield f"{json.dumps(one, ensure_ascii=False)}\n"


def csv_lines(statements: Iterable[Mapping[str, Any]], *, bom: bool = False) -> Iterator[str]:
    """A line of names, then each statement as one record (RFC 4180).

    For people at spreadsheets: a text that a spreadsheet would run as a formula gets an apostrophe before it, flags are
    parted by spaces, yes and no are 1 and 0.  JSON Lines have everything as it is.

    Args:
        statements: As `Ledger.complete` gives them.
        bom: Begin with a byte order mark, without which Excel reads “é” as “Ã©”.
    """
    yield f"{BOM if bom else ''}{_record(ALL_COLUMNS)}"
    for statement in statements:
        reader = statement["reader"] or {}
        yield _record([
            *(_cell(statement[name]) for name in (*COLUMNS, "within", "target_speaker")),
            *(_places(statement["spans"][name.removesuffix("_at")]) for name in PLACES),
            statement["sha256"],
            _cell(reader.get("version")),
            _cell(reader.get("model")),
        ])  # fmt: skip


def _record(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _places(pieces: Iterable[Iterable[int]]) -> str:
    return ";".join("-".join(map(str, piece)) for piece in pieces)


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list | tuple):
        return " ".join(value)
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value
