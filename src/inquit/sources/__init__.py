"""Bytes to articles: what is at a place, in whatever form, as `Article` values; what cannot be read, as `Failure`."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inquit.errors import Failure, InquitError, SourceError, located
from inquit.sources.assemble import Draft, assemble
from inquit.sources.detect import HEAD_BYTES, Form, detect
from inquit.sources.options import ReadOptions, how_to_give
from inquit.sources.streams import chunks_of, lines, peek, too_large, unpacked, whole
from inquit.types import Article

__all__ = ["Origin", "ReadOptions", "article_from_text", "articles_from", "articles_from_chunks", "is_url"]

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
    """

    where: str
    size_bytes: int | None = None
    charset: str | None = None
    url: str | None = None


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


def _articles(chunks: Iterator[bytes], origin: Origin, options: ReadOptions) -> Iterator[Article | Failure]:
    head, chunks = peek(chunks, HEAD_BYTES)
    form, size = detect(head), origin.size_bytes
    if form is Form.GZIP:
        head, chunks, cut = _unpacked_head(chunks)
        size = None
        try:
            form = detect(head)
        except InquitError:
            if cut is not None:  # nothing came out: the damage is the cause
                raise cut from None
            raise
        if form is Form.GZIP:
            raise SourceError("is packed with gzip twice", remedy="unpack it once and read the result")
    if form in (Form.ARTICLES, Form.READINGS):
        from inquit.sources.jsonl import articles_from_lines

        yield from articles_from_lines(lines(chunks, options.max_bytes), options, where=origin.where)
        return
    if size is not None and size > options.max_bytes:
        raise too_large(options.max_bytes, size)
    yield from _single(whole(chunks, options.max_bytes), form, origin, options)


def _single(data: bytes, form: Form, origin: Origin, options: ReadOptions) -> Iterator[Article | Failure]:
    """What is read whole: a page, a text, or JSON that is not by lines."""
    if form is Form.HTML:
        yield assemble(_page_draft(data, origin), options)
    elif form is Form.TEXT:
        from inquit.sources.text import draft_from_bytes

        draft = draft_from_bytes(data, declared=origin.charset)
        draft.url = origin.url
        yield assemble(draft, options)
    else:
        from inquit.sources.jsonl import articles_from_json

        yield from articles_from_json(data, options, where=origin.where)


def _page_draft(data: bytes, origin: Origin) -> Draft:
    if len(data) > LARGE_PAGE_BYTES or data.count(b"<") > LARGE_PAGE_TAGS:
        from inquit.sources.page_process import draft_from_large_page

        return draft_from_large_page(data, declared=origin.charset, url=origin.url)
    from inquit.sources import html  # brings lxml

    return html.draft_from_page(data, declared=origin.charset, url=origin.url)


def _unpacked_head(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes], SourceError | None]:
    """The first unpacked bytes, all of them again, and the damage where it lies inside the first ones.

    Damage is kept back until the bytes before it are read, so that the good records of a cut file are not lost.
    """
    good, damage = bytearray(), None
    content = unpacked(chunks)
    try:
        for piece in content:
            good += piece
            if len(good) >= HEAD_BYTES:
                break
    except SourceError as error:
        damage = error

    def again() -> Iterator[bytes]:
        yield bytes(good)
        if damage is not None:
            raise damage
        yield from content

    return bytes(good), again(), damage


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
            origin = Origin(path, size or None)  # pipes and devices have no size
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
