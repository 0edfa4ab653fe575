"""What a page says about itself: title, authors, outlet, address, dates; from JSON-LD, meta elements, visible marks.

Ours and not trafilatura's metadata module: that one keeps a single date without its hour, zone and origin, and takes
the title of the social preview where the page shows another.  Its answer fills what is still missing (`html` asks it).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from inquit.sources.dates import date_line, iso
from inquit.types import PublishedCandidate

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ARTICLE_TYPE = re.compile(r"Article$|^(BlogPosting|Report|PressRelease|Review|LiveBlogPosting)$")
PAGE_TYPES = {"WebPage", "ItemPage"}
MAX_NODES = 5_000  # of JSON-LD; real pages have some dozens
# Later and deeper ones belong to related stories and comments; the limits also keep hostile pages from costing time,
# since the text and the ancestors of each element are looked at.
MAX_TIMES = 40
MAX_HEADINGS = 10
MAX_ANCESTORS = 100
MAX_BYLINE_CHARS = 500

META_PUBLISHED = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "parsely-pub-date", "pubdate",
    "publishdate", "publish-date", "publish_date", "date", "dc.date.issued", "dc.date", "dcterms.created",
    "dcterms.date", "sailthru.date", "cxenseparse:recs:publishtime", "citation_publication_date",
)  # fmt: skip
META_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "last-modified",
)  # fmt: skip
META_AUTHOR = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
META_TITLE = ("og:title", "dc.title", "parsely-title", "twitter:title")
META_OUTLET = ("og:site_name", "dc.publisher", "publisher", "application-name")

DATE_CLASS = re.compile(r"date|time|publish|byline|posted|meta", re.I)
ELSEWHERE = re.compile(r"related|comment|sidebar|most-|popular|teaser|card|promo|next-|footer|recirc", re.I)
TITLE_SEPARATOR = re.compile(r"\s+(?:[|–—·•»:]|-)\s+")


@dataclass(slots=True)
class PageData:
    """What a page says about itself; empty where it does not.

    Attributes:
        published: Candidates in the order of trust.
        modified: Candidates likewise.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published: list[PublishedCandidate] = field(default_factory=list)
    modified: list[PublishedCandidate] = field(default_factory=list)


def page_data(tree: HtmlElement) -> PageData:
    """Collect what the page declares and shows; the tree is not changed."""
    meta = _meta(tree)
    main, page = _linked_data(tree)
    data = PageData(
        outlet=_first(
            _name(main.get("publisher")), *(meta.get(name) for name in META_OUTLET), _name(page.get("publisher"))
        ),
        url=_url(tree, meta),
        language=_language(tree, main),
    )
    data.title = _title(tree, meta, main, data.outlet)
    data.outlet = data.outlet or _outlet_in_title(tree, data.title)
    data.authors = _authors(tree, meta, main)
    for node in (main, page):
        _add(data.published, node.get("datePublished"), "json-ld datePublished")
        _add(data.modified, node.get("dateModified"), "json-ld dateModified")
    for name in META_PUBLISHED:
        _add(data.published, meta.get(name), f"meta {name}")
    for name in META_MODIFIED:
        _add(data.modified, meta.get(name), f"meta {name}")
    _add_visible_dates(tree, data)
    return data


def _add(candidates: list[PublishedCandidate], value: Any, origin: str) -> None:
    if isinstance(value, str) and (date := iso(value)):
        candidate = PublishedCandidate(date, origin)
        if candidate not in candidates:
            candidates.append(candidate)


def _first(*values: str | None) -> str | None:
    """The first value with a character in it, white space collapsed."""
    return next((text for value in values if value and (text := " ".join(value.split()))), None)


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for key in ("property", "name", "itemprop"):
            if content and (name := element.get(key)):
                found.setdefault(name.strip().lower(), content)
    return found


def _linked_data(tree: HtmlElement) -> tuple[dict[str, Any], dict[str, Any]]:
    """The JSON-LD objects of the article and of the page, empty where there is none.

    The first article in breadth-first order is taken: those of "related stories" lists lie deeper.
    """
    main: dict[str, Any] = {}
    page: dict[str, Any] = {}
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in _nodes(script.text or ""):
            types = node.get("@type")
            names = [name for name in (types if isinstance(types, list) else [types]) if isinstance(name, str)]
            if not main and any(ARTICLE_TYPE.search(name) for name in names):
                main = node
            elif not page and not PAGE_TYPES.isdisjoint(names):
                page = node
    return main, page


