"""Office texts (.docx, ECMA-376 part 1) to articles: their paragraphs, tracked changes as if accepted.

Ours and not python-docx: it shows deleted words where a text keeps its changes, and this reads a third of it.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

from inquit.errors import NotAnArticleError, SourceError
from inquit.sources.assemble import Draft
from inquit.sources.paragraphs import shown
from inquit.sources.text import read_opening
from inquit.sources.wacz import ZIP_ERRORS

if TYPE_CHECKING:
    from lxml.etree import _Element

MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
MAX_PART_BYTES = 50_000_000
SAVE_AGAIN = "open it in a word processor and save it again"
# What was deleted or moved away, what is no text, and the older drawing of a text box, whose words stand in the newer.
LEFT_OUT = frozenset({f"{MAIN}del", f"{MAIN}moveFrom", f"{MAIN}instrText", f"{MAIN}delText", FALLBACK})
BLANKS = {f"{MAIN}tab": "\t", f"{MAIN}br": " ", f"{MAIN}cr": " ", f"{MAIN}noBreakHyphen": "-"}
TITLE_STYLES = ("title", "heading1", "headline")


def draft_from_docx(data: bytes) -> Draft:
    """Draft an article from the bytes of an office text.

    Raises:
        SourceError: It is damaged, or larger unpacked than any text is.
        NotAnArticleError: It holds no text.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            document = _parsed(_part(archive, "word/document.xml"))
            has_core = "docProps/core.xml" in archive.namelist()
            core = _parsed(_part(archive, "docProps/core.xml")) if has_core else None
    except SourceError:
        raise
    except ZIP_ERRORS as error:
        raise SourceError(f"the office text is damaged ({error})", remedy=SAVE_AGAIN) from error
    found = _paragraphs(document)
    if not found:
        raise NotAnArticleError("the office text holds no words", remedy="check that it holds the article itself")
    title = found[0][1] if found[0][0] in TITLE_STYLES else None
    text = "\n\n".join(words for _, words in found)
    opening = read_opening(text)
    authors = core.findtext(f"{DUBLIN_CORE}creator") if core is not None else None
    return Draft(
        text,
        title=title or opening.title,
        authors=(shown(authors),) if authors and shown(authors) else (),
        published_candidates=opening.candidates,
        modified=opening.dates.modified if opening.dates else None,
    )


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        part = file.read(MAX_PART_BYTES + 1)
    if len(part) > MAX_PART_BYTES:
        raise SourceError(f"{name} in the office text has more than {MAX_PART_BYTES:,} bytes", remedy=SAVE_AGAIN)
    return part


def _parsed(xml: bytes) -> _Element:
    from lxml import etree

    if b"<!DOCTYPE" in xml[:10_000]:  # entities that expand; no word processor writes any
        raise SourceError("the office text declares a document type, which none does", remedy=SAVE_AGAIN)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"the office text is damaged ({error})", remedy=SAVE_AGAIN) from error


def _paragraphs(document: _Element) -> list[tuple[str, str]]:
    """`(style, words)` of each paragraph with words in it; one whose end was deleted goes on in the next."""
    found: list[tuple[str, str]] = []
    open_style, open_words = "", ""
    for paragraph in document.iter(f"{MAIN}p"):
        if any(node.tag in LEFT_OUT for node in paragraph.iterancestors()):
            continue
        properties = paragraph.find(f"{MAIN}pPr")
        style = ""
        if properties is not None and (named := properties.find(f"{MAIN}pStyle")) is not None:
            style = str(named.get(f"{MAIN}val", "")).lower()
        words = open_words + _words(paragraph)
        if properties is not None and properties.find(f"{MAIN}rPr/{MAIN}del") is not None:
            open_style, open_words = open_style or style, words
            continue
        if shown(words):
            found.append((open_style or style, shown(words)))
        open_style = open_words = ""
    if shown(open_words):
        found.append((open_style, shown(open_words)))
    return found


def _words(paragraph: _Element) -> str:
    """The words of a paragraph, without those of paragraphs in it (text boxes), which come on their own."""
    parts: list[str] = []
    waiting: list[Any] = [paragraph]
    while waiting:
        node = waiting.pop()
        if node.tag in LEFT_OUT or (node.tag == f"{MAIN}p" and node is not paragraph):
            continue
        if node.tag == f"{MAIN}t":
            parts.append(node.text or "")
        else:
            parts.append(BLANKS.get(node.tag, ""))
            waiting.extend(reversed(node))
    return "".join(parts)
