"""The ledger, for a server of many threads: each has a connection of its own, since SQLite's belong to their thread.

One thread for pages, not one a request: a connection keeps pages of the file in memory, and Python runs one thread at a
time anyway.  SQLite lets go of Python at each row, and with four threads had to wait at each row for the others: eight
browsers waited nearly twice as long for a search (of a million statements, p95: 200 milliseconds, then 107).  Reports,
which may take seconds, and changes, which may have to wait for another program that writes, have a lane of their own.

What the event loop awaits runs here from the first query to the last byte of the page.  Ours and not
`ThreadPoolExecutor`, whose threads nobody can tell to close what they opened.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from enum import StrEnum
from typing import Any, TypeVar

from inquit.ledger import Ledger

T = TypeVar("T")

_Work = tuple[Callable[[Ledger], Any], "Future[Any]"]


class Lane(StrEnum):
    """Who waits behind whom."""

    PAGES = "page"
    REPORTS = "report"
    CHANGES = "change"


class Ledgers:
    """Threads with a ledger each.

    Args:
        path: The ledger; made where there is none.
        threads: How many make pages; one more makes reports, and one changes.

    Raises:
        LedgerError: The file cannot be used; better now than at the first page.
    """

    def __init__(self, path: str, threads: int) -> None:
        self.path = path
        with Ledger(path):
            pass
        self._work: dict[Lane, queue.SimpleQueue[_Work | None]] = {lane: queue.SimpleQueue() for lane in Lane}
        self._threads: list[tuple[Lane, threading.Thread]] = []
        for lane, number in [
            *((Lane.PAGES, number) for number in range(threads)),
            (Lane.REPORTS, 0),
            (Lane.CHANGES, 0),
        ]:
            name = f"inquit-{lane}-{number}"
            thread = threading.Thread(target=self._serve, args=(self._work[lane],), name=name, daemon=True)
            self._threads.append((lane, thread))
            thread.start()

    async def run(self, work: Callable[[Ledger], T], lane: Lane = Lane.PAGES) -> T:
        """Call `work` with a ledger, in a thread that may take its time."""
        answer: Future[T] = Future()
        self._work[lane].put((work, answer))
        return await asyncio.wrap_future(answer)

    def close(self) -> None:
        """Close all connections; what is asked for is answered first."""
        for lane, _ in self._threads:
            self._work[lane].put(None)
        for _, thread in self._threads:
            thread.join()

    def _serve(self, asked: queue.SimpleQueue[_Work | None]) -> None:
        ledger: Ledger | None = None
        while (given := asked.get()) is not None:
            work, answer = given
            if not answer.set_running_or_notify_cancel():  # who asked has gone
                continue
            try:
                ledger = ledger or Ledger(self.path)
                answer.set_result(work(ledger))
            except BaseException as error:
                answer.set_exception(error)
            del work, answer, given  # a page and its error must not live until the next one is asked for
        if ledger is not None:
            ledger.close()
