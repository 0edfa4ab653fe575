"""Sitemaps (sitemaps.org 0.9, with Google's news extension): the addresses of a site's pages, and of more sitemaps."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from inquit.errors import SourceError
from inquit.sources.dates import iso
from inquit.sources.feed import Entry, Feed

MAX_ENTRIES = 50_000
"""As many addresses may a sitemap have (sitemaps.org); what stands after them is not read."""


def feed_from_sitemap(data: bytes) -> Feed:
    """What a sitemap or an index of sitemaps lists; of a damaged one what stands before the damage.

    Raises:
        SourceError: Nothing can be read of it.
    """
    pages: list[Entry] = []
    maps: list[Entry] = []
    outlet: str | None = None
    parser = etree.iterparse(
        BytesIO(data), events=("end",), recover=True, resolve_entities=False, no_network=True, huge_tree=False
    )
    try:
        for _, element in parser:
            name = _name(element)
            if name not in ("url", "sitemap"):
                continue
            told = dict(_told(element))
            outlet = outlet or told.get("name")
            if told.get("loc"):
                (pages if name == "url" else maps).append(_entry(told))
            element.clear()
            if len(pages) + len(maps) >= MAX_ENTRIES:
                break
    except etree.XMLSyntaxError:
        pass  # told below, from the parser's log, as are the errors after which it could go on
    problem = str(parser.error_log[0].message) if len(parser.error_log) else None
    if problem and not pages and not maps:
        raise SourceError(f"is no sitemap that can be read: {problem}")
    return Feed(outlet, tuple(pages), tuple(maps), is_sitemap=True, warning=problem and f"damaged: {problem}")


def _entry(told: dict[str, str]) -> Entry:
    published = iso(told.get("publication_date", ""))
    return Entry(told["loc"], told.get("title"), published, iso(told.get("lastmod", "")) or published)


def _told(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Names and texts of what stands in an entry, at any depth: the news extension nests."""
    for below in element.iter():
        if below is not element and below.text and below.text.strip():
            yield _name(below), below.text.strip()


def _name(element: etree._Element) -> str:
    """The name without its namespace; comments have none."""
    return str(element.tag).rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
