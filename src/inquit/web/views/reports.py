"""What all pages of reports share: the report as data, as tables, and itself for its template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import Query as Asked
from pydantic import Field

from inquit.errors import FormatError
from inquit.reports.sections import Report, Section

Of = Annotated[str, Asked(max_length=400)]
Day = Annotated[str, Asked(max_length=10, description="2024-03-09")]
Cursor = Annotated[str, Asked(max_length=100, description="`next` of the page before")]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report.

    Attributes:
        asked: What was asked for, by the names of the query.
        report: All of it; `None`: nothing was asked for yet, and the page is a form.
        sections: The same as tables.
        next: Cursor of the page after this one; `None`: there is none.
        choices: What can be asked for, such as the names of outlets.
        found: The report's own object, for the template.
    """

    asked: dict[str, str]
    report: dict[str, Any] | None
    sections: tuple[Section, ...]
    next: str | None
    choices: tuple[str, ...]
    found: Annotated[Any, Field(exclude=True)]

    def rows(self) -> list[dict[str, Any]]:
        """The rows of all sections, each with the name of its section."""
        return [
            {"section": section.title, **dict(zip(section.columns, row, strict=True))}
            for section in self.sections
            for row in section.rows
        ]


def shown(found: Report | None, *, next: str | None = None, choices: tuple[str, ...] = (), **asked: str) -> ReportPage:  # noqa: A002
    """A page of a report, or its empty form."""
    told = {name: value for name, value in asked.items() if value}
    if found is None:
        return ReportPage(told, None, (), None, choices, None)
    return ReportPage(told, found.to_dict(), found.sections(), next, choices, found)


def day(name: str, value: str) -> date | None:
    """A day of a query; `None` where none is given.

    Raises:
        FormatError: It is none.
    """
    try:
        return date.fromisoformat(value.strip()) if value.strip() else None
    except ValueError:
        raise FormatError(f"{name}: {value!r} is not a day", remedy="write it as 2024-03-09") from None
