"""The model with which Inquit finds statements by their meaning, as a package of its own: reading needs none of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inquit.model.embed import Embedder

__all__ = ["FOLDER", "embedder"]

FOLDER = Path(__file__).parent
"""Holds `meaning.onnx`, `tokenizer.json`, `model.json` and the model card."""


@cache
def embedder() -> Embedder:
    """The model, one for the whole process; it is loaded at its first text."""
    from inquit.model.embed import Embedder

    return Embedder(FOLDER)
