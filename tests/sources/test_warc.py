from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from inquit.errors import Failure
from inquit.sources import Origin, ReadOptions, articles_from, articles_from_chunks
from inquit.sources.warc_parser import Damage, WarcRecord
from inquit.sources.warc_records import warc_records
from inquit.types import Article
from sources import archives
from sources.archives import HTTP, by_warcio, page, record, response, url

LIMIT = 1_000_000


def found(data: bytes, *, step: int = 65_536, limit: int = LIMIT) -> list[tuple[int, str]]:
    """Offset and target or damage of each record that is not a request or a note."""
    chunks = (data[place : place + step] for place in range(0, len(data), step))
    return [
        (one.offset, one.what if isinstance(one, Damage) else one.headers["warc-target-uri"])
        for one in warc_records(chunks, limit)
        if isinstance(one, Damage) or one.headers["warc-type"] == "response"
    ]


def from_html(number: int) -> Article:
    """The article of a page that was fetched from its address."""
    origin = Origin(url(number), charset="utf-8", url=url(number))
    (article,) = articles_from_chunks(iter([page(number)]), origin, ReadOptions())
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    "archive",
    [
        by_warcio([1, 2, 3]),
        by_warcio([1, 2, 3], packed=False),
        by_warcio([1, 2, 3], encoding="gzip"),
        gzip.compress(by_warcio([1, 2, 3], packed=False)),
        archives.as_cc_news([1, 2, 3]),
        archives.as_wget([1, 2, 3]),
        archives.wacz(by_warcio([1, 2, 3])),
    ],
    ids=["warcio", "plain", "coded", "packed as a whole", "CC-NEWS", "Wget", "WACZ"],
)
def test_an_archive_is_read_to_the_articles_of_its_pages(archive: bytes) -> None:
    assert list(articles_from(archive)) == [from_html(number) for number in (1, 2, 3)]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("step", [1, 7, 65_536])
def test_records_begin_where_another_reader_finds_them(packed: bool, step: int) -> None:
    archive = by_warcio([1, 2, 3], packed=packed)
    iterator = ArchiveIterator(BytesIO(archive))
    expected = []
    for one in iterator:
        begin = iterator.get_record_offset()
        if one.rec_type == "response":
            expected.append((begin, one.rec_headers["WARC-Target-URI"]))

    assert found(archive, step=step) == expected


def offsets(archive: bytes) -> list[int]:
    return [place for place, _ in found(archive)]


def cut(archive: bytes) -> bytes:
    return archive[: offsets(archive)[2] + 150]


def flipped(archive: bytes) -> bytes:
    place = offsets(archive)[1] + 60
    return archive[:place] + bytes(20) + archive[place + 20 :]


def without_magic(archive: bytes) -> bytes:
    place = offsets(archive)[1]
    return archive[:place] + b"XXXXX" + archive[place + 5 :]


def with_length(size: int) -> Callable[[bytes], bytes]:
    def changed(archive: bytes) -> bytes:
        place = offsets(archive)[1]
        head_end = archive.index(b"\r\n\r\n", place)
        head = archive[place:head_end]
        told = head[head.rindex(b"Content-Length: ") :]
        return archive[:place] + head.replace(told, b"Content-Length: %d" % size) + archive[head_end:]

    return changed


PACKED, PLAIN = by_warcio([1, 2, 3]), by_warcio([1, 2, 3], packed=False)


@pytest.mark.parametrize(
    ("archive", "damage", "lost", "what"),
    [
        (PACKED, cut, 2, "the gzip data end too early, after {} unpacked bytes"),
        (PACKED, flipped, 1, "the gzip data are damaged after {} unpacked bytes ({})"),
        (PACKED, without_magic, 1, "no gzip member begins here"),
        (PLAIN, without_magic, 1, "no record begins here"),
        (PLAIN, cut, 2, "the record's header is cut"),
        (PLAIN, lambda archive: archive[: offsets(archive)[2] + 800], 2, "the record is cut: it has {} of {} bytes"),
        (PLAIN, with_length(10), 1, "the record's length is wrong: none begins after the 10 bytes it tells"),
        (PLAIN, with_length(1500), 1, "the record's length is wrong: none begins after the 1,500 bytes it tells"),
        (PLAIN, with_length(90_000), 1, "the record is cut: it has {} of 90,000 bytes"),
        (PLAIN, with_length(7_000_000_000), 1, "the record has 7,000,000,000 bytes, limit 1,000,000"),
    ],
)
def test_damage_is_told_and_the_next_record_read(
    archive: bytes, damage: Callable[[bytes], bytes], lost: int, what: str
) -> None:
    whole = found(archive)
    parts = what.split("{}")

    for step in (65_536, 13):
        result = found(damage(archive), step=step)
        targets = [told for _, told in result if told.startswith("https:")]
        (place,) = [(place, told) for place, told in result if not told.startswith("https:")]
        assert targets == [told for number, (_, told) in enumerate(whole) if number != lost]
        assert place[0] == whole[lost][0]
        assert place[1].startswith(parts[0])
        assert place[1].endswith(parts[-1])


def test_a_bomb_costs_itself_only() -> None:
    bomb = gzip.compress(record("response", url(2), bytes(100), HTTP)[:-4] + bytes(300_000_000), 1)
    middle = offsets(PACKED)[1]

    result = found(PACKED[:middle] + bomb + PACKED[middle:])

    told = "the gzip data unpack to more than 200 times their size"
    assert [what for _, what in result if "length" not in what] == [url(1), told, url(2), url(3)]


