"""An HTTP response as an archive keeps it (RFC 9112): status, header, and the body without its codings.

Archives hold what servers sent, mistakes included: a body that is not coded though the header says so, as crawlers
leave it that decode and keep the header, is taken as it is.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from email.message import Message
from io import BytesIO

from inquit.errors import SourceError
from inquit.sources.streams import too_large

MAX_HEADER_BYTES = 262_144
PIECE_BYTES = 65_536
STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b[^\r\n]*\r?\n")
CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")
DAMAGED = "the archive holds the page as the server sent it: fetch it again"


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """A response.

    Attributes:
        content_type: Media type in lower case; `None` where the header has none.
        charset: As the header tells it, or `None`.
        codings: Of the body, the outermost last.
        coded: The body as it came.
    """

    status: int
    content_type: str | None
    charset: str | None
    codings: tuple[str, ...]
    coded: bytes

    def body(self, limit_bytes: int) -> bytes:
        """The body without codings.

        Raises:
            SourceError: It is damaged, of an unknown coding, or larger than the limit.
        """
        data = self.coded
        for coding in reversed(self.codings):
            data = _decoded(data, coding, limit_bytes)
        if len(data) > limit_bytes:
            raise too_large(limit_bytes, len(data))
        return data


def http_response(message: bytes) -> HttpResponse | None:
    """Take a response apart; `None` where the bytes are none."""
    status = STATUS.match(message)
    if status is None:
        return None
    head_end = re.compile(rb"\r?\n\r?\n").search(message, status.end() - 2, status.end() + MAX_HEADER_BYTES)
    if head_end is None:
        return None
    fields: dict[str, str] = {}
    for line in message[status.end() : head_end.start()].decode("latin-1").splitlines():
        name, _, value = line.partition(":")
        if value.strip() and name.strip().lower() not in fields:
            fields[name.strip().lower()] = value.strip()
    told = Message()
    told["Content-Type"] = re.sub(r"[\r\n]", " ", fields.get("content-type", ""))
    codings = f"{fields.get('content-encoding', '')},{fields.get('transfer-encoding', '')}".lower().split(",")
    return HttpResponse(
        status=int(status[1]),
        content_type=told.get_content_type() if "/" in fields.get("content-type", "") else None,
        charset=_charset(fields.get("content-type", "")),
        codings=tuple(coding.strip() for coding in codings if coding.strip() not in ("", "identity", "none", "utf-8")),
        coded=message[head_end.end() :],
    )


def _charset(content_type: str) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", content_type, re.I)
    return found[1] if found else None


def _decoded(data: bytes, coding: str, limit_bytes: int) -> bytes:
    if coding == "chunked":
        return _unchunked(data)
    if coding in ("gzip", "x-gzip"):
        return _inflated(data, zlib.MAX_WBITS | 16, limit_bytes) if data.startswith(b"\x1f\x8b") else data
    if coding == "deflate":  # zlib's format (RFC 1950), or the bare one that some servers send
        wrapped = len(data) > 1 and data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0
        return _inflated(data, zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS, limit_bytes)
    if coding == "br":
        return _unbrotlied(data, limit_bytes)
    raise SourceError(f"the page is coded as {coding[:40]!r}, which is not known", remedy=DAMAGED)


def _unchunked(data: bytes) -> bytes:
    """The body without its chunks; all of it where the first one is none, up to the damage where a later one is."""
    parts, place = [], 0
    while found := CHUNK_SIZE.match(data, place):
        size = int(found[1], 16)
        if size == 0:
            break
        parts.append(data[found.end() : found.end() + size])
        place = found.end() + size
        if place > len(data):
            raise SourceError(
                f"the page is cut: a chunk of {size:,} bytes has {len(parts[-1]):,}",
                remedy=DAMAGED,
            )
        place += 2 if data.startswith(b"\r\n", place) else data.startswith(b"\n", place)
    else:
        if not parts:
            return data
        if data[place:].strip():
            raise SourceError(f"the page's chunks are damaged after {place:,} bytes", remedy=DAMAGED)
    return b"".join(parts)


def _inflated(data: bytes, wbits: int, limit_bytes: int) -> bytes:
    inflate, parts, size = zlib.decompressobj(wbits), [], 0
    rest = data
    while rest and not inflate.eof:
        try:
            piece = inflate.decompress(rest, PIECE_BYTES)
        except zlib.error as error:
            raise SourceError(f"the page's packed bytes are damaged ({error})", remedy=DAMAGED) from error
        parts.append(piece)
        size += len(piece)
        if size > limit_bytes:
            raise too_large(limit_bytes)
        rest = inflate.unconsumed_tail
    if not inflate.eof:
        raise SourceError(f"the page's packed bytes are cut, after {size:,} unpacked bytes", remedy=DAMAGED)
    return b"".join(parts)


def _unbrotlied(data: bytes, limit_bytes: int) -> bytes:
    try:
        from fastwarc.stream_io import BrotliReader
    except ImportError as error:
        raise SourceError("the page is packed with Brotli", remedy="pip install 'inquit[warc]'") from error
    try:
        body: bytes = BrotliReader(BytesIO(data)).read(limit_bytes + 1)
    except OSError as error:
        raise SourceError(f"the page's packed bytes are damaged ({error})", remedy=DAMAGED) from error
    if len(body) > limit_bytes:
        raise too_large(limit_bytes)
    return body
