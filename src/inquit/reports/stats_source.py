"""What `stats` counts, and by what: the same questions to a ledger and to readings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeAlias

from inquit.types import Flag, Reading, Statement

if TYPE_CHECKING:
    from inquit.reports.bootstrap import Floats

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
class Scope:
    """The articles that count, whether or not they have statements; a list for each of what is known of them.

    Attributes:
        keys: Numbers by whose order articles are drawn: the same for the same articles.
        words: How many words each has.
    """

    keys: Sequence[int]
    outlets: Sequence[str | None]
    published: Sequence[str | None]
    words: Sequence[int]

    def __len__(self) -> int:
        return len(self.keys)

    def column(self, by: Dimension) -> list[str | None]:
        """The value of each article, of a dimension that is all of articles."""
        if by is Dimension.OUTLET:
            return list(self.outlets)
        length = DATE_LENGTH[by]
        return [day[:length] if day else None for day in self.published]

    def values(self, by: Sequence[Dimension]) -> list[Values]:
        """The values of each article, of dimensions that are all of articles."""
        return list(zip(*map(self.column, by), strict=True)) if by else [()] * len(self)


class Source(Protocol):
    """Where statistics come from."""

    @property
    def scope(self) -> Scope:
        """All articles that count."""
        ...

    def totals(self, by: Sequence[Dimension], measure: Measure) -> dict[Values, int]:
        """What all articles have of each group."""
        ...

    def amounts(
        self, by: Sequence[Dimension], measure: Measure, among: Sequence[int], groups: Sequence[Values]
    ) -> Floats:
        """What each of some articles has of each of some groups, `(articles, groups)`.

        Args:
            by: Dimensions.
            measure: What is counted.
            among: Places of the articles in the scope.
            groups: Each once.
        """
        ...


class ReadingsSource:
    """Readings, gone through once and counted at once: of a million only the counts are kept.

    Args:
        readings: What to count.
        by: By what.
        measure: What.
        keep: Which articles count, by outlet and day of publication.
    """

    def __init__(
        self,
        readings: Iterable[Reading],
        by: Sequence[Dimension],
        measure: Measure,
        keep: Callable[[str | None, str | None], bool] = lambda outlet, day: True,
    ) -> None:
        self._outlets: list[str | None] = []
        self._published: list[str | None] = []
        self._words: list[int] = []
        # By the groups, and by all but the last dimension, which shares are of.
        self._cells: dict[tuple[Dimension, ...], dict[tuple[int, Values], int]] = {tuple(by): {}, tuple(by[:-1]): {}}
        for reading in readings:
            outlet, day = reading.article.outlet, (reading.article.published or "")[:10] or None
            if keep(outlet, day):
                self._count(reading, outlet, day, measure)

    @property
    def scope(self) -> Scope:
        """All articles that count, in their order."""
        return Scope(range(len(self._words)), self._outlets, self._published, self._words)

    def totals(self, by: Sequence[Dimension], measure: Measure) -> dict[Values, int]:
        """What all articles have of each group."""
        found: dict[Values, int] = {}
        for (_, values), amount in self._cells[tuple(by)].items():
            found[values] = found.get(values, 0) + amount
        return found

    def amounts(
        self, by: Sequence[Dimension], measure: Measure, among: Sequence[int], groups: Sequence[Values]
    ) -> Floats:
        """What each of some articles has of each of some groups."""
        import numpy as np

        rows = {article: row for row, article in enumerate(among)}
        columns = {values: column for column, values in enumerate(groups)}
        found = np.zeros((len(among), len(groups)))
        for (article, values), amount in self._cells[tuple(by)].items():
            if article in rows and values in columns:
                found[rows[article], columns[values]] = amount
        return found

    def _count(self, reading: Reading, outlet: str | None, day: str | None, measure: Measure) -> None:
        number = len(self._words)
        self._outlets.append(outlet)
        self._published.append(day)
        self._words.append(len(reading.article.text.split()))
        scope = Scope([number], [outlet], [day], [])
        for by, cells in self._cells.items():
            own = {one: scope.column(one)[0] for one in by if one in OF_ARTICLES}
            groups: dict[Values, list[Statement]] = {}
            for statement in reading.statements:
                values = tuple(own[one] if one in own else _value(one, statement) for one in by)
                groups.setdefault(values, []).append(statement)
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


def _value(by: Dimension, statement: Statement) -> str | None:
    """The value of one dimension of statements."""
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
