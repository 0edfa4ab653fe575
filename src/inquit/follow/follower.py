"""Following feeds: read what they list, fetch the pages that are new or due, add them to the ledger, wait, again.

Everything that is to be done is a row of the table `followed` whose time has come; the loop takes one after the other,
and hosts take turns.  Each step ends in a state from which the next program goes on:

    a feed answers     its pages are written down, then its validators: in this order, so that none is missed
    a page answers     its article is added (one transaction), then its row is updated: at worst it is fetched again
    anything fails     its row says why and when it is tried again
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from inquit import ingest
from inquit.errors import Failure, FetchError, FormatError, InquitError, SourceError, located
from inquit.follow.hosts import Host, Hosts
from inquit.follow.pages import add_page
from inquit.follow.settings import Settings
from inquit.follow.state import Followed, State, rechecks_of
from inquit.follow.stopping import Stop, Stopped
from inquit.ingest.recording import Recorded
from inquit.ledger import Ledger
from inquit.ledger.adding import Outcome
from inquit.sources.feed import Entry, Feed, feed_from
from inquit.sources.fetch import Fetched
from inquit.workers import ManyReader

FEED_TYPES = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
DAY = timedelta(days=1)
MAX_FAILURES = 6
"""Tries of a page that does not answer, over 2.6 hours; then it is given up until its feed says that it changed."""

FIRST_DELAY = timedelta(minutes=5)
"""Before a second try; it doubles with each more."""

PATIENCE_S = 120.0
"""With `once`, hosts that ask to wait for longer are left for the next call."""

NOTHING_NEW = 304


@dataclass(frozen=True, slots=True)
class FeedRead:
    """A feed answered.

    Attributes:
        title: Its name; `None`: nothing changed since the last time, or it has none.
        listed: How many pages it lists.
        new: Those never listed before.
        changed: Those that it says were changed.
        warning: What is wrong with it, although it could be read.
    """

    url: str
    title: str | None
    listed: int
    new: int
    changed: int
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A page answered that it has not changed."""

    url: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """There is nothing to do for some time.

    Attributes:
        feeds: How many are followed.
        pages: Pages that are waiting for their host.
    """

    seconds: float
    feeds: int
    pages: int


Event = FeedRead | Recorded | Unchanged | Waiting | Failure


def follow(
    feeds: Iterable[str],
    ledger: Ledger,
    settings: Settings | None = None,
    *,
    once: bool = False,
    reader: ManyReader | None = None,
    stop: Stop | None = None,
) -> Iterator[Event]:
    """Follow feeds into a ledger, while the result is iterated over.

    >>> with Ledger("news.db") as ledger:
    ...     for event in follow(["https://post.example/feed.xml"], ledger, once=True):
    ...         print(event)

    Args:
        feeds: Addresses of RSS, Atom and JSON feeds, of sitemaps and indexes of sitemaps.
        ledger: Where the articles go, and where it is remembered what has been fetched.
        settings: How; by default as `Settings()`.
        once: End when all that is due is done, instead of going on.
        reader: Reads the articles; by default the one with the packaged model.
        stop: Ends it early, with nothing lost.

    Raises:
        LedgerError: The ledger cannot be written to; what was recorded before is kept.
    """
    follower = _Follower(tuple(dict.fromkeys(feeds)), ledger, settings or Settings(), once, reader, stop or Stop())
    return follower.run()


