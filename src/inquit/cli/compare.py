"""`inquit compare`: the same statement in several outlets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from inquit.cli.ledgers import ledger_option
from inquit.cli.messages import say
from inquit.cli.output import destination
from inquit.cli.report_output import as_of_option, emit, report_options

KINDS = ("exact", "cut", "spliced", "reworded", "paraphrased")
"""The members of `MatchKind`, told again since its module brings the word lists."""


@click.command()
@click.argument("told", metavar="[ID|WORDS]...", nargs=-1)
@ledger_option
@report_options
@as_of_option
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="First day. [default: 30 days before]")
@click.option("--speaker", metavar="NAME", help="Only where this name, or a part of it, speaks.")
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only with a telling of this kind.")
@click.option(
    "--outlets", type=click.IntRange(min=1), default=2, show_default=True, help="In at least so many outlets."
)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Groups of a page.")
@click.option("--cursor", metavar="TEXT", help="Go on where the last page ended.")
@click.option(
    "--strip",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the groups as one HTML page, which inquit verify can prove.",
)
def compare(
    told: tuple[str, ...],
    path: str,
    form: str,
    out: Path | None,
    as_of: date | None,
    since: date | None,
    speaker: str | None,
    kinds: tuple[str, ...],
    outlets: int,
    limit: int,
    cursor: str | None,
    strip: Path | None,
) -> None:
    """Find statements that stand in several outlets, and what each telling lacks of the first.

    Without ID or WORDS those of the last 31 days of the ledger, or up to --as-of.  Kinds: exact, cut (a part of the
    words), spliced (one quotation of two), reworded (inside quotation marks), paraphrased.  Groups come newest first,
    their tellings oldest first.  What was compared once is kept in the ledger.

    \b
    Examples:
      inquit compare --since 2024-03-01 --as-of 2024-03-31
      inquit compare s2t4kqx7mzpw --strip toll.html
      inquit compare harbour toll --speaker Holm --format json
    """  # noqa: D301 (the backspace tells click not to wrap what follows)
    from inquit.ledger import Ledger
    from inquit.ledger.matching import MatchKind
    from inquit.reports.compare import compare as compared

    with Ledger(path, create=False) as ledger:
        found = compared(
            ledger,
            " ".join(told) or None,
            since=since.date() if since is not None else None,  # type: ignore[attr-defined]
            until=as_of,
            speaker=speaker,
            kinds=[MatchKind(kind) for kind in kinds],
            outlets=outlets,
            limit=limit,
            cursor=cursor,
        )
    if strip is not None:
        from inquit.export.strip import group_strips, page

        strips = [one for group in found.groups for one in group_strips(group)]
        if not strips:
            say("no statement stands in several places: no page was written")
        else:
            with destination(strip) as write:
                write(page(strips, "The same statement in several places"))
    emit(found, form, out)
    if found.cursor is not None and form != "json":
        say(f"there is more: --cursor {found.cursor}")
