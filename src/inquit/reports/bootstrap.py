"""Intervals by bootstrap over articles: what would the share be, had other articles of the same kind been there?

Statements of one article are not independent, articles nearly are: so whole articles are drawn anew, with replacement
(Efron 1979; Davison and Hinkley 1997, section 3.8 on clusters), and the middle 95 % of the outcomes are told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ROUNDS = 1_000
"""Drawings: the ends of the interval then move by about a twentieth of its width from seed to seed."""

LOW, HIGH = 2.5, 97.5


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle 95 % of what other articles could have given."""

    low: float
    high: float


def ratio_intervals(
    above: Floats,
    below: Floats,
    ratios: Sequence[float | None],
    *,
    seed: int,
    articles: int | None = None,
    rounds: int = ROUNDS,
) -> list[Interval | None]:
    """Intervals of ratios of sums over articles.

    Args:
        above: What is counted, `(articles, ratios)`.
        below: What it is a share or a rate of, the same shape.
        ratios: What they are over all articles; `None`: there is none to tell an interval of.
        seed: Of the drawings: the same seed, the same intervals.
        articles: How many articles there are where the rows are a sample of them, drawn at random: the intervals are
            narrower then by the root of how much more they are (the m-out-of-n bootstrap).
        rounds: How often articles are drawn.

    Returns:
        An interval each; `None` where fewer than two articles have anything below: one alone cannot tell how much they
        differ.
    """
    import numpy as np

    number = len(above)
    if number < 2:
        return [None] * len(ratios)
    drawn = _drawings(number, seed, rounds).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        outcomes = (drawn @ above) / (drawn @ below)
        observed = above.sum(axis=0) / below.sum(axis=0)
    scale = (number / articles) ** 0.5 if articles else 1.0
    found: list[Interval | None] = []
    for column, middle, ratio, telling in zip(outcomes.T, observed, ratios, (below > 0).sum(axis=0), strict=True):
        told = column[np.isfinite(column)]
        if ratio is None or telling < 2:
            found.append(None)
            continue
        low, high = np.percentile(told, [LOW, HIGH])
        found.append(Interval(float(ratio + (low - middle) * scale), float(ratio + (high - middle) * scale)))
    return found


@lru_cache(maxsize=1)
def _drawings(number: int, seed: int, rounds: int) -> NDArray[np.uint16]:
    """How often each article is drawn, `(rounds, articles)`: shares, rates and the next question take the same."""
    import numpy as np

    rng = np.random.default_rng(seed)
    return rng.multinomial(number, np.full(number, 1 / number), size=rounds).astype(np.uint16)
