"""The one who leads a batch: cuts the input into parts, tells duplicates, and keeps the workers busy.

    records → parts → workers take the articles out → duplicates, in the order of the input → workers read and write

Only a few parts are in memory at any time.  What is decided here depends on the input alone and not on which worker was
quicker, so that any number of workers and any engine write the same.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from inquit.batch.duplicates import Seen
from inquit.batch.engines import Extracted, ExtractTask, ReadTask, Task, Workers
from inquit.batch.folder import Done, Folder
from inquit.batch.options import BatchOptions
from inquit.batch.records import Entry, Found, Outcome, Part, Record, article_key, part_size
from inquit.errors import InquitError
from inquit.sources.warc import Capture


@dataclass(slots=True)
class Tally:
    """The counts of a batch so far.

    Attributes:
        outcomes: How many records ended how.
        statements: How many there are in what was read.
        parts: How many.
        parts_before: How many of them an earlier call did.
    """

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    statements: int = 0
    parts: int = 0
    parts_before: int = 0

    @property
    def records(self) -> int:
        """How many records went in; always the sum of the outcomes."""
        return sum(self.outcomes.values())


@dataclass(slots=True)
class Driver:
    """Leads one batch.

    Attributes:
        folder: Where its output goes.
        options: How it is done.
        workers: Who does it.
        seen: The articles that were there.
        told: Called with what became of each part.
    """

    folder: Folder
    options: BatchOptions
    workers: Workers
    seen: Seen
    told: Callable[[Done], None] = lambda done: None
    tally: Tally = field(default_factory=Tally)
    _ready: list[tuple[int, int, Task]] = field(default_factory=list)  # a heap: reading first, in order
    _waiting: dict[int, Extracted | Done] = field(default_factory=dict)  # for its turn
    _records: dict[int, tuple[str, tuple[Record, ...]]] = field(default_factory=dict)
    _turn: int = 0
    _busy: int = 0

    def run(self, records: Iterable[Record]) -> Tally:
        """Do all records."""
        parts = parts_of(records)
        more = True
        while True:
            while more and not self._ready and len(self._records) < 2 * self.workers.count + 2:
                more = self._open(next(parts, None))
            while self._ready and self.workers.free():
                self.workers.submit(heapq.heappop(self._ready)[2])
                self._busy += 1
                if more and not self._ready and len(self._records) < 2 * self.workers.count + 2:
                    more = self._open(next(parts, None))
            if self._busy:
                self._take()
            elif not more and not self._ready:
                return self.tally

    def _open(self, part: tuple[int, str, tuple[Record, ...]] | None) -> bool:
        """Begin with a part; `False` where there are no more."""
        if part is None:
            return False
        number, digest, records = part
        before = self.folder.done(number)
        if before is not None and before.digest == digest and len(before.lines) == len(records):
            self._records[number] = digest, ()
            self._waiting[number] = before
            self._settle()
        else:
            if before is not None:
                self.folder.manifest(number).unlink()  # else a kill now would leave two parts' halves
            self._records[number] = digest, records
            heapq.heappush(self._ready, (1, number, ExtractTask(number, records)))
        return True

    def _take(self) -> None:
        """Wait for a worker, and go on with what it did."""
        result = self.workers.next()
        self._busy -= 1
        if result.found is not None:
            self._waiting[result.number] = result.found
            self._settle()
            return
        done = self.folder.done(result.number)
        if done is None:
            raise InquitError(
                f"a worker says that part {result.number} is done, but it is not in {str(self.folder.path)!r}",
                remedy="the folder must be at the same path on every machine",
            )
        self._count(done)
        del self._records[result.number]

    def _settle(self) -> None:
        """Decide, in order, which articles were there before."""
        while (found := self._waiting.pop(self._turn, None)) is not None:
            number, self._turn = self._turn, self._turn + 1
            if isinstance(found, Done):
                self._remember(found)
                self.tally.parts_before += 1
                self._count(found)
                del self._records[number]
                continue
            digest, records = self._records[number]
            entries = tuple(
                self._entry(number, index, *pair) for index, pair in enumerate(zip(records, found, strict=True))
            )
            self._records[number] = digest, ()
            heapq.heappush(self._ready, (0, number, ReadTask(Part(number, digest, entries))))

    def _entry(self, number: int, index: int, record: Record, found: Found) -> Entry:
        if found.article is None:
            return Entry(record.place, found)
        same = self.seen.same_as(article_key(number, index), found.article.sha256, found.sketch)
        return Entry(record.place, found, same.key, same.likeness) if same else Entry(record.place, found)

    def _remember(self, done: Done) -> None:
        """Take note of the articles of a part that an earlier call did."""
        for line in done.lines:
            if line.get("sha256") and line.get("same_as") is None:
                self.seen.keep(line["article_key"], line["sha256"], bytes.fromhex(line.get("sketch", "")))

    def _count(self, done: Done) -> None:
        self.tally.outcomes.update(done.counts)
        self.tally.statements += sum(line.get("statements", 0) for line in done.lines)
        self.tally.parts += 1
        self.told(done)


def parts_of(records: Iterable[Record]) -> Iterator[tuple[int, str, tuple[Record, ...]]]:
    """Number, digest and records of each part.

    The digest is one of the part and all parts before it: where an earlier record has changed, what counts as a
    duplicate may have changed too.
    """
    stream, number, done, digest = iter(records), 0, 0, ""
    while part := tuple(islice(stream, part_size(done))):
        digest = _digest(digest, part)
        yield number, digest, part
        number, done = number + 1, done + len(part)


def _digest(before: str, records: tuple[Record, ...]) -> str:
    digest = hashlib.blake2b(before.encode(), digest_size=16)
    for record in records:
        content, place, left = record.content, record.place, record.left
        data = content.block if isinstance(content, Capture) else content
        url = content.url if isinstance(content, Capture) else None
        digest.update(repr((place.file, place.record, place.offset, url, left and left.reason, len(data))).encode())
        digest.update(data)
    return digest.hexdigest()
