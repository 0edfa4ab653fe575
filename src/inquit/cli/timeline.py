"""`inquit timeline`: positions in the order they were said, and possible changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from inquit.cli.ledgers import ledger_option
from inquit.cli.messages import say
from inquit.cli.report_output import as_of_option, emit, report_options
from inquit.types import Act


@click.command()
@click.argument("who", metavar="PERSON|QUERY", required=False)
@ledger_option
@click.option("--about", "words", metavar="WORDS", default="", help="Only statements with all of these words.")
@click.option("--act", "acts", type=click.Choice([str(one) for one in Act]), multiple=True, help="Any of these acts.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, metavar="N", help="Positions of a page."
)
@click.option("--cursor", metavar="CURSOR", help="Go on where a page before ended.")
@as_of_option
@report_options
def timeline(
    who: str | None,
    path: str,
    words: str,
    acts: tuple[str, ...],
    limit: int,
    cursor: str | None,
    as_of: date | None,
    form: str,
    out: Path | None,
) -> None:
    """Show what somebody said, or what was said about something, in the order it was said.

    PERSON is an id or a name; whatever nobody is named is taken for words to look for, as in "inquit search".  Below
    the positions stand possible changes: the same side commits itself to something and turns it down, or a pledge
    loses a figure, gains a condition or gets a later deadline.

    \b
    Examples:
      inquit timeline "Ida Holm"
      inquit timeline "Ida Holm" --about toll --format markdown
      inquit timeline "harbour toll" --as-of 2024-06-30
    """  # noqa: D301 (the backspace tells click not to wrap what follows)
    from inquit.errors import FormatError
    from inquit.ledger import Ledger
    from inquit.reports.timeline import person_or_words
    from inquit.reports.timeline import timeline as report

    if who is None and not words.strip():
        raise click.UsageError("Give a person, words, or --about WORDS.")
    with Ledger(path, create=False) as ledger:
        person, looked_for = person_or_words(ledger, who) if who is not None else (None, "")
        if looked_for:
            say(f"note: nobody is named {looked_for!r}; looked for the words")
        try:
            asked = f"{looked_for} {words}".strip()
            found = report(ledger, person, words=asked, acts=acts, as_of=as_of, limit=limit, cursor=cursor)
        except FormatError as error:
            raise click.UsageError(str(error)) from error
        emit(found, form, out)
    if found.next is not None:
        say(f"there are more: --cursor {found.next}")
