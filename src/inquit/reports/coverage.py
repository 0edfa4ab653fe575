"""What the reader attributed to nobody: quotations, marks without their pair, and verbs of saying outside statements.

Nothing that stands in quotation marks is left out here or in the statements: where marks are odd, nested or of kinds
that news seldom use, words are rather listed than passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from inquit.reports.prepared import Bounds, Passage, Prepared, within
from inquit.reports.words import blocks

FEW_WORDS = 3
"""Words in quotation marks up to which they are hardly an utterance: a name, a title, a word held at arm's length."""

_OTHER_PAIRS = re.compile(
    r"“[^“”\n]*”|«[^«»\n]*»|``[^`'\n]*''"
    r"|‹[^›\n]*›|›[^‹›\n]*‹|「[^」\n]*」|『[^』\n]*』|‚[^‘’\n]*[‘’](?!\w)|‟[^”\n]*”|＂[^＂\n]*＂"
)
"""Pairs that `inquit.quotation` may see otherwise, where other marks stand between, or does not know, since English
news do not use them."""

_LONE = re.compile(r"[“”„«»‹›‟「」『』＂]|(?<!\d)\"|''|``|(?<![\w’'])[‘'](?=[^\W\d_])")
"""Marks that open or close.  A straight mark after a figure is an inch, a single one after a letter an apostrophe."""

_OPENING, _CLOSING = frozenset("“„«‹‟「『‘`"), frozenset("”»›」』")
_NO_QUOTATION = re.compile(r"['‘’]n['’]", re.IGNORECASE)
"""*Rock 'n' roll*."""

_ELISION = re.compile(r"[‘'](?:em|til|till|tis|twas|cause|round|bout|n|s|re|d|ll|ve|m)\b", re.IGNORECASE)
"""*'em*, *'til*: an apostrophe that stands before a word."""

_EMPTY = re.compile(r"“\s*”|„\s*[“”]|«\s*»|\"\s*\"|''\s*''|``\s*''|[‘'`]\s*['’]")
"""A pair of marks with nothing in it; two that are no pair, as in ``” … '', stand alone, each for itself."""

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_QUOTE_AFTER = re.compile(r"[,:]?\s*[“\"‘„«]|:\s")
_CLAUSE = re.compile(r"\s+(?:[\w’'-]+\s){0,2}(?:that|whether|how|why|if|as)\b(?!\s+(?:well|soon|of)\b)")
"""What follows a verb that reports words; in *told her that* a word or two stand between."""
_QUOTE_BEFORE = re.compile(r"(?:[”\"»]|[.,!?][’'])(?:[,.]?\s*(?:[\w.’'-]+\s){0,4})?$")
_WHAT = re.compile(r"\s+(?:to|that|an?|the|his|her|its|their|our|my|more|not|there|[$£€]?\d\S*)\b")
_PRONOUN_BEFORE = re.compile(r"\b(?:he|she|they|it|we|i|you|who|which)\s(?:\w+ly\s|also\s)?$", re.IGNORECASE)
_NO_VERB_BEFORE = re.compile(
    r"(?:\b(?:a|an|the|this|that|these|those|his|her|its|their|our|my|your|no|any|some|every|of|in|for|with|by|on|from"
    r"|under|make|makes|made|making|so|new|old|such|other|more|long|much|self|oft|often|widely|well|helps?)|[’']s|-)\s*$",
    re.IGNORECASE,
)
"""What before a word tells that it is a noun or an adjective: *the accused*, *in reply*, *her repeated warnings*."""


class Missing(StrEnum):
    """What was found outside statements."""

    QUOTATION = "quotation"
    PART = "part of a quotation"
    MARK = "mark without its pair"
    VERB = "reporting verb"


@dataclass(frozen=True, slots=True)
class Unattributed:
    """Words that somebody may have said, and that the reader attributed to nobody.

    Attributes:
        kind: What it is.
        where: The words: what stands in quotation marks, or the sentence of a verb or a lone mark.
        verb: The verb; `None` elsewhere.
        why: Why it is listed, in words.
    """

    kind: Missing
    where: Passage
    verb: str | None
    why: str


def unattributed(page: Prepared) -> tuple[Unattributed, ...]:
    """What was attributed to nobody, in the order of the text."""
    quotations = list(_quotations(page))
    listed = tuple((one.where.start, one.where.end) for one in quotations)
    found = [*quotations, *_lone_marks(page), *_verbs(page, listed)]
    return tuple(sorted(found, key=lambda one: (one.where.start, one.where.end, one.kind)))


def _quotations(page: Prepared) -> Iterator[Unattributed]:
    for start, end in _all_quotes(page):
        if _NO_QUOTATION.fullmatch(page.text, start, end):
            continue
        free = [part for part in page.free_parts(start, end) if _has_word(page.text, part)]
        whole = next(page.held_parts(start, end), None) is None
        if whole and free:
            yield Unattributed(Missing.QUOTATION, page.passage(start, end), None, _looks(page.text[start:end]))
        else:
            for part in free:
                why = "another part of this quotation stands in a statement"
                yield Unattributed(Missing.PART, page.passage(*part), None, why)


