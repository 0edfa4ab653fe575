"""`inquit search`: statements of a ledger by words, speaker, act, time and outlet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

import click

from inquit.cli.ledgers import ledger_option
from inquit.cli.messages import say
from inquit.cli.output import closed_pipe_ends
from inquit.cli.reading_options import min_confidence_option
from inquit.cli.rows import FORMATS, dumped, written
from inquit.types import Act, Flag, Type

if TYPE_CHECKING:
    from inquit.ledger import Ledger
    from inquit.ledger.rows import StatementRow
    from inquit.ledger.search import Count, Facets, Found
    from inquit.ledger.search_query import Query

PAGE = 1_000
"""Hits that are asked for at once where all are wanted."""


@click.command()
@click.argument("words", nargs=-1)
@ledger_option
@click.option("--speaker", metavar="NAME|ID", help="Who speaks: a name, a part of it, or a person's id.")
@click.option("--act", "acts", type=click.Choice([str(one) for one in Act]), multiple=True, help="Any of these acts.")
@click.option("--type", "types", type=click.Choice([str(one) for one in Type]), multiple=True, help="Any of these.")
@click.option("--flag", "flags", type=click.Choice([str(one) for one in Flag]), multiple=True, help="All of these.")
@click.option("--outlet", "outlets", metavar="NAME", multiple=True, help="Any of these outlets; a part of the name.")
@click.option("--meaning", metavar="TEXT", help="What means nearly this, the nearest first; after inquit index.")
@click.option("--said-from", metavar="DATE", help="Said on this day or later: 2024-03-09, 2024-03, 2024.")
@click.option("--said-to", metavar="DATE", help="Said on this day or before.")
@click.option("--published-from", metavar="DATE", help="Published on this day or later.")
@click.option("--published-to", metavar="DATE", help="Published on this day or before.")
@min_confidence_option
@click.option(
    "--order",
    type=click.Choice(["best", "newest", "oldest"]),
    help="best: words that stand side by side first. [default: best with words, else newest]",
)
@click.option(
    "--limit", type=click.IntRange(1, PAGE), default=20, show_default=True, metavar="N", help="Hits of a page."
)
@click.option("--cursor", metavar="CURSOR", help="Go on where a page before ended.")
@click.option("--all", "everything", is_flag=True, help="All hits, not only a page.")
@click.option("--facets", is_flag=True, help="Count the hits' speakers, acts, outlets and months too.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print.")
def search(
    words: tuple[str, ...],
    path: str,
    order: str | None,
    limit: int,
    cursor: str | None,
    everything: bool,
    facets: bool,
    form: str,
    **filters: Any,
) -> None:
    """Find statements by what is said, by whom, how and when.

    A statement is found where it holds all WORDS, in any of their forms, in what is said or in the words that name the
    source.  "words in quotation marks" stand so; govern* is every word that begins so; -word is without it.  The
    shell takes quotation marks away: put all words between '…', and -- before a minus that comes first.

    With --meaning the thousand nearest to TEXT are found, whatever their words, each with a number of up to 1 that says
    how near it is; WORDS and the other options leave out what they do not hold for.

    \b
    Examples:
      inquit search harbour toll
      inquit search '"harbour toll" -ferry' --speaker Holm --act promise
      inquit search --outlet Gazette --said-from 2024-03 --order oldest
      inquit search --meaning 'crossing the harbour gets dearer' --speaker Holm
      inquit search toll --all --format csv > toll.csv
    """  # noqa: D301 (the backspace tells click not to wrap what follows)
    from inquit.errors import FormatError
    from inquit.ledger import Ledger
    from inquit.ledger.search_query import Order, Query

    query = Query(" ".join(words), order=Order(order) if order else None, **filters)
    with Ledger(path, create=False) as ledger, closed_pipe_ends():
        try:
            found = ledger.search(query, limit=PAGE if everything else limit, cursor=cursor, facets=facets)
        except FormatError as error:
            raise click.UsageError(str(error)) from error
        for note in found.notes:
            say(f"note: {note}")
        rows = _rows(ledger, query, found, everything=everything)
        following = None if everything else found.next
        if form == "table":
            for line in _lines(rows, found.facets):
                click.echo(line)
        elif form == "json":
            page = {"rows": [asdict(row) for row in rows], "next": following, "notes": list(found.notes)}
            click.echo(dumped(page | ({"facets": asdict(found.facets)} if found.facets else {})))
        else:
            for piece in written(rows, form, _columns(query)):
                click.echo(piece, nl=False)
        if following is not None and form != "json":
            say(f"there are more: --cursor {following}")


def _rows(ledger: Ledger, query: Query, found: Found, *, everything: bool) -> Iterator[StatementRow]:
    """The rows of a page, or of this and all that follow."""
    yield from found.rows
    while everything and found.next is not None:
        found = ledger.search(query, limit=PAGE, cursor=found.next)
        yield from found.rows


def _columns(query: Query) -> list[str]:
    from inquit.ledger.rows import NearRow, StatementRow

    return [field.name for field in fields(StatementRow if query.meaning is None else NearRow)]


def _lines(rows: Iterator[StatementRow], facets: Facets | None) -> Iterator[str]:
    any_row = False
    for row in rows:
        any_row = True
        yield from told(row)
        yield ""
    if facets is not None:
        least = "" if facets.complete else "more than "
        yield f"{least}{facets.hits:,} statement{'' if facets.hits == 1 else 's'}"
        for name in ("speakers", "acts", "outlets", "months"):
            counts: tuple[Count, ...] = getattr(facets, name)
            if counts:
                yield f"  {name}: {_counts(counts)}"
    elif not any_row:
        yield "No statement found."


def told(row: StatementRow) -> list[str]:
    """A statement on two lines: who, how, when and where; and the words."""
    from inquit.export.wording import one_line

    who = row.who or "not known"
    if row.role:
        who = f"{who}, {row.role}"
    day = (row.said or row.published or "").partition("T")[0]
    score = getattr(row, "score", None)  # of a `NearRow`
    near = f"{score:.2f} near" if score is not None else None
    about = [near, row.act if row.act != "assert" else None, *row.flags, day, row.outlet]
    head = f"{row.id}  {click.style(one_line(who), bold=True)}"
    said = f"{row.cue}: {row.words}" if row.cue and row.words else row.cue or row.words
    return [" · ".join([head, *(one_line(part) for part in about if part)]), f"    {one_line(said)}"]


def _counts(counts: tuple[Count, ...]) -> str:
    from inquit.export.wording import one_line

    return ", ".join(f"{one_line(count.label)} {count.hits:,}" for count in counts)
