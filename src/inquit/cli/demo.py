"""`inquit demo`: the sample stories, end to end."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import click

from inquit.cli.messages import Report, say
from inquit.cli.output import closed_pipe_ends, destination
from inquit.types import Reading, Statement

SHOWN = 3
"""Statements that the digest shows of each story: those that the reader is most confident about."""

WORDS_WIDTH = 100
"""Characters of a statement's words that the digest shows; the page shows them all."""

LEDGERS = ("inquit.db", "inquit-demo.db")
"""Names of the ledger: the first is where commands look; the second is taken where that one holds other stories."""

TRY_LEDGER = """\
  inquit search roof{ledger}
  inquit search --act promise{ledger}
  inquit people{ledger}"""

TRY_NEXT = """\
  inquit read STORY.html                               a page or text of your own
  inquit read https://… --format html --out told.html  a page from the web, marked like the demo
  inquit add *.html --ledger news.db                   many of them, kept and searchable
  inquit --help                                        everything else"""


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    default="inquit-demo.html",
    show_default=True,
    help="The page to write.",
)
def demo(out: Path) -> None:
    """Read sample stories, print who said what, write a page and a ledger.

    The ledger is inquit.db beside the page; one that holds other stories is left alone, and it is inquit-demo.db.
    The stories themselves are put into samples, beside the page too, and no other file is overwritten.
    """
    from inquit import ingest, samples
    from inquit.export import html

    paths = samples.paths()
    report = Report(notes=False)  # the samples are odd on purpose
    with closed_pipe_ends():
        them = "it" if len(paths) == 1 else "them"
        click.echo(f"Reading {_stories(len(paths), 'sample ')}; every person, place and outlet in {them} is invented.")
        started = perf_counter()
        readings = []
        for reading in report.passed(ingest.readings(paths)):
            readings.append(reading)
            click.echo(f"\n{digest(reading)}")
        seconds = perf_counter() - started
        with destination(out) as write:
            write(html.page(readings))
        click.echo(f"\n{_totals(readings)} in {seconds:.1f} s.")
        click.echo(f"Every one is marked in its text in {out}: open it in a browser.")
        ledger = keep(readings, out.parent)
        if ledger is not None:
            click.echo(f"All of them are in the ledger {ledger}: search it, correct it, open it with any SQLite tool.")
        folder = hand_out(paths, out.parent)
        if folder is not None:
            click.echo(f"The stories themselves are in {folder}: the examples of the documentation read them.")
        click.echo("\nTry next:")
        if ledger is not None:
            click.echo(TRY_LEDGER.format(ledger=_option(ledger)))
        click.echo(TRY_NEXT)
    report.finish()


def keep(readings: Sequence[Reading], folder: Path) -> Path | None:
    """Put the readings into a ledger of a folder, but into none that holds anything else; `None`: there is no place.

    A person's own ledger must not come to hold invented stories.
    """
    from inquit.errors import LedgerError
    from inquit.ledger import Ledger

    told = None
    for name in LEDGERS:
        path = folder / name
        try:
            with Ledger(path) as ledger:
                if not ledger.holds_only(reading.article for reading in readings):
                    continue
                for reading in readings:
                    ledger.add(reading)
            return path
        except LedgerError as error:  # another program's file, or a folder that may not be written to
            told = error
    say(f"note: there is no ledger: {told or f'{folder / LEDGERS[-1]} holds other stories'}")
    return None


def hand_out(paths: Sequence[Path], beside: Path) -> Path | None:
    """Copy the stories to where a person can name them; a file that is there already stays as it is.

    An installed package hides them, and the examples of the documentation begin with `samples/`.

    Returns:
        The folder; `None`, with a note on stderr: it cannot be written.
    """
    folder = beside / "samples"
    try:
        folder.mkdir(exist_ok=True)
        for path in paths:
            if path.exists() and not (folder / path.name).exists():
                shutil.copyfile(path, folder / path.name)
    except OSError as error:
        say(f"note: the stories are not in {folder}: {error.strerror or error}")
        return None
    return folder


def digest(reading: Reading) -> str:
    """A story in a few lines: its title, where and when it stood, and its surest statements."""
    from inquit.export.wording import about, headline, one_line

    article = reading.article
    best = _surest(reading.statements)
    lines = [click.style(headline(article), bold=True), one_line(" · ".join(about(article)))]
    lines += (f"  {_told(statement)}" for statement in best)
    if not reading:
        lines.append("  no statements found")
    elif len(reading) > len(best):
        lines.append(f"  … and {len(reading) - len(best)} more")
    return "\n".join(lines)


def _surest(statements: Sequence[Statement]) -> list[Statement]:
    """The most confident statements that tell who and what, in the order of the text."""
    from inquit.export.voices import position

    whole = [s for s in statements if s.who and s.content and s.cue]
    best = sorted(whole, key=lambda s: (s.speaker is not None, s.confidence or 0), reverse=True)[:SHOWN]
    return sorted(best, key=position)


def _told(statement: Statement) -> str:
    from inquit.export.wording import cue_words, one_line

    words = one_line(statement.words)
    if len(words) > WORDS_WIDTH:
        words = words[: WORDS_WIDTH - 1].rsplit(" ", 1)[0] + " …"
    return f"{one_line(f'{statement.who} {cue_words(statement)}')}: {words}"


def _totals(readings: Sequence[Reading]) -> str:
    from inquit.export.wording import counted

    statements = [statement for reading in readings for statement in reading]
    named = sum(statement.speaker is not None for statement in statements)
    return f"{_stories(len(readings))}, {counted(len(statements), 'statement')}, {named} of them by a named speaker,"


def _option(ledger: Path) -> str:
    """How commands are told of the ledger; nothing where they find it by themselves."""
    return "" if ledger == Path(LEDGERS[0]) else f" --ledger {shlex.quote(str(ledger))}"


def _stories(number: int, kind: str = "") -> str:
    return f"1 {kind}story" if number == 1 else f"{number} {kind}stories"
