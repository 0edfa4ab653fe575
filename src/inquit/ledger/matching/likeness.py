"""How much two wordings say the same: a number, and what stands against it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from inquit.ledger.matching.negation import VERBS, negated, negations, reached
from inquit.ledger.matching.sequence import Pair
from inquit.ledger.matching.words import Word, antonyms, words_of

FIGURE = 1.5
"""What a figure counts beside 1 for another word of meaning."""

FEW = 3
"""Words of meaning below which a text that stands wholly inside another says too little to be the same."""

OPPOSED, OTHER_FIGURES = 0.6, 0.7
"""What is left of a likeness where one text negates what the other says, and where both have figures and share none."""


def likeness(one: str, other: str) -> float:
    """How much two texts say the same, 0 to 1.

    Half of it is how much of the shorter one the longer one holds, half how much of both is shared, so that a text and
    a part of it are alike but less than a text and itself.  Figures count more than words; a negation on one side only,
    or other figures, take away.

    Args:
        one: A text.
        other: Another one.
    """
    a, b = kept_words(one), kept_words(other)
    score = overlap(a, b)
    if opposed(a, b):
        score *= OPPOSED
    if figures_differ(a, b):
        score *= OTHER_FIGURES
    return score


@lru_cache(maxsize=4_096)
def kept_words(text: str) -> tuple[Word, ...]:
    """The words of a text, remembered: a text is compared with many."""
    return words_of(text)


def overlap(one: Sequence[Word], other: Sequence[Word], *, figures: bool = True) -> float:
    """Shared words of meaning, 0 to 1: the mean of how much the shorter and how much both together share."""
    a, b = _stems(one, figures=figures), _stems(other, figures=figures)
    if not a or not b:
        return 0.0
    shared = sum(weight for key, weight in a.items() if key in b)
    smaller, whole = min(sum(a.values()), sum(b.values())), sum(a.values()) + sum(b.values())
    dice = 2 * shared / whole
    return (shared / smaller + dice) / 2 if min(len(a), len(b)) >= FEW else dice


def opposed(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether one text negates what the other says, or says the opposite in a word of its own."""
    ours, theirs = ({word.stem for word in words} for words in (one, other))
    if _denies(one, other, theirs) or _denies(other, one, ours):
        return True
    opposites = antonyms()
    return any(opposites.get(key, _NONE) & (theirs - ours) for key in ours - theirs)


_NONE: frozenset[str] = frozenset()


def _denies(one: Sequence[Word], other: Sequence[Word], theirs: set[str]) -> bool:
    """Whether a negation of `one` reaches words of the other text none of which is negated there."""
    held = [i for i in negations(one) if not (one[i].is_content and one[i].stem in theirs)]
    if not held:
        return False
    there = negated(other).keys()
    reaches = (reached(one, i) for i in held)
    return any(reach & theirs and not reach & there for reach in reaches)


def stems(words: Sequence[Word]) -> frozenset[str]:
    """Stems of the words of meaning, figures by their worth."""
    return frozenset(_stems(words, figures=True))


def swapped(one: Sequence[Word], other: Sequence[Word], found: Sequence[Pair]) -> int:
    """How often a word of meaning stands in the place of another one that the text does not have elsewhere either.

    Args:
        one: A text.
        other: Another one.
        found: What `sequence.pairs` made of them.
    """
    ours, theirs = ({word.stem for word in words} for words in (one, other))
    count = i = j = 0
    for a, b in [*found, (len(one), len(other))]:
        lost = any(_is_own(word, theirs) for word in one[i:a])
        count += lost and any(_is_own(word, ours) for word in other[j:b])
        i, j = a + 1, b + 1
    return count


def _is_own(word: Word, others: set[str]) -> bool:
    return word.is_content and not word.is_number and word.stem not in others and word.stem not in VERBS


def figures_differ(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether both have figures and the one with fewer has one that the other lacks."""
    a, b = ({word.key for word in words if word.is_number} for words in (one, other))
    return bool(a and b) and not (a <= b or b <= a)


def _stems(words: Sequence[Word], *, figures: bool) -> dict[str, float]:
    found: dict[str, float] = {}
    for word in words:
        if word.is_number:
            if figures:
                found[word.key] = FIGURE
        elif word.is_content and word.stem not in VERBS:  # those count as negations
            found[word.stem] = 1.0
    return found
