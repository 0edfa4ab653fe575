"""`inquit correct` and `inquit undo`: what people say about statements."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from inquit.cli.ledgers import author_options, ledger_option
from inquit.types import Act, Flag, Kind, Mode, Type

if TYPE_CHECKING:
    from inquit.ledger import Event

SPANS = ("source", "cue", "content", "condition", "addressee", "setting", "target")
OFFSETS = re.compile(r"\d+:\d+(,\d+:\d+)*")
CLEARED: dict[str, list[Any]] = {name: [] for name in (*SPANS, "flags")}


def _span_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """An option for each field that points into the text."""
    for name in reversed(SPANS):
        command = click.option(f"--{name}", metavar="WORDS|OFFSETS", help=f"The {name}.")(command)
    return command


@click.command()
@click.argument("target_id", metavar="STATEMENT|ARTICLE")
@ledger_option
@click.option("--speaker", metavar="NAME", help="Who speaks: a name, or an id of the reading's.")
@click.option("--kind", type=click.Choice([str(one) for one in Kind]), help="What sort of speaker that is.")
@click.option("--act", type=click.Choice([str(one) for one in Act]), help="What the speaker does by it.")
@click.option("--type", "type_", type=click.Choice([str(one) for one in Type]), help="How the speaker is tied to it.")
@click.option("--mode", type=click.Choice([str(one) for one in Mode]), help="How much of it is quoted.")
@click.option(
    "--flag",
    "flags",
    type=click.Choice([str(one) for one in Flag]),
    multiple=True,
    help="What holds beside; all that do.",
)
@click.option("--said", metavar="VALUE", help="When it was said: 2024-03-09, 2024-03, 2024-W10, PAST_REF …")
@_span_options
@click.option("--target-speaker", metavar="NAME", help="Whom it is aimed at, where they speak in the article.")
@click.option("--within", metavar="ID", help="The statement in whose content it stands.")
@click.option("--clear", multiple=True, metavar="FIELD", help="Not known or not there: speaker, act, condition …")
@click.option("--not-a-statement", "struck", is_flag=True, help="Nobody says anything there.")
@click.option("--right", "confirmed", is_flag=True, help="It is right as it stands.")
@click.option("--missed", is_flag=True, help="Add a statement that the reader missed to an ARTICLE.")
@author_options
def correct(
    target_id: str,
    path: str,
    speaker: str | None,
    kind: str | None,
    type_: str | None,
    flags: tuple[str, ...],
    said: str | None,
    clear: tuple[str, ...],
    struck: bool,
    confirmed: bool,
    missed: bool,
    who: str,
    why: str | None,
    **others: str | None,
) -> None:
    """Say what is right about a statement.

    A correction stands beside what the reader found, with name, time and reason, and "inquit undo" takes it back at any
    time.  Of two people who disagree the later one counts, and both stay to be seen.

    A place in the text is given by its words, where they stand there once, or by offsets: 120:145, or 120:145,160:171
    for a part that is interrupted.

    \b
    Examples:
      inquit correct s7yogbitruxal --speaker "Ida Holm" --why "heard the tape"
      inquit correct s7yogbitruxal --act promise --condition "if the council agrees"
      inquit correct s7yogbitruxal --not-a-statement
      inquit correct agqwav3izijb --missed --content 120:145 --speaker "Ida Holm"
    """  # noqa: D301 (the backspace tells click not to wrap what follows)
    from inquit.ledger import Ledger

    given = {"type": type_, "flags": list(flags) or None, **others}
    fields = {name: _value(name, value) for name, value in given.items() if value is not None}
    if speaker is not None:
        fields["speaker"] = speaker if kind is None else {"name": speaker, "kind": kind}
    elif kind is not None:
        raise click.UsageError("--kind goes with --speaker.")
    if said is not None:
        fields["time"] = {"value": said, "basis": "text"}
    fields |= {name: CLEARED.get(name) for name in (name.replace("-", "_") for name in clear)}
    _check_call(fields, struck=struck, confirmed=confirmed, missed=missed)
    with Ledger(path, create=False) as ledger:
        events: tuple[Event, ...]
        if struck:
            events = (ledger.strike(target_id, who=who, why=why),)
        elif confirmed:
            events = (ledger.confirm(target_id, who=who, why=why),)
        elif missed:
            events = (ledger.add_missed(target_id, fields, who=who, why=why),)
        else:
            events = ledger.correct(target_id, fields, who=who, why=why)
    for event in events:
        click.echo(told(event))
    if not events:
        click.echo("It is so already.")


@click.command()
@click.argument("event", type=click.IntRange(min=1))
@ledger_option
@author_options
def undo(event: int, path: str, who: str, why: str | None) -> None:
    """Take back what was said, by the number of the EVENT.

    Works at any time, for any correction and whatever came after; to undo an undo brings the correction back.
    """
    from inquit.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        click.echo(told(ledger.undo(event, who=who, why=why)))


def told(event: Event) -> str:
    """An event on one line."""
    from inquit.export.wording import one_line

    about = event.statement or event.person or event.article or ""
    what = {
        "correct": f"{event.field}: {_shown(event.was)} → {_shown(event.value)}",
        "strike": "is not a statement",
        "confirm": "is right",
        "add": "was missed",
        "undo": f"takes back event {event.undoes}",
    }.get(event.what, event.what)
    return one_line(f"event {event.id}, {event.who}: {about} {what}")


def _check_call(fields: dict[str, Any], *, struck: bool, confirmed: bool, missed: bool) -> None:
    ways = [struck, confirmed, missed or bool(fields)]
    if sum(ways) == 0:
        raise click.UsageError("Say what is right: a field, --not-a-statement, --right, or --missed.")
    if sum(ways) > 1:
        raise click.UsageError("Give either fields, or --not-a-statement, or --right.")
    if missed and not fields:
        raise click.UsageError("--missed needs --content, and --speaker where it is known.")


def _value(name: str, value: Any) -> Any:
    if name in SPANS and OFFSETS.fullmatch(value):
        return [[int(position) for position in piece.split(":")] for piece in value.split(",")]
    return value


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or value.get("value") or "not known")
    if isinstance(value, list):
        return ", ".join(":".join(map(str, one)) if isinstance(one, list) else str(one) for one in value) or "none"
    return "not known" if value is None else str(value)
