"""What a statement's own head reads: the words around a statement, each with its part in it.

The encoder reads windows; what a statement does, to whom and on which condition is asked of one statement at a time.
Its region is the words of the sentences that hold its source, cue and content, and of the sentence before them, where
an occasion is often told ("Speaking in Norvik on Monday, …").  Each word carries the hidden state that the encoder gave
it and four small features that say where it stands.
"""

from __future__ import annotations

from bisect import bisect_right
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
    starts = [start for start, _ in bounds]
    sentence = np.searchsorted(starts, words.start, side="right") - 1
    masks = [[words.inside(span) for span in (s.source, s.cue, s.content)] for s in statements]
    speech = np.array([source | cue for source, cue, _ in masks])
    contents = np.array([content for *_, content in masks])
    spoken, told = speech.sum(axis=0), contents.sum(axis=0)
    result = []
    for i, (statement, (source, cue, content)) in enumerate(zip(statements, masks, strict=True)):
        pieces = [piece for span in (statement.source, statement.cue, statement.content) for piece in span]
        first = max(0, bisect_right(starts, min(p[0] for p in pieces)) - 1)
        own = np.isin(sentence, [n for n in range(first, len(bounds)) if _touched(bounds[n], pieces)])
        chosen = _nearest(np.flatnonzero(own | (sentence == first - 1)), source | cue, content)
        part = np.select([cue, source, content], [2, 1, 3], 0)[chosen]
        other = np.select([spoken > speech[i], told > contents[i]], [1, 2], 0)[chosen]
        anchor = np.flatnonzero(cue) if cue.any() else np.flatnonzero(content)
        result.append(Region(chosen, part, other, (~own[chosen]).astype(np.int64), _distance(chosen, anchor)))
    return result


def _touched(bound: tuple[int, int], pieces: Sequence[tuple[int, int]]) -> bool:
    return any(start < bound[1] and bound[0] < end for start, end in pieces)


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
