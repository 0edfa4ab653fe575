"""Notices of the site inside and around a story: "Subscribe to …", "Read also", a copyright line, the label of an ad.

The extraction takes many of them for paragraphs, since they are: one or two sentences in a `<p>`.  But the page itself
says what they are, by the name of the element.  Names lie too: a paywalled site may call its stories `subscribers`, and
one that is sent by mail `newsletter__body`.  So only what is short is dropped, and nothing where the elements so named
hold a good part of the page's paragraphs.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Whole words of a class or id, which sites join by hyphens and underscores.  Not "share" and "social": these are posts
# and quotations as often as buttons.
NOTICE = re.compile(
    r"(?<![^\s_-])(?:subscri(?:be|ption)|newsletter|copyright|disclaimer|(?:read|see|more)[_-]?also|also[_-]?read|read[_-]?more"
    r"|ad[_-]?(?:box|slot|label|unit)|advert(?:isement)?)(?![^\s_-])",
    re.I,
)
TAGS = ("aside", "center", "div", "form", "li", "p", "section", "ul")
MAX_CHARS = 300  # two or three sentences
MAX_ELEMENTS = 40
MAX_SHARE = 0.25


def drop_notices(tree: HtmlElement) -> None:
    """Take the notices out of a page; the text around them stays.

    Args:
        tree: The page, no more than some ten thousand elements of it.
    """
    found: list[HtmlElement] = []
    inside: set[HtmlElement] = set()
    characters = 0
    for element in tree.iter(*TAGS):
        named = NOTICE.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        if named and element not in inside and (size := _size(element)) is not None:
            found.append(element)
            inside.update(element.iterdescendants())
            characters += size
    if characters > MAX_SHARE * sum(map(_paragraph_size, tree.iter("p"))):
        return
    for element in found:
        element.drop_tree()


def _size(element: HtmlElement) -> int | None:
    """The number of characters in a short element; `None` where it is longer, or holds a headline."""
    size = len(element.text or "")
    for number, inner in enumerate(islice(element.iterdescendants(), MAX_ELEMENTS + 1)):
        size += len(inner.text or "") + len(inner.tail or "")
        if number == MAX_ELEMENTS or size > MAX_CHARS or inner.tag == "h1":
            return None
    return size if size <= MAX_CHARS else None


def _paragraph_size(paragraph: HtmlElement) -> int:
    """Its characters, but for those of elements in elements, so that hostile nesting is not counted again and again."""
    return len(paragraph.text or "") + sum(len(inner.text or "") + len(inner.tail or "") for inner in paragraph)
