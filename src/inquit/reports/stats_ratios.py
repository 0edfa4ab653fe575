"""Shares and rates of groups, with the intervals that drawing articles anew gives them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from inquit.reports.bootstrap import Interval, ratio_intervals
from inquit.reports.stats_source import OF_ARTICLES, Dimension, Measure, ScopedArticle, Source, Values

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
        articles: All articles that count.
        drawn: Those from which the intervals come: all, or a sample.
    """

    source: Source
    by: tuple[Dimension, ...]
    measure: Measure
    articles: Mapping[int, ScopedArticle]
    drawn: tuple[int, ...]
    seed: int

    @property
    def is_sample(self) -> bool:
        """Whether only some articles were drawn."""
        return len(self.drawn) < len(self.articles)

    def amounts(self, by: Sequence[Dimension], groups: Sequence[Values]) -> Floats:
        """Amounts of the groups, `(drawn articles, groups)`; a group may stand there more than once."""
        import numpy as np

        rows = {article: number for number, article in enumerate(self.drawn)}
        columns: dict[Values, list[int]] = {}
        for number, values in enumerate(groups):
            columns.setdefault(values, []).append(number)
        found = np.zeros((len(self.drawn), len(groups)))
        for cell in self.source.cells(by, self.measure, self.drawn):
            if cell.values in columns:
                found[rows[cell.article], columns[cell.values]] = cell.amount
        return found

    def ratios(self, above: Floats, below: Floats, amounts: Sequence[int], counts: Sequence[float]) -> list[Ratio]:
        """What is told of all articles, each with its interval."""
        told = [amount / count if count else None for amount, count in zip(amounts, counts, strict=True)]
        articles = len(self.articles) if self.is_sample else None
        return list(zip(told, ratio_intervals(above, below, told, seed=self.seed, articles=articles), strict=True))


@dataclass(frozen=True, slots=True)
class _Around:
    """The articles in the same outlet and time as each of some groups.

    Attributes:
        counts: How many there are, for each group.
        drawn: 1 where a drawn article is one of them, `(drawn articles, groups)`.
    """

    counts: list[int]
    drawn: Floats


def _around(table: Table, by: Sequence[Dimension], groups: Sequence[Values]) -> _Around:
    import numpy as np

    places = [number for number, one in enumerate(by) if one in OF_ARTICLES]
    told = [by[number] for number in places]
    wanted = [tuple(values[number] for number in places) for values in groups]
    each = {article: scoped.values(told) for article, scoped in table.articles.items()}
    counts = Counter(each.values())
    drawn = np.array([[each[article] == values for values in wanted] for article in table.drawn], dtype=np.float64)
    return _Around([counts[values] for values in wanted], drawn.reshape(len(table.drawn), len(wanted)))


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
        found = _whole_totals(table, totals)
        counts, below = [found[values] for values in wholes], table.amounts(whole, wholes)
    return table.ratios(table.amounts(table.by, shown), below, [totals[values] for values in shown], counts)


def _whole_totals(table: Table, totals: Mapping[Values, int]) -> Mapping[Values, int]:
    """Totals of all dimensions but the last; what can be in several groups at once is counted anew."""
    if table.measure in (Measure.ARTICLES, Measure.SPEAKERS):
        return table.source.totals(table.by[:-1], table.measure)
    found: Counter[Values] = Counter()
    for values, amount in totals.items():
        found[values[:-1]] += amount
    return found


def rates(table: Table, totals: Mapping[Values, int], shown: Sequence[Values], per: Per) -> list[Ratio]:
    """For each article of the same outlet and time, or for each thousand of their words."""
    if not shown:
        return []
    import numpy as np

    around = _around(table, table.by, shown)
    counts: Sequence[float] = around.counts
    below = around.drawn
    if per is Per.THOUSAND_WORDS:
        lengths = table.source.words(table.drawn)
        thousands = np.array([lengths[article] / 1_000 for article in table.drawn])
        below = around.drawn * thousands[:, None]
        # A sample's mean length stands for that of all: reading every text would take longer than all the rest.
        drawn = around.drawn.sum(axis=0)
        means = np.divide(below.sum(axis=0), drawn, out=np.zeros_like(drawn), where=drawn > 0)
        counts = [count * mean for count, mean in zip(around.counts, means.tolist(), strict=True)]
    return table.ratios(table.amounts(table.by, shown), below, [totals[values] for values in shown], counts)


def drawn_from(articles: Mapping[int, ScopedArticle], seed: int) -> tuple[int, ...]:
    """The articles from which the intervals come."""
    if len(articles) <= EXACT:
        return tuple(articles)
    return tuple(sorted(random.Random(seed).sample(sorted(articles), SAMPLE)))
