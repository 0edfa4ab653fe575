"""The first look at a stream of bytes: what it is, and its content, unpacked where it was packed."""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from inquit.errors import InquitError, SourceError
from inquit.sources.detect import HEAD_BYTES, Form, detect
from inquit.sources.streams import peek, unpacked
from inquit.sources.zst import unpacked_zst

WARC_START = b"WARC/"


@dataclass(frozen=True, slots=True)
class Opened:
    """A stream of bytes that was looked at.

    Attributes:
        form: What it is, unpacked.
        chunks: All its bytes, unpacked; those of a packed WARC file as they are, whose members are its records.
        packed: Whether the bytes were unpacked on the way.
    """

    form: Form
    chunks: Iterator[bytes]
    packed: bool


def opened(chunks: Iterator[bytes], where: str) -> Opened:
    """Tell what a stream of bytes is.

    Args:
        chunks: The bytes.
        where: Path or address; asked only where the bytes of a packed archive are damaged at their beginning.

    Raises:
        SourceError: It is of no form that can be read.
    """
    head, chunks = peek(chunks, HEAD_BYTES)
    form = detect(head)
    if form not in (Form.GZIP, Form.ZSTD):
        return Opened(form, chunks, packed=False)
    if form is Form.GZIP and _is_packed_warc(head, where):
        return Opened(Form.WARC, chunks, packed=False)
    packer = "gzip" if form is Form.GZIP else "zstandard"
    head, chunks, cut = _unpacked_head(unpacked(chunks) if form is Form.GZIP else unpacked_zst(chunks))
    try:
        form = detect(head)
    except InquitError:
        if cut is not None:  # nothing came out: the damage is the cause
            raise cut from None
        raise
    if form in (Form.GZIP, Form.ZSTD):
        raise SourceError(f"is packed with {packer} twice", remedy="unpack it once and read the result")
    return Opened(form, chunks, packed=True)


def as_file(content: Opened, path: Path | None) -> BinaryIO:
    """The content as a file that can be read from any place: the one on disk, else a copy that vanishes when closed."""
    if path is not None and not content.packed:
        return path.open("rb")
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the caller closes it)
    try:
        for chunk in content.chunks:
            file.write(chunk)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _is_packed_warc(head: bytes, where: str) -> bool:
    try:
        start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, len(WARC_START))
    except zlib.error:
        start = b""
    return start == WARC_START or (len(start) < len(WARC_START) and where.lower().endswith(".warc.gz"))


def _unpacked_head(content: Iterator[bytes]) -> tuple[bytes, Iterator[bytes], SourceError | None]:
    """The first unpacked bytes, all of them again, and the damage where it lies inside the first ones.

    Damage is kept back until the bytes before it are read, so that the good records of a cut file are not lost.
    """
    good, damage = bytearray(), None
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
