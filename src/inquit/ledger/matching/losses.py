"""What one wording has that another lacks, by kind, with the reason.

Two rules decide what is lost (docs/lost.md):

    a condition, a figure, a deadline, a date, a part of a quotation   where the other text does not have it
    a negation, a hedge, a qualifier                                   where the other text keeps what it qualifies, and
                                                                       nothing of its sort stands there

What goes with a larger loss is not told again: the figure of a lost deadline, the qualifier of a lost figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from inquit.ledger.matching.conditions import conditions
from inquit.ledger.matching.figures import figures
from inquit.ledger.matching.halves import lost_halves
from inquit.ledger.matching.marks import LossKind, Mark, content_stems, neighbours
from inquit.ledger.matching.negation import negations, reached
from inquit.ledger.matching.phrases import phrases
from inquit.ledger.matching.quoted import Wording, wording
from inquit.ledger.matching.times import times

SAME_CONDITION = 0.3
"""Share of a condition's words of meaning that another must share to be the same one, in other words perhaps."""


LONGEST = 20_000
"""Characters of a wording that are looked through: sentences and statements are shorter."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Words of one text that the other lacks.

    Attributes:
        start, end: Their place in the text that has them, in code points, half-open.
        words: The words.
        instead: What the other text has in their place; `None`: nothing.
        why: The reason in words.
    """

    kind: LossKind
    start: int
    end: int
    words: str
    instead: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A wording and all its marks.

    Attributes:
        marks: By kind, each in the order of the text; figures of dates and of conditions left out.
    """

    told: Wording
    marks: dict[LossKind, tuple[Mark, ...]]

    def of(self, kind: LossKind) -> tuple[Mark, ...]:
        """The marks of a kind."""
        return self.marks.get(kind, ())

    def words_of(self, mark: Mark) -> str:
        """A mark's characters."""
        return self.told.text[mark.start : mark.end]


def losses(one: str, other: str) -> tuple[Loss, ...]:
    """What `one` has that `other` lacks, in the order of `one`.

    Args:
        one: A wording, with its quotation marks.
        other: Another wording of the same.
    """
    ours, theirs = marked(one), marked(other)
    found = [*_conditions(ours, theirs), *_times(ours, theirs), *_halves(ours, theirs)]
    found += _figures(ours, theirs, found)
    found += [*_negations(ours, theirs), *_phrases(ours, theirs, found)]
    return tuple(sorted(found, key=lambda loss: (loss.start, loss.end)))


@lru_cache(maxsize=2_048)
def marked(text: str) -> Marked:
    """Find the marks of a text, remembered: one text is held against many."""
    text = text[:LONGEST]
    told = wording(text)
    held = conditions(text, told.words)
    when = times(text, told.words)
    counted = [
        mark for mark in figures(text) if not any(time.start < mark.end and mark.start < time.end for time in when)
    ]
    found: dict[LossKind, list[Mark]] = {kind: [] for kind in LossKind}
    for mark in [*held, *when, *counted, *_negation_marks(told), *phrases(text, told.words)]:
        if mark.kind is not LossKind.CONDITION and any(c.covers(mark.start, mark.end) for c in held):
            continue
        if not any(before.covers(mark.start, mark.end) for before in found[mark.kind]):
            found[mark.kind].append(mark)
    return Marked(told, {kind: tuple(marks) for kind, marks in found.items()})


def _negation_marks(told: Wording) -> Iterator[Mark]:
    words = told.words
    for i in negations(words):
        first = i - 1 if words[i].key == "not" and i and not words[i - 1].is_content else i
        start, end = words[first].start, words[i].end
        yield Mark(LossKind.NEGATION, start, end, about=reached(words, i) or neighbours(words, start, end))


def _conditions(ours: Marked, theirs: Marked) -> Iterator[Loss]:
    others = theirs.of(LossKind.CONDITION)
    for mark in ours.of(LossKind.CONDITION):
        if any(_share(mark.about, other.about) >= SAME_CONDITION for other in others):
            continue
        if not others and _stated_otherwise(mark, theirs):
            continue
        instead = theirs.words_of(others[0]) if others else None
        why = "the other states another condition" if others else "the other states no condition"
        yield _loss(ours, mark, why, instead)


def _stated_otherwise(mark: Mark, theirs: Marked) -> bool:
    """Whether the condition stands in the other text after *when* or *until*, which alone make none."""
    words = theirs.told.words
    for i, word in enumerate(words):
        if word.key in ("when", "until", "after", "without", "given", "whether"):
            after = content_stems(words, word.end, words[min(i + 12, len(words) - 1)].end)
            if mark.about and len(mark.about & after) >= max(1, len(mark.about) / 2):
                return True
    return False


