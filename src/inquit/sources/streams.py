"""Chunks of bytes: unpacking and lines, both with limits, so that a hostile input cannot fill the memory.

Everything that can be read, a file, standard input, a download, is an iterator of byte chunks here.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from inquit.errors import SourceError
from inquit.sources.options import how_to_give

CHUNK_BYTES = 65_536
RAISE_LIMIT = f"raise the limit if the input can be trusted ({how_to_give('max_bytes', 'N')})"


def chunks_of(stream: BinaryIO) -> Iterator[bytes]:
    """The stream's bytes, a chunk at a time.

    Raises:
        SourceError: The operating system could not read on.
    """
    while True:
        try:
            chunk = stream.read(CHUNK_BYTES)
        except OSError as error:
            raise SourceError(f"could not be read: {error.strerror or error}") from error
        if not chunk:
            return
        yield chunk


def peek(chunks: Iterator[bytes], size_bytes: int) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes, and an iterator over all bytes, the first ones included."""
    taken: list[bytes] = []
    length = 0
    for chunk in chunks:
        taken.append(chunk)
        length += len(chunk)
        if length >= size_bytes:
            break
    return b"".join(taken), chain(taken, chunks)


def whole(chunks: Iterable[bytes], limit_bytes: int) -> bytes:
    """All bytes in one piece.

    Raises:
        SourceError: There are more than the limit; no more than that was kept in memory.
    """
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > limit_bytes:
            raise too_large(limit_bytes)
    return bytes(data)


def too_large(limit_bytes: int, size_bytes: int | None = None) -> SourceError:
    """The error for an input above the limit; `size_bytes` is `None` where its whole size is not known."""
    size = "more bytes than" if size_bytes is None else f"{size_bytes:,} bytes,"
    what = f"{size} the limit of {limit_bytes:,}" if size_bytes is None else f"{size} limit {limit_bytes:,}"
    return SourceError(what, remedy=RAISE_LIMIT)


def unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The content of gzip data (RFC 1952), of all members one after the other, in pieces of bounded size.

    Raises:
        SourceError: The data are cut or damaged; everything before that place was yielded.
    """
    inflate, done = zlib.decompressobj(zlib.MAX_WBITS | 16), 0
    for chunk in chunks:
        rest, pending = chunk, True
        while rest or pending:
            if inflate.eof:
                if not rest.startswith(b"\x1f"):
                    return  # padding after the last member; gzip(1) ignores it too
                inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
            try:
                piece = inflate.decompress(rest, CHUNK_BYTES)
            except zlib.error as error:
                raise SourceError(
                    f"the gzip data are damaged after {done:,} unpacked bytes ({error})",
                    remedy="download or copy it again",
                ) from error
            done += len(piece)
            if piece:
                yield piece
            rest = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
            pending = len(piece) == CHUNK_BYTES and not inflate.eof  # zlib may hold back output without input
    if not inflate.eof:
        raise SourceError(
            f"the gzip data end too early, after {done:,} unpacked bytes", remedy="download or copy it again"
        )


def lines(chunks: Iterable[bytes], limit_bytes: int) -> Iterator[tuple[int, bytes]]:
    """`(number, line)` of each line that is not blank, counted from 1 over all lines, without its line end.

    Raises:
        SourceError: A line, or a run of blank lines, is longer than the limit.
    """
    rest, number, blank = bytearray(), 0, 0
    for chunk in chunks:
        rest += chunk
        if b"\n" in chunk:
            *whole_lines, last = bytes(rest).split(b"\n")
            rest = bytearray(last)
            for line in whole_lines:
                number += 1
                if line.strip():
                    blank = 0
                    yield number, line
                else:
                    blank += len(line) + 1
        if len(rest) > limit_bytes or blank > limit_bytes:
            error = too_large(limit_bytes)
            error.record = number + 1
            raise error
    if rest.strip():
        yield number + 1, bytes(rest)
