"""Readings in the reading format, one object a line (docs/reading-format.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from inquit import jsonl
from inquit.types import Reading


def lines(readings: Iterable[Reading], *, codes: bool = False) -> Iterator[str]:
    """Each reading as one line with its line end, as soon as it is there; see `Reading.to_dict`."""
    for reading in readings:
        yield f"{jsonl.dumps(reading, codes=codes)}\n"
