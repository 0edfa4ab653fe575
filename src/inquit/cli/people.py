"""`inquit people`: who speaks across articles, which names may mean one, and what people say about that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inquit.cli.ledgers import author_options, ledger_option
from inquit.cli.messages import say
from inquit.cli.output import closed_pipe_ends
from inquit.cli.rows import FORMATS, dumped, written
from inquit.types import Kind

if TYPE_CHECKING:
    from inquit.ledger.events import Event
    from inquit.ledger.people_review import Doubt
    from inquit.ledger.people_view import PersonLine, PersonView

NAMED_KINDS = [str(kind) for kind in Kind if kind is not Kind.ANONYMOUS]


@click.group(invoke_without_command=True)
@click.pass_context
def people(ctx: click.Context) -> None:
    """List and join those who speak, across articles.

    The same full name is one person everywhere; a last name or a title only within its article.  Whoever is meant is
    told by an id, or by words of a name that only one person has.  Everything said here is kept with name, time and
    reason, and "inquit undo" takes it back.

    Without a command: list.
    """
    if ctx.invoked_subcommand is None:
        with list_people.make_context("list", [], parent=ctx) as below:  # not ctx.invoke: it forgets INQUIT_LEDGER
            list_people.invoke(below)


@people.command("list")
@click.argument("words", nargs=-1)
@ledger_option
@click.option("--kind", type=click.Choice(NAMED_KINDS), help="Only of this kind.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, metavar="N", help="How many.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print.")
def list_people(words: tuple[str, ...], path: str, kind: str | None, limit: int, form: str) -> None:
    """List who speaks, the most heard first; with WORDS, those with them in their name."""
    from inquit.ledger import Ledger
    from inquit.ledger.people_view import PersonLine

    with Ledger(path, create=False) as ledger:
        found = ledger.people.list(" ".join(words), kind=kind, limit=limit)
    _print(_table(found), found, form, [field.name for field in fields(PersonLine)])


@people.command("show")
@click.argument("person")
@ledger_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def show_person(person: str, path: str, form: str) -> None:
    """Show a PERSON: names, roles, offices, and what was said about them."""
    from inquit.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        view = ledger.people.view(person)
    with closed_pipe_ends():
        if form == "json":
            click.echo(dumped(asdict(view)))
        else:
            for line in _view(view):
                click.echo(line)


@people.command()
@ledger_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="How many pairs.")
@click.option("--format", "form", type=click.Choice(["table", "json", "jsonl"]), default="table", show_default=True)
def review(path: str, limit: int, form: str) -> None:
    """Show names that may mean one, with the reasons, the likeliest first.

    Nothing is joined until somebody says so: "people merge" for the same, "people distinct" for not the same, "people
    unsure" to put a pair at the end.
    """
    from inquit.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        found = ledger.people.review(limit=limit)
    _print(_doubts(found), found, form, [])


@people.command()
@click.argument("kept")
@click.argument("others", nargs=-1, required=True)
@ledger_option
@author_options
def merge(kept: str, others: tuple[str, ...], path: str, who: str, why: str | None) -> None:
    """Say that OTHERS are KEPT, whose name stays."""
    from inquit.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        _say(ledger.people.merge(kept, *others, who=who, why=why))


@people.command()
@click.argument("person")
@click.argument("articles", nargs=-1, required=True)
@ledger_option
@click.option("--name", metavar="NAME", help="What to call the other one. [default: the same]")
@author_options
def split(person: str, articles: tuple[str, ...], path: str, name: str | None, who: str, why: str | None) -> None:
    """Say that in these ARTICLES the name of a PERSON means another one."""
    from inquit.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        _say([ledger.people.split(person, articles, name=name, who=who, why=why)])


@people.command()
@click.argument("person")
@click.argument("name")
@ledger_option
@author_options
def rename(person: str, name: str, path: str, who: str, why: str | None) -> None:
    """Call a PERSON by another NAME; articles with the old one still mean them."""
    from inquit.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        _say([ledger.people.rename(person, name, who=who, why=why)])


@people.command()
@click.argument("one")
@click.argument("other")
@ledger_option
@author_options
def distinct(one: str, other: str, path: str, who: str, why: str | None) -> None:
    """Say that two people are not the same: they are not suggested again."""
    from inquit.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        _say([ledger.people.distinct(one, other, who=who, why=why)])


@people.command()
@click.argument("one")
@click.argument("other")
@ledger_option
@author_options
def unsure(one: str, other: str, path: str, who: str, why: str | None) -> None:
    """Say that you looked and could not tell whether two are the same."""
    from inquit.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        _say([ledger.people.unsure(one, other, who=who, why=why)])


@people.command()
@click.argument("person")
@click.argument("office", required=False)
@ledger_option
@click.option("--of", metavar="NAME", help="Whose office it is: a place, a body.")
@click.option("--speaks-for", metavar="NAME", help="Whom they speak for, instead of an office.")
@click.option("--since", metavar="DATE", help="From when on: 2023-05-14, 2023-05, 2023.")
@click.option("--until", metavar="DATE", help="The last day, month or year.")
@author_options
def office(
    person: str,
    office: str | None,
    path: str,
    of: str | None,
    speaks_for: str | None,
    since: str | None,
    until: str | None,
    who: str,
    why: str | None,
) -> None:
    """Say which OFFICE a PERSON holds or held, or whom they speak for.

    \b
    Examples:
      inquit people office "Ida Holm" mayor --of Norvik --since 2023-05
      inquit people office "Jonas Brekke" --speaks-for "Ministry of Ports"
    """  # noqa: D301 (the backspace tells click not to wrap what follows)
    from inquit.ledger import Ledger
    from inquit.ledger.people_events import Office

    if speaks_for and of:
        raise click.UsageError("Give --of or --speaks-for, not both.")
    if not (office or of or speaks_for):
        raise click.UsageError("Say which office, or --speaks-for whom.")
    held = Office(office, speaks_for or of, since, until, speaks_for=bool(speaks_for))
    with Ledger(path, create=False) as ledger:
        _say([ledger.people.hold(person, held, who=who, why=why)])


@people.command()
@click.argument("person")
@click.argument("wikidata", metavar="Q-NUMBER")
@ledger_option
@author_options
def identify(person: str, wikidata: str, path: str, who: str, why: str | None) -> None:
    """Say which item of Wikidata a PERSON is."""
    from inquit.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        _say([ledger.people.identify(person, wikidata, who=who, why=why)])


@people.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@ledger_option
@click.option("--new", is_flag=True, help="Make people whom the ledger does not know yet.")
@author_options
def import_file(file: Path, path: str, new: bool, who: str, why: str | None) -> None:
    """Take offices and Wikidata ids from a CSV FILE.

    Its first line names the columns: person, and any of kind, office, of, since, until, speaks_for, wikidata.  What the
    ledger knows already is not said again.  Rows that fail are named, the rest is taken, and the exit code is 1.
    """
    from inquit.errors import SourceError
    from inquit.ledger import Ledger

    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError as error:
        raise SourceError("is not UTF-8", where=str(file), remedy="save it as UTF-8") from error
    with Ledger(path, create=False) as ledger:
        imported = ledger.people.take(lines, who=who, why=why or f"imported from {file.name}", new=new)
    for failure in imported.failures:
        failure.where = str(file)
        say(str(failure))
    rest = f", {imported.known} rows told nothing new" if imported.known else ""
    click.echo(f"{file}: {imported.events} taken{rest}")
    if imported.failures:
        say(f"{len(imported.failures)} rows could not be taken; the others were")
        click.get_current_context().exit(1)


def _print(
    lines: Iterable[str], rows: tuple[PersonLine, ...] | tuple[Doubt, ...], form: str, columns: list[str]
) -> None:
    with closed_pipe_ends():
        if form == "table":
            for line in lines:
                click.echo(line)
        else:
            for piece in written(rows, form, columns):
                click.echo(piece, nl=False)


def _table(found: tuple[PersonLine, ...]) -> Iterator[str]:
    for line in found:
        yield f"{line.id}  {line.statements:>7,}  {_line(line)}"
    if not found:
        yield "Nobody found."


def _line(line: PersonLine) -> str:
    from inquit.export.wording import one_line

    who = f"{line.name}, {line.role}" if line.role else line.name
    articles = f"{line.articles:,} article{'' if line.articles == 1 else 's'}"
    days = " to ".join(dict.fromkeys(day for day in (line.first, line.last) if day))
    kind = line.kind if line.kind != "person" else ""
    return " · ".join(part for part in (click.style(one_line(who), bold=True), kind, articles, days) if part)


def _doubts(found: tuple[Doubt, ...]) -> Iterator[str]:
    for doubt in found:
        yield f"{'; '.join(doubt.reasons)}{' (somebody could not tell)' if doubt.unsure else ''}"
        yield from (f"  {line.id}  {_line(line)}" for line in (doubt.one, doubt.other))
        yield f"  same: inquit people merge {doubt.one.id} {doubt.other.id}"
        yield f"  not:  inquit people distinct {doubt.one.id} {doubt.other.id}"
        yield ""
    if not found:
        yield "No names in doubt."


def _view(view: PersonView) -> Iterator[str]:
    yield f"{view.line.id}  {_line(view.line)}"
    yield f"  {view.line.statements:,} statements"
    for name, told in (
        ("names", _counted(view.names)),
        ("roles", _counted(view.roles)),
        ("Wikidata", view.wikidata or ""),
        ("also", ", ".join(f"{name} ({short_id})" for short_id, name in view.merged)),
    ):
        if told:
            yield f"  {name + ':':<10}{told}"
    for office in view.offices:
        yield f"  office:   {office} (event {office.event})"
    for event in view.events:
        yield f"  said:     {_event(event)}"


def _counted(values: tuple[tuple[str, int], ...]) -> str:
    from inquit.export.wording import one_line

    return ", ".join(f"{one_line(told)} ({number:,})" for told, number in values)


def _say(events: Iterable[Event]) -> None:
    for event in events:
        click.echo(_event(event))


def _event(event: Event) -> str:
    """An event on one line."""
    from inquit.export.wording import one_line

    value = event.value
    told = {
        "merge": lambda: f"is {event.was} ({value}) too",
        "split": lambda: (
            f"is another one, {value['into']}, in {', '.join(article for _, article in value['speakers'])}"
        ),
        "rename": lambda: f"is called {value}, not {event.was}",
        "distinct": lambda: f"is not {event.was} ({value})",
        "unsure": lambda: f"may be {event.was} ({value})",
        "office": lambda: f"holds an office: {_office(value)}",
        "speaks_for": lambda: f"speaks for {_office(value)}",
        "identify": lambda: f"is {value} of Wikidata",
        "undo": lambda: f"event {event.undoes} is taken back",
    }.get(event.what, lambda: event.what)()
    why = f" – {event.why}" if event.why else ""
    undone = "" if event.live or event.what == "undo" else " (taken back)"
    return one_line(f"event {event.id}, {event.at[:10]}, {event.who}: {event.person} {told}{why}{undone}")


def _office(value: dict[str, str | None]) -> str:
    named = " of ".join(part for part in (value.get("office"), value.get("of")) if part)
    since = f" from {value['since']}" if value.get("since") else ""
    until = f" to {value['until']}" if value.get("until") else ""
    return f"{named}{since}{until}"
