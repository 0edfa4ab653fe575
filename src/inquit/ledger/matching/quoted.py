"""A wording taken apart: what is said in it, and which of these words stand in which pair of quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inquit.ledger.matching.attribution import attributions
from inquit.ledger.matching.words import Word, words_of
from inquit.quotation import quoted_ranges

_ANY_MARK = re.compile("[\"“”„«»‘'`]")


@dataclass(frozen=True, slots=True)
class Wording:
    """What somebody is told to have said, as one text has it.

    Attributes:
        text: The words with their quotation marks.
        words: All words.
        said: The words without those that tell who says it.
        quotations: The words inside each pair of quotation marks, in order.
    """

    text: str
    words: tuple[Word, ...]
    said: tuple[Word, ...]
    quotations: tuple[tuple[Word, ...], ...]

    @property
    def quoted(self) -> tuple[Word, ...]:
        """All words that stand in quotation marks."""
        return tuple(word for quotation in self.quotations for word in quotation)

    @property
    def is_direct(self) -> bool:
        """Whether all that is said stands in quotation marks."""
        return bool(self.said) and len(self.quoted) >= len(self.said)


def wording(text: str, *, direct: bool = False, bare: bool = False) -> Wording:
    """Take a wording apart.

    Args:
        text: The words.
        direct: They are known to stand in quotation marks, whether the marks are among them or not.
        bare: They are known not to tell who says it, as the statements of a ledger do not.
    """
    words = words_of(text)
    ranges = quoted_ranges(text) if _ANY_MARK.search(text) else []
    if direct and not ranges:
        ranges = [(0, len(text))]
    quotations = tuple(inside for start, end in ranges if (inside := _inside(words, start, end)))
    others = [] if bare else attributions(text)
    said = tuple(word for word in words if not _stands_in(word, others)) if others else words
    return Wording(text, words, said or words, quotations)


def _inside(words: Sequence[Word], start: int, end: int) -> tuple[Word, ...]:
    return tuple(word for word in words if start <= word.start and word.end <= end)


def _stands_in(word: Word, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(start <= word.start and word.end <= end for start, end in ranges)
