"""Role tags over words, and how the most probable allowed sequence of them is found.

Each word carries one of seven tags: outside, or the begin or inside of a source, a cue or a content (BIO).  The encoder
gives two layers of them: the outer statements, and the ones that stand inside another's content.
"""

from __future__ import annotations

import math
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
_MAY_BEGIN = np.array([not tag.startswith("I-") for tag in TAGS])
_BEGINS = tuple(1 + 2 * role for role in Role)


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
    # Where each word's likeliest tag may follow the one before, nothing is more probable.
    likely = [window.argmax(axis=1) for window in log_probabilities]
    return [
        tags if _is_allowed(tags) else np.array(_best_path(window.tolist()), dtype=np.int64)
        for tags, window in zip(likely, log_probabilities, strict=True)
    ]


def _is_allowed(tags: NDArray[np.int64]) -> bool:
    return len(tags) == 0 or bool(_MAY_BEGIN[tags[0]] and _ALLOWED[tags[:-1], tags[1:]].all())


def _best_path(log_probabilities: list[list[float]]) -> list[int]:
    """Viterbi over the words of one window; plain numbers, since an array of seven costs more than it holds."""
    nowhere = -math.inf
    outside, *roles = log_probabilities[0]
    scores = [outside, *(score if number % 2 == 0 else nowhere for number, score in enumerate(roles))]
    back: list[tuple[int, list[int]]] = []
    for word in log_probabilities[1:]:
        best = max(scores)
        # What an inside tag goes on with: its own role's begin or inside tag.
        inside = [tag if scores[tag] >= scores[tag + 1] else tag + 1 for tag in _BEGINS]
        back.append((scores.index(best), inside))
        following = [best + score for score in word]
        for tag in inside:
            goal = tag + tag % 2
            following[goal] = scores[tag] + word[goal]
        scores = following
    path = [scores.index(max(scores))]
    for before, inside in reversed(back):
        tag = path[-1]
        path.append(inside[tag // 2 - 1] if tag and tag % 2 == 0 else before)
    return path[::-1]


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
