"""`inquit stats`: how many statements, speakers, words or articles, by what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from inquit.cli.ledgers import ledger_option
from inquit.cli.messages import Report
from inquit.cli.report_output import as_of_option, emit, report_options

DIMENSIONS = (
    "outlet", "year", "month", "day", "speaker", "kind", "act", "type", "mode", "basis", "conditional", "negated",
    "hedged",
)  # fmt: skip
"""The members of `reports.stats_source.Dimension`, told again since reports bring the ledger."""

MEASURES = ("statements", "words", "speakers", "articles")


def dimensions(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    """The names between the commas; an unknown one is a wrong call."""
    told = tuple(name for part in value.split(",") if (name := part.strip().lower()))
    for name in told:
        if name not in DIMENSIONS:
            raise click.BadParameter(f"{name!r} is none of {', '.join(DIMENSIONS)}.", ctx, param)
    if len(set(told)) < len(told):
        raise click.BadParameter(f"{value!r} names one twice.", ctx, param)
    return told


@click.command()
@click.argument("places", metavar="[PATH|-]...", nargs=-1)
@ledger_option
@click.option(
    "--by", callback=dimensions, default="act", show_default=True, metavar="NAME,...", help=", ".join(DIMENSIONS) + "."
)
@click.option(
    "--measure", type=click.Choice(MEASURES), default="statements", show_default=True, help="What is counted."
)
@click.option("--per", type=click.Choice(["article", "1000words"]), help="Tell a rate too.")
@click.option("--outlet", "outlets", metavar="NAME", multiple=True, help="Any of these outlets; a part of the name.")
@click.option("--published-from", metavar="DATE", help="Published on this day or later: 2024-03-09, 2024-03, 2024.")
@click.option("--published-to", metavar="DATE", help="Published on this day or before.")
@as_of_option
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True, help="The largest groups only.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the drawings that give the intervals.")
@report_options
def stats(
    places: tuple[str, ...],
    path: str,
    by: tuple[str, ...],
    measure: str,
    per: str | None,
    outlets: tuple[str, ...],
    published_from: str | None,
    published_to: str | None,
    as_of: date | None,
    limit: int,
    seed: int,
    form: str,
    out: Path | None,
) -> None:
    """Count statements, their words, speakers or articles.

    Counts the ledger, or what is at PATH: readings, folders of them, stories.  A share is that of the last dimension
    within those before it: --by outlet,act tells how the statements of each outlet are divided among acts.  A speaker
    counts once in an article.  Intervals hold 95 % of what other articles of the same kind could have given.

    \b
    Examples:
      inquit stats --by act
      inquit stats --by outlet,kind --measure speakers --per article
      inquit stats readings/ --by month,mode --measure words --format csv
    """  # noqa: D301 (the backspace tells click not to wrap what follows)
    from inquit.ledger import Ledger
    from inquit.reports.stats import StatsQuery, stats_of_ledger, stats_of_readings

    query = StatsQuery(by, measure, per, outlets, published_from, published_to, as_of, limit, seed)
    if places:
        from inquit.ingest.auditing import readings_at  # brings all that reads pages

        report = Report(notes=False)
        emit(stats_of_readings(report.passed(readings_at(places)), query), form, out)
        report.finish()
        return
    with Ledger(path, create=False) as ledger:
        found = stats_of_ledger(ledger, query)
    emit(found, form, out)
