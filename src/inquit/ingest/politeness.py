"""Lists of addresses, fetched as a good guest does.

Nothing is fetched that robots.txt forbids, never two pages at once or in quick succession from one host, and a server
that asks to wait is left alone for as long.  Addresses that a person names one by one are fetched as a browser would; a
list is a robot's work (RFC 9309).
"""

from __future__ import annotations

import csv
import heapq
import io
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from inquit.errors import Failure, FetchError, SourceError
from inquit.ingest.robots import Robots
from inquit.sources import ReadOptions, is_url
from inquit.sources.fetch import Fetched, fetch

AGENT = "Inquit"
PAUSE_S = 1.0
"""Between two requests to one host, unless its robots.txt asks for longer: what crawlers take for polite."""

MAX_PAUSE_S = 60.0
"""Of what a robots.txt may ask for; a host that wants more does not want robots."""

ASKS_TO_WAIT = frozenset({429, 503})
"""The answers that mean "not now" (RFC 6585, section 4; RFC 9110, section 15.6.4)."""

WAITS_S = (5.0, 20.0)
"""Before a second and a third try, where the server does not say how long to wait."""

MAX_WAIT_S = 120.0
"""The longest wait that a server may ask for; after a longer one the command is better called again."""

LATER = "do the same again later: what is there is left out"


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of a list.

    Attributes:
        asked: The address as the list has it.
        fetched: What it answered.
    """

    asked: str
    fetched: Fetched


def urls_in(path: str | os.PathLike[str]) -> list[str]:
    """The addresses of a list, one a line, or of a CSV table: its column `url`, else the first with an address in it.

    Empty lines and those that begin with `#` are left out, and so is an address that stood before.

    Raises:
        SourceError: The file cannot be read, or has no address.
    """
    where = os.fspath(path)
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SourceError(f"cannot be opened ({(error.strerror or str(error)).lower()})", where=where) from error
    except UnicodeDecodeError as error:
        raise SourceError("is not UTF-8", where=where, remedy="save it as UTF-8") from error
    rows = _rows(text, where)
    names = [cell.strip().lower() for cell in rows[0]] if rows else []
    column = names.index("url") if "url" in names else None
    found = (_address(row, column) for row in rows)
    urls = list(dict.fromkeys(url for url in found if url))
    if not urls:
        raise SourceError("there is no address in it", where=where, remedy="write one http(s) address a line")
    return urls


def politely(
    urls: Iterable[str],
    options: ReadOptions | None = None,
    *,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Answer | Failure]:
    """Fetch addresses, one at a time and lazily; hosts take turns, so that none holds up another.

    Args:
        urls: What to fetch.
        options: How; by default as `ReadOptions()`.
        sleep: Waits for some seconds.
        clock: Tells the time, in seconds.
    """
    options = options or ReadOptions()
    hosts: dict[str, _Host] = {}
    for url in urls:
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        hosts.setdefault(root, _Host(root)).waiting.append(url)
    turns = [(clock(), number, host) for number, host in enumerate(hosts.values())]  # a heap: whose turn is next
    while turns:
        ready_at, number, host = heapq.heappop(turns)
        if (wait_s := ready_at - clock()) > 0:
            sleep(wait_s)
        result, pause_s = host.next(options)
        if result is not None:
            yield result
        if host.waiting:
            heapq.heappush(turns, (clock() + pause_s, number, host))


@dataclass(slots=True)
class _Host:
    """One host of a list.

    Attributes:
        root: Its address.
        waiting: Pages that are still to be fetched.
        robots: What its robots.txt says, or why nothing may be fetched; `None` before that is known.
        refused: How often in a row it has asked to wait.
    """

    root: str
    waiting: deque[str] = field(default_factory=deque)
    robots: Robots | FetchError | None = None
    refused: int = 0

    def next(self, options: ReadOptions) -> tuple[Answer | Failure | None, float]:
        """The next page, and for how many seconds to leave the host alone then; `None`: it asks for patience."""
        url = self.waiting[0]
        if self.robots is None:
            self.robots = _robots(self.root, options)
        if isinstance(self.robots, FetchError):
            return self._failed(self.robots.what, self.robots.remedy), 0.0
        if not self.robots.allows(url):
            return self._failed("robots.txt forbids it", "save the page from a browser, if you may"), 0.0
        pause_s = max(PAUSE_S, min(self.robots.crawl_delay_s, MAX_PAUSE_S))
        try:
            fetched = fetch(url, options)
        except FetchError as error:
            return self._refused(error, pause_s)
        self.refused = 0
        self.waiting.popleft()
        return Answer(url, fetched), pause_s

    def _refused(self, error: FetchError, pause_s: float) -> tuple[Failure | None, float]:
        if error.status not in ASKS_TO_WAIT:
            self.refused = 0
            return self._failed(error.what, error.remedy), pause_s
        asked_s = error.retry_after_s
        if asked_s is not None and asked_s > MAX_WAIT_S:
            return self._given_up(f"{error.what}, and asks to wait for {asked_s:,.0f} seconds"), pause_s
        if self.refused < len(WAITS_S):
            wait_s = WAITS_S[self.refused] if asked_s is None else asked_s
            self.refused += 1
            return None, max(wait_s, pause_s)
        told = f"{error.what}, {len(WAITS_S) + 1} times in a row"
        # 429 is about whoever asks, 503 may be about one page: the others are tried, once each while that goes on.
        return (self._given_up(told) if error.status == 429 else self._failed(told, LATER)), pause_s

    def _given_up(self, what: str) -> Failure:
        """The failure of the page at hand; the others of this host fail without being asked for."""
        self.robots = FetchError(f"not asked for, since of another page {what}", remedy=LATER)
        return self._failed(what, LATER)

    def _failed(self, what: str, remedy: str) -> Failure:
        url = self.waiting.popleft()
        return Failure(url, None, FetchError(what, where=url, remedy=remedy))


def _robots(root: str, options: ReadOptions) -> Robots | FetchError:
    """What the robots.txt of a host says; where there is none all is allowed, where it cannot be had nothing is.

    RFC 9309, sections 2.3.1.3 and 2.3.1.4.
    """
    try:
        text = fetch(f"{root}/robots.txt", options).data.decode("utf-8", "replace")
    except FetchError as error:
        if error.status is not None and 400 <= error.status < 500 and error.status != 429:
            return Robots()
        return FetchError(f"its robots.txt cannot be had: {error.what}", remedy=LATER)
    return Robots.parsed(text, AGENT)


def _rows(text: str, where: str) -> list[list[str]]:
    try:
        return [row for row in csv.reader(io.StringIO(text)) if row and not row[0].lstrip().startswith("#")]
    except csv.Error as error:
        raise SourceError(f"is neither a list nor a CSV table ({error})", where=where) from error


def _address(row: list[str], column: int | None) -> str | None:
    cells = row if column is None else row[column : column + 1]
    return next((cell.strip() for cell in cells if is_url(cell.strip())), None)
