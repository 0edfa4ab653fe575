"""Which cue a source or a content belongs to: the inputs of the pointer, and the choice from its scores."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_EDGES = np.array([0, 1, 2, 3, 5, 8, 12, 20, 32, 50, 80, 120])

DISTANCES = 2 * (len(_EDGES) + 1)
"""Number of distance buckets between a span and a cue: the words between them, and which comes first."""


def distance_buckets(spans: NDArray[np.int64], cues: NDArray[np.int64]) -> NDArray[np.int64]:
    """Bucket of the distance between each span and each cue.

    Args:
        spans: First and last word of each span, `(spans, 2)`, counted over the article.
        cues: The same of each cue, `(cues, 2)`.

    Returns:
        `(spans, cues)`, below `DISTANCES`.
    """
    after = spans[:, None, 0] > cues[None, :, 0]
    between = np.where(after, spans[:, None, 0] - cues[None, :, 1], cues[None, :, 0] - spans[:, None, 1]) - 1
    return np.searchsorted(_EDGES, np.maximum(between, 0), side="right") + after * (len(_EDGES) + 1)
