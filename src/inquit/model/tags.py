"""Role tags over words, and how the most probable allowed sequence of them is found.

Each word carries one of seven tags: outside, or the begin or inside of a source, a cue or a content (BIO).  The encoder
gives two layers of them: the outer statements, and the ones that stand inside another's content.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Role(IntEnum):
    """What a span is to its statement."""

    SOURCE = 0
    CUE = 1
    CONTENT = 2


TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
"""The tags by number; `begin_tag` and `inside_tag` give a role's two."""

# An inside tag follows a begin or inside tag of its own role alone; nothing else is forbidden.
_ALLOWED = np.ones((len(TAGS), len(TAGS)), dtype=np.bool_)
for _role in Role:
    _ALLOWED[:, 2 + 2 * _role] = False
    _ALLOWED[1 + 2 * _role, 2 + 2 * _role] = _ALLOWED[2 + 2 * _role, 2 + 2 * _role] = True
_TRANSITION = np.where(_ALLOWED, 0.0, -np.inf).astype(np.float32)
_START = np.array([-np.inf if tag.startswith("I-") else 0.0 for tag in TAGS], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A run of words that carry one role.

    Attributes:
        first, last: Numbers of its first and last word, both included.
        score: Geometric mean of the probabilities of its words' tags, 0 to 1.
    """

    role: Role
    first: int
    last: int
    score: float


def begin_tag(role: Role) -> int:
    """Number of the tag that begins a span of `role`."""
    return 1 + 2 * role


def inside_tag(role: Role) -> int:
    """Number of the tag that continues a span of `role`."""
    return 2 + 2 * role


def log_softmax(logits: Floats) -> Floats:
    """Log probabilities over the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result


def best_tags(log_probabilities: list[Floats]) -> list[NDArray[np.int64]]:
    """The most probable allowed tag sequence of each window (Viterbi).

    Args:
        log_probabilities: One `(words, tags)` array a window; windows of no words are allowed.

    Returns:
        One `(words,)` array of tag numbers a window.
    """
    if not log_probabilities:
        return []
    lengths = [len(window) for window in log_probabilities]
    longest = max(lengths)
    if longest == 0:
        return [np.zeros(0, dtype=np.int64) for _ in lengths]
    # All windows at once: after its last word a window stays in whatever tag it ended in, at no cost.
    emission = np.zeros((len(lengths), longest, len(TAGS)), dtype=np.float32)
    for row, window in zip(emission, log_probabilities, strict=True):
        row[: len(window)] = window
    alive = np.arange(longest)[None, :] < np.asarray(lengths)[:, None]
    back = np.zeros((len(lengths), longest, len(TAGS)), dtype=np.int64)
    score = emission[:, 0] + _START
    stay = np.broadcast_to(np.arange(len(TAGS)), score.shape)
    for t in range(1, longest):
        moves = score[:, :, None] + _TRANSITION
        going = alive[:, t, None]
        back[:, t] = np.where(going, moves.argmax(axis=1), stay)
        score = np.where(going, moves.max(axis=1) + emission[:, t], score)
    tag = score.argmax(axis=1)
    path = np.zeros((len(lengths), longest), dtype=np.int64)
    rows = np.arange(len(lengths))
    for t in range(longest - 1, -1, -1):
        path[:, t] = tag
        tag = back[rows, t, tag]
    return [row[:length] for row, length in zip(path, lengths, strict=True)]


def spans_of(tags: NDArray[np.int64], log_probabilities: Floats) -> list[TaggedSpan]:
    """The spans of an allowed tag sequence, in order."""
    spans: list[TaggedSpan] = []
    numbers = tags.tolist()
    chosen = log_probabilities[np.arange(len(numbers)), tags]
    i = 0
    while i < len(numbers):
        if numbers[i] == 0:
            i += 1
            continue
        role = Role((numbers[i] - 1) // 2)
        first = i
        i += 1
        while i < len(numbers) and numbers[i] == inside_tag(role):
            i += 1
        spans.append(TaggedSpan(role, first, i - 1, float(np.exp(chosen[first:i].mean()))))
    return spans
