"""One page in the form that was asked for: HTML, JSON, CSV or JSON Lines, all from the same dataclass.

JSON is the page as it is; CSV and JSON Lines are its rows, what `rows` of the page gives: what stands in its main list.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Protocol

from pydantic import TypeAdapter

from inquit.export.statements import FORMULA


class Form(StrEnum):
    """How an answer is written."""

    HTML = "html"
    JSON = "json"
    CSV = "csv"
    JSONL = "jsonl"


MEDIA_TYPES = {
    Form.HTML: "text/html; charset=utf-8",
    Form.JSON: "application/json",
    Form.CSV: "text/csv; charset=utf-8",
    Form.JSONL: "application/jsonl; charset=utf-8",
}


class Page(Protocol):
    """What a view fills."""

    def rows(self) -> Iterable[Any]:
        """Dataclasses of one kind, or objects: what CSV and JSON Lines list."""
        ...


def data(page: Page, form: Form) -> bytes:
    """A page as data; not for HTML, which takes a template."""
    if form is Form.JSON:
        return adapter(type(page)).dump_json(page)
    rows = list(page.rows())
    if form is Form.JSONL:
        return b"".join(adapter(type(row)).dump_json(row) + b"\n" for row in rows)
    return csv_of(rows)


def csv_of(rows: list[Any]) -> bytes:
    """Rows of one kind as CSV with a line of names (RFC 4180); empty where there are none."""
    told = [adapter(type(row)).dump_python(row, mode="json") for row in rows]
    columns = dict.fromkeys(name for row in told for name in row)  # tables of a report differ in their columns
    out = io.StringIO()
    writer = csv.writer(out)
    if columns:
        writer.writerow(columns)
    for row in told:
        writer.writerow(cell(row.get(name)) for name in columns)
    return out.getvalue().encode()


def cell(value: object) -> object:
    """A value for people at spreadsheets; see `export.statements.csv_lines`."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return " ".join(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """What turns a dataclass into JSON; made once, since making it takes longer than using it."""
    found = _ADAPTERS.get(kind)
    if found is None:
        found = _ADAPTERS[kind] = TypeAdapter(kind)
    return found
