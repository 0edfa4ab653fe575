"""`inquit promises` lists pledges and conditions; `inquit pledge` shows one and takes what people say about it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inquit.cli.ledgers import author_options, ledger_option
from inquit.cli.messages import say
from inquit.cli.output import destination
from inquit.cli.report_output import as_of_option, emit

if TYPE_CHECKING:
    from inquit.reports.promises_views import Promises

FORMATS = ("table", "json", "csv", "markdown", "ics")
MET = ("met", "not met", "cannot be rated")

_statuses = click.option(
    "--statuses",
    default="plain",
    show_default=True,
    metavar="NAME|FILE",
    help="The words for statuses: plain, politifact, fullfact, or a file.",
)
_out = click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file, replaced only when all is written."
)


@click.command()
@click.argument("person", required=False)
@ledger_option
@click.option("--about", "words", metavar="WORDS", default="", help="Only pledges with all of these words.")
@click.option("--status", metavar="STATUS", help="Only those with this status.")
@click.option("--due-from", metavar="DATE", help="Only those due on this day or later: 2024-03-09.")
@click.option("--due-to", metavar="DATE", help="Only those due on this day or before.")
@click.option(
    "--conditions", "only_conditions", is_flag=True, help="Conditions instead: what was said to hold only if."
)
@click.option("--no-since", is_flag=True, help="Do not look for what was said since; faster.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="Rows of a page.")
@click.option("--cursor", metavar="CURSOR", help="Go on where a page before ended.")
@click.option("--all", "everything", is_flag=True, help="All pledges, not only a page.")
@_statuses
@as_of_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print.")
@_out
def promises(
    person: str | None,
    path: str,
    words: str,
    status: str | None,
    due_from: str | None,
    due_to: str | None,
    only_conditions: bool,
    no_since: bool,
    limit: int,
    cursor: str | None,
    everything: bool,
    statuses: str,
    as_of: date | None,
    form: str,
    out: Path | None,
) -> None:
    """List pledges: what one side promised, planned or threatened on one matter, told how often or by whom.

    A pledge's side is the person, those who speak for them, and the body whose office they hold on that day.  What
    somebody else says was promised is listed apart, as reported by them.  Statuses are what people said with
    "inquit pledge rate"; nothing is rated by the program.

    \b
    Examples:
      inquit promises "Ida Holm"
      inquit promises --status open --due-to 2024-12-31
      inquit promises "Ida Holm" --format ics --all --out holm.ics
      inquit promises --conditions
    """  # noqa: D301 (the backspace tells click not to wrap what follows)
    from inquit.errors import FormatError
    from inquit.export.ics import calendar
    from inquit.ledger import Ledger
    from inquit.reports.conditions import conditions as list_conditions
    from inquit.reports.promises import promises as report

    if only_conditions and (form == "ics" or words or status or due_from or due_to or everything):
        raise click.UsageError("--conditions goes with PERSON, --as-of, --limit, --cursor and --format, but not ics.")
    limit = 1_000_000 if everything else limit
    with Ledger(path, create=False) as ledger:
        try:
            if only_conditions:
                conditions = list_conditions(
                    ledger, person, as_of=as_of, limit=limit, cursor=cursor, developments=not no_since
                )
                emit(conditions, form, out)
                _more(conditions.next)
                return
            found: Promises = report(
                ledger,
                person,
                words=words,
                status=status,
                due_from=due_from,
                due_to=due_to,
                as_of=as_of,
                statuses=statuses,
                limit=limit,
                cursor=cursor,
                developments=not no_since and form != "ics",
            )
        except FormatError as error:
            raise click.UsageError(str(error)) from error
    if form == "ics":
        with destination(out) as write:
            write(calendar(found))
    else:
        emit(found, form, out)
    _more(found.next)


@click.group()
def pledge() -> None:
    """Look at a pledge, join and part its statements, and say how it stands.

    A pledge is named by the id of any of its statements.  Everything said here is kept with name, time and reason, and
    "inquit undo" takes it back.
    """


@pledge.command()
@click.argument("statement")
@ledger_option
@_statuses
@as_of_option
@click.option(
    "--format", "form", type=click.Choice(FORMATS[:4]), default="table", show_default=True, help="How to print."
)
@_out
def show(statement: str, path: str, statuses: str, as_of: date | None, form: str, out: Path | None) -> None:
    """Show one pledge: its statements and why they belong together, what changed, what was said since."""
    from inquit.ledger import Ledger
    from inquit.reports.promises import pledge as report

    with Ledger(path, create=False) as ledger:
        emit(report(ledger, statement, as_of=as_of, statuses=statuses), form, out)


@pledge.command()
@click.argument("one")
@click.argument("other")
@ledger_option
@author_options
def join(one: str, other: str, path: str, who: str, why: str | None) -> None:
    """Say that two statements are one pledge."""
    from inquit.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        event = ledger.pledges.join(one, other, who=who, why=why)
    click.echo(f"event {event.id}, {event.who}: {event.statement} is one pledge with {event.value['with']}")


@pledge.command()
@click.argument("one")
@click.argument("other")
@ledger_option
@author_options
def part(one: str, other: str, path: str, who: str, why: str | None) -> None:
    """Say that two statements are not one pledge, however alike they are."""
    from inquit.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        event = ledger.pledges.part(one, other, who=who, why=why)
    click.echo(f"event {event.id}, {event.who}: {event.statement} is no pledge with {event.value['from']}")


@pledge.command()
@click.argument("statement")
@click.argument("status", required=False)
@ledger_option
@click.option("--condition", type=click.Choice(MET), help="Say it of the statement's condition instead.")
@click.option("--evidence", multiple=True, metavar="URL|ID|TEXT", help="What it rests on.")
@_statuses
@author_options
def rate(
    statement: str,
    status: str | None,
    path: str,
    condition: str | None,
    evidence: tuple[str, ...],
    statuses: str,
    who: str,
    why: str | None,
) -> None:
    """Say how a pledge stands, or whether a condition was met; --why is needed.

    \b
    Examples:
      inquit pledge rate s7yogbitruxal kept --why "opened on May 2" --evidence https://echo.example/opened
      inquit pledge rate s7yogbitruxal promise-broken --statuses politifact --why "no bridge"
      inquit pledge rate s7yogbitruxal --condition met --why "the council agreed"
    """  # noqa: D301 (the backspace tells click not to wrap what follows)
    from inquit.errors import FormatError
    from inquit.ledger import Ledger
    from inquit.reports.promises import rate as say_status

    if (status is None) == (condition is None):
        raise click.UsageError("Give either a STATUS or --condition.")
    if not why:
        raise click.UsageError("A verdict needs a reason: --why TEXT.")
    with Ledger(path, create=False) as ledger:
        try:
            if condition is not None:
                event = ledger.pledges.rate_condition(statement, condition, who=who, why=why, evidence=evidence)
            else:
                event = say_status(
                    ledger, statement, status or "", who=who, why=why, evidence=evidence, statuses=statuses
                )
        except FormatError as error:
            raise click.UsageError(str(error)) from error
    about = "condition of " if condition is not None else ""
    click.echo(f"event {event.id}, {event.who}: {about}{event.statement} is rated {event.value['label']}")


def _more(cursor: str | None) -> None:
    if cursor is not None:
        say(f"there are more: --cursor {cursor}")
