"""Letters, messages and papers that a text quotes from: "a letter to the board … it reads"."""

from __future__ import annotations

import re

from inquit.reading.mentions import Cast
from inquit.reading.phrases import Form, Source, describe
from inquit.types import Kind, Span

_READS = re.compile(r"\s+(?:(?:also|then|further)\s+)?(?:reads?|goes on)\b", re.IGNORECASE)
_DETERMINER = re.compile(r"\b(?:the|an?|his|her|its|their|another|one)\s+", re.IGNORECASE)
_WORD = re.compile(r"([a-z][\w’'-]*)\s*", re.IGNORECASE)
# What people read out of; "budget" and "poll" are none.
_READ = frozenset(
    """advertisement affidavit article banner brief bulletin caption card complaint declaration decision dispatch
    document e-mail editorial email essay filing headline indictment inscription leaflet letter memo memorandum message
    motion note notice opinion order pamphlet petition placard plaque post poster proclamation release report resolution
    review ruling sign statement text tweet""".split()
)
_WORDS = 4  # after the determiner: "a newly found letter"
_BACK = 600  # characters: the paragraph before


def paper_that_reads(cast: Cast, start: int, end: int) -> Source | None:
    """The letter or paper that "it" in `[start, end)` is, where it "reads": nobody else does.

    That is the last one told of before, whether it spoke or not.
    """
    if not _READS.match(cast.text, end):
        return None
    for determiner in reversed(list(_DETERMINER.finditer(cast.text, max(0, start - _BACK), start))):
        stop = _end_of_paper(cast.text, determiner.end(), start)
        if stop is not None and not cast.quoted(determiner.start()):
            source = describe(cast, Span(((determiner.start(), stop),)))
            if source.form is Form.DESCRIPTION and source.kind is Kind.DOCUMENT:
                return source
    return None


def _end_of_paper(text: str, begin: int, end: int) -> int | None:
    """Where the noun of a phrase ends if it is one for a paper."""
    at = begin
    for _ in range(_WORDS):
        word = _WORD.match(text, at, end)
        if word is None or word[1].lower() in _READ:
            return word.end(1) if word else None
        at = word.end()
    return None
