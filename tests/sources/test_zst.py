from __future__ import annotations

import json
from typing import Any

import pytest

from inquit.errors import Failure, SourceError
from inquit.sources import articles_from
from inquit.sources.zst import unpacked_zst
from inquit.types import Article

zstandard: Any = pytest.importorskip("zstandard", reason="the extra [warc] is not installed")


def packed(data: bytes) -> bytes:
    return bytes(zstandard.compress(data))


STORIES = "".join(
    json.dumps({"text": f"Quay {number} shut\n\nVera Lund said that quay {number} would stay shut for a week."}) + "\n"
    for number in range(2_000)
).encode()


def test_all_frames_are_unpacked() -> None:
    data = packed(STORIES) + packed(b"more")

    assert b"".join(unpacked_zst(data[place : place + 100] for place in range(0, len(data), 100))) == STORIES + b"more"


def test_json_lines_are_read() -> None:
    assert sum(isinstance(one, Article) for one in articles_from(packed(STORIES))) == 2_000


def test_cut_data_are_told_after_what_is_good() -> None:
    *good, last = articles_from(packed(STORIES)[:-200])

    assert all(isinstance(one, Article) for one in good)
    assert isinstance(last, Failure)
    assert last.error.what.startswith("the zstandard data end too early, after")


def test_damaged_data_are_told() -> None:
    with pytest.raises(SourceError, match=r"^the zstandard data are damaged after 0 unpacked bytes"):
        list(unpacked_zst([b"\x28\xb5\x2f\xfd" + b"\xff" * 100]))


def test_a_bomb_comes_in_pieces() -> None:
    assert max(map(len, unpacked_zst([packed(bytes(100_000_000))]))) < 20_000_000


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
    monkeypatch.setitem(__import__("sys").modules, "compression.zstd", None)

    with pytest.raises(SourceError) as caught:
        list(unpacked_zst([packed(b"x")]))

    assert str(caught.value) == "is packed with zstandard; pip install 'inquit[warc]', or unpack it first"
