"""Words of a text by hand, in place of an encoder's windows."""

from __future__ import annotations

import re

import numpy as np

from inquit.model.regions import Words
from inquit.types import Span


def words_by_hand(text: str, width: int = 2) -> Words:
    """Every run of letters as a word; its states hold its number."""
    bounds = np.array([m.span() for m in re.finditer(r"\w+", text)], dtype=np.int64).reshape(-1, 2)
    states = np.repeat(np.arange(len(bounds), dtype=np.float32)[:, None], width, axis=1)
    return Words(bounds[:, 0], bounds[:, 1], states)


def span(text: str, *parts: str) -> Span:
    """Where each of the parts stands first."""
    return Span(tuple((text.index(part), text.index(part) + len(part)) for part in parts))
