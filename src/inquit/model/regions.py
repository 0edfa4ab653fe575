"""What a statement's own head reads: the words around a statement, each with its part in it.

The encoder reads windows; what a statement does, to whom and on which condition is asked of one statement at a time.
Its region is the words of the sentences that hold its source, cue and content, and of the sentence before them, where
an occasion is often told ("Speaking in Norvik on Monday, …").  Each word carries the hidden state that the encoder gave
it and four small features that say where it stands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from inquit.model.tags import Floats
from inquit.sentences import sentence_bounds
from inquit.types import Span

if TYPE_CHECKING:
    from inquit.model.encoder import TaggedWindow

Ints = NDArray[np.int64]

LONGEST = 128
"""Words in a region; where there are more, those farthest from source, cue and the content's beginning are left out."""

PARTS = 4
"""A word's part in its statement: none, source, cue, content."""
OTHERS = 3
"""A word's part in the other statements: none, source or cue of one, content of one."""
SENTENCES = 2
"""Whether the word stands in the statement's own sentences or in the one before."""

_EDGES = np.array([1, 2, 3, 4, 6, 9, 13, 20, 32, 64])
DISTANCES = 2 * (len(_EDGES) + 1)
"""Buckets of the distance between a word and the statement's cue (its content where it has no cue)."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article as the encoder saw them.

    Attributes:
        start, end: Characters of each word in the article's text, `(words,)`.
        states: Hidden state of each, `(words, width)`.
    """

    start: Ints
    end: Ints
    states: Floats

    def inside(self, span: Span) -> NDArray[np.bool_]:
        """Which words touch the span, `(words,)`."""
        touched = np.zeros(len(self.start), dtype=np.bool_)
        for start, end in span:
            touched[np.searchsorted(self.end, start, side="right") : np.searchsorted(self.start, end)] = True
        return touched


class Spans(Protocol):
    """The spans of one statement, as far as its region is concerned."""

    @property
    def source(self) -> Span:
        """Who speaks."""

    @property
    def cue(self) -> Span:
        """What signals it."""

    @property
    def content(self) -> Span:
        """What is attributed."""


@dataclass(frozen=True, slots=True)
class Region:
    """The words around one statement, in the order of the text, all `(n,)`.

    Attributes:
        words: Their numbers in `Words`.
        part: Below `PARTS`.
        other: Below `OTHERS`.
        sentence: 0 in the statement's own sentences, 1 in the one before.
        distance: Below `DISTANCES`.
    """

    words: Ints
    part: Ints
    other: Ints
    sentence: Ints
    distance: Ints


def words_of(tagged: Sequence[TaggedWindow]) -> Words:
    """The words of all windows of an article, which are in order."""
    if not tagged:
        none = np.zeros(0, dtype=np.int64)
        return Words(none, none, np.zeros((0, 0), dtype=np.float32))
    return Words(
        np.concatenate([t.window.start for t in tagged]),
        np.concatenate([t.window.end for t in tagged]),
        np.concatenate([t.states for t in tagged]),
    )


def regions(text: str, words: Words, statements: Sequence[Spans]) -> list[Region]:
    """The region of each statement.

    Args:
        text: The article's text.
        words: Its words.
        statements: All statements of the article; each is also seen from the others' regions.
    """
    if not statements:
        return []
    bounds = sentence_bounds(text)
    starts, ends = [start for start, _ in bounds], [end for _, end in bounds]
    sentence = np.searchsorted(starts, words.start, side="right") - 1
    # The words of a sentence follow one another: number n has those from opening[n + 1] to opening[n + 2].
    opening = np.searchsorted(sentence, np.arange(-1, len(bounds) + 1)).tolist()
    masks = [[words.inside(span) for span in (s.source, s.cue, s.content)] for s in statements]
    spoken = np.sum([source | cue for source, cue, _ in masks], axis=0)
    told = np.sum([content for *_, content in masks], axis=0)
    result = []
    for statement, (source, cue, content) in zip(statements, masks, strict=True):
        pieces = [piece for span in (statement.source, statement.cue, statement.content) for piece in span]
        first = max(0, bisect_right(starts, min(p[0] for p in pieces)) - 1)
        touched = {
            n for start, end in pieces for n in range(max(first, bisect_right(ends, start)), bisect_left(starts, end))
        }
        numbers = [np.arange(opening[n + 1], opening[n + 2]) for n in (first - 1, *sorted(touched))]
        chosen = _nearest(np.concatenate(numbers), source | cue, content)
        of_source, of_cue, of_content = source[chosen], cue[chosen], content[chosen]
        part = np.where(of_cue, 2, np.where(of_source, 1, np.where(of_content, 3, 0)))
        speaks, tells = spoken[chosen] > (of_source | of_cue), told[chosen] > of_content
        other = np.where(speaks, 1, np.where(tells, 2, 0))
        anchor = np.flatnonzero(cue if cue.any() else content)
        before = (sentence[chosen] < first).astype(np.int64)
        result.append(Region(chosen, part, other, before, _distance(chosen, anchor)))
    return result


def _nearest(chosen: Ints, clause: NDArray[np.bool_], content: NDArray[np.bool_]) -> Ints:
    """At most `LONGEST` of the words, the nearest to the reporting clause or the first word of the content."""
    if len(chosen) <= LONGEST:
        return chosen
    anchors = np.append(np.flatnonzero(clause), np.flatnonzero(content)[:1])
    if len(anchors) == 0:
        return chosen[:LONGEST]
    far = np.abs(chosen[:, None] - anchors[None]).min(axis=1)
    return np.sort(chosen[np.argsort(far, kind="stable")[:LONGEST]])


def _distance(chosen: Ints, anchor: Ints) -> Ints:
    """Bucket of the words between each word and the anchor's nearest end, and on which side of it the word stands."""
    if len(anchor) == 0:
        return np.zeros(len(chosen), dtype=np.int64)
    before, after = anchor[0] - chosen, chosen - anchor[-1]
    buckets: Ints = np.searchsorted(_EDGES, np.maximum(np.maximum(before, after), 0), side="right")
    buckets += (after > 0) * (len(_EDGES) + 1)
    return buckets
