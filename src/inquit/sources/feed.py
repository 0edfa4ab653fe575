"""What a feed lists: RSS, Atom, JSON Feed and sitemaps, told by what is in them.

feedparser reads RSS and Atom of every age, with the mistakes that real ones have; of a damaged feed it reads what there
is.  It is given a stream and never a string, which it would take for an address or a path.
"""

from __future__ import annotations

import json
import re
from calendar import timegm
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

from inquit.errors import SourceError
from inquit.sources.dates import iso
from inquit.sources.streams import unpacked, whole

HEAD_BYTES = 4_096
_SITEMAP = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)\b", re.IGNORECASE)
_FEED = re.compile(rb"<(?:\w+:)?(rss|feed|rdf)\b", re.IGNORECASE)
_PAGE = re.compile(rb"<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_ALTERNATE = re.compile(r"<link\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*["']([^"']*)["']""")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_PERIODS_S = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a feed lists.

    Attributes:
        url: An http or https address.
        published, updated: ISO 8601; `None`: the feed does not tell.
    """

    url: str
    title: str | None = None
    published: str | None = None
    updated: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed lists.

    Attributes:
        title: Its own name.
        entries: Pages, in its order.
        feeds: More feeds: the sitemaps of an index.
        is_sitemap: Whether it lists all that there is and not what is new.
        every_s: How often it asks to be read at most, in seconds; `None`: it does not say.
        warning: What is wrong with it, although something could be read; `None`: nothing.
    """

    title: str | None
    entries: tuple[Entry, ...]
    feeds: tuple[Entry, ...] = ()
    is_sitemap: bool = False
    every_s: float | None = None
    warning: str | None = None


def feed_from(data: bytes, url: str, *, max_bytes: int = 20_000_000) -> Feed:
    """What a feed lists, its addresses complete and each only once.

    Args:
        data: The feed as it came; gzip is unpacked, since sitemaps come as files that are packed.
        url: Its address, to which the ones in it may be relative.
        max_bytes: Limit after unpacking.

    Raises:
        SourceError: It is no feed; of a page the message names the feeds that it links to.
    """
    if data.startswith(b"\x1f\x8b"):
        data = whole(unpacked([data]), max_bytes)
    head = data[:HEAD_BYTES]
    if not head.strip():
        raise SourceError("is empty")
    if _SITEMAP.search(head):
        from inquit.sources.sitemap import feed_from_sitemap

        feed = feed_from_sitemap(data)
    elif head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        feed = _json_feed(data)
    elif _PAGE.search(head) and not _FEED.search(head):
        raise _page_error(data, url)
    else:
        feed = _parsed(data, url)
    return replace(feed, entries=_complete(feed.entries, url), feeds=_complete(feed.feeds, url))


def _complete(entries: tuple[Entry, ...], base: str) -> tuple[Entry, ...]:
    """The entries with whole addresses; those that are no http addresses, and repetitions, are left out."""
    found: dict[str, Entry] = {}
    for entry in entries:
        try:
            url = urljoin(base, entry.url.strip())
            parts = urlsplit(url)
        except ValueError:
            continue
        if parts.scheme.lower() in ("http", "https") and parts.hostname:
            url = url.partition("#")[0]
            found.setdefault(url, replace(entry, url=url))
    return tuple(found.values())


def _parsed(data: bytes, url: str) -> Feed:
    import feedparser  # brings the standard library's XML and mail: only who reads feeds needs it

    # Else it complains that there is none; the character set is the one that the XML itself declares.
    told = {"content-location": url, "content-type": "application/xml"}
    read = feedparser.parse(BytesIO(data), response_headers=told, sanitize_html=False)
    problem = str(read.get("bozo_exception", "")).strip() if read.get("bozo") else None
    if not read.get("version") and not read.entries:
        raise SourceError(f"is no feed{f': {problem}' if problem else ''}", remedy="name an RSS, Atom or JSON feed")
    entries = tuple(
        Entry(link, one.get("title"), _day(one.get("published_parsed")), _updated(one))
        for one in read.entries
        if (link := _link(one))
    )
    return Feed(read.feed.get("title"), entries, every_s=_every_s(read.feed), warning=_told_problem(problem))


def _told_problem(problem: str | None) -> str | None:
    """What is worth telling: not that a feed's encoding was another than declared, which was mended."""
    return None if not problem or "document declared as" in problem else f"damaged: {problem}"


def _link(entry: Mapping[str, Any]) -> str | None:
    """The address of an entry: its link, else an id that is an address."""
    link = entry.get("link") or (entry.get("id") if entry.get("guidislink", True) else None)
    return str(link) if link else None


def _updated(entry: dict[str, Any]) -> str | None:
    # Past feedparser's own `get`, which answers with the day of publication where there is none, and warns of that.
    return _day(dict.get(entry, "updated_parsed"))


def _day(told: Any) -> str | None:
    """A time of feedparser's, which is UTC, as ISO 8601."""
    if told is None:
        return None
    try:
        return datetime.fromtimestamp(timegm(told), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def _every_s(feed: Mapping[str, Any]) -> float | None:
    """RSS's `ttl`, in minutes, or the module syndication's period."""
    ttl = str(feed.get("ttl", ""))
    if ttl.isascii() and ttl.isdecimal() and len(ttl) < 7:
        return int(ttl) * 60.0
    period = _PERIODS_S.get(str(feed.get("sy_updateperiod", "")).strip().lower())
    times = str(feed.get("sy_updatefrequency", "1")).strip()
    if period is None or not (times.isascii() and times.isdecimal() and len(times) < 5 and int(times)):
        return None
    return period / int(times)


def _json_feed(data: bytes) -> Feed:
    """A JSON Feed (jsonfeed.org, version 1.1)."""
    try:
        told = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise SourceError(f"is no JSON Feed: {error}") from error
    if not isinstance(told, dict) or not str(told.get("version", "")).startswith("https://jsonfeed.org/"):
        raise SourceError("is JSON but no JSON Feed", remedy="name an RSS, Atom or JSON feed")
    items = told.get("items")
    entries = tuple(
        Entry(
            item["url"], _text(item.get("title")), _date(item.get("date_published")), _date(item.get("date_modified"))
        )
        for item in (items if isinstance(items, list) else [])
        if isinstance(item, dict) and isinstance(item.get("url"), str)
    )
    return Feed(_text(told.get("title")), entries)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _date(value: object) -> str | None:
    return iso(value) if isinstance(value, str) else None


def _page_error(data: bytes, url: str) -> SourceError:
    """The error for a page, with the feeds that it names (HTML, section 4.6.6.1: `rel=alternate`)."""
    found = []
    for link in _ALTERNATE.findall(data[:500_000].decode("utf-8", "replace")):
        told = {name.lower(): unescape(value) for name, value in _ATTRIBUTE.findall(link)}
        if told.get("type", "").lower() in _FEED_TYPES and told.get("href"):
            found.append(urljoin(url, told["href"]))
    remedy = f"follow {' or '.join(found[:3])}" if found else "look for its feed or sitemap"
    return SourceError("is a page, not a feed", remedy=remedy)
