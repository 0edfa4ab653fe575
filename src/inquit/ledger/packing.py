"""What the ledger keeps packed: readings as JSON, the bytes of pages; each with a hash that `verify` checks."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass
from typing import Any

from inquit.errors import LedgerDamagedError
from inquit.types import Reading

_LEVEL = 6
"""zlib's default.  Of readings it leaves about a fifth, in a tenth of a millisecond each."""


_SHORT_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Packed:
    """Bytes made small.

    Attributes:
        sha256: Of the bytes as they were.
        data: The bytes, as zlib (RFC 1950).
    """

    sha256: str
    data: bytes


def packed(data: bytes) -> Packed:
    """The bytes made small."""
    return Packed(hashlib.sha256(data).hexdigest(), zlib.compress(data, _LEVEL))


def unpacked(data: bytes, sha256: str) -> bytes:
    """The bytes as they were.

    Raises:
        LedgerDamagedError: They are not those that were packed.
    """
    try:
        plain = zlib.decompress(data)
    except zlib.error as error:
        raise LedgerDamagedError(f"packed bytes are damaged ({error})") from error
    if hashlib.sha256(plain).hexdigest() != sha256:
        raise LedgerDamagedError("packed bytes are not those that were kept: their hash differs")
    return plain


def record_of(reading: Reading) -> dict[str, Any]:
    """What a reader made of an article, without the article itself: what `packed_reading` packs."""
    record = reading.to_dict()
    return {key: record[key] for key in ("format", "speakers", "statements", "times")}


def packed_reading(record: dict[str, Any]) -> Packed:
    """A record of `record_of`, made small."""
    return packed(_SHORT_JSON(record).encode("utf-8", "surrogatepass"))


def unpacked_reading(data: bytes, sha256: str) -> dict[str, Any]:
    """The record that `packed_reading` packed.

    Raises:
        LedgerDamagedError: It is not what was packed.
    """
    record: dict[str, Any] = json.loads(unpacked(data, sha256))
    return record
