"""`inquit read`: read and print; no ledger, nothing kept."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inquit.cli.messages import Report, with_progress
from inquit.cli.output import closed_pipe_ends, destination
from inquit.cli.reading_options import reader_of, reading_options
from inquit.export import Format, rendered
from inquit.types import Reading

if TYPE_CHECKING:
    from inquit.ingest.choosing import ReaderChoice

SUFFIXES = {
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".jsonl": Format.JSONL,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
}
"""What the name of `--out` asks for where `--format` says nothing."""

TABLE_WIDTH = 110
"""Cells of a terminal that a table takes at most: longer lines are hard to follow back."""


_OBJECTS = 50_000
"""New objects between two searches for garbage: imports make many and leave none."""

MAX_BYTES = 20_000_000
"""The default of `ReadOptions`, told again since its module is imported only when something is read."""


def iso_date(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The date as ISO 8601; a wrong one is a wrong call."""
    from inquit.sources.dates import iso

    if value is None or (date := iso(value)):
        return date if value else None
    raise click.BadParameter(f"{value!r} is not a date; write it as 2024-03-09 or 2024-03-09T18:30.", ctx, param)


@click.command()
@click.argument("places", metavar="PATH|URL|-...", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice([str(form) for form in Format]),
    help="How to print. [default: by the name of --out, else table]",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to a file, which is replaced only when all is read.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Read with N threads; the order of the output stays.",
)
@click.option(
    "--published",
    callback=iso_date,
    metavar="DATE",
    help="Day of publication, where the input does not tell or tells wrong.",
)
@click.option("--outlet", metavar="NAME", help="Name of the outlet, where the input does not tell or tells wrong.")
@click.option("--keep", is_flag=True, help="Keep unknown fields of JSON records, under 'extra'.")
@click.option("--any-language", is_flag=True, help="Read texts that are not English too; expect little.")
@click.option("--recursive", is_flag=True, help="Read all files of a directory.")
@click.option("--allow-private", is_flag=True, help="Fetch from private addresses too, such as an intranet's.")
@click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    default=MAX_BYTES,
    show_default=True,
    metavar="N",
    help="Refuse pages, texts and records that are larger, also after unpacking.",
)
@reading_options
@click.option("--explain", is_flag=True, help="Tell how each statement was found, and why by this speaker.")
@click.option("--codes", is_flag=True, help="Tell what each statement's act is called in PLOVER and CAMEO.")
def read(
    places: tuple[str, ...],
    form: str | None,
    out: Path | None,
    workers: int,
    published: str | None,
    outlet: str | None,
    keep: bool,
    any_language: bool,
    recursive: bool,
    allow_private: bool,
    max_bytes: int,
    explain: bool,
    codes: bool,
    how: ReaderChoice,
) -> None:
    """Read news stories and print who said what in them.

    A story is a web page, a plain text, or a record of a JSON or JSON Lines file, packed with gzip or not; its
    content tells which.  "-" is standard input.  Nothing is kept.

    What cannot be read is named on stderr, the rest is read all the same, and the exit code is 1.

    \b
    Examples:
      inquit read story.html
      inquit read https://news.example/story --format html --out story-read.html
      inquit read *.html --format jsonl --workers 4 > readings.jsonl
      cat story.txt | inquit read - --published 2024-03-09 --outlet "The Courier"
    """  # noqa: D301 (the backspace tells click not to wrap what follows)
    _start_quickly()
    from inquit import ingest
    from inquit.sources import ReadOptions

    chosen = Format(form) if form else SUFFIXES.get(out.suffix.lower() if out else "", Format.TABLE)
    options = ReadOptions(
        published=published,
        outlet=outlet,
        keep=keep,
        any_language=any_language,
        recursive=recursive,
        allow_private=allow_private,
        max_bytes=max_bytes,
    )
    on_terminal = out is None and sys.stdout.isatty()
    report = Report()
    shown = with_progress(places, shown=not on_terminal)
    reader = reader_of(how, workers)
    readings: Iterable[Reading] = report.passed(ingest.readings(shown, options, reader=reader, workers=workers))
    if on_terminal and chosen is Format.TABLE:
        _show(readings, explain=explain, codes=codes)
    else:
        with destination(out) as write:
            for piece in rendered(readings, chosen, explain=explain, codes=codes):
                write(piece)
    report.finish()


def _show(readings: Iterable[Reading], *, explain: bool, codes: bool) -> None:
    """Print tables on the terminal."""
    from rich.console import Console

    from inquit.export import table

    console = Console(highlight=False)
    width = min(console.width, TABLE_WIDTH)
    with closed_pipe_ends():
        for number, reading in enumerate(readings):
            if number:
                console.print()
            console.print(table.renderable(reading, explain=explain, codes=codes), width=width)


def _start_quickly() -> None:
    """A tenth of a second less before the first story is read, where one is all there is."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads would spin beside the model's
    gc.set_threshold(_OBJECTS)
