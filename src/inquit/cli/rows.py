"""Rows of dataclasses as JSON, JSON Lines and CSV: what every command that lists something can print."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FORMATS = ("table", "json", "jsonl", "csv")
"""What `--format` can be; the table is each command's own."""


def written(rows: Iterable[DataclassInstance], form: str, columns: Sequence[str]) -> Iterator[str]:
    """The rows as pieces of text, one after the other; JSON is one array.

    Args:
        rows: What to write.
        form: One of `FORMATS` but the table.
        columns: Names of the fields, for the head of a CSV file that has no row.
    """
    if form == "jsonl":
        for row in rows:
            yield f"{dumped(asdict(row))}\n"
    elif form == "csv":
        yield _csv(columns)
        for row in rows:
            values = asdict(row)
            yield _csv([_cell(values[name]) for name in columns])
    else:
        yield f"{dumped([asdict(row) for row in rows])}\n"


def dumped(value: Any) -> str:
    """JSON as people like to read it; a lone surrogate stays an escape."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text) else json.dumps(value)


def _csv(values: Sequence[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(values)
    return line.getvalue()


def _cell(value: Any) -> Any:
    """A list as its items; true and false as 1 and 0, as the ledger's tables have them."""
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    return int(value) if isinstance(value, bool) else value
