"""Statistics of a ledger, counted from its tallies (see `ledger/tallies.py`).

A statement is a number in a few arrays: its article, what it does, who speaks.  To count by some dimensions is to
number their combinations and to count these numbers, which takes hundredths of a second for a million statements.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from inquit.ledger import tallies
from inquit.reports.stats_source import OF_ARTICLES, Dimension, Measure, Scope, Values

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from inquit.reports.bootstrap import Floats

    Numbers = NDArray[np.int64]

DENSE = 1 << 22
"""Combinations up to which they are counted in one array of all; of more, those that there are are sorted first."""


@dataclass(frozen=True, slots=True)
class _Groups:
    """The groups that statements fall into.

    Attributes:
        values: Of each group.
        of: The group of each statement, as its place in `values`.
    """

    values: list[Values]
    of: Numbers


class LedgerSource:
    """The statements of a ledger that stand.

    Args:
        conn: The ledger.
        outlets: Rows of the outlets that count; `None`: all.
        first: Day of publication from which on articles count; `None`: from the beginning.
        last: Day up to which they count.
    """

    def __init__(
        self,
        conn: sqlite3.Connection,
        *,
        outlets: Sequence[int] | None = None,
        first: str | None = None,
        last: str | None = None,
    ) -> None:
        self._conn = conn
        conditions: list[str] = []
        values: list[Any] = []
        if outlets is not None:
            conditions.append("outlet_id IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(outlets))
        for day, beyond in ((first, ">="), (last, "<=")):
            if day is not None:
                conditions.append(f"published {beyond} ?")
                values.append(day)
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        names = dict(self._rows("SELECT id, name FROM outlets"))
        rows = self._rows(
            f"SELECT version_id, outlet_id, published, words, packed FROM tallies {where} ORDER BY article_id", values
        )
        keys, outlet_ids, published, words, packed = zip(*rows, strict=True) if rows else ((),) * 5
        self.scope = Scope(keys, [names.get(outlet) for outlet in outlet_ids], published, words)
        self._statements = tallies.unpacked(packed)
        self._sizes = [len(part) for part in packed]
        self._grouped: dict[tuple[Dimension, ...], _Groups] = {}

    def totals(self, by: Sequence[Dimension], measure: Measure) -> dict[Values, int]:
        """What all articles have of each group."""
        groups = self._groups(tuple(by))
        counted = self._counted(measure, groups.of, len(groups.values))
        return dict(zip(groups.values, counted.astype(int).tolist(), strict=True))

    def amounts(
        self, by: Sequence[Dimension], measure: Measure, among: Sequence[int], groups: Sequence[Values]
    ) -> Floats:
        """What each of some articles has of each of some groups."""
        import numpy as np

        found = self._groups(tuple(by))
        wanted = {values: column for column, values in enumerate(groups)}
        columns = np.array([wanted.get(values, -1) for values in found.values], dtype=np.int64)
        rows = np.full(len(self.scope), -1, dtype=np.int64)
        rows[list(among)] = np.arange(len(among))
        row = rows[self._article]
        chosen = np.flatnonzero(row >= 0)
        column = columns[found.of[chosen]]
        shown = column >= 0
        chosen, cells = chosen[shown], (row[chosen] * len(groups) + column)[shown]
        counted = self._counted(measure, cells, len(among) * len(groups), chosen)
        return counted.reshape(len(among), len(groups)).astype(np.float64)

    def names(self, people: Iterable[str]) -> dict[str, str]:
        """Names of people by their rows."""
        sql = (
            "SELECT p.id, coalesce(m.name, p.name) FROM people p LEFT JOIN people m ON m.id = p.merged_into"
            " WHERE p.id = ?"
        )
        return {person: self._rows(sql, (int(person),))[0][1] for person in people}

    @cached_property
    def _article(self) -> Numbers:
        """The place in the scope of each statement's article."""
        import numpy as np

        sizes = np.array(self._sizes, dtype=np.int64) // self._statements.itemsize
        return np.repeat(np.arange(len(sizes)), sizes)

    def _counted(
        self, measure: Measure, cells: Numbers, size: int, chosen: Numbers | slice = slice(None)
    ) -> NDArray[Any]:
        """How much of a measure is in each cell.

        Args:
            measure: What is counted.
            cells: The cell of each statement that is chosen.
            size: How many cells there are.
            chosen: Those statements; by default all.
        """
        import numpy as np

        if measure is Measure.STATEMENTS:
            return np.bincount(cells, minlength=size)
        if measure is Measure.WORDS:
            return np.bincount(cells, self._statements["words"][chosen], minlength=size)
        if measure is Measure.SPEAKERS:
            who = self._statements["speaker"][chosen].astype(np.int64)
            cells, who = cells[who > 0], who[who > 0]
        else:
            who = self._article[chosen]
        pairs = np.sort(who * size + cells)
        once = pairs[np.diff(pairs, prepend=-1) > 0]
        return np.bincount(once % size if size else once, minlength=size)

    def _groups(self, by: tuple[Dimension, ...]) -> _Groups:
        if by not in self._grouped:
            self._grouped[by] = self._made(by)
        return self._grouped[by]

    def _made(self, by: tuple[Dimension, ...]) -> _Groups:
        """Number the combinations of values that there are."""
        import numpy as np

        columns = [self._column(one) for one in by]
        combined, size = np.zeros(len(self._statements), dtype=np.int64), 1
        for numbers, told in columns:
            combined, size = combined * len(told) + numbers, size * len(told)
            if size > DENSE:
                there, combined = np.unique(combined, return_inverse=True)
                size = len(there)
        example = np.full(size, -1, dtype=np.int64)
        example[combined] = np.arange(len(combined))
        there = np.flatnonzero(example >= 0)
        places = np.empty(size, dtype=np.int64)
        places[there] = np.arange(len(there))
        examples = example[there]
        values = [[told[number] for number in numbers[examples].tolist()] for numbers, told in columns]
        return _Groups(list(zip(*values, strict=True)) if by else [()] * len(there), places[combined])

    def _column(self, by: Dimension) -> tuple[NDArray[Any], Sequence[str | None]]:
        """A number for each statement, and what the numbers mean."""
        import numpy as np

        if by in OF_ARTICLES:
            column = self.scope.column(by)
            told = {value: number for number, value in enumerate(dict.fromkeys(column))}
            return np.array([told[value] for value in column], dtype=np.int64)[self._article], list(told)
        if by is Dimension.SPEAKER:
            return self._people()
        if by in tallies.CODES:
            return self._statements[by], (None, *map(str, tallies.CODES[by]))
        bit = [str(flag) for flag in tallies.FLAGS].index(by)
        return self._statements["flags"] >> bit & 1, ("no", "yes")

    def _people(self) -> tuple[Numbers, Sequence[str | None]]:
        """Who each statement's speaker is across articles, by their rows."""
        import numpy as np

        ids, people = self._rows(
            "SELECT group_concat(id), group_concat(person_id) FROM speakers INDEXED BY speakers_by_person"
            " WHERE person_id > 0"
        )[0]  # two strings: a row for each of hundreds of thousands takes four times as long
        speakers = np.fromstring(ids or "", dtype=np.int64, sep=",")
        there, places = np.unique(np.fromstring(people or "", dtype=np.int64, sep=","), return_inverse=True)
        who = self._statements["speaker"]
        of = np.zeros(max(speakers.max(initial=0), who.max(initial=0)) + 1, dtype=np.int64)
        of[speakers] = places + 1
        return of[who], (None, *map(str, there.tolist()))

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        cursor = self._conn.cursor()
        cursor.row_factory = None  # tuples: a third of the time
        return cursor.execute(sql, values).fetchall()
