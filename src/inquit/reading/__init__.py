"""Article to reading: who says what in it."""

from __future__ import annotations

from inquit.reading.reader import Reader

__all__ = ["Reader"]
