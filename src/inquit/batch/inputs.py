"""Files, folders and patterns to records, lazily and always in the same order.

Only what must be known in order is done here, in one process: which records there are.  Taking the article out of each
is the workers' part.
"""

from __future__ import annotations

import glob
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inquit.batch.fields import FieldMap, fields_for
from inquit.batch.options import BatchOptions
from inquit.batch.records import Left, Outcome, Place, Record
from inquit.errors import FormatError, InquitError, NotAnArticleError, SourceError
from inquit.export.batched import is_batch
from inquit.ingest.folders import files_in
from inquit.records import MEND, parse_object
from inquit.sources.detect import UNPACK, Form
from inquit.sources.opening import Opened, as_file, opened
from inquit.sources.streams import chunks_of, lines, too_large, whole
from inquit.sources.wacz import Wacz
from inquit.sources.warc import Damaged, captures

Note = Callable[[str], None]
NO_FILE = "check the path; a pattern such as 'news/*.warc.gz' stands in quotation marks"


@dataclass(slots=True)
class Inputs:
    """The inputs of a batch.

    Attributes:
        inputs: Paths of files and folders, and patterns.
        options: How the batch is done.
        out: Its folder, which may lie inside one of the inputs and is not read.
        note: Told what a person should know, one sentence each.
        advance: Told of bytes that were read, see `size_bytes`.
    """

    inputs: Iterable[str]
    options: BatchOptions
    out: Path | None = None
    note: Note = lambda message: None
    advance: Callable[[int], None] = lambda size: None
    _noted: set[str] = field(default_factory=set)

    def records(self) -> Iterator[Record]:
        """All records."""
        for path in self.files():
            if isinstance(path, Record):
                yield path
            else:
                yield from self._of_file(path)

    def files(self) -> Iterator[Path | Record]:
        """All files; where an input leads to none, a record that says so."""
        out = self.out.resolve() if self.out is not None else None
        for given in self.inputs:
            for path in _paths(given):
                if isinstance(path, Record) or not _is_output(path, out):
                    yield path

    def size_bytes(self) -> int:
        """How much there is to be read."""
        size = 0
        for path in self.files():
            if isinstance(path, Path):
                with suppress(OSError):
                    size += path.stat().st_size
        return size

    def _of_file(self, path: Path) -> Iterator[Record]:
        """The records of a file; what is wrong with it comes as the last one."""
        where, done = str(path), 0
        try:
            with path.open("rb") as stream:
                for record in self._of_content(opened(self._counted(chunks_of(stream)), where), path):
                    yield record
                    done += 1
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            yield _left(Place(where), SourceError(f"cannot be opened ({reason})", remedy="check its permissions"))
        except InquitError as error:
            yield _left(Place(where, error.record if error.record is not None else (done + 1 if done else None)), error)

    def _of_content(self, content: Opened, path: Path) -> Iterator[Record]:
        where, limit_bytes = str(path), self.options.read.max_bytes
        if content.form in (Form.ARTICLES, Form.READINGS):
            yield from self._of_lines(lines(content.chunks, limit_bytes), where)
        elif content.form is Form.JSON:
            yield from self._of_lines(_items(whole(content.chunks, limit_bytes)), where)
        elif content.form is Form.WARC:
            yield from self._of_warc(content.chunks, where)
        elif content.form is Form.ZIP:
            yield from self._of_zip(content, path)
        else:
            if not content.packed and (size := path.stat().st_size) > limit_bytes:
                raise too_large(limit_bytes, size)
            yield Record(Place(where), whole(content.chunks, limit_bytes))

    def _of_lines(self, numbered: Iterator[tuple[int, bytes]], where: str) -> Iterator[Record]:
        fields: FieldMap | None = None
        for number, line in numbered:
            if fields is None:
                try:
                    first = parse_object(line)
                except InquitError as error:  # the worker would find the same
                    error.remedy = error.remedy or MEND
                    yield _left(Place(where, number), error)
                    continue
                fields = fields_for(first, self.options.map, self.options.keep)
                self._note_fields(where, fields, first)
            yield Record(Place(where, number), line, fields)

    def _of_warc(self, chunks: Iterator[bytes], where: str, pages: frozenset[str] = frozenset()) -> Iterator[Record]:
        for capture in captures(chunks, self.options.read.max_bytes):
            place = Place(where, capture.number, capture.offset)
            if isinstance(capture, Damaged):
                yield _left(place, capture.error)
            elif pages and capture.url not in pages:
                what = "is no page of the archive but was loaded for one"
                yield Record(place, left=Left(Outcome.NOT_ARTICLE, what))
            else:
                yield Record(place, capture)

    def _of_zip(self, content: Opened, path: Path) -> Iterator[Record]:
        with as_file(content, path) as file:
            archive = Wacz(file)
            if archive.is_docx:
                file.seek(0)
                yield Record(Place(str(path)), whole(chunks_of(file), self.options.read.max_bytes))
                return
            if not archive.warcs:
                raise NotAnArticleError(
                    "is a ZIP archive, but neither an office text (.docx) nor a web archive (.wacz)", remedy=UNPACK
                )
            for name in archive.warcs:
                where = f"{path}, {name}"
                try:
                    yield from self._of_warc(archive.chunks(name), where, archive.pages)
                except InquitError as error:
                    yield _left(Place(where), error)

    def _note_fields(self, where: str, fields: FieldMap, first: dict[str, Any]) -> None:
        told = fields.told(first)
        if told not in self._noted:  # a folder of a thousand files of one kind tells it once
            self._noted.add(told)
            self.note(f"{where}: fields {told}; --map and --keep say otherwise")

    def _counted(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.advance(len(chunk))
            yield chunk


def _paths(given: str) -> Iterator[Path | Record]:
    path = Path(given)
    try:
        if path.is_dir() and is_batch(path):
            error = SourceError("is what a batch wrote", remedy="name what it was made from, or give it to inquit add")
            yield _left(Place(given), error)
            return
        if path.is_dir():
            found: Iterable[Path] = files_in(path)
        elif path.exists():
            found = [path]
        else:
            found = [Path(one) for one in sorted(glob.glob(given, recursive=True)) if Path(one).is_file()]  # noqa: PTH207
    except (OSError, ValueError):
        found = []
    empty = True
    for one in found:
        empty = False
        yield one
    if empty:
        yield _left(Place(given), SourceError("there is no such file", remedy=NO_FILE))


def _is_output(path: Path, out: Path | None) -> bool:
    """Whether a file was written by this batch or by another one."""
    if out is not None and out in path.resolve().parents:
        return True
    return any(is_batch(folder) for folder in (path.parent, *list(path.parents)[1:5]))


def _items(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The objects of a list, or the one object, as lines."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        yield 1, data
        return
    items = parse_object(b'{"items":' + data.removeprefix(b"\xef\xbb\xbf") + b"}")["items"]
    for number, item in enumerate(items, start=1):
        yield number, json.dumps(item, ensure_ascii=True).encode()


def _left(place: Place, error: InquitError) -> Record:
    """A record that cannot be read."""
    return Record(place, left=left_by(error))


def left_by(error: InquitError) -> Left:
    """Why a record is left out, by the error."""
    from inquit.errors import LanguageError

    kinds = ((LanguageError, Outcome.OTHER_LANGUAGE), (NotAnArticleError, Outcome.NOT_ARTICLE))
    outcome = next((outcome for kind, outcome in kinds if isinstance(error, kind)), Outcome.FAILED)
    if isinstance(error, FormatError):
        error.remedy = error.remedy or MEND
    return Left(outcome, f"{error.what}; {error.remedy}" if error.remedy else error.what)
