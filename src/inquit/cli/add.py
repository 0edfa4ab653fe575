"""`inquit add`: read, or take readings, and record them in a ledger."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inquit.cli.ledgers import ledger_option
from inquit.cli.messages import say
from inquit.cli.read import MAX_BYTES, iso_date
from inquit.cli.reading_options import reader_of, reading_options

if TYPE_CHECKING:
    from inquit.errors import Failure
    from inquit.ingest.choosing import ReaderChoice
    from inquit.ingest.recording import Recorded


@click.command()
@click.argument("places", metavar="PATH|URL|-...", nargs=-1)
@ledger_option
@click.option(
    "--urls",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Add the addresses of a list or a CSV table too; those in the ledger are left out.",
)
@click.option("--refetch", is_flag=True, help="Fetch those of --urls that are in the ledger again: texts change.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Read with N threads.",
)
@click.option(
    "--published",
    callback=iso_date,
    metavar="DATE",
    help="Day of publication of what is read, where the input does not tell or tells wrong.",
)
@click.option("--outlet", metavar="NAME", help="Name of the outlet, where the input does not tell or tells wrong.")
@click.option("--keep", is_flag=True, help="Keep unknown fields of JSON records, under 'extra'.")
@click.option("--keep-source/--no-keep-source", default=True, help="Keep the bytes of pages and texts, packed.")
@click.option("--any-language", is_flag=True, help="Read texts that are not English too; expect little.")
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
def add(
    places: tuple[str, ...],
    path: str,
    urls: Path | None,
    refetch: bool,
    workers: int,
    published: str | None,
    outlet: str | None,
    keep: bool,
    keep_source: bool,
    any_language: bool,
    allow_private: bool,
    max_bytes: int,
    how: ReaderChoice,
) -> None:
    """Record who said what in a ledger.

    Takes all that "inquit read" takes, and folders, and the readings that it writes as JSON Lines.  The same again adds
    nothing; a changed text at the same address is a new version, a newer reader's reading of a known text a new
    reading.  An article is recorded as a whole or not at all, and a command that was interrupted goes on where it was.

    What cannot be read is named on stderr, the rest goes in, and the exit code is 1.

    \b
    Examples:
      inquit add stories/ --ledger town.db
      inquit add https://news.example/story
      inquit add --urls list.csv
      inquit read *.html --format jsonl | inquit add -
    """  # noqa: D301 (the backspace tells click not to wrap what follows)
    from inquit.cli.progress import Progress
    from inquit.ingest.politeness import urls_in
    from inquit.ingest.recording import record
    from inquit.ledger import Ledger
    from inquit.sources import ReadOptions

    if not places and urls is None:
        raise click.UsageError("Name what to add: paths, folders, addresses, - for standard input, or --urls FILE.")
    options = ReadOptions(
        published=published,
        outlet=outlet,
        keep=keep,
        any_language=any_language,
        allow_private=allow_private,
        max_bytes=max_bytes,
    )
    summary = Summary()
    with Ledger(path) as ledger, Progress() as progress:
        stream = record(
            places,
            ledger,
            options,
            urls=urls_in(urls) if urls is not None else (),
            refetch=refetch,
            reader=reader_of(how, workers),
            workers=workers,
            keep_source=keep_source,
            watch=progress,
        )
        try:
            for item in stream:
                summary.count(item)
                progress.count()
        except KeyboardInterrupt:
            say(f"{path}: interrupted: {summary}; the same command goes on from here")
            click.get_current_context().exit(1)
    click.echo(f"{path}: {summary}")
    summary.finish()


class Summary:
    """Counts what became of the articles, and names those that failed.

    Attributes:
        articles: How many came through.
        failures: How many did not.
    """

    def __init__(self) -> None:
        self.articles = self.failures = self.statements = 0
        self.outcomes: Counter[str] = Counter()

    def count(self, item: Recorded | Failure) -> None:
        """Count one, and say what a person should know about it."""
        from inquit.errors import Failure
        from inquit.ledger.adding import Outcome

        if isinstance(item, Failure):
            self.failures += 1
            say(str(item))
            return
        self.articles += 1
        self.statements += item.added.statements
        self.outcomes[item.added.outcome] += 1
        if item.added.outcome is Outcome.REMOVED:
            say(f"note: {item.where}: the article {item.added.article} was removed for good, and is not added again")

    def __str__(self) -> str:
        parts = [_number(count, outcome) for outcome, count in self.outcomes.items()]
        if not self.articles:
            return "nothing added" if self.failures else "nothing to add"
        return f"{', '.join(parts)}; {_number(self.statements, 'statement')} added"

    def finish(self) -> None:
        """End the command: exit code 1 after any failure."""
        if not self.failures:
            return
        if self.articles:
            say(f"{self.failures} of {self.articles + self.failures} could not be added; the others were")
        click.get_current_context().exit(1)


def _number(count: int, what: str) -> str:
    """`2 new articles`, `3 known`."""
    plural = "s" if count != 1 and what.rpartition(" ")[2] in ("article", "version", "reading", "statement") else ""
    return f"{count:,} {what}{plural}"
