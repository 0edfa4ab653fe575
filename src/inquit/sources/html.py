"""A page to an article: what the page says about itself, and the story without all that stands around it.

trafilatura finds the story (see `story`), favouring precision, comments off.  It drops a block quotation's `footer` and
`cite`, who are the speaker, and captions: these become paragraphs first.  Pages are hostile input, so size, number and
depth of elements are checked before anything walks the tree, and a page that is too large for trafilatura or makes it
fail is read by a plain extraction, with a warning.
"""

from __future__ import annotations

import logging
import re
from itertools import islice
from typing import TYPE_CHECKING

from inquit.errors import NotAnArticleError, SourceError
from inquit.sources.assemble import Draft
from inquit.sources.dates import dateline, iso
from inquit.sources.encodings import decode
from inquit.sources.notices import drop_notices
from inquit.sources.pagedata import ELSEWHERE, PageData, page_data
from inquit.sources.paragraphs import shown
from inquit.sources.story import MIN_STORY_CHARS, story_of, too_large
from inquit.sources.text import DATELINE_LINES
from inquit.types import PublishedCandidate

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LOGGER = logging.getLogger(__name__)

NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2: lxml refuses to set them

# Measured on 3,000,000 empty elements: parsing took 3 s and 430 MB, counting them 5 s more; 400,000 stay near a second.
MAX_TAGS = 400_000
MAX_DEPTH = 2_000
# Parsing time grows with the square of an element's attributes: 2,000 took 8 ms, 20,000 took 0.8 s (libxml2 2.14).
# Real elements have some dozens. The expression is a tag as the HTML tokenizer sees it (13.2.5.32 to 13.2.5.40), and
# never goes back.
TOO_MANY_ATTRIBUTES = re.compile(
    r"""<[a-zA-Z][^\s/>]*+(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+){300,}+"""
)
MAX_ATTRIBUTE_CHARS = 2_000

STANDFIRST = re.compile(
    r"stand-?first|sub-?(title|head(line)?|deck)|(^|[\s_-])(dek|deck|lead|lede|intro|summary|strap-?line|preamble|kicker-text)"
    r"($|[\s_-])",
    re.I,
)
MAX_STANDFIRSTS = 20
STANDFIRST_LEVELS = 4
MIN_STANDFIRST_CHARS, MAX_STANDFIRST_CHARS = 30, 600  # shorter: a label; longer: the story
SAVE_RENDERED = "save the page as a browser shows it once its scripts have run, or copy its text into a file"


def draft_from_page(data: bytes, *, declared: str | None = None, url: str | None = None) -> Draft:
    """Draft an article from the bytes of a page.

    Args:
        data: The page.
        declared: Character set that the transport named.
        url: Where the page was fetched from; wins over the address that the page gives for itself.

    Raises:
        SourceError: The page has no text, or is larger or deeper than any real page.
    """
    # 1. Decode: byte order mark, transport, <meta>, the bytes themselves.
    decoded = decode(data, declared=declared, html=True)
    # 2. Parse, within limits.
    tree, elements, depth = _parsed(decoded.text)
    # 3. Read what the page says about itself, before anything is removed.
    about = page_data(tree)
    # 4. Mend, where the extraction can take the page: notices go, quotation footers and captions become paragraphs.
    unfit = too_large(elements, depth)
    standfirst = _standfirst(tree)
    if not unfit:
        drop_notices(tree)
        _mend(tree)
    # 5. Extract the story; plainly where trafilatura cannot.
    story, warnings = story_of(tree, unfit=unfit)
    if sum(map(len, story)) < MIN_STORY_CHARS:
        raise NotAnArticleError(f"no story was found in the page ({elements:,} elements)", remedy=SAVE_RENDERED)
    # 6. Fill what the page did not say plainly.
    _fill(about, tree, story, url, guess=not unfit)
    # 7. Put the headline first, then the standfirst, then the story without repeating either.
    text = _text(about.title, standfirst, story)
    return Draft(
        text,
        url=url or about.url,
        outlet=about.outlet,
        title=shown(about.title) if about.title else None,
        authors=about.authors,
        published_candidates=(*about.published, *about.modified),
        modified=about.modified[0].value if about.modified else None,
        language=about.language,
        warnings=(*decoded.warnings, *warnings),
    )


