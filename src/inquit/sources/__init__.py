"""Bytes to articles: what is at a place, in whatever form, as `Article` values; what cannot be read, as `Failure`."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inquit.errors import Failure, InquitError, NotAnArticleError, SourceError, located
from inquit.sources import plugged
from inquit.sources.assemble import Draft, assemble
from inquit.sources.detect import HEAD_BYTES, UNPACK, Form, detect
from inquit.sources.opening import Opened, as_file, opened
from inquit.sources.options import ReadOptions, how_to_give
from inquit.sources.streams import chunks_of, lines, peek, too_large, whole
from inquit.types import Article

__all__ = [
    "Origin",
    "ReadOptions",
    "article_from_text",
    "articles_from",
    "articles_from_chunks",
    "draft_of_bytes",
    "is_url",
]

URL = re.compile(r"https?://", re.IGNORECASE)
# Larger pages, which are few, are read by a process that can be killed; see `page_process`.  The worst that we could
# make took 2 s just below these limits; time grows with the square of the tags: at 40,000 it was 17 s.
LARGE_PAGE_BYTES = 1_000_000
LARGE_PAGE_TAGS = 10_000
USE_READ_TEXT = "check the path; a text itself goes to read_text, or by a pipe to inquit read -"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes come from.

    Attributes:
        where: Path, URL or `-`, for messages.
        size_bytes: Size where it is known beforehand, else `None`.
        charset: Character set that the transport declared, or `None`.
        url: Address that the page was fetched from, or `None`.
        path: The file, where the bytes are those of one on disk; spares a copy of large archives.
    """

    where: str
    size_bytes: int | None = None
    charset: str | None = None
    url: str | None = None
    path: Path | None = None


def is_url(place: str) -> bool:
    """Whether a place is an address and not a path."""
    return URL.match(place) is not None


def article_from_text(text: str, options: ReadOptions | None = None) -> Article:
    """Make an article of a text that is at hand.

    Raises:
        SourceError: The text is empty, too long, or not English.
    """
    from inquit.sources.text import draft_from_text

    return assemble(draft_from_text(text), options or ReadOptions())


def articles_from(
    place: str | os.PathLike[str] | bytes, options: ReadOptions | None = None
) -> Iterator[Article | Failure]:
    """The articles at a place: one in a page or text, any number in JSON.

    Args:
        place: A path, an http or https address, or the bytes themselves.
        options: How to read; by default as `ReadOptions()`.
    """
    options = options or ReadOptions()
    if isinstance(place, bytes):
        yield from articles_from_chunks(iter([place]), Origin("bytes", len(place)), options)
        return
    where = os.fspath(place)
    try:
        with located(_named(where)):
            if isinstance(place, str) and is_url(place):
                yield from _fetched(place, options)
            else:
                yield from _file(where, options)
    except InquitError as error:
        yield Failure(_named(where), error.record, error)


def articles_from_chunks(chunks: Iterator[bytes], origin: Origin, options: ReadOptions) -> Iterator[Article | Failure]:
    """The articles in a stream of bytes; what is wrong with the stream comes as the last value, a `Failure`."""
    try:
        with located(origin.where):
            yield from _articles(chunks, origin, options)
    except InquitError as error:
        yield Failure(origin.where, error.record, error)


def draft_of_bytes(data: bytes, origin: Origin) -> Draft:
    """Draft the one article of a page, a text, or a document.

    Raises:
        NotAnArticleError: The bytes are something else, or there is no story in them.
        SourceError: They cannot be read.
    """
    return _draft(data, detect(data[:HEAD_BYTES]), origin)


def _articles(chunks: Iterator[bytes], origin: Origin, options: ReadOptions) -> Iterator[Article | Failure]:
    head, chunks = peek(chunks, HEAD_BYTES)
    if (source := plugged.source_of(head, origin.where)) is not None:
        yield from plugged.articles_from(source, whole(chunks, options.max_bytes), options, where=origin.where)
        return
    content = opened(chunks, origin.where)
    if content.form in (Form.ARTICLES, Form.READINGS):
        from inquit.sources.jsonl import articles_from_lines

        yield from articles_from_lines(lines(content.chunks, options.max_bytes), options, where=origin.where)
    elif content.form is Form.WARC:
        from inquit.sources.warc import articles_from_warc

        yield from articles_from_warc(content.chunks, options, where=origin.where)
    elif content.form is Form.ZIP:
        yield from _zipped(content, origin, options)
    else:
        size = None if content.packed else origin.size_bytes
        if size is not None and size > options.max_bytes:
            raise too_large(options.max_bytes, size)
        yield from _single(whole(content.chunks, options.max_bytes), content.form, origin, options)


