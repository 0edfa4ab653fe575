"""Places into a ledger: what `inquit add` does, as one call.

Articles are read by the model, readings are taken as they are, and what the ledger knows is not read again.  Lazy and
in order; what cannot be read takes its place in the stream as a `Failure`, and the rest goes in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from inquit import ingest
from inquit.errors import Failure, FormatError, located
from inquit.ingest.inputs import Input, Inputs, Place, size_bytes
from inquit.ledger import Ledger
from inquit.ledger.adding import Added
from inquit.sources import ReadOptions
from inquit.types import Article, ReaderInfo, Reading
from inquit.workers import ManyReader, Workers

if TYPE_CHECKING:
    from inquit.ingest.politeness import Answer


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one article.

    Attributes:
        where: Path or address that it came from.
        added: What the ledger made of it.
    """

    where: str
    added: Added

    def __str__(self) -> str:
        return f"{self.where}: {self.added.outcome}, {self.added.article}"


class Watch(Protocol):
    """What is told how far a recording is."""

    def expect(self, total_bytes: int | None) -> None:
        """There are so many bytes to be read, by and large; `None`: nobody knows."""
        ...

    def advance(self, size_bytes: int) -> None:
        """Some bytes were read."""
        ...


def record(
    places: Iterable[Place],
    ledger: Ledger,
    options: ReadOptions | None = None,
    *,
    urls: Iterable[str] = (),
    refetch: bool = False,
    reader: ManyReader | None = None,
    workers: int = 1,
    keep_source: bool = True,
    watch: Watch | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Recorded | Failure]:
    """Add what is at all places to a ledger, while the result is iterated over.

    >>> with Ledger("town.db") as ledger:
    ...     for done in record(["stories/"], ledger):
    ...         print(done)

    Args:
        places: Paths, folders, http or https addresses, and `-` for standard input: pages, texts, records of articles,
            readings, in their order.
        ledger: Where to.
        options: How to read; by default as `ReadOptions()`.
        urls: Addresses of a list (`politeness.urls_in` reads one from a file), fetched after the places: politely, in
            an order that lets hosts take turns, and those that the ledger has not recorded before.
        refetch: Fetch all of `urls` again: texts change.
        reader: Reads the articles; by default the one with the packaged model, loaded once an article needs it.
        workers: How many threads read.
        keep_source: Keep the bytes that an article was made from, where it was alone in them.
        watch: Told how far it is.
        stdin: Stands for standard input.

    Raises:
        LedgerError: The ledger cannot be written to; what was recorded before is kept.
    """
    options, places, urls = options or ReadOptions(), list(places), list(urls)
    known = {} if refetch else {url: added for url in urls if (added := ledger.known_at(url)) is not None}
    wanted = [url for url in urls if url not in known]
    if watch is not None:
        watch.expect(size_bytes([*places, *wanted]))
    inputs = Inputs(options, watch.advance if watch is not None else _unwatched, Path(ledger.path), stdin)
    found = chain(
        (found for place in places for found in inputs.at(place)),
        (found for answer in _fetched(wanted, options) for found in inputs.of_answer(answer)),
    )
    yield from (Recorded(url, added) for url, added in known.items())
    yield from _Recording(ledger, reader, workers, keep_source).of(found)


def _fetched(urls: list[str], options: ReadOptions) -> Iterator[Answer | Failure]:
    if urls:
        from inquit.ingest.politeness import politely  # a tenth of a second, and mostly there are no addresses

        yield from politely(urls, options)


def _unwatched(size_bytes: int) -> None:
    """Nobody asks."""


@dataclass(slots=True)
class _Recording:
    """One run of `record`.

    Attributes:
        info: Who reads; `None` where only a first reading tells.
    """

    ledger: Ledger
    reader: ManyReader | None
    workers: int
    keep_source: bool
    info: ReaderInfo | None = field(default=None, init=False)

    def of(self, inputs: Iterable[Input]) -> Iterator[Recorded | Failure]:
        # In runs, so that readings and known articles need no model, and the others are read in groups.
        for is_to_read, run in groupby(((given, self._known(given)) for given in inputs), key=_is_to_read):
            if is_to_read:
                yield from self._read(given for given, _ in run)
                continue
            for given, known in run:
                if isinstance(given.found, Failure):
                    yield given.found
                elif isinstance(given.found, Reading):
                    yield self._add(given, given.found)
                elif known is not None:
                    yield Recorded(given.where, known)

    def _known(self, given: Input) -> Added | None:
        if not isinstance(given.found, Article):
            return None
        self.info = self.info or getattr(self._reader(), "info", None)  # ours knows it before it loads the weights
        try:
            return self.ledger.known_as(given.found, self.info)
        except FormatError:  # it cannot be kept as it is, which adding it will tell
            return None

    def _read(self, inputs: Iterator[Input]) -> Iterator[Recorded | Failure]:
        """Read articles and add their readings; a reader answers each in its place."""
        waiting: deque[Input] = deque()

        def articles() -> Iterator[Article]:
            for given in inputs:
                if isinstance(given.found, Article):  # all are, by `_is_to_read`
                    waiting.append(given)
                    yield given.found

        for result in self._many().read_many(articles()):
            given = waiting.popleft()
            if isinstance(result, Failure):
                yield result
            else:
                self.info = result.reader
                yield self._add(given, result)

    def _reader(self) -> ManyReader:
        if self.reader is None:
            self.reader = ingest.packaged_reader() if self.workers == 1 else ingest.packaged_reader(self.workers)
        return self.reader

    def _many(self) -> ManyReader:
        return self._reader() if self.workers == 1 else Workers(self._reader(), self.workers)

    def _add(self, given: Input, reading: Reading) -> Recorded | Failure:
        try:
            with located(given.where):
                added = self.ledger.add(reading, source=given.source if self.keep_source else None)
        except FormatError as error:
            return Failure(given.where, error.record, error)
        return Recorded(given.where, added)


def _is_to_read(pair: tuple[Input, Added | None]) -> bool:
    given, known = pair
    return known is None and isinstance(given.found, Article)
