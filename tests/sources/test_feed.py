from __future__ import annotations

import gzip
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.errors import SourceError
from inquit.sources.feed import Entry, Feed, feed_from

BASE = "https://post.example/news/feed.xml"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Post &amp; Co</title><ttl>30</ttl>
<item><title>Ferry</title><link>https://post.example/ferry#top</link><pubDate>Sat, 09 Mar 2024 10:00:00 +0100</pubDate></item>
<item><title>Again</title><link>https://post.example/ferry</link></item>
<item><link>../pier</link><dc:date>2024-03-08</dc:date></item>
<item><guid>https://post.example/guid</guid></item>
<item><link>mailto:desk@post.example</link></item>
<item><title>without</title></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://post.example/"><title>Post</title>
<entry><id>urn:1</id><title>Ferry</title><link rel="alternate" href="ferry"/><link rel="self" href="https://x.example/"/>
<published>2024-03-09T10:00:00+01:00</published><updated>2024-03-09T12:00:00Z</updated></entry></feed>"""

JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Post",
    "items": [
        {"id": "1", "url": "/ferry", "title": "Ferry", "date_published": "2024-03-09T10:00:00+01:00"},
        {"id": "2", "url": 5},
        "nothing",
        {"id": "3", "url": "https://post.example/pier", "date_modified": "soon"},
    ],
}


def test_rss_lists_pages_each_once_with_whole_addresses() -> None:
    assert feed_from(RSS.encode(), BASE) == Feed(
        "The Post & Co",
        (
            Entry("https://post.example/ferry", "Ferry", "2024-03-09T09:00:00+00:00"),
            Entry("https://post.example/pier", None, None, "2024-03-08T00:00:00+00:00"),
            Entry("https://post.example/guid"),
        ),
        every_s=1800,
    )


def test_atom_tells_when_an_entry_was_changed() -> None:
    assert feed_from(ATOM.encode(), BASE) == Feed(
        "Post",
        (Entry("https://post.example/ferry", "Ferry", "2024-03-09T09:00:00+00:00", "2024-03-09T12:00:00+00:00"),),
    )


def test_json_feed() -> None:
    assert feed_from(json.dumps(JSON).encode(), BASE) == Feed(
        "Post",
        (
            Entry("https://post.example/ferry", "Ferry", "2024-03-09T10:00:00+01:00"),
            Entry("https://post.example/pier"),
        ),
    )


def test_rdf_with_a_period() -> None:
    feed = feed_from(
        b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>P</title>
        <sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel>
        <item><link>https://post.example/a</link></item></rdf:RDF>""",
        BASE,
    )
    assert ([entry.url for entry in feed.entries], feed.every_s) == (["https://post.example/a"], 21_600)


@pytest.mark.parametrize("declared", ["utf-8", "us-ascii", "windows-1252"])
def test_a_wrong_character_set_does_no_harm(declared: str) -> None:
    text = RSS.replace("Ferry", "Fähre").replace("utf-8", declared)
    for encoding in ("utf-8", "cp1252"):
        feed = feed_from(text.encode(encoding), BASE)
        assert len(feed.entries) == 3
        assert feed.warning is None or "not well-formed" in feed.warning


def test_a_damaged_feed_gives_what_stands_before_the_damage() -> None:
    feed = feed_from(RSS[: RSS.index("<item><title>Again")].encode(), BASE)
    assert [entry.url for entry in feed.entries] == ["https://post.example/ferry"]
    assert feed.warning is not None
    assert feed.warning.startswith("damaged: ")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"{}", "is JSON but no JSON Feed; name an RSS, Atom or JSON feed"),
        (b"{", "is no JSON Feed: "),
        (b"Vera Lund said no.", "is no feed"),
        (b"<!doctype html><html><body>x</body></html>", "is a page, not a feed; look for its feed or sitemap"),
        (
            b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss?a=1&amp;b=2"></head></html>',
            "is a page, not a feed; follow https://post.example/rss?a=1&b=2",
        ),
        (gzip.compress(b"\0" * 10_000, mtime=0), "more bytes than the limit of 1,000"),
    ],
)
def test_what_is_no_feed_is_told(data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        feed_from(data, BASE, max_bytes=1_000)
    assert str(caught.value).startswith(message)


def test_a_file_name_is_no_feed() -> None:
    with pytest.raises(SourceError, match="is no feed"):
        feed_from(b"/etc/hosts", BASE)


def test_entities_of_a_stranger_are_not_fetched_or_blown_up() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    for evil in (f"{bomb}]>", '<!DOCTYPE r [<!ENTITY j SYSTEM "file:///etc/hosts">]>'):
        feed = RSS.replace('<rss version="2.0"', f'{evil}<rss version="2.0"').replace("<title>Ferry", "<title>&j;Ferry")
        try:
            found = feed_from(feed.encode(), BASE)
        except SourceError:
            continue
        assert "localhost" not in str(found)
        assert len(str(found)) < 10_000


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_an_error(data: bytes) -> None:
    with suppress(SourceError):
        feed_from(data, BASE, max_bytes=10_000)
