"""Unpacked bytes of a WARC file (ISO 28500), cut into records; what is no record is told with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

MAX_HEADER_BYTES = 65_536
START = b"WARC/"
FORGET_BYTES = 262_144


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """One record.

    Attributes:
        offset: Where it begins.
        headers: By name in lower case.
        block: What the record holds; for a response the HTTP message, as it came.
    """

    offset: int
    headers: dict[str, str]
    block: bytes


@dataclass(frozen=True, slots=True)
class Damage:
    """A place where no record could be read.

    Attributes:
        offset: Where the record begins that is damaged.
        what: What is wrong with it.
    """

    offset: int
    what: str


@dataclass(slots=True)
class Parser:
    """Cuts unpacked bytes into records.

    Attributes:
        offset: Of the file's first byte, or of the member that the bytes come from.
        packed: Whether offsets stay at the member's.
        lost: Whether the beginning of the next record is being looked for.
    """

    limit_bytes: int
    offset: int
    packed: bool = False
    lost: bool = False
    data: bytearray = field(default_factory=bytearray)
    place: int = 0

    def feed(self, piece: bytes) -> Iterator[WarcRecord | Damage]:
        """What is complete once these bytes are there too."""
        if self.place > FORGET_BYTES:
            self._forget()
        self.data += piece
        yield from self._cut(final=False)

    def end(self) -> Iterator[WarcRecord | Damage]:
        """What is left when there are no more bytes."""
        yield from self._cut(final=True)

    def _forget(self) -> None:
        del self.data[: self.place]
        if not self.packed:
            self.offset += self.place
        self.place = 0

    def _at(self) -> int:
        return self.offset if self.packed else self.offset + self.place

    def _cut(self, *, final: bool) -> Iterator[WarcRecord | Damage]:
        while True:
            if self.lost and not self._find(final=final):
                return
            found = self._next(final=final)
            if found is None:
                return
            yield found

    def _find(self, *, final: bool) -> bool:
        """Go to the beginning of the next record; `False` where none is in sight yet."""
        found = self.place if self.data.startswith(b"WARC/1.", self.place) else self.data.find(b"\nWARC/1.", self.place)
        if found < 0:
            self.place = len(self.data) if final else max(self.place, len(self.data) - len("\nWARC/1."))
            self._forget()
            return False
        self.place = found if found == self.place else found + 1
        self.lost = False
        return True

    def _next(self, *, final: bool) -> WarcRecord | Damage | None:
        """The next record or damage; `None` where more bytes are needed, or none are left."""
        data = self.data
        while self.place < len(data) and data[self.place] in b"\r\n":
            self.place += 1
        if self.place == len(data) or (len(data) - self.place < len(START) and not final):
            return None
        begin = self._at()
        if not data.startswith(START, self.place):
            return self._damage(begin, "no record begins here", self.place)
        head_end, body = _header_end(data, self.place)
        if head_end < 0:
            if len(data) - self.place > MAX_HEADER_BYTES:
                return self._damage(
                    begin, f"the record's header is longer than {MAX_HEADER_BYTES:,} bytes", self.place + 1
                )
            return self._damage(begin, "the record's header is cut", len(data)) if final else None
        headers = _headers(bytes(data[self.place : head_end]))
        told = headers.get("content-length", "")
        if not (told.isascii() and told.isdigit() and len(told) < 16):
            return self._damage(begin, f"the record tells no length (Content-Length: {told[:40]!r})", body)
        size = int(told)
        if size > self.limit_bytes:
            # Not passed over by its length, which may be wrong and would take its neighbours along.
            return self._damage(begin, f"the record has {size:,} bytes, limit {self.limit_bytes:,}", body)
        end = body + size
        if end > len(data):
            if not final:
                return None
            return self._damage(begin, f"the record is cut: it has {len(data) - body:,} of {size:,} bytes", body)
        rest = bytes(data[end : end + 16]).lstrip(b"\r\n")
        if len(rest) < len(START) and len(data) < end + 16 and not final:
            return None
        follows = data.startswith(b"\r\n\r\n", end) or START.startswith(rest[: len(START)])
        if rest and not follows:
            return self._damage(
                begin, f"the record's length is wrong: none begins after the {size:,} bytes it tells", body
            )
        self.place = end
        return WarcRecord(begin, headers, bytes(data[body:end]))

    def _damage(self, offset: int, what: str, place: int) -> Damage:
        """Damage, after which the next record is looked for from a place on."""
        self.lost, self.place = True, place
        return Damage(offset, what)


def _header_end(data: bytearray, place: int) -> tuple[int, int]:
    """End of the header and beginning of the block; -1 where the header's end is not there."""
    limit = place + MAX_HEADER_BYTES
    end = data.find(b"\r\n\r\n", place, limit)
    if end >= 0:
        return end, end + 4
    end = data.find(b"\n\n", place, limit)  # written by hand
    return (end, end + 2) if end >= 0 else (-1, -1)


def _headers(head: bytes) -> dict[str, str]:
    """The fields of a header; of those that are told twice the first one, continuation lines joined."""
    fields: dict[str, str] = {}
    name = ""
    for line in head.decode("utf-8", "replace").splitlines()[1:]:
        if line[:1] in (" ", "\t") and name:
            fields[name] += " " + line.strip()
            continue
        key, colon, value = line.partition(":")
        name = key.strip().lower() if colon and key.strip().lower() not in fields else ""
        if name:
            fields[name] = value.strip()
    return fields
