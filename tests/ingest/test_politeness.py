"""Lists of addresses: what is fetched when, and what becomes of what is not."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from ingest.serving import Page, Site, page, refusal, serving
from inquit.errors import FetchError, InquitError
from inquit.ingest.politeness import Answer, politely, urls_in
from inquit.sources import ReadOptions
from inquit.sources.fetch import fetch

LOCAL = ReadOptions(allow_private=True)
AGAIN = "do the same again later: what is there is left out"
PAGE = page("Otto Brandt said the water was cold.")


class Clock:
    """Time that passes only while somebody waits for it."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept.append(round(seconds))


def fetched(urls: Iterable[str], clock: Clock) -> list[str]:
    """What became of each: its address, or the message of its failure."""
    results = politely(urls, LOCAL, sleep=clock.sleep, clock=clock)
    return [item.asked if isinstance(item, Answer) else str(item) for item in results]


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_host_is_asked_once_a_second(site: Site, clock: Clock) -> None:
    site.pages.update({f"/{n}": [PAGE] for n in range(3)})
    urls = [site.url(f"/{n}") for n in range(3)]
    assert fetched(urls, clock) == urls
    assert clock.slept == [1, 1]
    assert site.asked == ["/robots.txt", "/0", "/1", "/2"]


def test_hosts_take_turns_so_that_none_holds_up_another(site: Site, clock: Clock) -> None:
    with serving() as other:
        for one in (site, other):
            one.pages.update({"/1": [PAGE], "/2": [PAGE]})
        urls = [site.url("/1"), site.url("/2"), other.url("/1"), other.url("/2")]
        assert fetched(urls, clock) == [urls[0], urls[2], urls[1], urls[3]]
    assert clock.slept == [1]


def test_robots_txt_is_heeded(site: Site, clock: Clock) -> None:
    rules = b"User-agent: *\nDisallow: /private\nCrawl-delay: 3\n"
    site.pages.update({"/robots.txt": [(200, {}, rules)], "/1": [PAGE], "/3": [PAGE]})
    assert fetched([site.url(path) for path in ("/1", "/private/2", "/3")], clock) == [
        site.url("/1"),
        f"{site.url('/private/2')}: robots.txt forbids it; save the page from a browser, if you may",
        site.url("/3"),
    ]
    assert clock.slept == [3]
    assert "/private/2" not in site.asked


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_robots_txt_allows_all(site: Site, clock: Clock, status: int) -> None:
    site.pages.update({"/robots.txt": [refusal(status)], "/1": [PAGE]})
    assert fetched([site.url("/1")], clock) == [site.url("/1")]


@pytest.mark.parametrize(
    ("status", "told"), [(500, "500 Internal Server Error"), (429, "429 Too Many Requests")]
)  # fmt: skip
def test_where_robots_txt_cannot_be_had_nothing_is_fetched(site: Site, clock: Clock, status: int, told: str) -> None:
    site.pages.update({"/robots.txt": [refusal(status)], "/1": [PAGE]})
    reason = f"its robots.txt cannot be had: the server answers {told}; {AGAIN}"
    assert fetched([site.url("/1"), site.url("/2")], clock) == [f"{site.url(path)}: {reason}" for path in ("/1", "/2")]
    assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize(
    ("answers", "slept"),
    [
        ([refusal(503), PAGE], [5]),
        ([refusal(503), refusal(429), PAGE], [5, 20]),
        ([refusal(429, Retry_After="7"), PAGE], [7]),
        ([refusal(429, Retry_After="0"), PAGE], [1]),
        ([refusal(429, Retry_After="soon"), PAGE], [5]),
        ([refusal(503, Retry_After="120"), PAGE], [120]),
    ],
)
def test_a_server_that_asks_to_wait_is_asked_again(
    site: Site, clock: Clock, answers: list[Page], slept: list[int]
) -> None:
    site.pages["/1"] = list(answers)
    assert fetched([site.url("/1")], clock) == [site.url("/1")]
    assert clock.slept == slept


def test_while_one_host_is_waited_for_another_is_fetched(site: Site, clock: Clock) -> None:
    with serving() as other:
        site.pages["/1"] = [refusal(429, Retry_After="60"), PAGE]
        other.pages["/1"] = [PAGE]
        assert fetched([site.url("/1"), other.url("/1")], clock) == [other.url("/1"), site.url("/1")]


