"""What is at places: articles to be read, and readings that are there already, each with the bytes it was made from."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from inquit.errors import Failure, InquitError, SourceError, located
from inquit.export import batched
from inquit.ingest import STDIN
from inquit.ingest.folders import files_in
from inquit.jsonl import from_record
from inquit.ledger.adding import SourceBytes
from inquit.records import MEND, parse_object
from inquit.sources import Origin, ReadOptions, articles_from, articles_from_chunks, is_url
from inquit.sources.detect import Form
from inquit.sources.jsonl import articles_from_lines
from inquit.sources.opening import opened
from inquit.sources.streams import chunks_of, lines
from inquit.types import Article, Reading

if TYPE_CHECKING:
    from inquit.ingest.politeness import Answer
    from inquit.sources.fetch import Fetched

Place = str | os.PathLike[str]
"""A path, a folder, an address, or `-` for standard input."""

READING_KEYS = frozenset({"statements", "attributions"})

PAGE_BYTES = 100_000
"""What an address counts for in `size_bytes`, since nobody knows before it is fetched: about an average page."""


@dataclass(frozen=True, slots=True)
class Input:
    """An article or a reading on its way into the ledger.

    Attributes:
        where: The place.
        found: What is there.
        source: The bytes, where the article was alone in them; `None` elsewhere.
    """

    where: str
    found: Article | Reading | Failure
    source: SourceBytes | None = None


def size_bytes(places: Iterable[Place]) -> int | None:
    """How much there is to be read at all places; `None` where a stream among them hides it."""
    total = 0
    for place in places:
        if place == STDIN:
            return None
        if isinstance(place, str) and is_url(place):
            total += PAGE_BYTES
        elif batched.is_batch(path := Path(place)):
            total += batched.size_bytes(path)
        elif path.is_dir():
            total += sum(file.stat().st_size for file in files_in(path) if file.is_file())
        elif path.is_file():
            total += path.stat().st_size
    return total


@dataclass(frozen=True, slots=True)
class Inputs:
    """Opens places.

    Attributes:
        options: How to read.
        advance: Told of bytes that were read, see `size_bytes`.
        ledger: The ledger's own file, which a folder may hold.
        stdin: Stands for standard input.
    """

    options: ReadOptions
    advance: Callable[[int], None]
    ledger: Path
    stdin: BinaryIO | None = None

    def of_answer(self, answer: Answer | Failure) -> Iterator[Input]:
        """What a page of a list holds."""
        self.advance(PAGE_BYTES)
        if isinstance(answer, Failure):
            yield Input(answer.where, answer)
            return
        try:
            with located(answer.asked):
                yield from self._of_page(answer.asked, answer.fetched)
        except InquitError as error:
            yield Input(answer.asked, Failure(answer.asked, error.record, error))

    def at(self, place: Place) -> Iterator[Input]:
        """What is at a place, lazily and in order."""
        where = os.fspath(place)
        try:
            with located(where):
                if where == STDIN:
                    yield from self._of_chunks(chunks_of(self.stdin or sys.stdin.buffer), Origin(where))
                elif isinstance(place, str) and is_url(place):
                    from inquit.sources.fetch import fetch  # a tenth of a second, and mostly there are no addresses

                    fetched = fetch(place, self.options)
                    self.advance(PAGE_BYTES)
                    yield from self._of_page(where, fetched)
                elif batched.is_batch(Path(where)):
                    for found in batched.readings(Path(where), advance=self.advance):
                        yield Input(where, found)
                elif Path(where).is_dir():
                    yield from self._of_folder(Path(where))
                else:
                    yield from self._of_file(Path(where))
        except InquitError as error:
            yield Input(where, Failure(where, error.record, error))

    def _of_page(self, where: str, fetched: Fetched) -> Iterator[Input]:
        origin = Origin(where, len(fetched.data), fetched.charset, fetched.url)
        yield from self._of_chunks(iter([fetched.data]), origin)

    def _of_folder(self, folder: Path) -> Iterator[Input]:
        files = [path for path in files_in(folder) if not self._is_ledger(path)]
        if not files:
            raise SourceError("there is no file in the directory", remedy="name a file that holds an article")
        for path in files:
            yield from self.at(path)

    def _is_ledger(self, path: Path) -> bool:
        """Whether a file is the ledger or one of those that SQLite writes beside it."""
        name = self.ledger.name
        return path.name in (name, f"{name}-wal", f"{name}-shm") and path.parent.samefile(self.ledger.parent)

    def _of_file(self, path: Path) -> Iterator[Input]:
        try:
            stream = path.open("rb")
        except (OSError, ValueError):
            for found in articles_from(path, self.options):  # which tells what is wrong
                yield Input(str(path), found)
            return
        with stream:
            size = os.fstat(stream.fileno()).st_size
            origin = Origin(str(path), size or None, path=path if path.is_file() else None)  # pipes have no size
            yield from self._of_chunks(self._counted(chunks_of(stream)), origin)

    def _of_chunks(self, chunks: Iterator[bytes], origin: Origin) -> Iterator[Input]:
        """What is in a stream of bytes; an article that is alone in it brings them along."""
        limit_bytes, kept = self.options.max_bytes, bytearray()
        content = opened(_remembered(chunks, kept, limit_bytes), origin.where)
        if content.packed:
            origin = replace(origin, size_bytes=None, path=None)
        if content.form in (Form.ARTICLES, Form.READINGS):
            yield from self._of_lines(lines(content.chunks, limit_bytes), origin.where)
            return
        found = articles_from_chunks(content.chunks, origin, self.options)
        if content.form is Form.WARC:  # whose bytes are no article's alone
            yield from (Input(origin.where, one) for one in found)
            return
        first, second = next(found, None), next(found, None)
        if isinstance(first, Article) and second is None and len(kept) <= limit_bytes:
            yield Input(origin.where, first, SourceBytes(origin.where, bytes(kept), origin.url))
            return
        for one in (first, second):
            if one is not None:
                yield Input(origin.where, one)
        for one in found:
            yield Input(origin.where, one)

    def _of_lines(self, numbered: Iterator[tuple[int, bytes]], where: str) -> Iterator[Input]:
        """The article or the reading of each line; a bad line is a `Failure` in its place."""
        for number, line in numbered:
            try:
                with located(where, number):
                    record = parse_object(line)
                    is_reading = not READING_KEYS.isdisjoint(record)
                    reading = from_record(record, keep=self.options.keep) if is_reading else None
            except InquitError as error:
                error.remedy = error.remedy or MEND
                yield Input(where, Failure(where, number, error))
                continue
            if reading is None:
                for found in articles_from_lines([(number, line)], self.options, where=where):
                    yield Input(where, found)
            elif self.options.outlet is None:
                yield Input(where, reading)
            else:
                yield Input(where, replace(reading, article=replace(reading.article, outlet=self.options.outlet)))

    def _counted(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.advance(len(chunk))
            yield chunk


def _remembered(chunks: Iterator[bytes], kept: bytearray, limit_bytes: int) -> Iterator[bytes]:
    """The chunks, which are kept on the way as long as they are no more than the limit."""
    for chunk in chunks:
        if len(kept) <= limit_bytes:
            kept += chunk
        yield chunk
