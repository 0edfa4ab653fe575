"""Vectors for a made-up ledger by the million, as a model would give them: the same for the same statement.

What matters for speed and for what the first pass misses is that vectors lie in clusters, as statements about one
matter do, and that clusters are of very different sizes.  A statement's words, as `ledger_filler` makes them, are
syllables and mean nothing; so its vector is one of many directions, drawn by Zipf's law from its words' hash, with
noise around it.  The cosine between two statements on one matter is about 0.6, between others about 0; the packaged
model gives the pairs of `training/meaning/pairs.tsv` 0.53 (median; eight in ten 0.35 to 0.66), halves of different
pairs 0.07 (-0.03 to 0.20).
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SPREAD = 0.8
"""Length of the noise on a direction of length 1."""


class VectorFiller:
    """Stands for a model where a ledger is filled.

    Args:
        matters: How many directions there are.
    """

    name = "made-up vectors 1"
    dimensions = 384

    def __init__(self, matters: int = 20_000) -> None:
        rng = np.random.default_rng(1)
        centres = rng.standard_normal((matters, self.dimensions), dtype=np.float32)
        self.centres = centres / np.linalg.norm(centres, axis=1, keepdims=True)
        weights = 1 / (np.arange(matters) + 10.0)
        self.bounds = np.cumsum(weights / weights.sum())
        self.noise = rng.standard_normal((1 << 16) + self.dimensions, dtype=np.float32) * (
            SPREAD / self.dimensions**0.5
        )

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of texts, of length 1."""
        hashes = np.array([crc32(text.encode()) for text in texts], dtype=np.uint32)
        matters = np.searchsorted(self.bounds, (hashes >> 8) / (1 << 24)).clip(max=len(self.centres) - 1)
        # A stretch of one long list of noise: drawing anew for each text would take longer than all the rest.
        places = (hashes.astype(np.uint64) * 2_654_435_761 >> np.uint64(7)) % (1 << 16)
        found = self.centres[matters] + self.noise[places[:, None].astype(np.int64) + np.arange(self.dimensions)]
        vectors: NDArray[np.float32] = (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)
        return vectors
