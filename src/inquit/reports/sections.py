"""What every report looks like from outside: sections of rows, which tables, CSV and Markdown are written from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

Cell: TypeAlias = str | int | float | None
"""One value of a row; `None` where there is nothing to tell."""


@dataclass(frozen=True, slots=True)
class Section:
    """A table with a title.

    Attributes:
        title: What it shows, a few words.
        columns: Names of the columns.
        rows: One tuple a row, as long as `columns`; none where nothing was found.
        note: What a reader of the table should know, a sentence or two; `None` for nothing.

    Raises:
        ValueError: A row is not as long as `columns`.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    note: str | None = None

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                wanted = f"{len(self.columns)} columns ({', '.join(self.columns)})"
                raise ValueError(f"{self.title}: row {number} has {len(row)} cells, not those of {wanted}")


class Report(Protocol):
    """A report: plain data in two views."""

    def to_dict(self) -> dict[str, Any]:
        """All of it, ready for `json.dumps`."""
        ...

    def sections(self) -> tuple[Section, ...]:
        """What people read, in order; the same sections whatever was found, so that CSV keeps its columns."""
        ...
