"""The geometry of charts: plain numbers, from which one macro draws SVG, with a table of the same numbers under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """A column of a chart, in units of the drawing.

    Attributes:
        label: What it counts.
        value: How many.
        tick: What stands under it; empty for most where there are many.
    """

    label: str
    value: float
    x: float
    y: float
    width: float
    height: float
    tick: str


@dataclass(frozen=True, slots=True)
class Columns:
    """A chart of columns.

    Attributes:
        most: The highest value, which the axis names.
    """

    width: int
    height: int
    base: int
    most: float
    bars: tuple[Bar, ...]


LABEL_WIDTH = 75
"""Of a label under a chart, with room beside it; closer ones would touch."""


def columns(values: Sequence[tuple[str, float]], *, width: int = 640, height: int = 132) -> Columns:
    """Columns for values in their order.

    Args:
        values: Label and value.
        width: Of the drawing.
        height: Of the drawing, labels included.
    """
    base, top, left = height - 22, 14, 2
    most = max((value for _, value in values), default=0) or 1
    step = (width - 2 * left) / max(1, len(values))
    gap = min(4.0, step * 0.25)
    every = max(1, round(LABEL_WIDTH / step + 0.499))
    bars = []
    for number, (label, value) in enumerate(values):
        tall = round((base - top) * value / most, 2)
        bars.append(
            Bar(
                label,
                value,
                round(left + number * step + gap / 2, 2),
                round(base - tall, 2),
                round(max(1.0, step - gap), 2),
                tall,
                label if number % every == 0 else "",
            )
        )
    return Columns(width, height, base, most, tuple(bars))


def months_between(first: str, last: str) -> list[str]:
    """All months from one to another, as `2024-03`; at most 40 years of them."""
    year, month = int(first[:4]), int(first[5:7])
    found: list[str] = []
    while (told := f"{year:04}-{month:02}") <= last[:7] and len(found) < 480:
        found.append(told)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def by_time(counts: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Counts of months, those without any filled in; by years where that would be more than four of them."""
    told = {month: number for month, number in counts if len(month) == 7 and month[:4].isdecimal()}
    if not told:
        return ()
    months = months_between(min(told), max(told))
    if len(months) <= 48:
        return tuple((month, told.get(month, 0)) for month in months)
    years: dict[str, int] = {str(year): 0 for year in range(int(months[0][:4]), int(months[-1][:4]) + 1)}
    for month, number in told.items():
        if month[:4] in years:
            years[month[:4]] += number
    return tuple(years.items())