def _nodes(source: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script, breadth first, lists of other pages left out."""
    source = (
        re.sub(r"^\s*(<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(-->|//\s*\]\]>|\]\]>)\s*$", "", source).strip().rstrip(";")
    )
    try:
        queue: list[Any] = [json.loads(source, strict=False)]
    except (ValueError, RecursionError):
        yield _rescued(source)
        return
    for count, node in enumerate(queue):
        if count >= MAX_NODES:
            return
        if isinstance(node, dict):
            yield node
            queue += [value for key, value in node.items() if key in ("@graph", "mainEntity", "mainEntityOfPage")]
        elif isinstance(node, list):
            queue += node


def _rescued(source: str) -> dict[str, Any]:
    """The dates and headline of JSON-LD that does not parse, as if they were an article's."""
    pattern = r'"(datePublished|dateModified|headline)"\s*:\s*"([^"\\\n]{1,300})"'
    found: dict[str, str] = dict(reversed(re.findall(pattern, source)))
    return {"@type": "NewsArticle", **found} if found else {}


def _name(value: Any) -> str | None:
    """The name of a JSON-LD person or organisation, given as string, object or list."""
    value = value[0] if isinstance(value, list) and value else value
    name = value.get("name") if isinstance(value, dict) else value
    return name if isinstance(name, str) and not name.startswith("http") else None


def _authors(tree: HtmlElement, meta: dict[str, str], main: dict[str, Any]) -> tuple[str, ...]:
    given = main.get("author") or main.get("creator")
    names: Sequence[str | None] = [_name(item) for item in (given if isinstance(given, list) else [given])]
    if not any(names):
        names = [value for key in META_AUTHOR if (value := meta.get(key)) and "://" not in value][:1]
    if not any(names):
        names = [_inner_text(element) for element in tree.xpath('//*[@rel="author" or @itemprop="author"]')[:5]]
    lines = [_without_by(_first(name) or "")[:MAX_BYLINE_CHARS] for name in names]
    parts = [part.strip() for line in lines for part in re.split(r";|,| and | & ", line)]
    return tuple(dict.fromkeys(part for part in parts if 1 < len(part) < 80))


def _without_by(name: str) -> str:
    return re.sub(r"^by:? ", "", name, flags=re.I)


def _inner_text(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _title(tree: HtmlElement, meta: dict[str, str], main: dict[str, Any], outlet: str | None) -> str | None:
    """The headline that the page shows, else the one that it declares.

    Social previews are reworded to be clicked, so `og:title` comes after the page's own `<h1>` and JSON-LD.
    """
    inner = [_inner_text(element) for element in islice(tree.iter("h1"), MAX_HEADINGS)]
    headings = [text for text in inner if text and text != outlet]
    declared = main.get("headline") or main.get("name")
    declared = declared if isinstance(declared, str) else None
    title = tree.find(".//title")
    from_title = _without_outlet(_inner_text(title) if title is not None else "", outlet)
    social = next((_without_outlet(meta[name], outlet) for name in META_TITLE if meta.get(name)), None)
    return _first(headings[0] if len(headings) == 1 else None, declared, social, from_title, *headings)


def _outlet_in_title(tree: HtmlElement, headline: str | None) -> str | None:
    """What the title element says behind the headline, "Headline - Outlet"; `None` where it is more than a name."""
    element = tree.find(".//title")
    title = _inner_text(element) if element is not None else ""
    if not headline or not title.lower().startswith(headline.lower()):
        return None
    rest = TITLE_SEPARATOR.split(title[len(headline) :])
    return rest[1] if len(rest) == 2 and not rest[0] and 0 < len(rest[1].split()) <= 5 else None


def _without_outlet(title: str, outlet: str | None) -> str:
    """The title element's text without the outlet's name behind or before a dash or bar."""
    title = " ".join(title.split())
    parts = TITLE_SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    if outlet:
        cut = re.escape(outlet)
        return re.sub(rf"\s+[|–—·•»:-]\s+{cut}.*$|^{cut}\s+[|–—·•»:-]\s+", "", title, flags=re.I)
    # Without a known outlet a short last part with capital letters is taken for one.
    last = parts[-1]
    is_name = len(last.split()) <= 4 and all(word[:1].isupper() or word in ("of", "the") for word in last.split())
    return title[: title.rindex(last)].rstrip(" |–—·•»:-") if is_name else title


def _url(tree: HtmlElement, meta: dict[str, str]) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for url in (*links, meta.get("og:url")):
        if url and re.match(r"https?://[^\s/]+", url.strip()) and _splits(url.strip()):
            return str(url.strip())
    return None


def _splits(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _language(tree: HtmlElement, main: dict[str, Any]) -> str | None:
    given = tree.get("lang") or main.get("inLanguage")
    match = re.match(r"\s*([a-z]{2})\b", given, re.I) if isinstance(given, str) else None
    return match[1].lower() if match else None


def _add_visible_dates(tree: HtmlElement, data: PageData) -> None:
    """Dates of `<time>` elements and of short elements with a date-like class, those of other stories left out."""
    seen = 0
    for element in tree.iter("time", "span", "div", "p"):
        label = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('id') or ''}"
        if element.tag != "time" and not DATE_CLASS.search(label):
            continue
        seen += 1
        if seen > MAX_TIMES:
            return
        around = islice(element.iterancestors(), MAX_ANCESTORS)
        if any(ELSEWHERE.search(f"{node.get('class')} {node.get('id')}") for node in (element, *around)):
            continue
        if element.tag == "time" and (stamp := element.get("datetime")):
            changed = re.search(r"modif|updat", label, re.I)
            _add(data.modified if changed else data.published, stamp, "time element")
            continue
        text = _inner_text(element)
        if len(text) < 160 and (dates := date_line(text)):
            _add(data.published, dates.published, "date line")
            _add(data.modified, dates.modified, "date line, updated")