def _parsed(source: str) -> tuple[HtmlElement, int, int]:
    """The tree with its number of elements and its depth.

    Raises:
        SourceError: There is no element, or there are too many, or they lie too deep.
    """
    from lxml import etree, html

    if (tags := source.count("<")) > MAX_TAGS:
        raise SourceError(f"{tags:,} tags, limit {MAX_TAGS:,}", remedy="no page is that large; check what the file is")
    source = TOO_MANY_ATTRIBUTES.sub("<p", source)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    # lxml would ask Python for the class of each element, to give forms and inputs classes of their own.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    try:
        tree = html.document_fromstring(source.encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise NotAnArticleError("the page has no text", remedy=SAVE_RENDERED) from error
    elements = depth = 0
    level = [tree]
    while level:
        for element in level:
            _shorten(element)
        elements, depth = elements + len(level), depth + 1
        level = [child for element in level for child in element]
    if depth > MAX_DEPTH:
        raise SourceError(
            f"elements nested {depth:,} deep or deeper, limit {MAX_DEPTH:,}",
            remedy="no page is that deep; check what the file is",
        )
    return tree, elements, depth


def _shorten(element: HtmlElement) -> None:
    """Cut the attributes that trafilatura tests with expressions: a class of 7 MB cost it 18 seconds."""
    for name in ("class", "id"):
        value = element.get(name)
        if value is not None and len(value) > MAX_ATTRIBUTE_CHARS:
            element.set(name, value[:MAX_ATTRIBUTE_CHARS])


def _standfirst(tree: HtmlElement) -> str | None:
    """The lead between headline and story, which the extraction drops with the header around it.

    It is named as one and stands near the headline: teasers of other stories have "summaries" too.
    """
    named = (element for element in tree.iter("p", "h2", "h3", "div") if STANDFIRST.search(element.get("class") or ""))
    for element in islice(named, MAX_STANDFIRSTS):
        near = islice(element.iterancestors(), STANDFIRST_LEVELS)
        if not any(node.tag != "body" and node.find(".//h1") is not None for node in near):
            continue
        text = shown("".join(element.itertext()))
        if MIN_STANDFIRST_CHARS <= len(text) <= MAX_STANDFIRST_CHARS:
            return text
    return None


def _mend(tree: HtmlElement) -> None:
    """Make speakers of quotations and captions paragraphs, and show the marks that a browser puts around `<q>`."""
    # From the last to the first: each moves what follows it in its paragraph, which is little when the others are gone.
    for figure in reversed(list(tree.iter("figure"))):
        _lift(figure)
    for element in list(tree.iter("footer", "cite", "figcaption", "figure", "q")):
        within = {node.tag for node in element.iterancestors()}
        parent = element.getparent()
        if element.tag == "q":
            _quote(element)
        elif element.tag == "figure":
            if next(element.iter("figcaption", "blockquote", "p"), None) is not None:
                _rename(element, "div")
        elif element.tag == "cite":
            outer = parent is not None and parent.tag in ("blockquote", "figure", "div")
            _rename(element, "p" if outer and within & {"blockquote", "figure"} else "span")
        elif element.tag == "figcaption" or "blockquote" in within:
            _rename(element, "p")


def _lift(element: HtmlElement) -> None:
    """Move a block out of the paragraph that was never closed before it, with what follows it in the paragraph."""
    paragraph = element.getparent()
    if paragraph is None or paragraph.tag != "p" or paragraph.getparent() is None:
        return
    following = list(element.itersiblings())
    after = paragraph.makeelement("p")
    after.text, element.tail = _settable(element.tail), None
    after.extend(following)
    after.tail, paragraph.tail = _settable(paragraph.tail), None
    paragraph.addnext(after)
    paragraph.addnext(element)


def _rename(element: HtmlElement, tag: str) -> None:
    # The class goes too: trafilatura drops whatever is called "caption" or "footer".
    element.attrib.clear()
    element.tag = tag


def _quote(element: HtmlElement) -> None:
    element.tag = "span"
    element.text = "“" + _settable(element.text)
    if len(element):
        element[-1].tail = _settable(element[-1].tail) + "”"
    else:
        element.text += "”"


def _settable(text: str | None) -> str:
    """The text of an element as lxml takes it back; references like `&#1;` bring in what it does not."""
    return NOT_XML.sub(" ", text or "")


def _fill(about: PageData, tree: HtmlElement, story: list[str], url: str | None, *, guess: bool) -> None:
    """Dates from datelines, the address and, last, trafilatura's guesses for title, authors, outlet and date."""
    for paragraph in story[:DATELINE_LINES]:
        if day := dateline(paragraph):
            about.published.append(PublishedCandidate(day, "dateline"))
            break
    address = url or about.url or ""
    match = re.search(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/_.-]|$)", address)
    if match and (day := iso("-".join(match.groups()))):
        about.published.append(PublishedCandidate(day, "url"))
    if not guess or (about.title and about.outlet and about.published):
        return
    from trafilatura.metadata import extract_metadata

    _drop_other_stories(tree)  # it would take their dates
    try:
        guessed = extract_metadata(tree, url, extensive=False)
    except Exception as error:  # as above: a page may hit any bug
        LOGGER.debug("metadata extraction failed", exc_info=error)
        return
    about.title = about.title or guessed.title
    about.outlet = about.outlet or guessed.sitename
    if not about.authors and guessed.author:
        about.authors = tuple(guessed.author.split("; "))
    if not about.published and guessed.date and (day := iso(guessed.date)):
        about.published.append(PublishedCandidate(day, "trafilatura"))


def _drop_other_stories(tree: HtmlElement) -> None:
    for element in list(tree.iter("aside", "div", "footer", "li", "nav", "section", "ul")):
        named = ELSEWHERE.search(f"{element.get('class')} {element.get('id')}")
        if (named or element.tag in ("aside", "footer", "nav")) and element.find(".//h1") is None:
            element.drop_tree()


def _text(title: str | None, standfirst: str | None, story: list[str]) -> str:
    headline = shown(title) if title else ""
    body = [text for number, text in enumerate(story) if number > 2 or not _same(text, headline)]
    lead = (
        [standfirst] if standfirst and not any(_same(text, standfirst) or standfirst in text for text in body) else []
    )
    return "\n\n".join([*([headline] if headline else []), *lead, *body])


def _same(one: str, other: str) -> bool:
    """Whether two paragraphs have the same letters and digits."""
    return re.sub(r"\W", "", one).lower() == re.sub(r"\W", "", other).lower()
