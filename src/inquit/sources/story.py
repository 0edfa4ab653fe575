"""Where the story of a page is: trafilatura's answer, or a plain extraction where it has none.

trafilatura (F1 .964 on the article extraction benchmark, the best of five tried) takes its own extraction unless a
second one (readability) finds more than twice as much, or the first is empty, no paragraphs, or holds what no story
does.  The second costs as much as the first, and where the page has no such amount of text besides links it can not be
chosen: it is asked only where it can.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from inquit.sources.paragraphs import paragraphs, shown, story_paragraphs

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

LOGGER = logging.getLogger(__name__)
# What these say about single pages is told in `Article.warnings`; without a handler Python prints it on stderr.
for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

# trafilatura took 3 s for a page of 20,000 elements, 8 s for 40,000, 20 s for 80,000 (one core, version 2.3.1).
MAX_EXTRACTED_ELEMENTS = 20_000
# It also recurses over the levels; Python allows 1,000 frames. libxml2 itself drops what lies deeper than 2,048.
MAX_EXTRACTED_DEPTH = 150
MIN_STORY_CHARS = 60  # shorter than one sentence: a cookie note, not a story
# trafilatura's `MIN_EXTRACTED_SIZE` (250): a shorter story makes it look for another.
MIN_SURE_CHARS = 300
READABILITY_WINS = 2  # times as much text
# What trafilatura calls unclean (`external.SANITIZED_XPATH`): with one of these in it the story is looked at again.
UNCLEAN = (
    "aside", "audio", "button", "fencedframe", "fieldset", "figure", "footer", "iframe", "input", "label", "link",
    "nav", "noindex", "noscript", "object", "option", "select", "source", "svg", "time",
)  # fmt: skip
NO_TEXT = frozenset({"a", "button", "head", "iframe", "noscript", "script", "select", "style", "svg", "template"})


def too_large(elements: int, depth: int) -> str:
    """Why trafilatura may not have the page; empty where it may."""
    if elements > MAX_EXTRACTED_ELEMENTS:
        return f"{elements:,} elements, limit {MAX_EXTRACTED_ELEMENTS:,}"
    if depth > MAX_EXTRACTED_DEPTH:
        return f"elements nested {depth:,} deep, limit {MAX_EXTRACTED_DEPTH:,}"
    return ""


def story_of(tree: HtmlElement, *, unfit: str = "") -> tuple[list[str], tuple[str, ...]]:
    """The story's paragraphs, and a warning where the plain extraction found them.

    Args:
        tree: The page; it stays as it is.
        unfit: Why trafilatura may not have it; empty where it may.
    """
    if unfit:
        return story_paragraphs(tree), (f"Read plainly: {unfit}.",)
    try:
        document = _extracted(tree)
    except Exception as error:  # any page may hit any bug of the extraction; the page is still readable
        LOGGER.debug("extraction failed, the page is read plainly", exc_info=error)
        return story_paragraphs(tree), (f"Read plainly: the extraction failed ({type(error).__name__}).",)
    story = paragraphs(document.body) if document is not None and document.body is not None else []
    if sum(map(len, story)) < MIN_STORY_CHARS:
        return story_paragraphs(tree), ("Read plainly: the extraction found no story.",)
    return story, ()


def _extracted(tree: HtmlElement) -> Document | None:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    for fast in (True, False):
        document = bare_extraction(
            tree, fast=fast, favor_precision=True, include_comments=False, with_metadata=False
        )  # it works on a copy
        if isinstance(document, Document) and (not fast or _is_sure(document, tree)):
            return document
    return None


def _is_sure(document: Document, tree: HtmlElement) -> bool:
    """Whether the story would stay what it is after a comparison with other extractions."""
    body = document.body
    if body is None or next(body.iter(*UNCLEAN), None) is not None:
        return False
    size = len(shown("".join(body.itertext())))
    told = sum(bool("".join(paragraph.itertext()).strip()) for paragraph in body.iter("p"))
    tables = sum(1 for _ in body.iter("table"))
    return size >= MIN_SURE_CHARS and told > tables and _text_size(tree) <= READABILITY_WINS * size


def _text_size(tree: HtmlElement) -> int:
    """How many characters a page shows besides its links, white space collapsed."""
    size, inside = 0, [tree]
    while inside:
        for element in inside.pop():
            if element.tag not in NO_TEXT:
                size += len(" ".join((element.text or "").split()))
                inside.append(element)
            size += len(" ".join((element.tail or "").split()))
    return size