def _zipped(content: Opened, origin: Origin, options: ReadOptions) -> Iterator[Article | Failure]:
    """What is in a ZIP archive: an office text, or a web archive with the WARC files in it."""
    from inquit.sources.wacz import Wacz
    from inquit.sources.warc import articles_from_warc

    with as_file(content, origin.path) as file:
        archive = Wacz(file)
        if archive.is_docx:
            file.seek(0)
            yield from _single(whole(chunks_of(file), options.max_bytes), Form.ZIP, origin, options)
            return
        if not archive.warcs:
            raise NotAnArticleError(
                "is a ZIP archive, but neither an office text (.docx) nor a web archive (.wacz)", remedy=UNPACK
            )
        for name in archive.warcs:
            yield from articles_from_warc(archive.chunks(name), options, where=f"{origin.where}, {name}")


def _single(data: bytes, form: Form, origin: Origin, options: ReadOptions) -> Iterator[Article | Failure]:
    """What is read whole: a page, a text, a document, or JSON that is not by lines."""
    if form is not Form.JSON:
        yield assemble(_draft(data, form, origin), options)
        return
    from inquit.sources.jsonl import articles_from_json

    yield from articles_from_json(data, options, where=origin.where)


def _draft(data: bytes, form: Form, origin: Origin) -> Draft:
    if form is Form.HTML:
        return _page_draft(data, origin)
    if form is Form.TEXT:
        from inquit.sources.text import draft_from_bytes

        draft = draft_from_bytes(data, declared=origin.charset)
    elif form is Form.ZIP:
        from inquit.sources.docx import draft_from_docx

        draft = draft_from_docx(data)
    elif form is Form.PDF:
        from inquit.sources.page_process import draft_in_process

        draft = draft_in_process("pdf", data)
    elif form is Form.MAIL:
        from inquit.sources.eml import draft_from_mail

        draft = draft_from_mail(data)
    else:
        raise NotAnArticleError(f"is {form}, not an article", remedy=UNPACK)
    draft.url = origin.url
    return draft


def _page_draft(data: bytes, origin: Origin) -> Draft:
    if len(data) > LARGE_PAGE_BYTES or data.count(b"<") > LARGE_PAGE_TAGS:
        from inquit.sources.page_process import draft_from_large_page

        return draft_from_large_page(data, declared=origin.charset, url=origin.url)
    from inquit.sources import html  # brings lxml

    return html.draft_from_page(data, declared=origin.charset, url=origin.url)


def _fetched(url: str, options: ReadOptions) -> Iterator[Article | Failure]:
    from inquit.sources.fetch import fetch

    answer = fetch(url, options)
    origin = Origin(url, len(answer.data), answer.charset, answer.url)
    yield from articles_from_chunks(iter([answer.data]), origin, options)


def _file(path: str, options: ReadOptions) -> Iterator[Article | Failure]:
    try:
        if not path:
            raise SourceError("an empty string is no place", remedy=USE_READ_TEXT)
        if Path(path).is_dir():
            raise SourceError(
                "is a directory", remedy=f"name the files in it, or read them all ({how_to_give('recursive')})"
            )
        with Path(path).open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            on_disk = Path(path) if Path(path).is_file() else None
            origin = Origin(path, size or None, path=on_disk)  # pipes and devices have no size
            yield from articles_from_chunks(chunks_of(stream), origin, options)
    except (OSError, ValueError) as error:
        raise _open_error(error) from error


def _open_error(error: OSError | ValueError) -> SourceError:
    code = error.errno if isinstance(error, OSError) else errno.EINVAL
    if code in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL):
        return SourceError("there is no such file, and it is no http or https address", remedy=USE_READ_TEXT)
    reason = os.strerror(code) if code else str(error)
    return SourceError(f"cannot be opened ({reason.lower()})", remedy="check its permissions")


def _named(where: str) -> str:
    """The place as messages name it: a text that was passed by mistake would fill the screen."""
    line = " ".join(where.split())
    return line if len(line) <= 120 else f"{line[:80]}…"
