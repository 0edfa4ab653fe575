"""What is told on stderr: failures, notes and progress; stdout belongs to the data."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

import click

from inquit.errors import Failure
from inquit.types import Reading


def say(message: str) -> None:
    """One message, on one line, after the program's name; safe to show whatever names and pages put into it."""
    from inquit.export.wording import one_line

    click.echo(f"inquit: {one_line(message)}", err=True)


class Report:
    """Lets the readings of a stream through and names what failed on the way.

    Args:
        notes: Tell what was odd about an article but did not stop it from being read.

    Attributes:
        readings: How many readings came through.
        failures: How many inputs or records failed.
    """

    def __init__(self, *, notes: bool = True) -> None:
        self.notes = notes
        self.readings = 0
        self.failures = 0

    def passed(self, stream: Iterable[Reading | Failure]) -> Iterator[Reading]:
        """The readings of a stream, in order; failures and what was odd about an article are told as they come."""
        from inquit.export.wording import headline

        for item in stream:
            if isinstance(item, Failure):
                self.failures += 1
                say(str(item))
                continue
            self.readings += 1
            article = item.article
            for warning in article.warnings if self.notes else ():
                say(f"note: {article.url or headline(article)}: {warning}")
            yield item

    def finish(self) -> None:
        """End the command: exit code 1 after any failure, with the count where more than one input was tried."""
        if not self.failures:
            return
        if self.readings:
            say(f"{self.failures} of {self.readings + self.failures} could not be read; the others were")
        click.get_current_context().exit(1)


def with_progress(places: Sequence[str], *, shown: bool) -> Iterator[str]:
    """The places one by one, with a bar on stderr where that is a terminal and there are many.

    Args:
        places: What is read.
        shown: Whether a bar may be shown; not while the data scroll over the same terminal.
    """
    if not shown or len(places) < 2 or not sys.stderr.isatty():
        yield from places
        return
    from rich.console import Console
    from rich.progress import track

    # Rich redirects stderr while the bar is up, so that messages are printed above it.
    yield from track(places, "Reading", console=Console(stderr=True), transient=True)