class _Follower:
    def __init__(
        self,
        feeds: tuple[str, ...],
        ledger: Ledger,
        settings: Settings,
        once: bool,
        reader: ManyReader | None,
        stop: Stop,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.feeds = feeds
        self.ledger = ledger
        self.settings = settings
        self.once = once
        self.reader = reader
        self.stop = stop
        self.now = now
        self.state = State(ledger.conn)
        self.hosts = Hosts(settings.options, settings.headers, settings.pause_s)
        self.queues: dict[str, deque[Followed]] = {}
        self.left: set[str] = set()
        self.pages_left = settings.limit

    def run(self) -> Iterator[Event]:
        self.state.name(self.feeds, self.now())
        self._refill()
        while not self.stop.is_set:
            host = self._next_host()
            if host is None:
                self._refill()
                host = self._next_host()
            if host is None:
                if self.once or self.pages_left == 0 or (wait_s := self._until_due()) is None:
                    return
                yield self._waiting(wait_s)
                self.stop.wait(wait_s)
                continue
            if (wait_s := host.ready_at - self.hosts.clock()) > 0:
                if self.once and wait_s > PATIENCE_S:
                    self.left.add(host.root)  # their rows stay due: the next call goes on with them
                    self.queues.pop(host.root)
                    continue
                if wait_s > 2:
                    yield self._waiting(wait_s)
                self.stop.wait(wait_s)
                continue
            try:
                yield from self._ask(self.queues[host.root].popleft())
            except Stopped:
                return

    def _ask(self, one: Followed) -> Iterator[Event]:
        """Fetch a feed or a page and do what its answer is for."""
        if not one.is_feed and self.pages_left is not None:
            if not self.pages_left:
                return
            self.pages_left -= 1
        headers = {"Accept": FEED_TYPES} if one.is_feed else {}
        headers |= {"If-None-Match": one.etag} if one.etag else {}
        headers |= {"If-Modified-Since": one.last_modified} if one.last_modified else {}
        try:
            with located(one.url), self.stop.cutting_short():
                fetched = self.hosts.fetch(one.url, headers)
        except FetchError as error:
            yield from self._unfetched(one, error)
            return
        try:
            with located(one.url):
                yield from self._feed(one, fetched) if one.is_feed else self._page(one, fetched)
        except (SourceError, FormatError) as error:  # the input's fault; what is the ledger's ends the run
            yield self._failed(one, error, again=one.is_feed)

    def _feed(self, one: Followed, fetched: Fetched) -> Iterator[Event]:
        feed = feed_from(fetched.data, fetched.url, max_bytes=self.settings.options.max_bytes)
        now = self.now()
        pages, feeds = self._recent(feed, feed.entries), self._recent(feed, feed.feeds)
        new, changed = self.state.listed(one, pages, feeds, feed.title, now)
        every = max(self.settings.every_s, min(feed.every_s or 0.0, DAY.total_seconds()))
        self._answered(one, fetched, now + timedelta(seconds=every))
        self._refill()
        yield FeedRead(one.url, feed.title, len(feed.entries), new, changed, feed.warning)

    def _page(self, one: Followed, fetched: Fetched) -> Iterator[Event]:
        self.reader = self.reader or ingest.packaged_reader()
        results = list(add_page(self.ledger, one, fetched, self.reader, self.settings))
        failure = next((result for result in results if isinstance(result, Failure)), None)
        removed = any(isinstance(r, Recorded) and r.added.outcome is Outcome.REMOVED for r in results)
        if failure is not None:
            self.state.failed(one.url, None, failure.error.what)
        else:
            due = None if removed else rechecks_of(one.seen, self.now(), self.settings.rechecks)
            self._answered(one, fetched, due)
        yield from results

    def _unfetched(self, one: Followed, error: FetchError) -> Iterator[Event]:
        if error.status == NOTHING_NEW:
            every = self.now() + timedelta(seconds=self.settings.every_s)
            due = every if one.is_feed else rechecks_of(one.seen, self.now(), self.settings.rechecks)
            self.state.answered(one.url, self.now(), due, etag=one.etag, last_modified=one.last_modified)
            yield FeedRead(one.url, None, 0, 0, 0) if one.is_feed else Unchanged(one.url)
            return
        forbidden = error.what == "robots.txt forbids it"
        gone = error.status == 410 or (error.status == 404 and not one.is_feed and one.failures)
        yield self._failed(one, error, again=not (forbidden or gone), after_s=error.retry_after_s or 0.0)

    def _failed(self, one: Followed, error: InquitError, *, again: bool, after_s: float = 0.0) -> Failure:
        """Write down why, and when to try again: later each time, a page not for ever."""
        delay = min(FIRST_DELAY * 2 ** min(one.failures, 10), DAY)
        given_up = not one.is_feed and one.failures + 1 >= MAX_FAILURES
        due = self.now() + max(delay, timedelta(seconds=min(after_s, 7 * DAY.total_seconds())))
        self.state.failed(one.url, due if again and not given_up else None, error.what)
        error.where = error.where or one.url
        return Failure(one.url, None, error)

    def _answered(self, one: Followed, fetched: Fetched, due: datetime | None) -> None:
        self.state.answered(one.url, self.now(), due, etag=fetched.etag, last_modified=fetched.last_modified)

    def _recent(self, feed: Feed, entries: tuple[Entry, ...]) -> Iterator[Entry]:
        """What a feed lists; of a sitemap, which lists all there ever was, what is new enough."""
        oldest = (self.now() - timedelta(days=self.settings.since_days)).date().isoformat()
        for entry in entries:
            day = entry.updated or entry.published
            if not feed.is_sitemap or not self.settings.since_days or day is None or day[:10] >= oldest[: len(day)]:
                yield entry

    def _refill(self) -> None:
        """Take all that is due into the queues of their hosts."""
        self.queues = {}
        for one in self.state.due(self.feeds, self.now()):
            root = self.hosts.of(one.url).root
            if root not in self.left and (one.is_feed or self.pages_left != 0):
                self.queues.setdefault(root, deque()).append(one)

    def _next_host(self) -> Host | None:
        """The host that may be asked first; `None`: nothing is waiting."""
        waiting = [self.hosts.known[root] for root, queue in self.queues.items() if queue]
        return min(waiting, key=lambda host: host.ready_at, default=None)

    def _until_due(self) -> float | None:
        due = self.state.next_due(self.feeds)
        return None if due is None else max(1.0, (due - self.now()).total_seconds())

    def _waiting(self, seconds: float) -> Waiting:
        return Waiting(seconds, len(self.feeds), sum(map(len, self.queues.values())))