def _all_quotes(page: Prepared) -> list[Bounds]:
    """All quotations; of those that only a pair of marks tells the parts outside the others."""
    more = (part for pair in _OTHER_PAIRS.finditer(page.text) for part in _outside(page.quotes, *pair.span()))
    return sorted([*page.quotes, *(part for part in more if _has_word(page.text, part))])


def _outside(quotes: Sequence[Bounds], start: int, end: int) -> Iterator[Bounds]:
    """The parts of a range that stand in none of the quotations."""
    for first, last in within(quotes, start, end):
        if start < first:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end


def _looks(quoted: str) -> str:
    words = _WORD.findall(quoted)
    if len(words) <= FEW_WORDS:
        return "a few words in quotation marks: whose they are, or that they are a name, is not told"
    if all(word[0].isupper() for word in words if len(word) > FEW_WORDS):
        return "in quotation marks; by its capitals perhaps a title"
    return "in quotation marks, and no statement holds it"


def _lone_marks(page: Prepared) -> Iterator[Unattributed]:
    """Marks outside statements and outside all quotations: somebody's words may begin or end there.

    The words are those from the mark to the next quotation or the end of the paragraph, for a mark that opens; for one
    that closes, those before it; and its sentence in any case.
    """
    quotes = [one for one in _all_quotes(page) if _has_word(page.text, one) or _EMPTY.fullmatch(page.text, *one)]
    seen: set[Bounds] = set()
    for match in _LONE.finditer(page.text):
        start, end = match.span()
        if page.is_held(start, end) or _in(quotes, start, end) or _ELISION.match(page.text, start):
            continue
        first, last = page.sentence_at(start)
        before, after = _stretch(page, quotes, start)
        where = (
            min(first, start, before if match.group() not in _OPENING else start),
            max(last, end, after if match.group() not in _CLOSING else end),
        )
        if where not in seen:
            seen.add(where)
            why = f"the mark {match.group()} has no other that opens or closes with it"
            yield Unattributed(Missing.MARK, page.passage(*where), None, why)


def _stretch(page: Prepared, quotes: Sequence[Bounds], position: int) -> Bounds:
    """From the quotation before a position to the one after it, within the paragraph."""
    line_start, line_end = page.text.rfind("\n", 0, position) + 1, page.text.find("\n", position)
    line_end = len(page.text) if line_end < 0 else line_end
    before = max((end for _, end in within(quotes, line_start, position)), default=line_start)
    after = min((start for start, _ in within(quotes, position, line_end)), default=line_end)
    return before, after


def _verbs(page: Prepared, listed: tuple[Bounds, ...]) -> Iterator[Unattributed]:
    for first, last in page.sentences:
        for start, end in page.free_parts(first, last):
            for match in _pattern().finditer(page.text, start, end):
                if _in(listed, *match.span()):
                    continue  # in a quotation that is listed already
                if _is_verb(match, first, last):
                    why = f"“{match.group()}” reports words, and no statement holds it"
                    yield Unattributed(Missing.VERB, page.passage(first, last), match.group(), why)


def _is_verb(match: re.Match[str], first: int, last: int) -> bool:
    """Whether a word of the list, in the sentence `[first, last)`, is a verb there that reports somebody's words."""
    before = match.string[max(first, match.start() - 40) : match.start()]
    after = match.string[match.end() : min(last, match.end() + 80)]
    if _NO_VERB_BEFORE.search(before) or (before.endswith(", ") and after.startswith(",")):  # a boat, say, of wood
        return False
    block = _blocks()[match.group().lower()]
    quoted = bool(_QUOTE_BEFORE.search(before) or _QUOTE_AFTER.match(after))
    if block == "with words":
        return quoted or bool(_CLAUSE.match(after))
    if block == "a noun too":
        return quoted or bool(_PRONOUN_BEFORE.search(before))
    return block == "always" or quoted or bool(_WHAT.match(after))


@cache
def _blocks() -> dict[str, str]:
    """The block of each entry of the list."""
    return {entry: name for name, entries in blocks("reporting_verbs").items() for entry in entries}


@cache
def _pattern() -> re.Pattern[str]:
    entries = sorted(map(re.escape, _blocks()), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(entries)})\b", re.IGNORECASE)


def _in(ranges: Sequence[Bounds], start: int, end: int) -> bool:
    """Whether a range shares a character with one of those given, which are in order."""
    return next(within(ranges, start, end), None) is not None


def _has_word(text: str, part: Bounds) -> bool:
    return any(map(str.isalnum, text[part[0] : part[1]]))
