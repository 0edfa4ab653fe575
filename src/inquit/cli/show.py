"""`inquit show`: one statement with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from inquit.cli.correct import told as told_event
from inquit.cli.ledgers import ledger_option
from inquit.cli.output import closed_pipe_ends
from inquit.cli.rows import dumped

if TYPE_CHECKING:
    from inquit.ledger.rows import StatementRow
    from inquit.ledger.statement_view import Part, StatementView

NAMES = {"source": "who", "cue": "how", "content": "what"}
COLOURS = {"source": "cyan", "cue": "yellow", "content": "green"}


@click.command()
@click.argument("statement", metavar="ID")
@ledger_option
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True, help="How to print."
)
def show(statement: str, path: str, form: str) -> None:
    """Show a statement in its sentence, how it was found, and its history.

    The beginning of an ID is enough where only one begins so.
    """
    from inquit.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        view = ledger.statement(statement)
    with closed_pipe_ends():
        if form == "json":
            click.echo(dumped(asdict(view)))
        else:
            for line in lines(view):
                click.echo(line)


def lines(view: StatementView) -> Iterator[str]:
    """A statement for people to read."""
    from inquit.export.wording import one_line

    yield f"{view.row.id}{'' if view.row.current else '  (does not stand now)'}"
    yield ""
    yield f"  {''.join(map(_part, view.sentence)).strip()}"
    yield ""
    for name, text in (*_facts(view), *_history(view)):
        if text:
            yield f"  {name + ':':<12}{one_line(text)}"


def _part(part: Part) -> str:
    """Words of the sentence: marked by brackets where they are read as they are, by colour on a terminal."""
    from inquit.export.wording import visible

    text = " ".join(visible(part.text).split(" ")).replace("\n", " ")
    if part.mark is None:
        return text
    return click.style(f"[{NAMES[part.mark]}: {text}]", fg=COLOURS[part.mark])


def _facts(view: StatementView) -> Iterator[tuple[str, str]]:
    from inquit.export.wording import percent

    row = view.row
    who = ", ".join(part for part in (row.who or "not known", row.role) if part)
    ids = ", ".join(part for part in (row.kind, row.person) if part)
    yield "who", f"{who} ({ids})" if ids else who
    for office in view.offices:
        yield "office", str(office)
    acts = ", ".join(f"{act} {percent(share)}" for act, share in view.acts)
    yield "act", acts if len(view.acts) > 1 else row.act or ""
    yield "type", ", ".join(part for part in (row.type, row.mode, *row.flags) if part)
    basis = {"text": "the text tells", "published": "day of publication"}.get(row.said_basis or "", "")
    yield "said", f"{row.said or 'not known when'}{f' ({basis})' if basis else ''}"
    for place in view.places:
        where = ", ".join(f"{start}–{end}" for start, end in place.pieces)
        yield place.field, f"{place.words} ({where})"
    yield "aimed at", view.target_who or ""
    yield "speaker by", view.resolved_by or ""
    yield "confidence", percent(row.confidence)
    if view.within is not None:
        yield "within", _named(view.within)
    for inner in view.holds:
        yield "holds", _named(inner)
    yield "article", " · ".join(part for part in (row.title, row.outlet, row.published, row.url) if part)
    yield "place", f"{row.article}, version {row.version}, {row.start}–{row.stop}"


def _named(row: StatementRow) -> str:
    return f"{row.id}, {row.who or 'not known'}: {row.words}"


def _history(view: StatementView) -> Iterator[tuple[str, str]]:
    for version in view.versions:
        there = "has the words" if version.words_there else "does not have the words"
        yield "version", f"{version.number}, added {_minute(version.added)}, {there}"
    for reading in view.readings:
        reader = f"inquit {reading.reader}, {reading.model}" if reading.reader else "made by hand"
        holds = "found it" if reading.holds else "did not find it"
        newest = ", the one that counts" if reading.newest and len(view.readings) > 1 else ""
        yield "reading", f"{_minute(reading.added)}, {reader}: {holds}{newest}"
    for event in view.events:
        undone = "" if event.live or event.what == "undo" else " (taken back)"
        why = f" – {event.why}" if event.why else ""
        yield "said", f"{_minute(event.at)}, {told_event(event)}{why}{undone}"


def _minute(time: str) -> str:
    return time[:16].replace("T", " ")
