"""Inputs in, readings out: what the command line, the web pages and batches call.

Everything is lazy and in input order, and an input that cannot be read takes its place in the stream as a `Failure`, so
that the others are still read.  `recording.record` (also `inquit.record`) puts them into a ledger.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from inquit.errors import Failure, SourceError
from inquit.ingest.choosing import ReaderChoice
from inquit.ingest.folders import files_in
from inquit.sources import Origin, ReadOptions, articles_from, articles_from_chunks, is_url
from inquit.sources.streams import chunks_of
from inquit.types import Article, Reading
from inquit.workers import ManyReader, Workers

if TYPE_CHECKING:
    from inquit.model.encoder import Encoder
    from inquit.reading import Reader

STDIN = "-"


def articles(
    places: Iterable[str | os.PathLike[str]], options: ReadOptions | None = None, *, stdin: BinaryIO | None = None
) -> Iterator[Article | Failure]:
    """The articles at all places, in their order.

    Args:
        places: Paths, http or https addresses, and `-` for the bytes of standard input, in any form that a file may
            have.  A directory is refused with advice, unless the options say `recursive`: then its files are read in
            sorted order, those of its directories too, hidden ones and links to directories left out.
        options: How to read; by default as `ReadOptions()`.
        stdin: Stands for standard input.
    """
    options = options or ReadOptions()
    for place in places:
        if place == STDIN:
            stream = stdin or sys.stdin.buffer
            yield from articles_from_chunks(chunks_of(stream), Origin(STDIN), options)
        elif options.recursive and not _is_address(place) and Path(place).is_dir():
            yield from _directory(Path(place), options)
        else:
            yield from articles_from(place, options)


def readings(
    places: Iterable[str | os.PathLike[str]],
    options: ReadOptions | None = None,
    *,
    reader: ManyReader | None = None,
    workers: int = 1,
    stdin: BinaryIO | None = None,
) -> Iterator[Reading | Failure]:
    """The readings of all articles at all places, lazily and in their order.

    Args:
        places: As for `articles`.
        options: As for `articles`.
        reader: Reads the articles; by default the one with the packaged model.  With several workers it must be safe to
            use by several threads, as ours is.
        workers: How many threads read; as many as there are processors are quickest.  The readings and their order are
            the same for any number.
        stdin: Stands for standard input.
    """
    if reader is None:
        prepare(workers)
        reader = packaged_reader() if workers == 1 else packaged_reader(workers)
    many = reader if workers == 1 else Workers(reader, workers)
    yield from many.read_many(articles(places, options, stdin=stdin))


def prepare(workers: int = 1) -> None:
    """Begin to load the packaged model beside imports and the parsing of the first page: a quarter of a second less.

    Args:
        workers: As for `packaged_reader`.
    """
    _encoder(workers).prepare()


@cache
def packaged_reader(workers: int = 1) -> Reader:
    """The reader with the packaged model: one for the process, since the model fills some hundred megabytes.

    Args:
        workers: Threads that will read with it at the same time: they share the processors, and one that runs the
            model on a processor of its own is quicker than two that split each run.
    """
    from inquit.reading import Reader

    return Reader(model=_encoder(workers))


def chosen_reader(choice: ReaderChoice, workers: int = 1) -> Reader:
    """A reader as chosen; readers with the same model share it, and it is being loaded from now on.

    Args:
        choice: Which model, and how much of what it finds.
        workers: As for `packaged_reader`.

    Raises:
        ModelError: There is no such model, or its data package is not installed.
    """
    from inquit.model.catalogue import PACKAGED, folder_of
    from inquit.reading import Reader

    folder = folder_of(choice.model)
    encoder = _encoder(workers) if folder == PACKAGED else _encoder(workers, folder)
    encoder.prepare()
    return Reader(model=encoder, recall=choice.recall, min_confidence=choice.min_confidence)


@cache
def _encoder(workers: int, folder: Path | None = None) -> Encoder:
    from inquit.model.encoder import MODEL_FOLDER, Encoder
    from inquit.model.running import usable_processors

    threads = None if workers == 1 else max(1, usable_processors() // workers)
    return Encoder(folder or MODEL_FOLDER, threads=threads)


def _is_address(place: str | os.PathLike[str]) -> bool:
    return isinstance(place, str) and is_url(place)


def _directory(folder: Path, options: ReadOptions) -> Iterator[Article | Failure]:
    empty = True
    for path in files_in(folder):
        empty = False
        yield from articles_from(path, options)
    if empty:
        where = str(folder)
        remedy = "name a file that holds an article"
        yield Failure(where, None, SourceError("there is no file in the directory", where=where, remedy=remedy))