def test_a_file_of_false_beginnings_is_given_up() -> None:
    result = found(PACKED + b"\x1f\x8b\x08\x1f" * 200_000)

    assert [what for _, what in result][:3] == [url(1), url(2), url(3)]
    assert result[-1][1] == "no record was found for long; the rest of the file was not read"


def test_what_holds_no_page_is_left_out() -> None:
    answers = [
        record("response", url(1), response(page(1), "Content-Type: text/html"), HTTP),
        record("response", "https://x.example/i.png", response(b"\x89PNG", "Content-Type: image/png"), HTTP),
        record("response", url(2), response(page(2), "Content-Type: text/html", status="404 Not Found"), HTTP),
        record("response", url(3), response(b"", "Location: /", status="301 Moved Permanently"), HTTP),
        record("revisit", url(1), response(b"", "Content-Type: text/html"), HTTP, WARC_Refers_To_Date="2024-01-01"),
        record("resource", "urn:screenshot:1", b"x", "image/jpeg"),
        record("response", "dns:x.example", b"20250101\nx.example", "text/dns"),
    ]

    assert [one.url for one in articles_from(b"".join(answers)) if isinstance(one, Article)] == [url(1)]


@pytest.mark.parametrize(
    ("http", "reason"),
    [
        (b"not http at all", "the record holds no HTTP response"),
        (
            response(gzip.compress(page(1))[:-30], "Content-Encoding: gzip"),
            "the page's packed bytes are cut, after {} unpacked bytes",
        ),
        (
            response(b"\x1f\x8b\x08\x00" + b"\xff" * 50, "Content-Encoding: gzip"),
            "the page's packed bytes are damaged ({})",
        ),
        (
            response(gzip.compress(bytes(30_000_000)), "Content-Encoding: gzip"),
            "more bytes than the limit of 20,000,000",
        ),
        (
            response(b"fffff\r\n" + page(1), "Transfer-Encoding: chunked"),
            "the page is cut: a chunk of 1,048,575 bytes has {}",
        ),
        (
            response(archives.chunked(page(1))[:-5] + b"zz\r\n", "Transfer-Encoding: chunked"),
            "the page's chunks are damaged after {} bytes",
        ),
        (response(page(1), "Content-Encoding: zzz"), "the page is coded as 'zzz', which is not known"),
    ],
)
def test_a_damaged_body_is_told(http: bytes, reason: str) -> None:
    first, second = articles_from(
        record("response", url(1), http, HTTP) + record("response", url(2), response(page(2)), HTTP)
    )

    assert isinstance(first, Failure)
    assert (first.where, first.record) == ("bytes", 1)
    start, *_, end = reason.split("{}") if "{}" in reason else (reason, "")
    assert first.error.what.startswith(start)
    assert first.error.what.endswith(end)
    assert isinstance(second, Article)


@pytest.mark.parametrize(
    "http",
    [
        response(page(1), "Content-Encoding: gzip"),
        response(page(1), "Transfer-Encoding: chunked"),
        response(archives.chunked(page(1)), "Transfer-Encoding: chunked"),
        response(archives.chunked(page(1))[:-5], "Transfer-Encoding: chunked"),
        response(page(1)).replace(b"\r\n", b"\n"),
    ],
    ids=["coded in name only", "chunked in name only", "chunked", "last chunk missing", "bare line feeds"],
)
def test_what_servers_and_crawlers_get_wrong_is_forgiven(http: bytes) -> None:
    (article,) = articles_from(record("response", url(1), http, HTTP))

    assert article == from_html(1)


def test_a_page_packed_with_brotli_is_read() -> None:
    stream_io = pytest.importorskip("fastwarc.stream_io", reason="the extra [warc] is not installed")
    packed = BytesIO()
    writer = stream_io.BrotliWriter(packed)
    writer.write(page(1))
    writer.close()

    (article,) = articles_from(record("response", url(1), response(packed.getvalue(), "Content-Encoding: br"), HTTP))

    assert article == from_html(1)


def test_texts_of_conversions_are_read() -> None:
    story = "Quay 7 shut\n\nVera Lund said on Monday that the quay would stay shut for a week because of the storm.\n"
    (article,) = articles_from(record("conversion", url(7), story.encode(), "text/plain"))

    assert isinstance(article, Article)
    assert (article.url, article.title) == (url(7), "Quay 7 shut")


def test_a_packed_archive_may_be_damaged_at_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "news.warc.gz"
    path.write_bytes(PACKED[:10] + b"\xff" * 9 + PACKED[19:])

    first, *others = articles_from(path)

    assert isinstance(first, Failure)
    assert [one for one in others if isinstance(one, Article)] == [from_html(number) for number in (1, 2, 3)]


def test_a_record_of_no_length_ends_nothing() -> None:
    headless = b"WARC/1.0\r\nWARC-Type: response\r\n\r\nbody\r\n\r\n"
    records: Iterator[WarcRecord | Damage] = warc_records([headless + PLAIN], LIMIT)

    assert next(records) == Damage(0, "the record tells no length (Content-Length: '')")
    assert sum(isinstance(one, WarcRecord) for one in records) == 7