def _times(ours: Marked, theirs: Marked) -> Iterator[Loss]:
    others = (*theirs.of(LossKind.DEADLINE), *theirs.of(LossKind.DATE))
    everything = {word.stem for word in theirs.told.words}
    for kind in (LossKind.DEADLINE, LossKind.DATE):
        for mark in ours.of(kind):
            if any(mark.about & other.about for other in others) or (mark.about and mark.about <= everything):
                continue
            same = [other for other in theirs.of(kind) if not _is_ours(other, ours)]
            instead = theirs.words_of(same[0]) if same else None
            yield _loss(ours, mark, "the other tells another time" if same else "the other tells no such time", instead)


def _is_ours(other: Mark, ours: Marked) -> bool:
    return any(other.about & mark.about for kind in (LossKind.DEADLINE, LossKind.DATE) for mark in ours.of(kind))


def _halves(ours: Marked, theirs: Marked) -> Iterator[Loss]:
    clauses = (*ours.of(LossKind.CONDITION), *ours.of(LossKind.DEADLINE), *ours.of(LossKind.DATE))
    for start, end in lost_halves(ours.told, theirs.told, clauses):
        mark = Mark(LossKind.QUOTATION, start, end)
        yield _loss(ours, mark, "the other has another part of this quotation and not these words", None)


def _figures(ours: Marked, theirs: Marked, found: Sequence[Loss]) -> Iterator[Loss]:
    theirs_worth = {mark.sort for mark in theirs.of(LossKind.FIGURE)} | {
        word.key for word in theirs.told.words if word.is_number
    }
    ours_worth = {mark.sort for mark in ours.of(LossKind.FIGURE)}
    free = [mark for mark in theirs.of(LossKind.FIGURE) if mark.sort not in ours_worth]
    for mark in ours.of(LossKind.FIGURE):
        if mark.sort in theirs_worth:
            continue
        instead = theirs.words_of(free.pop(0)) if free else None
        yield _loss(ours, mark, "the other has another figure" if instead else "the other has no such figure", instead)


def _negations(ours: Marked, theirs: Marked) -> Iterator[Loss]:
    negated = frozenset[str]().union(*(mark.about for mark in theirs.of(LossKind.NEGATION)))
    said = {word.stem for word in theirs.told.words}
    for mark in ours.of(LossKind.NEGATION):
        kept = mark.about & said
        if kept and not mark.about & negated:
            yield _loss(ours, mark, f"the other has “{_word(theirs, kept)}” without a negation", None)


def _phrases(ours: Marked, theirs: Marked, found: Sequence[Loss]) -> Iterator[Loss]:
    """Hedges and qualifiers whose matter stays while nothing of their sort does."""
    said = {word.stem for word in theirs.told.words}
    for kind in (LossKind.HEDGE, LossKind.QUALIFIER):
        left = list(theirs.of(kind))
        for mark in ours.of(kind):
            equal = [other for other in left if other.sort == mark.sort]
            if equal:
                left.remove(min(equal, key=lambda other: not other.about & mark.about))
                continue
            kept = mark.about & said
            if not kept or _is_told(mark, ours, found):
                continue
            others = [other for other in left if other.about & mark.about]
            instead = theirs.words_of(others[0]) if others else None
            name = "hedge" if kind is LossKind.HEDGE else "such qualifier"
            yield _loss(ours, mark, f"the other has “{_word(theirs, kept)}” without {name}", instead)


def _is_told(mark: Mark, ours: Marked, found: Sequence[Loss]) -> bool:
    """Whether a hedge is a negation too, or a qualifier goes with what is lost itself: *at least* with *40*."""
    if mark.kind is LossKind.HEDGE:
        return any(no.start < mark.end and mark.start < no.end for no in ours.of(LossKind.NEGATION))
    lost = (loss for loss in found if loss.kind is not LossKind.QUOTATION)
    return any(loss.start <= mark.end + 1 and mark.start < loss.end for loss in lost)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _word(theirs: Marked, stems: frozenset[str]) -> str:
    """The first word of a text that has one of the stems."""
    return next(theirs.told.text[word.start : word.end] for word in theirs.told.words if word.stem in stems)


def _loss(ours: Marked, mark: Mark, why: str, instead: str | None) -> Loss:
    return Loss(mark.kind, mark.start, mark.end, ours.words_of(mark), instead, why)
