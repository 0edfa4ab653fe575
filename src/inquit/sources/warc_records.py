"""The records of a WARC file (ISO 28500), one after the other, and every place where one is damaged.

Ours and not a library's: what was cut or has a wrong length must be told with its place, and the next record read all
the same.  FastWARC 2.0 and warcio 1.8 are quicker to write, but end at the first damaged gzip member, and pass a record
that was cut, or one whose length swallows its neighbours, as if it were whole.

Offsets count bytes of the file as it lies on disk: of the gzip member that the record begins in where the file is
packed, which is what CDX indexes hold.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from inquit.sources.warc_parser import Damage, Parser, WarcRecord

MAX_DAMAGED = 10_000
"""Damaged places after which the rest of a file is not looked at: it is no archive."""

GZIP_MAGIC = b"\x1f\x8b\x08"
# A member that unpacks to more than this, and to more than so many times its size, is a bomb: pages pack 4 to 20 times.
BOMB_BYTES, BOMB_RATIO = 50_000_000, 200
# What trying false beginnings may cost altogether: in a file made to deceive, each can be as long as the rest of it.
MAX_TRIED_BYTES, TRY_BYTES = 500_000_000, 4_000
PIECE_BYTES = 262_144


def warc_records(chunks: Iterable[bytes], limit_bytes: int) -> Iterator[WarcRecord | Damage]:
    """The records of a WARC file, packed with gzip or not, and its damaged places, in order.

    Args:
        chunks: The file.
        limit_bytes: Larger records are passed over and told as damage.
    """
    damaged = 0
    for found in _found(iter(chunks), limit_bytes):
        if isinstance(found, Damage):
            damaged += 1
            if damaged > MAX_DAMAGED:
                yield Damage(found.offset, f"{damaged:,} records are damaged; the rest of the file was not read")
                return
        yield found


def _found(chunks: Iterator[bytes], limit_bytes: int) -> Iterator[WarcRecord | Damage]:
    first = next(chunks, b"")
    while len(first) < len(GZIP_MAGIC) and (more := next(chunks, None)) is not None:
        first += more
    if first.startswith(GZIP_MAGIC):
        yield from _packed(_Packed(chunks, bytearray(first)), limit_bytes)
        return
    parser = Parser(limit_bytes, 0)
    yield from parser.feed(first)
    for chunk in chunks:
        yield from parser.feed(chunk)
    yield from parser.end()


@dataclass(slots=True)
class _Packed:
    """The bytes of a packed file, of which those since the beginning of the member in hand are kept.

    Attributes:
        start: Where in `data` that member begins.
        offset: Where in the file `data` begins.
    """

    chunks: Iterator[bytes]
    data: bytearray
    start: int = 0
    offset: int = 0

    def more(self) -> bool:
        """Take one more chunk; `False` at the end."""
        chunk = next(self.chunks, None)
        if chunk is None:
            return False
        if self.start > PIECE_BYTES:
            del self.data[: self.start]
            self.offset, self.start = self.offset + self.start, 0
        self.data += chunk
        return True

    def at(self) -> int:
        """Where in the file the member begins."""
        return self.offset + self.start

    def is_member(self) -> bool:
        """Whether what comes next looks like a member."""
        return GZIP_MAGIC.startswith(bytes(self.data[self.start : self.start + len(GZIP_MAGIC)]))

    def to_next_member(self) -> bool:
        """Go on to what may be the next member, at least one byte further; `False` where there is none."""
        self.start = min(self.start + 1, len(self.data))
        while (place := self.data.find(GZIP_MAGIC, self.start)) < 0:
            self.start = max(self.start, len(self.data) - len(GZIP_MAGIC) + 1)
            if not self.more():
                return False
        self.start = place
        return True


def _packed(file: _Packed, limit_bytes: int) -> Iterator[WarcRecord | Damage]:
    """Record by record through the members of a gzip file (RFC 1952); usually each record is a member of its own."""
    tried_bytes = 0  # after damage: what looks like a member and holds no record is not told again
    while True:
        while file.start >= len(file.data):
            if not file.more():
                return
        if not file.is_member():
            if not bytes(file.data[file.start :]).strip(b"\0"):  # padding
                file.start = len(file.data)
                continue
            if not tried_bytes:
                yield Damage(file.at(), "no gzip member begins here")
            taken = 0
        else:
            member = _Member(file, limit_bytes)
            yield from member.records(quiet=bool(tried_bytes))
            taken = member.taken
            if member.error is None:
                file.start += taken
                tried_bytes = 0
                continue
            if member.good or not tried_bytes:
                yield Damage(file.at(), member.error)
        tried_bytes += TRY_BYTES + taken
        if tried_bytes > MAX_TRIED_BYTES:
            yield Damage(file.at(), "no record was found for long; the rest of the file was not read")
            return
        if not file.to_next_member():
            return


@dataclass(slots=True)
class _Member:
    """One gzip member.

    Attributes:
        taken: How many packed bytes it has, once all its records were asked for.
        error: Why its end was not reached.
        good: Whether it held a record.
    """

    file: _Packed
    limit_bytes: int
    taken: int = 0
    error: str | None = None
    good: bool = False

    def records(self, *, quiet: bool) -> Iterator[WarcRecord | Damage]:
        """Its records and damaged places; with `quiet` no damage before the first record."""
        parser = Parser(self.limit_bytes, self.file.at(), packed=True)
        for piece in self._pieces():
            for found in parser.feed(piece):
                if isinstance(found, WarcRecord):
                    self.good = True
                if self.good or not quiet:
                    yield found
            if quiet and parser.lost and not self.good:
                self.error = "holds no record"
                return
        if self.error is None:
            for found in parser.end():
                self.good = self.good or isinstance(found, WarcRecord)
                if self.good or not quiet:
                    yield found

    def _pieces(self) -> Iterator[bytes]:
        inflate, size, place = zlib.decompressobj(zlib.MAX_WBITS | 16), 0, 0
        file = self.file
        while not inflate.eof:
            if file.start + place >= len(file.data) and not file.more():
                self.taken, self.error = place, f"the gzip data end too early, after {size:,} unpacked bytes"
                return
            packed = bytes(file.data[file.start + place : file.start + place + PIECE_BYTES])
            try:
                piece = inflate.decompress(packed, PIECE_BYTES)
            except zlib.error as error:
                self.error = f"the gzip data are damaged after {size:,} unpacked bytes ({error})"
                return
            rest = len(inflate.unused_data) if inflate.eof else len(inflate.unconsumed_tail)
            place += len(packed) - rest
            size += len(piece)
            self.taken = place
            if size > BOMB_BYTES and size > BOMB_RATIO * place:
                self.error = f"the gzip data unpack to more than {BOMB_RATIO} times their size"
                return
            if place > self.limit_bytes and not inflate.eof:  # one member for the whole file: there is no next one
                file.start += place
                self.taken = place = 0
            if piece:
                yield piece
