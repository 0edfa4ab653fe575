"""`inquit demo`: the sample stories, end to end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import click

from inquit.cli.messages import Report
from inquit.cli.output import closed_pipe_ends, destination
from inquit.types import Reading, Statement

SHOWN = 3
"""Statements that the digest shows of each story: those that the reader is most confident about."""

WORDS_WIDTH = 100
"""Characters of a statement's words that the digest shows; the page shows them all."""

TRY_NEXT = """\
Try next:
  inquit read STORY.html                               a page or text of your own
  inquit read https://… --format html --out told.html  a page from the web, marked like the demo
  inquit read *.html --format jsonl > readings.jsonl   many pages, for other programs
  inquit read --help                                   everything else"""


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
    """Read sample stories, print who said what, write a page."""
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
        click.echo(f"Every one is marked in its text in {out}: open it in a browser.\n\n{TRY_NEXT}")
    report.finish()


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


def _stories(number: int, kind: str = "") -> str:
    return f"1 {kind}story" if number == 1 else f"{number} {kind}stories"
