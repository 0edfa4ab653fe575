"""Shares and rates of groups, with the intervals that drawing articles anew gives them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from inquit.reports.bootstrap import Interval, ratio_intervals
from inquit.reports.stats_source import OF_ARTICLES, Dimension, Measure, Scope, Source, Values

if TYPE_CHECKING:
    from inquit.reports.bootstrap import Floats

SAMPLE = 2_000
"""Articles that the intervals are drawn from where there are more.  An interval of a share of a tenth is then wrong by
a few hundredths of its width."""

EXACT = 4_000
"""Articles up to which all of them are drawn from."""


class Per(StrEnum):
    """What a rate is told for."""

    ARTICLE = "article"
    THOUSAND_WORDS = "1000words"


Ratio: TypeAlias = tuple[float | None, Interval | None]
"""A ratio and its interval."""


@dataclass(frozen=True, slots=True)
class Table:
    """What the intervals are computed from.

    Attributes:
        scope: All articles that count.
        drawn: Places of those from which the intervals come: all, or a sample.
    """

    source: Source
    by: tuple[Dimension, ...]
    measure: Measure
    scope: Scope
    drawn: tuple[int, ...]
    seed: int

    @property
    def is_sample(self) -> bool:
        """Whether only some articles were drawn."""
        return len(self.drawn) < len(self.scope)

    def amounts(self, by: Sequence[Dimension], groups: Sequence[Values]) -> Floats:
        """Amounts of the groups, `(drawn articles, groups)`; a group may stand there more than once."""
        places = {values: place for place, values in enumerate(dict.fromkeys(groups))}
        found = self.source.amounts(by, self.measure, self.drawn, list(places))
        return found[:, [places[values] for values in groups]]

    def ratios(self, above: Floats, below: Floats, amounts: Sequence[int], counts: Sequence[float]) -> list[Ratio]:
        """What is told of all articles, each with its interval."""
        told = [amount / count if count else None for amount, count in zip(amounts, counts, strict=True)]
        articles = len(self.scope) if self.is_sample else None
        return list(zip(told, ratio_intervals(above, below, told, seed=self.seed, articles=articles), strict=True))


@dataclass(frozen=True, slots=True)
class _Around:
    """The articles in the same outlet and time as each of some groups.

    Attributes:
        counts: How many there are, for each group.
        words: How many words they have together.
        drawn: 1 where a drawn article is one of them, `(drawn articles, groups)`.
    """

    counts: list[int]
    words: list[int]
    drawn: Floats


def _around(table: Table, by: Sequence[Dimension], groups: Sequence[Values]) -> _Around:
    import numpy as np

    places = [number for number, one in enumerate(by) if one in OF_ARTICLES]
    wanted = [tuple(values[number] for number in places) for values in groups]
    each = table.scope.values([by[number] for number in places])
    counts, words = Counter(each), Counter[Values]()
    for values, number in zip(each, table.scope.words, strict=True):
        words[values] += number
    known = {values: number for number, values in enumerate(dict.fromkeys(wanted))}
    ours = np.array([known.get(each[article], -1) for article in table.drawn], dtype=np.int64)
    drawn = ours[:, None] == np.array([known[values] for values in wanted], dtype=np.int64)
    return _Around(
        [counts[values] for values in wanted], [words[values] for values in wanted], drawn.astype(np.float64)
    )


def shares(table: Table, totals: Mapping[Values, int], shown: Sequence[Values]) -> list[Ratio]:
    """Of each group within the groups of all dimensions but the last; none where nothing is told apart."""
    if not table.by or not shown:
        return [(None, None)] * len(shown)
    whole = table.by[:-1]
    wholes = [values[:-1] for values in shown]
    if table.measure is Measure.ARTICLES and all(one in OF_ARTICLES for one in whole):
        around = _around(table, whole, wholes)  # those without any statement are articles too
        counts, below = around.counts, around.drawn
    else:
        found = table.source.totals(whole, table.measure)
        counts, below = [found[values] for values in wholes], table.amounts(whole, wholes)
    return table.ratios(table.amounts(table.by, shown), below, [totals[values] for values in shown], counts)


def rates(table: Table, totals: Mapping[Values, int], shown: Sequence[Values], per: Per) -> list[Ratio]:
    """For each article of the same outlet and time, or for each thousand of their words."""
    if not shown:
        return []
    import numpy as np

    around = _around(table, table.by, shown)
    counts: Sequence[float] = around.counts
    below = around.drawn
    if per is Per.THOUSAND_WORDS:
        counts = [number / 1_000 for number in around.words]
        below = below * np.array([table.scope.words[article] / 1_000 for article in table.drawn])[:, None]
    return table.ratios(table.amounts(table.by, shown), below, [totals[values] for values in shown], counts)


def drawn_from(scope: Scope, seed: int) -> tuple[int, ...]:
    """Places of the articles from which the intervals come."""
    if len(scope) <= EXACT:
        return tuple(range(len(scope)))
    in_order = sorted(range(len(scope)), key=scope.keys.__getitem__)
    return tuple(in_order[place] for place in sorted(random.Random(seed).sample(range(len(scope)), SAMPLE)))
