from __future__ import annotations

import gzip
import io
import random

import pytest

from inquit.errors import SourceError
from inquit.sources.streams import CHUNK_BYTES, chunks_of, lines, peek, unpacked, whole

NOISE = random.Random(7).randbytes(300_000)
RAISE_LIMIT = "raise the limit if the input can be trusted (--max-bytes N; ReadOptions(max_bytes=N))"


def pieces(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


@pytest.mark.parametrize("size", [1_000, 65_536, 1_000_000])
@pytest.mark.parametrize("data", [NOISE, b"\0" * 1_000_000, b"", b"x"])
def test_unpacking_does_not_depend_on_the_chunks(data: bytes, size: int) -> None:
    assert b"".join(unpacked(pieces(gzip.compress(data), size))) == data


def test_all_members_are_unpacked_and_padding_is_ignored() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"") + gzip.compress(b"two") + b"\0" * 100
    assert b"".join(unpacked(pieces(packed, 7))) == b"one two"


def test_a_bomb_is_unpacked_in_small_pieces_up_to_the_limit() -> None:
    bomb = gzip.compress(b"\0" * 30_000_000)
    assert max(map(len, unpacked([bomb]))) <= CHUNK_BYTES
    with pytest.raises(SourceError) as caught:
        whole(unpacked([bomb]), 1_000_000)
    assert str(caught.value) == f"more bytes than the limit of 1,000,000; {RAISE_LIMIT}"


def test_a_cut_stream_yields_what_was_whole() -> None:
    packed = gzip.compress(NOISE)
    good = bytearray()
    with pytest.raises(SourceError) as caught:
        for piece in unpacked([packed[:150_000]]):
            good += piece
    assert NOISE.startswith(good)
    assert len(good) > 100_000
    assert (
        str(caught.value)
        == f"the gzip data end too early, after {len(good):,} unpacked bytes; download or copy it again"
    )


def test_damage_is_told_with_its_place() -> None:
    packed = bytearray(gzip.compress(b"abc" * 1000))
    packed[-8] ^= 0xFF
    with pytest.raises(SourceError) as caught:
        list(unpacked([bytes(packed)]))
    assert str(caught.value) == (
        "the gzip data are damaged after 0 unpacked bytes (Error -3 while decompressing data: incorrect data check);"
        " download or copy it again"
    )


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_lines_are_numbered_over_blank_ones(size: int) -> None:
    found = list(lines(pieces(b"one\n\n \ntwo\r\nthree", size), 100))
    assert found == [(1, b"one"), (4, b"two\r"), (5, b"three")]


@pytest.mark.parametrize("data", [b"a\n" + b"x" * 500, b"a\n" + b"\n" * 500])
def test_a_line_and_a_run_of_blank_lines_have_a_limit(data: bytes) -> None:
    stream = lines(pieces(data, 50), 100)
    assert next(stream) == (1, b"a")
    with pytest.raises(SourceError) as caught:
        list(stream)
    assert caught.value.what == "more bytes than the limit of 100"


def test_peeking_takes_nothing_away() -> None:
    head, chunks = peek(iter(pieces(NOISE, 1000)), 2500)
    assert head == NOISE[:3000]
    assert b"".join(chunks) == NOISE


def test_a_stream_that_breaks_is_told() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(SourceError, match=r"^could not be read: Input/output error$"):
        list(chunks_of(Broken()))
