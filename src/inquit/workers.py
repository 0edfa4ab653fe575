"""Several threads that read, one stream that comes out in order.

Threads and not processes: the model, which takes most of the time, runs outside Python's lock, is held in memory once,
and any input will do, standard input and one large file too.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import Protocol

from inquit.errors import Failure
from inquit.types import Article, Reading

GROUP = 2
"""Articles that a thread takes at a time: few, so that no thread waits long for another's last ones."""

_AHEAD = 2
"""Groups a thread that are taken before the first is done."""


class ManyReader(Protocol):
    """What reads articles: `inquit.reading.Reader`, or anything that behaves like it."""

    def read_many(self, articles: Iterable[Article | Failure]) -> Iterator[Reading | Failure]:
        """Read articles lazily, in order; failures pass through in their places."""
        ...


class Workers:
    """A reader that reads with several threads; what it yields is what the one reader would.

    Args:
        reader: Reads; used by all threads, so it must be safe for that.
        count: How many threads.
    """

    def __init__(self, reader: ManyReader, count: int) -> None:
        self._reader = reader
        self._count = count

    def read_many(self, articles: Iterable[Article | Failure]) -> Iterator[Reading | Failure]:
        """Read articles lazily and in order, no more than two groups a thread ahead."""
        stream = iter(articles)
        waiting: deque[Future[list[Reading | Failure]]] = deque()
        with ThreadPoolExecutor(self._count) as pool:
            try:
                while group := list(islice(stream, GROUP)):
                    waiting.append(pool.submit(self._read, group))
                    if len(waiting) > _AHEAD * self._count:
                        yield from waiting.popleft().result()
                while waiting:
                    yield from waiting.popleft().result()
            finally:  # nobody asks for the rest
                for future in waiting:
                    future.cancel()

    def _read(self, group: list[Article | Failure]) -> list[Reading | Failure]:
        return list(self._reader.read_many(group))
