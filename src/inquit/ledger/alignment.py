"""Two wordings side by side, word by word: what stayed, what went, what came, what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inquit.ledger.matching.sequence import pairs
from inquit.ledger.matching.words import Word, words_of


class StretchKind(StrEnum):
    """What became of some words."""

    SAME = "same"
    LOST = "lost"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that share a fate, with the marks and spaces after them.

    Attributes:
        old_start, old_end: Their place in the old text, in code points, half-open; empty for what was added.
        new_start, new_end: Their place in the new text; empty for what was lost.
    """

    kind: StretchKind
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def align(old: str, new: str) -> tuple[Stretch, ...]:
    """Align two texts word by word.

    The stretches lie end to end: the old texts of all of them, joined, are `old`, the new ones `new`.  Words are
    compared as `matching.words` spells them: capitals, quotation marks and punctuation make no change.  `changed`
    are two forms of a word, two words of one meaning, or two figures in one place.
    """
    ours, theirs = words_of(old), words_of(new)
    return _tiled(list(_steps(ours, theirs)), ours, theirs, len(old), len(new))


_Step = tuple[StretchKind, int, int]
"""What a word or pair of words is, and how many words of the old and of the new text it takes."""


def _steps(ours: Sequence[Word], theirs: Sequence[Word]) -> Iterator[_Step]:
    i = j = 0
    for a, b in [*pairs(ours, theirs), (len(ours), len(theirs))]:
        yield from _gap(ours[i:a], theirs[j:b])
        if a < len(ours):
            same = ours[a].key == theirs[b].key
            yield (StretchKind.SAME if same else StretchKind.CHANGED), 1, 1
        i, j = a + 1, b + 1


def _gap(ours: Sequence[Word], theirs: Sequence[Word]) -> Iterator[_Step]:
    """What stands between two pairs: figures take one another's place, in order; the rest went or came."""
    ours_at = [i for i, word in enumerate(ours) if word.is_number]
    theirs_at = [j for j, word in enumerate(theirs) if word.is_number]
    i = j = 0
    if len(ours_at) == len(theirs_at):
        for a, b in zip(ours_at, theirs_at, strict=True):
            yield from _plain(a - i, b - j)
            yield StretchKind.CHANGED, 1, 1
            i, j = a + 1, b + 1
    yield from _plain(len(ours) - i, len(theirs) - j)


def _plain(lost: int, added: int) -> Iterator[_Step]:
    if lost:
        yield StretchKind.LOST, lost, 0
    if added:
        yield StretchKind.ADDED, 0, added


def _tiled(
    steps: list[_Step], ours: Sequence[Word], theirs: Sequence[Word], old_length: int, new_length: int
) -> tuple[Stretch, ...]:
    """The steps as stretches: neighbours of a kind joined, each reaching to the beginning of the next word."""
    old_starts = [0, *(word.start for word in ours[1:]), old_length] if ours else [0]
    new_starts = [0, *(word.start for word in theirs[1:]), new_length] if theirs else [0]
    joined: list[_Step] = []
    i = j = 0
    for kind, taken, given in steps:
        i, j = i + taken, j + given
        if joined and joined[-1][0] is kind and kind is not StretchKind.CHANGED:
            joined[-1] = (kind, i, j)
        else:
            joined.append((kind, i, j))
    found: list[Stretch] = []
    old_at = new_at = 0
    for kind, i, j in joined:
        found.append(Stretch(kind, old_at, old_starts[i], new_at, new_starts[j]))
        old_at, new_at = old_starts[i], new_starts[j]
    return _with_wordless(found, old_length, new_length)


def _with_wordless(found: list[Stretch], old_length: int, new_length: int) -> tuple[Stretch, ...]:
    """Texts without any word are lost or added whole, so that the stretches still lie end to end."""
    old_at, new_at = (found[-1].old_end, found[-1].new_end) if found else (0, 0)
    if old_at < old_length:
        found.append(Stretch(StretchKind.LOST, old_at, old_length, new_at, new_at))
    if new_at < new_length:
        found.append(Stretch(StretchKind.ADDED, old_length, old_length, new_at, new_length))
    return tuple(found)
