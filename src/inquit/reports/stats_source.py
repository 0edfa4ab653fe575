"""What `stats` counts, and by what: the same questions to a ledger and to readings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias

from inquit.types import Flag, Reading, Statement

Values: TypeAlias = tuple[str | None, ...]
"""One value for each dimension; `None` where it is not known."""


class Dimension(StrEnum):
    """What can be counted by."""

    OUTLET = "outlet"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    SPEAKER = "speaker"
    KIND = "kind"
    ACT = "act"
    TYPE = "type"
    MODE = "mode"
    BASIS = "basis"
    CONDITIONAL = "conditional"
    NEGATED = "negated"
    HEDGED = "hedged"


OF_ARTICLES = frozenset({Dimension.OUTLET, Dimension.YEAR, Dimension.MONTH, Dimension.DAY})
"""Dimensions that are the same for all statements of an article."""

DATE_LENGTH = {Dimension.YEAR: 4, Dimension.MONTH: 7, Dimension.DAY: 10}
"""Characters of an ISO 8601 date that tell each."""


class Measure(StrEnum):
    """What can be counted.

    Statements and their words; speakers, each once in an article; articles with at least one such statement.
    """

    STATEMENTS = "statements"
    WORDS = "words"
    SPEAKERS = "speakers"
    ARTICLES = "articles"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one article has of one group.

    Attributes:
        article: Its key in the scope.
    """

    article: int
    values: Values
    amount: int


@dataclass(frozen=True, slots=True)
class ScopedArticle:
    """An article that counts, whether or not it has statements."""

    outlet: str | None
    published: str | None

    def values(self, by: Sequence[Dimension]) -> Values:
        """Its values of dimensions that are all of articles."""
        return tuple(
            self.outlet if one is Dimension.OUTLET else (self.published or "")[: DATE_LENGTH[one]] or None for one in by
        )


class Source(Protocol):
    """Where statistics come from."""

    def articles(self) -> Mapping[int, ScopedArticle]:
        """All articles that count, by a key of their own."""
        ...

    def totals(self, by: Sequence[Dimension], measure: Measure) -> dict[Values, int]:
        """What all articles have of each group."""
        ...

    def cells(self, by: Sequence[Dimension], measure: Measure, among: Collection[int]) -> Iterable[Cell]:
        """What each of some articles has of each group."""
        ...

    def words(self, among: Collection[int]) -> Mapping[int, int]:
        """How many words some articles have."""
        ...


class ReadingsSource:
    """Readings, gone through once and counted at once: of a million only the counts are kept.

    Args:
        readings: What to count.
        by: By what.
        measure: What.
        keep: Which articles count.
    """

    def __init__(
        self,
        readings: Iterable[Reading],
        by: Sequence[Dimension],
        measure: Measure,
        keep: Callable[[ScopedArticle], bool] = lambda article: True,
    ) -> None:
        self._articles: list[ScopedArticle] = []
        self._words: list[int] = []
        # By the groups, and by all but the last dimension, which shares are of.
        self._cells: dict[tuple[Dimension, ...], dict[tuple[int, Values], int]] = {tuple(by): {}, tuple(by[:-1]): {}}
        for reading in readings:
            article = ScopedArticle(reading.article.outlet, reading.article.published)
            if keep(article):
                self._count(reading, article, measure)

    def articles(self) -> Mapping[int, ScopedArticle]:
        """All articles that count, by their place in the stream."""
        return dict(enumerate(self._articles))

    def totals(self, by: Sequence[Dimension], measure: Measure) -> dict[Values, int]:
        """What all articles have of each group."""
        found: dict[Values, int] = {}
        for (_, values), amount in self._cells[tuple(by)].items():
            found[values] = found.get(values, 0) + amount
        return found

    def cells(self, by: Sequence[Dimension], measure: Measure, among: Collection[int]) -> Iterable[Cell]:
        """What each of some articles has of each group."""
        wanted = among if isinstance(among, set | frozenset) else set(among)
        for (article, values), amount in self._cells[tuple(by)].items():
            if article in wanted:
                yield Cell(article, values, amount)

    def words(self, among: Collection[int]) -> Mapping[int, int]:
        """How many words some articles have."""
        return {article: self._words[article] for article in among}

    def _count(self, reading: Reading, article: ScopedArticle, measure: Measure) -> None:
        number = len(self._articles)
        self._articles.append(article)
        self._words.append(len(reading.article.text.split()))
        for by, cells in self._cells.items():
            groups: dict[Values, list[Statement]] = {}
            for statement in reading.statements:
                groups.setdefault(tuple(_value(one, statement, article) for one in by), []).append(statement)
            for values, statements in groups.items():
                cells[number, values] = _amount(measure, statements)


def _amount(measure: Measure, statements: Sequence[Statement]) -> int:
    if measure is Measure.STATEMENTS:
        return len(statements)
    if measure is Measure.WORDS:
        return sum(len(statement.words.split()) for statement in statements)
    if measure is Measure.SPEAKERS:
        return len({statement.speaker.id for statement in statements if statement.speaker})
    return 1


def _value(by: Dimension, statement: Statement, article: ScopedArticle) -> str | None:
    """The value of one dimension for a statement."""
    if by in OF_ARTICLES:
        return article.values((by,))[0]
    if by is Dimension.SPEAKER:
        return statement.speaker.name if statement.speaker else None
    if by is Dimension.KIND:
        return statement.speaker.kind if statement.speaker else None
    if by is Dimension.BASIS:
        return statement.time.basis if statement.time and statement.time.value else None
    if by in (Dimension.CONDITIONAL, Dimension.NEGATED, Dimension.HEDGED):
        return "yes" if Flag(by) in statement.flags else "no"
    told: str | None = getattr(statement, by)
    return told
