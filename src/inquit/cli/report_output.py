"""What the commands of reports share: `--format`, `--out`, `--as-of`, and printing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from inquit.cli.output import closed_pipe_ends, destination

if TYPE_CHECKING:
    from inquit.reports.sections import Report

Command = TypeVar("Command", bound=Callable[..., Any])

FORMATS = ("table", "json", "csv", "markdown")
"""The members of `export.sections.Form`, told again since that module brings rich."""

TABLE_WIDTH = 140
"""Cells of a terminal that a table takes at most."""


def report_options(command: Command) -> Command:
    """`--format` as `form` and `--out` as `out`."""
    form = click.option(
        "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print."
    )
    out = click.option(
        "--out",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Write to a file, which is replaced only when all is written.",
    )
    return form(out(command))


def as_of_option(command: Command) -> Command:
    """`--as-of DATE` as `as_of`: a `datetime.date`, or `None` where it is not given."""
    return click.option(
        "--as-of",
        callback=_day,
        metavar="DATE",
        help="As it stood at the end of this day: 2024-03-09. [default: today]",
    )(command)


def emit(report: Report, form: str, out: Path | None = None, *, note: str | None = None) -> None:
    """Print a report, or write it to a file.

    Args:
        report: What to print.
        form: One of `FORMATS`.
        out: The file; `None` for stdout, where a terminal gets colours and wrapped lines.
        note: Stands for the sections where Markdown is asked for, as a report words it that is a note to somebody.
    """
    from inquit.export.sections import Form, rendered

    if out is None and form == "table" and sys.stdout.isatty():
        _show(report)
        return
    text = note if note is not None and form == "markdown" else rendered(report, Form(form))
    with destination(out) as write:
        write(text)


def _show(report: Report) -> None:
    from rich.console import Console

    from inquit.export.sections import renderable

    console = Console(highlight=False)
    with closed_pipe_ends():
        console.print(renderable(report.sections()), width=min(console.width, TABLE_WIDTH))


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a day; write it as 2024-03-09.", ctx, param) from None
