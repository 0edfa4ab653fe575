"""Plain text to an article: the headline, the date line or dateline, lines that were wrapped.

The text stays as it was read, character by character.  Two things are mended, so that paragraphs are paragraphs: the
line ends inside hard-wrapped paragraphs become blanks (which moves no offset), and an empty line is put after a
headline that has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from statistics import median

from inquit.sources.assemble import Draft
from inquit.sources.dates import DateLine, date_line, dateline
from inquit.sources.encodings import clean, decode
from inquit.types import PublishedCandidate

MAX_HEADLINE_CHARS = 200
MAX_HEADLINE_WORDS = 30
MAX_OPENING_CHARS = 20_000
DATE_LINES = 6  # a date line stands among the first lines: headline, lead, byline, date
DATELINE_LINES = 5
PARAGRAPH_LINE_CHARS = 100  # a longer line is not one of a text that was wrapped for a terminal or a mail (72 to 80)

ABBREVIATED_END = re.compile(r"\b(?:[A-Z]\.){2,}$|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|St|a\.m|p\.m)\.$")
SENTENCE_END = re.compile(r"[.;:,]\s*[\"'”’)\]]*$")
BYLINE = re.compile(r"by\s+[A-Z]", re.I)
ADDRESS = re.compile(r"https?://\S+$|[\w.-]+@[\w.-]+$")


@dataclass(frozen=True, slots=True)
class Opening:
    """What the first lines of a text tell.

    Attributes:
        title: The headline, or `None`.  It comes first, but in press releases, which begin with sender and date.
        end: Position after the headline; 0 without one.
        dates: The date line, or `None`.
        dateline: Date of an agency's dateline, without a year as `XXXX-03-03`; or `None`.
    """

    title: str | None
    end: int
    dates: DateLine | None
    dateline: str | None

    @property
    def candidates(self) -> tuple[PublishedCandidate, ...]:
        """The dates found, the most trusted first."""
        dates = self.dates or DateLine()
        found = (
            (dates.published, "date line"),
            (self.dateline, "dateline"),
            (dates.modified, "date line, updated"),
            (dates.modified_ago, "date line, updated, counted from an unknown day"),
        )
        return tuple(PublishedCandidate(value, origin) for value, origin in found if value)


def draft_from_bytes(data: bytes, *, declared: str | None = None) -> Draft:
    """Draft an article from the bytes of a plain text; `declared` is the transport's character set."""
    decoded = decode(data, declared=declared)
    draft = draft_from_text(decoded.text)
    draft.warnings = (*decoded.warnings, *draft.warnings)
    return draft


def draft_from_text(text: str) -> Draft:
    """Draft an article from a plain text."""
    text, warnings = clean(text)
    text = text.strip("\n\t \xa0")
    if width := wrapped_at(text):
        text = unwrapped(text, width)
        warnings = (*warnings, f"Joined the lines of paragraphs that were wrapped at {width} characters.")
    opening = read_opening(text)
    if opening.title and not text.startswith("\n\n", opening.end):
        text = text[: opening.end] + "\n\n" + text[opening.end :].lstrip("\n\t ")
    dates = opening.dates or DateLine()
    return Draft(
        text, title=opening.title, published_candidates=opening.candidates, modified=dates.modified, warnings=warnings
    )


def read_opening(text: str) -> Opening:
    """Find headline, date line and dateline in the first lines of a text that begins with a character."""
    lines = list(islice(_lines(text[:MAX_OPENING_CHARS]), DATE_LINES))
    dates = next((found for _, line in lines if (found := date_line(line))), None)
    day = next((told for _, line in lines[:DATELINE_LINES] if (told := dateline(line))), None)
    if dates is not None and (under := _under_letterhead(text)):
        return Opening(*under, dates, day)
    if len(lines) < 2 or not _is_headline(lines[0][1]) or dateline(lines[0][1]):
        return Opening(None, 0, dates, day)
    title, end = lines[0][1], lines[0][0] + len(lines[0][1])
    follows = lines[1][1]
    alone = text.startswith("\n\n", end) or re.match(r"[ \t]*\n[ \t]*\n", text[end:]) is not None
    if alone or date_line(follows) or BYLINE.match(follows) or len(follows) > PARAGRAPH_LINE_CHARS:
        return Opening(title, end, dates, day)
    return Opening(None, 0, dates, day)


def _under_letterhead(text: str) -> tuple[str, int] | None:
    """The headline and its end under the sender and date of a press release; `None` where no such block comes first."""
    head, _, _ = text[:MAX_OPENING_CHARS].partition("\n\n")
    block = head.split("\n")
    if not 2 < len(block) < DATE_LINES or not date_line(block[-1].strip()) or any(map(date_line, block[:-1])):
        return None
    if any(len(line) > PARAGRAPH_LINE_CHARS or BYLINE.match(line) for line in block):
        return None
    start, line = next(_lines(text[len(head) : MAX_OPENING_CHARS]), (0, ""))
    end = len(head) + start + len(line)
    return (line, end) if _is_headline(line) and text.startswith("\n\n", end) else None


def wrapped_at(text: str) -> int | None:
    """The width at which the text's paragraphs were wrapped; `None` where a line is a paragraph.

    A text counts as wrapped where at least four lines run on inside paragraphs, none is longer than a paragraph's line
    would be, and those that run on fill most of the width.
    """
    running: list[int] = []
    longest = 0
    for block in re.split(r"\n[ \t]*\n", text):
        lengths = [len(line.rstrip()) for line in block.split("\n")]
        longest = max(longest, *lengths)
        running += lengths[:-1]
    if len(running) < 4 or longest > PARAGRAPH_LINE_CHARS or longest < 40:
        return None
    return longest if median(running) >= 0.8 * longest else None


def unwrapped(text: str, width: int) -> str:
    """The text with each line end inside a paragraph made a blank; its length is the same.

    A line that leaves more than a third of the width free ends there on purpose: a headline, a date line, an address.
    """
    lines = text.split("\n")
    parts = []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        runs_on = len(line.rstrip()) * 3 > width * 2 and bool(after.strip())
        parts += [line, " " if runs_on else "\n"]
    return "".join(parts)[: len(text)]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """`(start, line)` of each line with a character in it."""
    start = 0
    for line in text.split("\n"):
        if stripped := line.strip():
            yield start + line.index(stripped), stripped
        start += len(line) + 1


def _is_headline(line: str) -> bool:
    if len(line) > MAX_HEADLINE_CHARS or len(line.split()) > MAX_HEADLINE_WORDS or not re.search(r"[^\W\d_]{2}", line):
        return False
    if SENTENCE_END.search(line) and not ABBREVIATED_END.search(line):
        return False
    return not (date_line(line) or BYLINE.match(line) or ADDRESS.match(line))
