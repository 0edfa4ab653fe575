"""Zstandard data (RFC 8878): by Python where it can (3.14), else by what the extra `[warc]` brings."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from typing import Any

from inquit.errors import SourceError

FED_BYTES = 512
"""What is unpacked at a time: zeros unpack to 32,000 times their size, and so to 16 MB of these."""


def unpacked_zst(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The content of zstandard data, of all frames one after the other, in pieces of bounded size.

    Raises:
        SourceError: The data are cut or damaged, or nothing that unpacks them is installed; everything before the
            damage was yielded.
    """
    made, failures = _decompressor()
    frame, done, fresh = made(), 0, True
    for chunk in chunks:
        rest = chunk
        while rest:
            if frame.eof:
                frame, fresh = made(), True
            fed, rest = rest[:FED_BYTES], rest[FED_BYTES:]
            try:
                piece = frame.decompress(fed)
            except failures as error:
                raise SourceError(
                    f"the zstandard data are damaged after {done:,} unpacked bytes ({error})",
                    remedy="download or copy it again",
                ) from error
            fresh = False
            done += len(piece)
            if piece:
                yield piece
            if frame.eof:
                rest = frame.unused_data + rest
    if not frame.eof and not fresh:
        raise SourceError(
            f"the zstandard data end too early, after {done:,} unpacked bytes", remedy="download or copy it again"
        )


def _decompressor() -> tuple[Any, type[Exception]]:
    """What makes a decompressor of one frame, and the error that it raises."""
    try:
        zstd = importlib.import_module("compression.zstd")
    except ImportError:
        pass
    else:
        return zstd.ZstdDecompressor, zstd.ZstdError
    try:
        zstandard = importlib.import_module("zstandard")
    except ImportError as error:
        raise SourceError(
            "is packed with zstandard", remedy="pip install 'inquit[warc]', or unpack it first"
        ) from error
    return lambda: zstandard.ZstdDecompressor().decompressobj(), zstandard.ZstdError