def test_a_host_that_asks_for_hours_is_left_alone(site: Site, clock: Clock) -> None:
    site.pages["/1"] = [refusal(429, Retry_After="3600")]
    told = "the server answers 429 Too Many Requests, and asks to wait for 3,600 seconds"
    assert fetched([site.url("/1"), site.url("/2")], clock) == [
        f"{site.url('/1')}: {told}; {AGAIN}",
        f"{site.url('/2')}: not asked for, since of another page {told}; {AGAIN}",
    ]
    assert site.asked == ["/robots.txt", "/1"]


def test_a_host_that_refuses_again_and_again_is_left_alone(site: Site, clock: Clock) -> None:
    site.pages["/1"] = [refusal(429)]
    told = "the server answers 429 Too Many Requests, 3 times in a row"
    assert fetched([site.url("/1"), site.url("/2")], clock) == [
        f"{site.url('/1')}: {told}; {AGAIN}",
        f"{site.url('/2')}: not asked for, since of another page {told}; {AGAIN}",
    ]
    assert site.asked == ["/robots.txt", "/1", "/1", "/1"]


def test_one_broken_page_does_not_lose_the_others_of_its_host(site: Site, clock: Clock) -> None:
    site.pages.update({"/1": [refusal(503)], "/2": [PAGE], "/3": [refusal(503), PAGE]})
    assert fetched([site.url(path) for path in ("/1", "/2", "/3")], clock) == [
        f"{site.url('/1')}: the server answers 503 Service Unavailable, 3 times in a row; {AGAIN}",
        site.url("/2"),
        site.url("/3"),
    ]
    assert clock.slept == [5, 20, 1, 1, 5]


def test_other_failures_are_told_and_not_tried_again(site: Site, clock: Clock) -> None:
    site.pages["/2"] = [PAGE]
    assert fetched([site.url("/1"), site.url("/2")], clock) == [
        f"{site.url('/1')}: the server answers 404 Not Found; check the address",
        site.url("/2"),
    ]
    assert site.asked == ["/robots.txt", "/1", "/2"]


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("30", 30.0),
        ("in an hour", 3600.0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
        ("-5", None),
        ("", None),
    ],
)
def test_how_long_a_server_asks_to_wait(site: Site, told: str, seconds: float | None) -> None:
    if told == "in an hour":  # from now, not from when the tests were collected
        told = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    site.pages["/1"] = [refusal(503, Retry_After=told)]
    with pytest.raises(FetchError) as caught:
        fetch(site.url("/1"), LOCAL)
    assert caught.value.status == 503
    assert caught.value.retry_after_s == (None if seconds is None else pytest.approx(seconds, abs=60))


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("https://a.example/1\nhttps://b.example/2\n", ["https://a.example/1", "https://b.example/2"]),
        ("# mine\n\nhttps://a.example/1\nhttps://a.example/1\nnothing\n", ["https://a.example/1"]),
        ("\ufeffname,url\nA,https://a.example/1\nB,\n", ["https://a.example/1"]),
        ("shot,URL\nhttps://a.example/x.png,https://a.example/1\n", ["https://a.example/1"]),
        ("The Echo,https://a.example/1\n", ["https://a.example/1"]),
        ('"https://a.example/1,2"\n', ["https://a.example/1,2"]),
    ],
)
def test_a_list_may_be_lines_or_a_table(tmp_path: Path, text: str, urls: list[str]) -> None:
    (tmp_path / "list").write_text(text, encoding="utf-8")
    assert urls_in(tmp_path / "list") == urls


@pytest.fixture
def usual_limit() -> Iterator[None]:
    """The limit of a field that csv begins with: a library that reads pages lifts it for the whole process."""
    limit = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(limit)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "there is no address in it; write one http(s) address a line"),
        (b"name,url\nA,none\n", "there is no address in it; write one http(s) address a line"),
        (b"https://a.example/\xff\n", "is not UTF-8; save it as UTF-8"),
        (b'"' + b"x" * 200_000, "is neither a list nor a CSV table (field larger than field limit (131072))"),
        (None, "cannot be opened (no such file or directory)"),
    ],
)
def test_a_list_without_addresses_is_named(tmp_path: Path, data: bytes | None, message: str, usual_limit: None) -> None:
    path = tmp_path / "list.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InquitError) as caught:
        urls_in(path)
    assert str(caught.value) == f"{path}: {message}"
