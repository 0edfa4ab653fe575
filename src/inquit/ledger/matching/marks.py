"""Places in a wording that qualify what is said: conditions, hedges, negations, figures, times, qualifiers.

Each finder reads one text alone; whether another text keeps a mark is asked in `losses`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from inquit.ledger.matching.words import Word


class LossKind(StrEnum):
    """What can go missing from the words."""

    CONDITION = "condition"
    HEDGE = "hedge"
    NEGATION = "negation"
    FIGURE = "figure"
    DEADLINE = "deadline"
    DATE = "date"
    QUALIFIER = "qualifier"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that qualify, and what they hold on to.

    Attributes:
        start, end: Code points of the text, half-open.
        sort: A finer kind, for marks that only their own sort can replace: `lower` for *at least*; empty otherwise.
        about: Stems of what is qualified, or of what a condition or time is made of.
    """

    kind: LossKind
    start: int
    end: int
    sort: str = ""
    about: frozenset[str] = field(default_factory=frozenset)

    def covers(self, start: int, end: int) -> bool:
        """Whether a range lies inside of this mark."""
        return self.start <= start and end <= self.end


def content_stems(words: Sequence[Word], start: int, end: int) -> frozenset[str]:
    """Stems of the words of meaning in a range, figures by their worth."""
    return frozenset(word.stem for word in words if start <= word.start and word.end <= end and word.is_content)


def neighbours(words: Sequence[Word], start: int, end: int, number: int = 2) -> frozenset[str]:
    """Stems of the next words of meaning after a range; where a sentence ends there, of those before it."""
    after = [word.stem for word in words if word.start >= end and word.is_content][:number]
    if after:
        return frozenset(after)
    return frozenset([word.stem for word in words if word.end <= start and word.is_content][-number:])
