"""Against a real server that misbehaves."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cli.fake import STORY, FakeReader

from follow.conftest import OPTIONS, SETTINGS, Once
from follow.site import Handler, Page, Site
from inquit.errors import Failure
from inquit.follow import FeedRead, Stop, Unchanged, Waiting, follow
from inquit.follow.follower import _Follower
from inquit.ingest.recording import Recorded
from inquit.ledger import Ledger
from inquit.ledger.adding import Outcome

SAVE = "save the page from a browser and read the file"


def outcomes(events: list[Any]) -> list[str]:
    return [str(event.added.outcome) for event in events if isinstance(event, Recorded)]


def failures(events: list[Any]) -> list[str]:
    return [str(event) for event in events if isinstance(event, Failure)]


def make_due(ledger: Ledger, *, failures: int = 0) -> None:
    """Let time pass: all that will ever be due is due."""
    ledger.conn.execute(
        "UPDATE followed SET due = '2000-01-01T00:00:00.000Z', failures = ? WHERE due IS NOT NULL", (failures,)
    )


def test_what_a_feed_lists_goes_into_the_ledger(site: Site, ledger: Ledger, once: Once) -> None:
    site.rss("/a", "/b")
    site.story("/a", STORY)
    site.story("/b", "Other\n\nIda Holm said no.")
    events = once()
    assert outcomes(events) == ["new article", "new article"]
    assert [event for event in events if isinstance(event, FeedRead)] == [
        FeedRead(f"{site.base}/feed.xml", "The Post", 2, 2, 0)
    ]
    assert {row.who for row in ledger.statements()} == {"Vera Lund", "Otto Brandt", "Ida Holm"}
    assert not ledger.verify().problems


def test_the_same_again_asks_for_the_feed_alone_and_only_for_changes(site: Site, once: Once) -> None:
    site.rss("/a", ETag='"1"')
    site.story("/a", STORY)
    once()
    events = once()
    assert [type(event) for event in events] == [FeedRead]
    first, second = site.asked_for("/feed.xml")
    assert "If-None-Match" not in first
    assert second["If-None-Match"] == '"1"'
    assert len(site.asked_for("/a")) == 1


def test_a_page_is_looked_at_again_when_it_is_due(site: Site, ledger: Ledger, once: Once) -> None:
    site.rss("/a")
    site.story("/a", STORY, Last_Modified="Sat, 09 Mar 2024 10:00:00 GMT")
    once()
    make_due(ledger)
    events = once()
    assert [event for event in events if isinstance(event, Unchanged)] == [Unchanged(f"{site.base}/a")]
    assert site.asked_for("/a")[1]["If-Modified-Since"] == "Sat, 09 Mar 2024 10:00:00 GMT"


def test_a_text_that_changed_is_a_new_version(site: Site, ledger: Ledger, once: Once) -> None:
    site.rss("/a")
    site.story("/a", STORY)
    once()
    site.story("/a", STORY.replace("new cables", "a new coat of paint"))
    make_due(ledger)
    assert outcomes(once()) == ["new version"]
    assert [row.version for row in ledger.statements(every=True)] == [1, 1, 2, 2]


def test_a_page_of_which_the_feed_says_that_it_changed_is_fetched_at_once(site: Site, once: Once) -> None:
    settings = replace(SETTINGS, rechecks=())

    def atom(updated: str) -> None:
        entry = f'<entry><id>1</id><title>A</title><link href="/a"/><updated>{updated}</updated></entry>'
        body = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title>{entry}</feed>'
        site.pages["/feed.xml"] = Page(body.encode(), headers={"Content-Type": "application/atom+xml"})

    atom("2024-03-09T10:00:00Z")
    site.story("/a", STORY)
    once(settings=settings)
    assert outcomes(once(settings=settings)) == []
    atom("2024-03-09T12:00:00Z")
    site.story("/a", STORY.replace("new", "old"))
    assert outcomes(once(settings=settings)) == ["new version"]


def test_what_the_feed_tells_counts_where_the_page_is_silent(site: Site, ledger: Ledger, once: Once) -> None:
    site.rss("/a", more="<pubDate>Sat, 09 Mar 2024 10:00:00 GMT</pubDate>")
    site.story("/a", STORY)
    once()
    row = next(ledger.statements())
    assert (row.outlet, row.published) == ("The Post", "2024-03-09T10:00:00+00:00")


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (Page(b"", 403), f"the server answers 403 Forbidden; {SAVE}"),
        (Page(b"", 500), "the server answers 500 Internal Server Error; try again later"),
        (Page(b"", 302, {"Location": "/bad"}), f"more than 5 redirects, the last one to {{base}}/bad; {SAVE}"),
        (
            Page(b"<html>" * 100, cut=10),
            "the connection broke: peer closed connection without sending complete message body (received 10 bytes,"
            " expected 600); try again",
        ),
        (
            Page(b"", headers={"Content-Type": "text/html"}),
            "empty (0 bytes); check that it was saved or downloaded whole",
        ),
    ],
)
def test_a_page_that_cannot_be_had_is_told_and_the_others_come(
    site: Site, ledger: Ledger, once: Once, page: Page, message: str
) -> None:
    site.rss("/bad", "/a")
    site.story("/a", STORY)
    site.pages["/bad"] = page
    events = once()
    assert failures(events) == [f"{site.base}/bad: {message.format(base=site.base)}"]
    assert outcomes(events) == ["new article"]
    assert failures(once()) == []  # not before it is due


def test_a_page_whose_length_is_told_too_short_is_mended_later(site: Site, ledger: Ledger, once: Once) -> None:
    site.rss("/a")
    site.story("/a", STORY, Content_Length=str(STORY.index(" Otto")))
    assert outcomes(once()) == ["new article"]
    assert [row.who for row in ledger.statements()] == ["Vera Lund"]
    del site.pages["/a"].headers["Content-Length"]
    make_due(ledger)
    assert outcomes(once()) == ["new version"]
    assert [row.who for row in ledger.statements()] == ["Vera Lund", "Otto Brandt"]


def test_a_page_that_takes_too_long_is_left(site: Site, once: Once) -> None:
    site.rss("/slow")
    site.pages["/slow"] = Page(does=lambda handler: time.sleep(4))
    settings = replace(SETTINGS, options=replace(OPTIONS, timeout_s=1.5))
    assert failures(once(settings=settings)) == [
        f"{site.base}/slow: no complete answer within 1.5 seconds; try again later, or save the page from a browser"
    ]


def test_a_page_in_another_character_set_than_told_is_read(site: Site, ledger: Ledger, once: Once) -> None:
    site.rss("/a")
    site.story("/a", "Bridge\n\nVera Lund said the café needs new tables, and said that “all of it” must be new.")
    page = site.pages["/a"]
    page.body = page.body.decode().encode("cp1252")
    page.headers["Content-Type"] = "text/plain; charset=utf-8"
    once()
    assert "café" in next(ledger.statements()).words


def test_a_page_that_failed_is_tried_again_later_each_time(site: Site, ledger: Ledger, once: Once) -> None:
    site.rss("/bad")
    site.pages["/bad"] = Page(b"", 500)
    delays = []
    for number in range(6):
        assert len(failures(once())) == 1, number
        due, tries = ledger.conn.execute("SELECT due, failures FROM followed WHERE kind = 'page'").fetchone()
        assert tries == number + 1
        delays.append(due and datetime.fromisoformat(due) - datetime.now(UTC))
        make_due(ledger, failures=tries)
    assert delays[-1] is None  # given up
    assert [round(delay / timedelta(minutes=5)) for delay in delays[:-1]] == [1, 2, 4, 8, 16]


def test_a_page_that_is_gone_is_not_asked_for_again(site: Site, ledger: Ledger, once: Once) -> None:
    site.rss("/gone")
    site.pages["/gone"] = Page(b"", 410)
    once()
    assert ledger.conn.execute("SELECT due FROM followed WHERE kind = 'page'").fetchone()[0] is None


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_to_wait_is_left_to_the_next_call(site: Site, ledger: Ledger, once: Once, status: int) -> None:
    site.rss("/0-busy", "/a", "/b")
    site.story("/a", STORY)
    site.story("/b", STORY + "More.")
    site.pages["/0-busy"] = Page(b"", status, {"Retry-After": "600"})
    start = time.monotonic()
    events = once()
    assert time.monotonic() - start < 10
    assert (len(failures(events)), outcomes(events)) == (1, [])
    assert site.asked_for("/a") == []
    site.pages["/0-busy"].status = 410
    assert len(outcomes(once())) == 2  # nothing is lost by it


def test_hosts_take_turns(site: Site, ledger: Ledger) -> None:
    other = site.base.replace("127.0.0.1", "localhost")
    site.rss("/a", "/b", "/c")
    body = site.pages["/feed.xml"].body.replace(f"{site.base}/b".encode(), f"{other}/b".encode())
    site.pages["/feed.xml"].body = body
    for path in ("/a", "/b", "/c"):
        site.story(path, STORY)
    events = follow([f"{site.base}/feed.xml"], ledger, replace(SETTINGS, pause_s=0.5), once=True, reader=FakeReader())
    assert [event.where for event in events if isinstance(event, Recorded)] == [
        f"{other}/b", f"{site.base}/a", f"{site.base}/c",
    ]  # fmt: skip


def test_with_a_limit_it_ends(site: Site, ledger: Ledger) -> None:
    site.rss("/a", "/b")
    for path in ("/a", "/b"):
        site.story(path, STORY)
    events = list(follow([f"{site.base}/feed.xml"], ledger, replace(SETTINGS, limit=1), reader=FakeReader()))
    assert outcomes(events) == ["new article"]


def test_a_host_that_asks_to_wait_a_moment_gets_it(site: Site, once: Once) -> None:
    site.rss("/0-busy", "/a", path="/feed.xml")
    site.story("/a", STORY)
    site.pages["/0-busy"] = Page(b"", 429, {"Retry-After": "1"})
    start = time.monotonic()
    events = once()
    assert time.monotonic() - start >= 1
    assert outcomes(events) == ["new article"]


def test_what_robots_txt_forbids_is_not_fetched(site: Site, ledger: Ledger, once: Once) -> None:
    site.rss("/private/a", "/a")
    site.story("/private/a", STORY)
    site.story("/a", STORY)
    site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /private\n")
    events = once()
    assert failures(events) == [
        f"{site.base}/private/a: robots.txt forbids it; save the page from a browser, if you may"
    ]
    assert site.asked_for("/private/a") == []
    assert len(site.asked_for("/robots.txt")) == 1
    assert failures(once()) == []


def test_a_host_whose_robots_txt_cannot_be_had_is_not_asked(site: Site, once: Once) -> None:
    site.rss("/a")
    site.pages["/robots.txt"] = Page(b"", 500)
    assert failures(once()) == [
        f"{site.base}/feed.xml: its robots.txt cannot be had: the server answers 500 Internal Server Error;"
        " it is tried again later"
    ]
    assert {path for path, _ in site.asked} == {"/robots.txt"}


def test_requests_to_a_host_keep_their_distance_and_say_who_asks(site: Site, once: Once) -> None:
    times: list[float] = []

    def timed(page: Page) -> Callable[[Handler], None]:
        def answer(handler: Handler) -> None:
            times.append(time.monotonic())
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(page.body)))
            handler.end_headers()
            handler.wfile.write(page.body)

        return answer

    site.rss("/a", "/b")
    for path in ("/a", "/b"):
        site.story(path, STORY)
        site.pages[path].does = timed(Page(site.pages[path].body))
    once(settings=replace(SETTINGS, pause_s=0.5, contact="desk@post.example"))
    assert times[1] - times[0] >= 0.5
    agents = {headers["User-Agent"] for _, headers in site.asked}
    assert agents == {"Inquit/0.1.0 (follows feeds; desk@post.example)"}


def test_a_crawl_delay_counts(site: Site, once: Once) -> None:
    site.rss("/a")
    site.story("/a", STORY)
    site.pages["/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 1\n")
    start = time.monotonic()
    once()
    assert time.monotonic() - start >= 1


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (Page(b"<html><body>no</body></html>"), "is a page, not a feed; look for its feed or sitemap"),
        (Page(b"Vera Lund said no."), "is no feed"),
        (Page(b"", 410), "the server answers 410 Gone; look for it in a web archive"),
    ],
)
def test_a_feed_that_is_none_is_told(site: Site, once: Once, page: Page, message: str) -> None:
    site.pages["/feed.xml"] = page
    (failure,) = failures(once())
    assert failure.startswith(f"{site.base}/feed.xml: {message}")


def test_a_feed_that_is_cut_loses_nothing(site: Site, once: Once) -> None:
    site.rss("/a", "/b", ETag='"1"')
    site.story("/a", STORY)
    site.story("/b", STORY)
    whole = site.pages["/feed.xml"].body
    site.pages["/feed.xml"].body = whole[: whole.index(b"/b")]  # and a length that fits
    site.pages["/feed.xml"].headers["ETag"] = '"0"'
    events = once()
    (read,) = (event for event in events if isinstance(event, FeedRead))
    assert read.warning is not None
    assert read.warning.startswith("damaged: ")
    site.rss("/a", "/b", ETag='"1"')
    assert len(outcomes(events)) + len(outcomes(once())) == 2


def test_a_sitemap_index_leads_to_recent_pages(site: Site, once: Once) -> None:
    today = datetime.now(UTC).date()
    head = '<?xml version="1.0"?><{0} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    old = today - timedelta(days=30)
    index = f"<sitemap><loc>{site.base}/new.xml</loc></sitemap>"
    index += f"<sitemap><loc>{site.base}/old.xml</loc><lastmod>{old}</lastmod></sitemap>"
    urls = f"<url><loc>{site.base}/a</loc><lastmod>{today}</lastmod></url><url><loc>{site.base}/b</loc><lastmod>{old}</lastmod></url>"
    site.pages["/map.xml"] = Page(f"{head.format('sitemapindex')}{index}</sitemapindex>".encode())
    site.pages["/new.xml"] = Page(f"{head.format('urlset')}{urls}</urlset>".encode())
    site.story("/a", STORY)
    assert outcomes(once("/map.xml")) == ["new article"]
    assert {path for path, _ in site.asked} == {"/robots.txt", "/map.xml", "/new.xml", "/a"}


def test_a_limit_leaves_the_others_due(site: Site, once: Once) -> None:
    site.rss("/a", "/b", "/c", ETag='"1"')
    for path in ("/a", "/b", "/c"):
        site.story(path, STORY)
    settings = replace(SETTINGS, limit=2)
    assert [len(outcomes(once(settings=settings))) for _ in range(3)] == [2, 1, 0]


def test_feeds_that_are_not_named_are_left_alone(site: Site, ledger: Ledger, once: Once) -> None:
    site.rss("/a", path="/one.xml")
    site.rss("/b", path="/two.xml")
    for path in ("/a", "/b"):
        site.story(path, STORY)
    once("/one.xml", "/two.xml")
    make_due(ledger)
    site.asked.clear()
    once("/two.xml")
    assert {path for path, _ in site.asked} == {"/robots.txt", "/two.xml", "/b"}


def test_an_article_that_was_removed_is_not_added_again(site: Site, ledger: Ledger, once: Once) -> None:
    site.rss("/a")
    site.story("/a", STORY)
    once()
    ledger.remove(next(ledger.statements()).article, reason="asked to", who="ann")
    make_due(ledger)
    assert outcomes(once()) == [str(Outcome.REMOVED)]


def test_it_goes_on_until_it_is_stopped(site: Site, ledger: Ledger) -> None:
    site.rss("/a")
    site.story("/a", STORY)
    stop = Stop()
    settings = replace(SETTINGS, every_s=1.0)
    seen: list[str] = []
    for event in follow([f"{site.base}/feed.xml"], ledger, settings, reader=FakeReader(), stop=stop):
        seen.append(type(event).__name__)
        if seen.count("FeedRead") == 2:
            stop.set()
    assert seen.count("Waiting") >= 1
    assert seen[-1] == "FeedRead"


def test_waiting_tells_how_long_and_for_what(ledger: Ledger, site: Site) -> None:
    follower = _Follower((f"{site.base}/feed.xml",), ledger, SETTINGS, False, FakeReader(), Stop())
    follower.state.name(follower.feeds, datetime.now(UTC) + timedelta(seconds=30))
    stop_after = follower.run()
    site.rss()
    assert isinstance(next(event for event in stop_after if isinstance(event, Waiting)), Waiting)


def test_private_addresses_are_refused(site: Site, ledger: Ledger) -> None:
    site.rss("/a")
    (failure,) = follow([f"{site.base}/feed.xml"], ledger, once=True, reader=FakeReader())
    assert "127.0.0.1 is not a public address and is not connected to" in str(failure)
    assert site.asked == []
