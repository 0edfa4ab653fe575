"""PDF documents with a text layer to articles: paragraphs in reading order, without what stands on every page.

pdfminer.six finds lines and blocks; it is slow on large documents and knows no limits, so `page_process` runs this.
Paragraphs go on over lines, columns and pages; words parted at a line's end are joined; lines that stand at the same
height of most pages, and page numbers, are no text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from inquit.errors import NotAnArticleError, SourceError
from inquit.sources.assemble import Draft
from inquit.sources.paragraphs import shown
from inquit.sources.text import read_opening

MAX_PAGES = 2_000
MIN_TEXT_CHARS = 40
HEADLINE_RATIO = 1.2  # a headline's letters are larger than those of the text by this
MAX_HEADLINE_CHARS = 200
MARGIN_SHARE = 0.12  # running heads stand in the outer eighth of a page
INSTALL = "pip install 'inquit[docs]'"
PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–—\s]*\d{1,4}[-–—\s]*(?:(?:of|/)\s*\d{1,4})?", re.I)
ENDS = re.compile(r"[.!?:;][\"'”’)\]]*$")
PARTED = re.compile(r"[a-z]-$")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of lines that belong together.

    Attributes:
        height: Of its letters, in points.
        in_margin: Whether it stands at the top or the bottom of its page.
    """

    page: int
    text: str
    height: float
    in_margin: bool


def draft_from_pdf(data: bytes) -> Draft:
    """Draft an article from the bytes of a PDF document.

    Raises:
        SourceError: It is damaged or locked, or what reads it is not installed.
        NotAnArticleError: It has no text layer.
    """
    blocks = _without_running_heads(list(_blocks(data)))
    title = _headline(blocks)
    texts = list(_joined(block.text for block in blocks if block is not title))
    if sum(map(len, texts)) < MIN_TEXT_CHARS:
        remedy = "run it through text recognition (OCR) first"
        raise NotAnArticleError("the PDF document has no text layer", remedy=remedy)
    text = "\n\n".join([*([title.text] if title else []), *texts])
    opening = read_opening(text)
    return Draft(
        text,
        title=title.text if title else opening.title,
        published_candidates=opening.candidates,
        modified=opening.dates.modified if opening.dates else None,
    )


def _blocks(data: bytes) -> Iterator[Block]:
    try:
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LAParams, LTTextContainer, LTTextLine
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError as error:
        raise SourceError("is a PDF document", remedy=INSTALL) from error
    try:
        for number, page in enumerate(extract_pages(BytesIO(data), maxpages=MAX_PAGES, laparams=LAParams())):
            for box in page:
                if not isinstance(box, LTTextContainer):
                    continue
                lines = [line for line in box if isinstance(line, LTTextLine) and shown(line.get_text())]
                if not lines:
                    continue
                edge = MARGIN_SHARE * page.height
                in_margin = box.y0 > page.height - edge or box.y1 < edge
                heights = sorted(line.height for line in lines)
                yield Block(number, _text_of(lines), heights[len(heights) // 2], in_margin)
    except PDFPasswordIncorrect as error:
        raise SourceError("the PDF document is locked with a password", remedy="save a copy without one") from error
    except RecursionError as error:
        raise SourceError("the PDF document is nested too deep", remedy="print it to a new PDF file") from error
    except MemoryError:
        raise
    except Exception as error:  # the library has no base error, and a damaged file can hit any part of it
        kind = type(error).__name__
        raise SourceError(f"the PDF document is damaged ({kind})", remedy="print it to a new PDF file") from error


def _text_of(lines: list[Any]) -> str:
    """The lines as one paragraph."""
    text = ""
    for line in lines:
        words = shown(line.get_text())
        text = text[:-1] + words if PARTED.search(text) and words[:1].islower() else f"{text} {words}".strip()
    return text


def _without_running_heads(blocks: list[Block]) -> list[Block]:
    pages = len({block.page for block in blocks})
    seen = Counter({(_bare(block.text), block.page) for block in blocks if block.in_margin})
    on_pages = Counter(bare for bare, _ in seen)
    return [
        block
        for block in blocks
        if not (
            block.in_margin
            and (PAGE_NUMBER.fullmatch(block.text) or (pages > 2 and on_pages[_bare(block.text)] * 2 > pages))
        )
    ]


def _bare(text: str) -> str:
    """The text without its digits: page numbers differ."""
    return re.sub(r"\d+", "", text)


def _headline(blocks: list[Block]) -> Block | None:
    """The block with the largest letters of the first page, where they are larger than those of the text."""
    first = [block for block in blocks if block.page == 0 and len(block.text) <= MAX_HEADLINE_CHARS]
    letters: Counter[float] = Counter()
    for block in blocks:
        letters[round(block.height, 1)] += len(block.text)
    if not first or not letters:
        return None
    usual = letters.most_common(1)[0][0]
    largest = max(first, key=lambda block: block.height)
    return largest if largest.height >= HEADLINE_RATIO * usual else None


def _joined(texts: Iterator[str]) -> Iterator[str]:
    """The paragraphs, those that a column or a page broke in one piece again."""
    held = ""
    for text in texts:
        if held and PARTED.search(held) and text[:1].islower():
            held = held[:-1] + text
        elif held and not ENDS.search(held) and text[:1].islower():
            held = f"{held} {text}"
        else:
            if held:
                yield held
            held = text
    if held:
        yield held
