"""Which cue a content belongs to, and which source a cue: pointers over the spans of one window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from inquit.model.tags import Floats, Role, TaggedSpan, log_softmax

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_EDGES = np.array([0, 1, 2, 3, 5, 8, 12, 20, 32, 50, 80, 120])

DISTANCES = 2 * (len(_EDGES) + 1)
"""Number of distance buckets between a span and a cue: the words between them, and which comes first."""


@dataclass(frozen=True, slots=True)
class Link:
    """A content and the cue that it most probably belongs to.

    Attributes:
        cue: Number of the cue in `Layer.cues`; `None` where the window has no cue.
        probability: That this cue is the right one, among the cues of the window; 0 without a cue.
    """

    content: TaggedSpan
    cue: int | None
    probability: float


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue and the source that it most probably has.

    Attributes:
        source: `None` where the text leaves the source out; several cues may share one.
        probability: That this choice is the right one, among the sources of the window and none.
    """

    span: TaggedSpan
    source: TaggedSpan | None
    probability: float


@dataclass(frozen=True, slots=True)
class Layer:
    """The cues of one layer of a window with their sources, and its contents with their cues, each in order."""

    cues: tuple[Cue, ...]
    contents: tuple[Link, ...]


def distance_buckets(spans: NDArray[np.int64], cues: NDArray[np.int64]) -> NDArray[np.int64]:
    """Bucket of the distance between each span and each cue.

    Args:
        spans: First and last word of each span, `(spans, 2)`, in any count that both share.
        cues: The same of each cue, `(cues, 2)`.

    Returns:
        `(spans, cues)`, below `DISTANCES`.
    """
    after = spans[:, None, 0] > cues[None, :, 0]
    between = np.where(after, spans[:, None, 0] - cues[None, :, 1], cues[None, :, 0] - spans[:, None, 1]) - 1
    buckets: NDArray[np.int64] = np.searchsorted(_EDGES, np.maximum(between, 0), side="right")
    return buckets + after * (len(_EDGES) + 1)


def link(spans: Sequence[Sequence[TaggedSpan]], states: Sequence[Floats], heads: InferenceSession) -> list[Layer]:
    """Link contents to cues and cues to sources, each window for itself, all windows in one run.

    Args:
        spans: The tagged spans of each window.
        states: Hidden states of each window's words, `(words, width)`.
        heads: The session of `heads.onnx`.
    """
    cues = [[s for s in window if s.role is Role.CUE] for window in spans]
    others = [[s for s in window if s.role is not Role.CUE] for window in spans]
    scores, none = _scores(others, cues, states, heads)
    layers = []
    row = column = 0
    for window_cues, window_others in zip(cues, others, strict=True):
        own = scores[row : row + len(window_others), column : column + len(window_cues)]
        layers.append(_layer(window_others, window_cues, own, none[column : column + len(window_cues)]))
        row += len(window_others)
        column += len(window_cues)
    return layers


def _layer(spans: Sequence[TaggedSpan], cues: Sequence[TaggedSpan], scores: Floats, none: Floats) -> Layer:
    """Choose the best cue of each content and the best source, or none, of each cue."""
    contents = [i for i, span in enumerate(spans) if span.role is Role.CONTENT]
    sources = [i for i, span in enumerate(spans) if span.role is Role.SOURCE]
    if not cues:
        return Layer((), tuple(Link(spans[i], None, 0.0) for i in contents))
    links = [Link(spans[i], best, sure) for i, (best, sure) in zip(contents, _best(scores[contents]), strict=True)]
    choices = np.concatenate([scores[sources].T, none[:, None]], axis=1)  # (cues, sources and none)
    chosen = [
        Cue(cue, spans[sources[best]] if best < len(sources) else None, sure)
        for cue, (best, sure) in zip(cues, _best(choices), strict=True)
    ]
    return Layer(tuple(chosen), tuple(links))


def _best(scores: Floats) -> Iterator[tuple[int, float]]:
    """Of each row the number of the highest score, and its probability among all of the row."""
    probabilities = log_softmax(scores)
    best = probabilities.argmax(axis=1)
    sure = np.exp(probabilities[np.arange(len(best)), best])
    return zip(best.tolist(), sure.tolist(), strict=True)


def _scores(
    spans: Sequence[Sequence[TaggedSpan]],
    cues: Sequence[Sequence[TaggedSpan]],
    states: Sequence[Floats],
    heads: InferenceSession,
) -> tuple[Floats, Floats]:
    """Score of every span with every cue, and of every cue with no source.

    Pairs of different windows are scored too: a few wasted products cost less than many runs.
    """
    place = np.cumsum([0, *map(len, states)])
    flat = [(n, s) for n, window in enumerate(spans) for s in window]
    flat_cues = [(n, s) for n, window in enumerate(cues) for s in window]
    if not flat_cues:
        return np.zeros((len(flat), 0), dtype=np.float32), np.zeros(0, dtype=np.float32)

    def words(items: Sequence[tuple[int, TaggedSpan]]) -> NDArray[np.int64]:
        return np.array([(s.first + place[n], s.last + place[n]) for n, s in items], dtype=np.int64).reshape(-1, 2)

    def ends(items: Sequence[tuple[int, TaggedSpan]]) -> Floats:
        width = 2 * states[0].shape[1]
        pairs = [np.concatenate([states[n][s.first], states[n][s.last]]) for n, s in items]
        return np.stack(pairs) if pairs else np.zeros((0, width), dtype=np.float32)

    scores, none = heads.run(
        ["scores", "none"],
        {
            "spans": ends(flat),
            "roles": np.array([int(s.role is Role.CONTENT) for _, s in flat], dtype=np.int64),
            "cues": ends(flat_cues),
            "distances": distance_buckets(words(flat), words(flat_cues)),
        },
    )
    return scores, none
