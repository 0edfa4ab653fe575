"""Places into a ledger by one call of Python."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from cli.fake import STORY, FakeReader
from ledger.readings import reading

from ingest.serving import Site, page, refusal
from inquit import Reader, __version__, ingest, record
from inquit.errors import Failure, ModelError
from inquit.ingest import politeness
from inquit.ingest.inputs import PAGE_BYTES, size_bytes
from inquit.ingest.recording import Recorded
from inquit.ledger import Ledger
from inquit.sources import ReadOptions
from inquit.types import Article, ReaderInfo, Reading

LOCAL = ReadOptions(allow_private=True)
WAIT_S = 0.001


class Named(FakeReader):
    """A reader that tells who it is before it reads, and what it was given."""

    info = ReaderInfo("0", "fake")

    def __init__(self) -> None:
        self.read_by_it: list[str] = []

    def read_many(self, articles: Iterable[Article | Failure]) -> Iterator[Reading | Failure]:
        for article in articles:
            self.read_by_it.append(article.text if isinstance(article, Article) else article.where)
            yield article if isinstance(article, Failure) else self.read(article)


class Watching:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.expected: int | None = 0
        self.done = 0

    def expect(self, total_bytes: int | None) -> None:
        self.expected = total_bytes

    def advance(self, size_bytes: int) -> None:
        self.done += size_bytes


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "inquit.db") as ledger:
        yield ledger


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(politeness, "PAUSE_S", WAIT_S)
    monkeypatch.setattr(politeness, "WAITS_S", (WAIT_S, WAIT_S))


def outcomes(stream: Iterable[Recorded | Failure]) -> list[str]:
    return [str(item.added.outcome) if isinstance(item, Recorded) else str(item) for item in stream]


def test_places_are_recorded_in_their_order_and_failures_stay_in_their_places(tmp_path: Path, ledger: Ledger) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    none = tmp_path / "none.txt"
    first, missing, again = record([tmp_path / "a.txt", none, tmp_path / "a.txt"], ledger, reader=FakeReader())
    assert isinstance(first, Recorded)
    (article,) = (row[0] for row in ledger.conn.execute("SELECT short_id FROM articles"))
    assert str(first) == f"{tmp_path / 'a.txt'}: new article, {article}"
    assert isinstance(missing, Failure)
    assert missing.where == str(none)
    assert str(again) == f"{tmp_path / 'a.txt'}: known, {article}"


def test_a_record_that_cannot_be_kept_does_not_lose_the_others(tmp_path: Path, ledger: Ledger) -> None:
    lines = [json.dumps({"text": f"{STORY} {number}", "url": url}) for number, url in enumerate(["a", "b\ud800", "c"])]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert outcomes(record([tmp_path / "a.jsonl"], ledger, reader=Named())) == [
        "new article",
        f"{tmp_path / 'a.jsonl'}: 'b\\ud800': the lone surrogate at 1 is not a character; mend it, then do the same again",
        "new article",
    ]


def test_nothing_happens_before_the_result_is_looked_at(tmp_path: Path, ledger: Ledger) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    stream = record([tmp_path / "a.txt"], ledger, reader=FakeReader())
    assert list(ledger.statements()) == []
    assert outcomes(stream) == ["new article"]


def test_a_reader_that_tells_who_it_is_reads_nothing_twice(tmp_path: Path, ledger: Ledger) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    assert outcomes(record([tmp_path / "a.txt"], ledger, reader=Named())) == ["new article"]
    again = Named()
    assert outcomes(record([tmp_path / "a.txt"], ledger, reader=again)) == ["known"]
    assert again.read_by_it == []


def test_our_reader_tells_who_it_is_without_its_weights() -> None:
    reader = ingest.packaged_reader()
    assert reader.info.version == __version__
    assert re.fullmatch(r"\S+ [0-9a-f]{12}", reader.info.model or "")
    with pytest.raises(ModelError, match=r"^nowhere: there is no such folder; name the folder of a model; installed: "):
        Reader(model=Path("nowhere")).info  # noqa: B018


@pytest.mark.usefixtures("_quick")
def test_a_list_goes_on_where_it_was(site: Site, ledger: Ledger) -> None:
    site.pages.update({
        "/1": [page("Otto Brandt said the water was cold.")],
        "/2": [refusal(503), page("Vera Lund said the bridge was shut.")],
    })  # fmt: skip
    urls = [site.url(path) for path in ("/1", "/2", "/3")]
    missing = f"{urls[2]}: the server answers 404 Not Found; check the address"
    assert outcomes(record([], ledger, LOCAL, urls=urls, reader=FakeReader())) == [
        "new article",
        "new article",
        missing,
    ]
    site.asked.clear()
    assert outcomes(record([], ledger, LOCAL, urls=urls, reader=FakeReader())) == ["known", "known", missing]
    assert site.asked == ["/robots.txt", "/3"]


@pytest.mark.usefixtures("_quick")
def test_a_list_is_fetched_again_on_request(site: Site, ledger: Ledger) -> None:
    site.pages["/1"] = [page("Otto Brandt said the water was cold."), page("Otto Brandt said the water was icy.")]
    urls = [site.url("/1")]
    assert outcomes(record([], ledger, LOCAL, urls=urls, reader=FakeReader())) == ["new article"]
    assert outcomes(record([], ledger, LOCAL, urls=urls, refetch=True, reader=FakeReader())) == ["new version"]


@pytest.mark.usefixtures("_quick")
def test_a_removed_article_of_a_list_is_not_fetched_again(site: Site, ledger: Ledger) -> None:
    url = "https://post.example/ferry"
    added = ledger.add(reading(url=url))
    ledger.remove(added.article, reason="court order 7", who="ann")
    assert outcomes(record([], ledger, LOCAL, urls=[url], reader=FakeReader())) == ["removed before"]


@pytest.mark.usefixtures("_quick")
def test_progress_adds_up(site: Site, tmp_path: Path, ledger: Ledger) -> None:
    site.pages["/1"] = [page("Otto Brandt said the water was cold.")]
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    for expected in (2 * PAGE_BYTES, PAGE_BYTES):  # the second time one address is known
        watch = Watching()
        list(record([tmp_path / "a.txt"], ledger, LOCAL, urls=[site.url("/1"), site.url("/2")], reader=FakeReader(), watch=watch))  # fmt: skip
        assert watch.expected == watch.done == expected + len(STORY.encode())


def test_how_much_there_is_to_read(tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text(STORY, encoding="utf-8")
    size = (tmp_path / "bridge.txt").stat().st_size
    places = [tmp_path / "bridge.txt", str(tmp_path), "https://a.example/1", tmp_path / "none.txt"]
    assert size_bytes(places) == 2 * size + PAGE_BYTES
    assert size_bytes([tmp_path / "bridge.txt", "-"]) is None
