"""The ledger, for a server of many threads: each has a connection of its own, since SQLite's belong to their thread.

A few threads, not one a request: a connection keeps pages of the file in memory, and Python runs one thread at a time
anyway.  What the event loop awaits runs here from the first query to the last byte of the page.  Ours and not
`ThreadPoolExecutor`, whose threads nobody can tell to close what they opened.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from inquit.ledger import Ledger

T = TypeVar("T")

_Work = tuple[Callable[[Ledger], Any], "Future[Any]"]


class Ledgers:
    """Threads with a ledger each.

    Args:
        path: The ledger; made where there is none.
        threads: How many.

    Raises:
        LedgerError: The file cannot be used; better now than at the first page.
    """

    def __init__(self, path: str, threads: int) -> None:
        self.path = path
        with Ledger(path):
            pass
        self._work: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._serve, name=f"inquit-page-{number}", daemon=True) for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    async def run(self, work: Callable[[Ledger], T]) -> T:
        """Call `work` with a ledger, in a thread that may take its time."""
        answer: Future[T] = Future()
        self._work.put((work, answer))
        return await asyncio.wrap_future(answer)

    def close(self) -> None:
        """Close all connections; what is asked for is answered first."""
        for _ in self._threads:
            self._work.put(None)
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        ledger: Ledger | None = None
        while (given := self._work.get()) is not None:
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
