"""`inquit audit`: an article looked through by what is said in it, and what is said without a source."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inquit.cli.ledgers import ledger_option
from inquit.cli.messages import say
from inquit.cli.read import iso_date
from inquit.cli.reading_options import reader_of, reading_options
from inquit.cli.report_output import as_of_option, emit, report_options

if TYPE_CHECKING:
    from inquit.ingest.choosing import ReaderChoice


@click.command()
@click.argument("place", metavar="PATH|URL|ID|OUTLET|-")
@ledger_option
@report_options
@as_of_option
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Articles of an outlet.")
@click.option(
    "--published",
    callback=iso_date,
    metavar="DATE",
    help="Day of publication, where the input does not tell or tells wrong.",
)
@click.option("--outlet", metavar="NAME", help="Name of the outlet, where the input does not tell or tells wrong.")
@reading_options
def audit(
    place: str,
    path: str,
    form: str,
    out: Path | None,
    as_of: date | None,
    limit: int,
    published: str | None,
    outlet: str | None,
    how: ReaderChoice,
) -> None:
    """Look an article through as a colleague would before it is printed.

    First what the reader attributed to nobody: every quotation and every reporting verb outside a statement.  Then the
    headline held against the body; each source, how much and how they are quoted; what is told of unnamed ones; who is
    accused, refused or threatened, or named, and has no word; who did not answer; statements without a date; sentences
    in the outlet's own voice without a source, those with a figure, a cause or a loaded word first.

    A path or an address is read and nothing is kept; an ID or an OUTLET is looked up in the ledger.  Of an outlet
    the newest articles are counted.  With --format markdown an article becomes a note to its reporter, query by
    paragraph.  --as-of counts an outlet's articles published up to a day.

    \b
    Examples:
      inquit audit draft.txt
      inquit audit story.html --format markdown --out queries.md
      inquit audit "The Courier" --limit 200 --format csv
    """  # noqa: D301 (the backspace tells click not to wrap what follows)
    from inquit.ingest.auditing import audit_place
    from inquit.reports.audit import Audit
    from inquit.sources import ReadOptions

    failures: list[str] = []
    found = audit_place(
        place,
        ledger=path,
        options=ReadOptions(published=published, outlet=outlet),
        limit=limit,
        as_of=as_of,
        reader=reader_of(how),
        on_failure=lambda failure: failures.append(str(failure)),
    )
    note = None
    if isinstance(found, Audit) and form == "markdown":
        from inquit.export.audit_note import note as noted

        note = noted(found)
    emit(found, form, out, note=note)
    for failure in failures:
        say(failure)
    if failures:
        click.get_current_context().exit(1)
