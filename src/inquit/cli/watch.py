"""`inquit watch`: what is new since a day, or since the last call."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from inquit.cli.ledgers import ledger_option
from inquit.cli.messages import say
from inquit.cli.output import destination
from inquit.cli.report_output import as_of_option, emit
from inquit.types import Act, Flag

FORMATS = ("table", "json", "csv", "markdown", "atom")


@click.command()
@click.argument("words", nargs=-1)
@ledger_option
@click.option("--speaker", metavar="NAME|ID", help="Who speaks: a name, a part of it, or a person's id.")
@click.option("--act", "acts", type=click.Choice([str(one) for one in Act]), multiple=True, help="Any of these acts.")
@click.option("--flag", "flags", type=click.Choice([str(one) for one in Flag]), multiple=True, help="All of these.")
@click.option("--outlet", "outlets", metavar="NAME", multiple=True, help="Any of these outlets; a part of the name.")
@click.option("--since", metavar="DATE", help="What came into the ledger on this day or later.")
@click.option(
    "--name", metavar="NAME", help="Remember the question and how far it was answered; the next call goes on."
)
@click.option("--peek", is_flag=True, help="Show what a named watch has, without moving on.")
@click.option("--list", "listed", is_flag=True, help="List the named watches.")
@click.option("--forget", metavar="NAME", help="Take a named watch away.")
@click.option("--state", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Where named watches are remembered. [default: LEDGER.watch.json]")  # fmt: skip
@as_of_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file, replaced only when all is written."
)
def watch(
    words: tuple[str, ...],
    path: str,
    speaker: str | None,
    acts: tuple[str, ...],
    flags: tuple[str, ...],
    outlets: tuple[str, ...],
    since: str | None,
    name: str | None,
    peek: bool,
    listed: bool,
    forget: str | None,
    state: Path | None,
    as_of: date | None,
    form: str,
    out: Path | None,
) -> None:
    """Show what is new in the ledger: since a day, or since the last call under a --name.

    New is what came into the ledger, whenever it was said; of a new version of an article only what it did not say
    before.  The first call under a name keeps the question; later calls need the name alone.

    \b
    Examples:
      inquit watch --since 2024-03-09 --speaker Holm
      inquit watch toll --act promise --name tolls
      inquit watch --name tolls --format atom --out tolls.xml
    """  # noqa: D301 (the backspace tells click not to wrap what follows)
    from inquit.errors import FormatError
    from inquit.export.atom import feed
    from inquit.ledger import Ledger
    from inquit.ledger.search_query import Query
    from inquit.reports import watch_marks
    from inquit.reports.watch import asked
    from inquit.reports.watch import watch as report

    file = state or watch_marks.file_of(path)
    query = Query(" ".join(words), speaker, acts=acts, flags=flags, outlets=outlets)
    if listed or forget is not None:
        if forget is not None:
            watch_marks.forget(file, forget)
        for mark in watch_marks.marks(file).values():
            parts = ((key, [value] if isinstance(value, str) else value) for key, value in asked(mark.query).items())
            told = ", ".join(f"{key} {' or '.join(values)}" for key, values in parts) or "everything"
            click.echo(f"{mark.name}: {told}; seen up to {mark.until or 'nothing yet'}")
        return
    if peek and name is None:
        raise click.UsageError("--peek goes with --name.")
    known = watch_marks.marks(file).get(name) if name is not None else None
    if known is not None:
        if asked(query) and asked(query) != asked(known.query):
            raise click.UsageError(f"{name!r} watches for something else; --forget {name} first, or take another name.")
        query = known.query
    start = since if since is not None or known is None else known.until
    with Ledger(path, create=False) as ledger:
        try:
            found = report(ledger, query, since=start, as_of=as_of)
        except FormatError as error:
            raise click.UsageError(str(error)) from error
    for note in found.notes:
        say(f"note: {note}")
    if form == "atom":
        with destination(out) as write:
            write(feed(found, ledger=Path(path).name))
    else:
        emit(found, form, out)
    if name is not None and not peek:
        watch_marks.keep(file, watch_marks.Mark(name, query, found.until))
    if found.more:
        say(f"there are more: {'call again' if name is not None else f'--since {found.until}'}")
