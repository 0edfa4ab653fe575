"""The other half of a quotation: words inside quotation marks that another text leaves out while it has the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from inquit.ledger.matching.marks import Mark
from inquit.ledger.matching.quoted import Wording
from inquit.ledger.matching.sequence import pairs
from inquit.ledger.matching.words import Word

HALF_WORDS, HALF_CONTENT, LONG_HALF = 4, 2, 6
"""Words, and words of meaning outside of conditions and times, from which on what is left out is called a part; of the
third number of words one word of meaning is enough ("and nobody will be happy about it")."""

KEPT_CONTENT = 1
"""Words of meaning of the quotation that the other text keeps."""

_MARK = re.compile(r"[,.;:!?…]|\s[–—]\s")


def lost_halves(ours: Wording, theirs: Wording, clauses: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Ranges of quotations that the other text lacks, in code points of `ours`.

    Args:
        ours: The wording with the quotation.
        theirs: The other.
        clauses: Conditions and times of `ours`, which have names of their own.
    """
    kept = {i for i, _ in pairs(ours.words, theirs.words)} if ours.quotations else set()
    said = {word.stem for word in theirs.words}
    at = {word.start: i for i, word in enumerate(ours.words)}
    for quotation in ours.quotations:
        numbers = [at[word.start] for word in quotation]
        if sum(ours.words[i].is_content for i in numbers if i in kept) < KEPT_CONTENT:
            continue
        for run in _runs(numbers, kept):
            words = [ours.words[i] for i in run]
            own = [word for word in words if not any(mark.covers(word.start, word.end) for mark in clauses)]
            if _is_part(own, said):
                yield own[0].start, own[-1].end


def _runs(numbers: Sequence[int], kept: set[int]) -> Iterator[list[int]]:
    """Neighbours that are not kept, in order."""
    run: list[int] = []
    for number in numbers:
        if number in kept:
            if run:
                yield run
            run = []
        else:
            run.append(number)
    if run:
        yield run


def _is_part(own: Sequence[Word], said: set[str]) -> bool:
    new = {word.stem for word in own if word.is_content and word.stem not in said}
    return len(own) >= HALF_WORDS and len(new) >= (1 if len(own) >= LONG_HALF else HALF_CONTENT)
