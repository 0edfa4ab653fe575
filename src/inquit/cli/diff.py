"""`inquit diff`: what an outlet changed in what people are quoted as saying."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from inquit.cli.ledgers import ledger_option
from inquit.cli.output import closed_pipe_ends

if TYPE_CHECKING:
    from inquit.ledger.difference import ChangedStatement, Difference
    from inquit.ledger.rows import StatementRow


@click.command()
@click.argument("article")
@ledger_option
@click.option(
    "--from", "before", type=click.IntRange(min=1), metavar="N", help="The version before. [default: one less]"
)
@click.option("--to", "after", type=click.IntRange(min=1), metavar="N", help="The version after. [default: the newest]")
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True, help="How to print."
)
def diff(article: str, path: str, before: int | None, after: int | None, form: str) -> None:
    """Compare two versions of an ARTICLE by what is said in them.

    "+" came, "-" went, "~" changed: the words before and after.
    """
    from inquit.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        found = ledger.diff(article, before=before, after=after)
    with closed_pipe_ends():
        if form == "json":
            click.echo(json.dumps(asdict(found), ensure_ascii=False))
        else:
            for line in _lines(found):
                click.echo(line)


def _lines(found: Difference) -> Iterator[str]:
    from inquit.export.wording import one_line

    yield one_line(found.title or found.article)
    yield f"{found.article}, version {found.before} to {found.after}: {found.same} the same, {len(found.changes)} not"
    for change in found.changes:
        yield ""
        yield from map(one_line, _changed(change))


def _changed(change: ChangedStatement) -> Iterator[str]:
    if change.before is None and change.after is not None:
        yield f"+ {_told(change.after)}"
    elif change.after is None and change.before is not None:
        yield f"- {_told(change.before)}"
    elif change.before is not None and change.after is not None:
        yield f"~ {_told(change.before)}"
        yield f"→ {_told(change.after)}"


def _told(row: StatementRow) -> str:
    return f"{row.who or 'not known'} ({row.cue or '–'}): {row.words} [{row.id}]"
