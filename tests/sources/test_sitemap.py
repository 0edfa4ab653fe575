from __future__ import annotations

import gzip

import pytest

from inquit.errors import SourceError
from inquit.sources.feed import Entry, Feed, feed_from

BASE = "https://post.example/sitemap.xml"

MAP = """<?xml version="1.0"?>
<!-- made daily -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://post.example/ferry </loc><lastmod>2024-03-09T10:00:00Z</lastmod></url>
<url><loc>/pier</loc><n:news><n:publication><n:name>The Post</n:name></n:publication>
<n:publication_date>2024-03-08</n:publication_date><n:title>Pier</n:title></n:news></url>
<url><lastmod>2024-03-08</lastmod></url>
</urlset>"""

PAGES = (
    Entry("https://post.example/ferry", None, None, "2024-03-09T10:00:00+00:00"),
    Entry("https://post.example/pier", "Pier", "2024-03-08", "2024-03-08"),
)


@pytest.mark.parametrize("data", [MAP.encode(), gzip.compress(MAP.encode(), mtime=0)])
def test_a_sitemap_lists_pages(data: bytes) -> None:
    assert feed_from(data, BASE) == Feed("The Post", PAGES, is_sitemap=True)


def test_an_index_lists_sitemaps() -> None:
    index = "<sitemapindex><sitemap><loc>a.xml.gz</loc><lastmod>2024-03</lastmod></sitemap></sitemapindex>"
    assert feed_from(index.encode(), BASE) == Feed(
        None, (), (Entry("https://post.example/a.xml.gz", None, None, "2024-03"),), is_sitemap=True
    )


def test_of_a_damaged_one_comes_what_stands_before_the_damage() -> None:
    feed = feed_from(MAP[: MAP.index("<n:publication_date>")].encode(), BASE)
    assert feed.entries[0] == PAGES[0]
    assert feed.warning is not None
    assert feed.warning.startswith("damaged: ")


def test_one_without_anything_is_empty() -> None:
    assert feed_from(b"<urlset></urlset>", BASE).entries == ()


def test_one_that_cannot_be_read_is_told() -> None:
    with pytest.raises(SourceError, match="is no sitemap that can be read"):
        feed_from(b"<urlset", BASE)
