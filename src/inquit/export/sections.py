"""Reports as text: sections of rows as tables, CSV, Markdown and JSON, whatever the report.

Cells come from pages that are not to be trusted: a terminal is shown no control characters, a spreadsheet no formula,
Markdown no markup.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from enum import StrEnum

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from inquit.export.markdown import escaped
from inquit.export.wording import one_line
from inquit.reports.sections import Cell, Report, Section

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes spreadsheets run a cell (OWASP, "CSV Injection")."""

MAX_PADDED_CELLS = 48
"""A column is padded to the width of its longest value, up to this: one long value does not push the others away."""

NOTHING = "none"


class Form(StrEnum):
    """What a report can be written as."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


def rendered(report: Report, form: Form) -> str:
    """A report as text, with a line end.

    Args:
        report: What to write.
        form: As what.  A table is for pipes and files: no colours, one row a line; `renderable` is for terminals.
    """
    if form is Form.JSON:
        return f"{_json(report)}\n"
    sections = report.sections()
    if form is Form.CSV:
        return csv_text(sections)
    return markdown(sections) if form is Form.MARKDOWN else plain(sections)


def plain(sections: Iterable[Section]) -> str:
    """Sections one below the other, columns aligned, nothing cut."""
    return "\n".join("".join(f"{line}\n" for line in _plain_lines(section)) for section in sections)


def renderable(sections: Iterable[Section]) -> RenderableType:
    """Sections for a terminal, wrapped to its width; see `plain`."""
    parts: list[RenderableType] = []
    for section in sections:
        parts += [Text()] if parts else []
        parts.append(Text(one_line(section.title), style="bold"))
        if section.note:
            parts.append(Text(one_line(section.note), style="dim"))
        body = _table(section) if section.rows else Text(NOTHING, style="dim")
        parts.append(Padding(body, (0, 0, 0, 2)))
    return Group(*parts)


def csv_text(sections: Iterable[Section]) -> str:
    """One CSV table (RFC 4180) of all sections, line feeds at the ends of lines.

    Of several sections the first column names the section, and each has its own columns beside it, those of one name
    shared; notes are left out.  A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    sections = tuple(sections)
    several = len(sections) > 1
    columns = list(dict.fromkeys(name for section in sections for name in section.columns))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["section", *columns] if several else columns)
    for section in sections:
        for row in section.rows:
            values = dict(zip(section.columns, row, strict=True))
            cells = [_csv_cell(values.get(name)) for name in columns]
            writer.writerow([section.title, *cells] if several else cells)
    return out.getvalue()


def markdown(sections: Iterable[Section]) -> str:
    """Sections as headings with tables (GitHub's)."""
    return "\n".join("".join(f"{line}\n" for line in _markdown_lines(section)) for section in sections)


def _plain_lines(section: Section) -> Iterator[str]:
    yield one_line(section.title)
    if section.note:
        yield one_line(section.note)
    if not section.rows:
        yield f"  {NOTHING}"
        return
    lines = [section.columns, *(tuple(map(shown, row)) for row in section.rows)]
    widths = [min(max(map(cell_len, column)), MAX_PADDED_CELLS) for column in zip(*lines, strict=True)]
    numbers = _numeric(section)
    for line in lines:
        cells = zip(line, widths, numbers, strict=True)
        yield f"  {'  '.join(_padded(text, width, right=number) for text, width, number in cells)}".rstrip()


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - cell_len(text))
    return f"{space}{text}" if right else f"{text}{space}"


def _table(section: Section) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for name, number in zip(section.columns, _numeric(section), strict=True):
        table.add_column(Text(name), justify="right" if number else "left", overflow="fold")
    for row in section.rows:
        table.add_row(*(Text(shown(cell)) for cell in row))
    return table


def _markdown_lines(section: Section) -> Iterator[str]:
    yield f"## {escaped(section.title)}"
    yield ""
    if section.note:
        yield escaped(section.note)
        yield ""
    if not section.rows:
        yield NOTHING
        return
    yield f"| {' | '.join(map(escaped, section.columns))} |"
    yield f"| {' | '.join('---:' if number else '---' for number in _numeric(section))} |"
    for row in section.rows:
        yield f"| {' | '.join(escaped(shown(cell)) for cell in row)} |"


def shown(cell: Cell) -> str:
    """A value for people: on one line, fractions to four digits that count, nothing for `None`."""
    if cell is None:
        return ""
    return f"{cell:.4g}" if isinstance(cell, float) else one_line(str(cell))


def _numeric(section: Section) -> list[bool]:
    """Which columns hold numbers only."""
    columns = zip(*section.rows, strict=True) if section.rows else ([] for _ in section.columns)
    return [bool(column) and all(cell is None or not isinstance(cell, str) for cell in column) for column in columns]


def _csv_cell(cell: Cell) -> Cell:
    if isinstance(cell, str):
        cell = cell.encode("utf-8", "replace").decode()  # a lone surrogate cannot be written
        return f"'{cell}" if cell.startswith(FORMULA) else cell
    return int(cell) if isinstance(cell, bool) else cell


def _json(report: Report) -> str:
    told = report.to_dict()
    text = json.dumps(told, ensure_ascii=False)
    return json.dumps(told) if any("\ud800" <= char <= "\udfff" for char in text) else text
