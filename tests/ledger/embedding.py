"""A model of the tests' own: texts are near where they share letters.  No pytest, so that processes start fast."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray


class FakeEmbedder:
    """Counts pairs of letters in 64 places: the same text has the same vector, and what shares words is near.

    Attributes:
        asked: How many texts it was given so far.
        fail_after: Texts after which it fails, as a killed program does; `None`: never.
    """

    def __init__(self, name: str = "fake 1", *, dimensions: int = 64, fail_after: int | None = None) -> None:
        self.name = name
        self.dimensions = dimensions
        self.asked = 0
        self.fail_after = fail_after

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self.fail_after is not None and self.asked >= self.fail_after:
            raise KeyboardInterrupt
        self.asked += len(texts)
        found = np.full((len(texts), self.dimensions), -0.3, dtype=np.float32)
        for row, text in enumerate(texts):
            for one, other in pairwise(text):
                found[row, (ord(one) * 31 + ord(other)) % self.dimensions] += 1
        return found / np.linalg.norm(found, axis=1, keepdims=True)
