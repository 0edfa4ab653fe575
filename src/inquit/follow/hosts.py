"""Being a good guest: one request at a time to each host, none that its robots.txt forbids, and away when it says so.

As `ingest.politeness`, whose rules and limits count here too; but hosts are remembered for days, not for a list.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from inquit.errors import FetchError
from inquit.ingest.politeness import AGENT, MAX_PAUSE_S, PAUSE_S
from inquit.ingest.robots import Robots
from inquit.sources import ReadOptions
from inquit.sources.fetch import Fetched, fetch

ROBOTS_FOR_S = 86_400.0
"""A robots.txt is taken to hold for a day at most (RFC 9309, section 2.4)."""

ASKS_TO_WAIT = frozenset({429, 503})
MAX_WAIT_S = 86_400.0
"""Of what a server may ask for."""

WITHOUT_ROBOTS_S = 1_800.0
"""Before a host is asked again whose robots.txt could not be had: not once for each of its pages."""

FIRST_WAIT_S = 30.0
"""After a first answer that asks to wait and does not say how long; it doubles with each more."""


@dataclass(slots=True)
class Host:
    """One host.

    Attributes:
        ready_at: When it may be asked again, on the clock of `Hosts`.
        refusals: How often in a row it asked to wait.
        robots: What its robots.txt says; `None`: not known, or too long ago.
        robots_at: When that was fetched.
    """

    root: str
    ready_at: float = 0.0
    refusals: int = 0
    robots: Robots | None = None
    robots_at: float = 0.0


@dataclass(slots=True)
class Hosts:
    """All hosts.

    Attributes:
        options: How to fetch.
        headers: Of every request.
        pause_s: Between two requests to a host, at least.
        clock: Seconds that only grow.
    """

    options: ReadOptions
    headers: Mapping[str, str]
    pause_s: float = PAUSE_S
    clock: Callable[[], float] = time.monotonic
    known: dict[str, Host] = field(default_factory=dict)

    def of(self, url: str) -> Host:
        """The host of an address."""
        parts = urlsplit(url)
        root = f"{parts.scheme.lower()}://{parts.netloc.lower()}"
        return self.known.setdefault(root, Host(root))

    def fetch(self, url: str, headers: Mapping[str, str]) -> Fetched:
        """Fetch an address of a host that is ready; it is left alone for a while afterwards, whatever comes.

        Raises:
            FetchError: It could not be fetched, or robots.txt forbids it.
        """
        host = self.of(url)
        try:
            robots = self._robots(host)
            if not robots.allows(url):
                raise FetchError("robots.txt forbids it", where=url, remedy="save the page from a browser, if you may")
            answer = fetch(url, self.options, headers={**self.headers, **headers})
        except FetchError as error:
            host.ready_at = max(host.ready_at, self.clock() + self._pause(host))
            if error.status in ASKS_TO_WAIT:
                host.refusals += 1
                asked_s = error.retry_after_s
                wait_s = FIRST_WAIT_S * 2 ** (host.refusals - 1) if asked_s is None else asked_s
                host.ready_at = max(host.ready_at, self.clock() + min(wait_s, MAX_WAIT_S))
            raise
        host.refusals = 0
        host.ready_at = self.clock() + self._pause(host)
        return answer

    def _pause(self, host: Host) -> float:
        asked_s = host.robots.crawl_delay_s if host.robots is not None else 0.0
        return max(self.pause_s, min(asked_s, MAX_PAUSE_S))

    def _robots(self, host: Host) -> Robots:
        """What its robots.txt says: where there is none all is allowed, where it cannot be had nothing is.

        RFC 9309, sections 2.3.1.3 and 2.3.1.4.
        """
        if host.robots is None or self.clock() - host.robots_at > ROBOTS_FOR_S:
            try:
                text = fetch(f"{host.root}/robots.txt", self.options, headers=self.headers).data
            except FetchError as error:
                if error.status is None or not 400 <= error.status < 500 or error.status == 429:
                    host.ready_at = self.clock() + WITHOUT_ROBOTS_S
                    raise FetchError(
                        f"its robots.txt cannot be had: {error.what}",
                        remedy="it is tried again later",
                        status=error.status,
                        retry_after_s=error.retry_after_s,
                    ) from error
                host.robots = Robots()
            else:
                host.robots = Robots.parsed(text.decode("utf-8", "replace"), AGENT)
            host.robots_at = self.clock()
        return host.robots
