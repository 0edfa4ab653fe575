"""Places into a ledger: what `inquit add` does, as one call.

Articles are read by the model, readings are taken as they are, and what the ledger knows is not read again.  Lazy and
in order; what cannot be read takes its place in the stream as a `Failure`, and the rest goes in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from inquit import ingest
from inquit.cli.inputs import Input, Inputs, Place
from inquit.errors import Failure, FormatError, located
from inquit.ingest import ManyReader, Workers  # type: ignore[attr-defined]  # its own: `cli` may not see `workers`
from inquit.ledger import Ledger
from inquit.ledger.adding import Added, known_as
from inquit.sources import ReadOptions
from inquit.types import Article, ReaderInfo, Reading


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one article.

    Attributes:
        where: Path or address that it came from.
        added: What the ledger made of it.
    """

    where: str
    added: Added


def record(
    ledger: Ledger,
    places: Iterable[Place],
    options: ReadOptions | None = None,
    *,
    reader: ManyReader | None = None,
    workers: int = 1,
    keep_source: bool = True,
    advance: Callable[[int], None] | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Recorded | Failure]:
    """Add what is at all places to a ledger.

    Args:
        ledger: Where to.
        places: Paths, folders, http or https addresses, and `-` for standard input: pages, texts, records of articles,
            readings.  A `Failure` among them passes through.
        options: How to read; by default as `ReadOptions()`.
        reader: Reads the articles; by default the one with the packaged model, loaded once an article needs it.
        workers: How many threads read.
        keep_source: Keep the bytes that an article was made from, where it was alone in them.
        advance: Told of bytes that were read; `inputs.size_bytes` tells how many there are.
        stdin: Stands for standard input.

    Raises:
        LedgerError: The ledger cannot be written to; what was recorded before is kept.
    """
    inputs = Inputs(options or ReadOptions(), advance or (lambda size: None), Path(ledger.path), stdin)
    run = _Recording(ledger, reader, workers, keep_source)
    return run.of(found for place in places for found in inputs.at(place))


@dataclass(slots=True)
class _Recording:
    """One run of `record`.

    Attributes:
        info: Who reads, once a first reading has told.
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
        return known_as(self.ledger.conn, given.found, self.info) if isinstance(given.found, Article) else None

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

    def _many(self) -> ManyReader:
        if self.reader is None:
            self.reader = ingest.packaged_reader() if self.workers == 1 else ingest.packaged_reader(self.workers)
        return self.reader if self.workers == 1 else Workers(self.reader, self.workers)

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
