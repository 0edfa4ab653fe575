"""`inquit follow`: feeds into a ledger, once or for good."""

from __future__ import annotations

import signal
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import click

from inquit.cli.ledgers import ledger_option
from inquit.cli.messages import say
from inquit.cli.reading_options import reader_of, reading_options

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from inquit.follow import Event
    from inquit.ingest.choosing import ReaderChoice


@click.command()
@click.argument("feeds", metavar="FEED...", nargs=-1, required=True)
@ledger_option
@click.option("--once", is_flag=True, help="End when all that is due is done: for cron.")
@click.option(
    "--every",
    type=click.IntRange(min=1),
    default=15,
    show_default=True,
    metavar="MINUTES",
    help="Between two looks at a feed; one that asks for longer gets longer.",
)
@click.option("--no-recheck", is_flag=True, help="Look at a page again only if its feed says that it was changed.")
@click.option(
    "--since",
    type=click.IntRange(min=0),
    default=7,
    show_default=True,
    metavar="DAYS",
    help="Of sitemaps only pages of so many days; 0: all.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Fetch N pages at most; the others stay due.")
@click.option(
    "--pause",
    type=click.FloatRange(min=0.1),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="Between two requests to one host, at least.",
)
@click.option("--contact", metavar="TEXT", help="Mail address or page that servers are told: who asks.")
@click.option("--keep-source/--no-keep-source", default=True, help="Keep the bytes of pages, packed.")
@click.option("--any-language", is_flag=True, help="Read texts that are not English too; expect little.")
@click.option("--allow-private", is_flag=True, help="Fetch from private addresses too, such as an intranet's.")
@reading_options
def follow(
    feeds: tuple[str, ...],
    path: str,
    once: bool,
    every: int,
    no_recheck: bool,
    since: int,
    limit: int | None,
    pause: float,
    contact: str | None,
    keep_source: bool,
    any_language: bool,
    allow_private: bool,
    how: ReaderChoice,
) -> None:
    """Follow feeds into a ledger: RSS, Atom, JSON Feed, sitemaps and indexes of sitemaps.

    Pages that a feed lists are fetched, read and recorded; a page whose text has changed becomes a new version. Asks
    only for what has changed, obeys robots.txt, makes one request a second to a host at most, and leaves a server
    alone that wants it.

    What there is to do stands in the ledger: ended at any moment, by Ctrl-C or SIGTERM or a power cut, the next call
    goes on from there. Each article is a line on stdout, what failed one on stderr; with --once failures end with 1.

    \b
    Examples:
      inquit follow https://post.example/feed.xml --ledger news.db
      inquit follow https://post.example/feed.xml https://wire.example/sitemap.xml --once
    """  # noqa: D301 (the backspace tells click not to wrap what follows)
    from inquit.follow import RECHECKS, Settings, Stop
    from inquit.follow import follow as events
    from inquit.ledger import Ledger
    from inquit.sources import ReadOptions, is_url

    wrong = next((feed for feed in feeds if not is_url(feed)), None)
    if wrong is not None:
        raise click.UsageError(f"{wrong!r} is no http or https address.")
    settings = Settings(
        ReadOptions(any_language=any_language, allow_private=allow_private),
        every_s=every * 60.0,
        rechecks=() if no_recheck else RECHECKS,
        since_days=since,
        limit=limit,
        pause_s=pause,
        contact=contact,
        keep_source=keep_source,
    )
    stop, failed = Stop(), 0
    with Ledger(path) as ledger, stop.on_signals(signal.SIGTERM, signal.SIGINT), _Line() as line:
        for event in events(feeds, ledger, settings, once=once, reader=reader_of(how), stop=stop):
            failed += line.tell(event)
    if stop.is_set:
        say("stopped; the next call goes on from here")
    if once and failed:
        click.get_current_context().exit(1)


class _Line:
    """A line that tells what is going on, on a terminal; and what has come, wherever."""

    def __init__(self) -> None:
        self.status: AbstractContextManager[Any] = nullcontext()
        self.counts = {"articles": 0, "statements": 0, "failed": 0}
        if sys.stderr.isatty():
            from rich.console import Console

            self.status = Console(stderr=True).status("Looking at the feeds")

    def __enter__(self) -> _Line:
        self.status.__enter__()
        return self

    def __exit__(self, *told: Any) -> None:
        self.status.__exit__(*told)

    def tell(self, event: Event) -> int:
        """Show an event; 1 where it is a failure."""
        from inquit.errors import Failure
        from inquit.follow import FeedRead, Waiting
        from inquit.ingest.recording import Recorded
        from inquit.ledger.adding import Outcome

        now = "looking for more"
        if isinstance(event, Failure):
            self.counts["failed"] += 1
            say(str(event))
        elif isinstance(event, Recorded):
            if event.added.outcome not in (Outcome.NOTHING, Outcome.REMOVED):
                self.counts["articles"] += 1
                self.counts["statements"] += event.added.statements
                click.echo(f"{event.added.outcome}\t{event.added.article}\t{event.added.statements}\t{event.where}")
        elif isinstance(event, FeedRead):
            if event.warning:
                say(f"note: {event.url}: {event.warning}")
            if event.new or event.changed:
                say(f"{event.url}: {event.new} new, {event.changed} changed of {event.listed} listed")
        elif isinstance(event, Waiting):
            now = f"{event.pages} pages wait for their host" if event.pages else f"next look in {_time(event.seconds)}"
        self._show(now)
        return int(isinstance(event, Failure))

    def _show(self, now: str) -> None:
        update = getattr(self.status, "update", None)
        if update is not None:
            update(", ".join([*(f"{number:,} {name}" for name, number in self.counts.items()), now]))


def _time(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
