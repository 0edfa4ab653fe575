"""Statistics of a ledger, counted by SQLite.

Of a million statements, one pass over the table takes half a second of processor time and sorting them by article two
seconds more.  So what is counted exactly is counted without articles, and the intervals, which ask for
articles, come from a sample of them (see `stats`).
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from inquit.reports.stats_source import DATE_LENGTH, Cell, Dimension, Measure, ScopedArticle, Values

_COLUMNS = {
    Dimension.OUTLET: "s.outlet_id",
    Dimension.SPEAKER: "s.person_id",
    Dimension.KIND: "k.kind",
    Dimension.ACT: "s.act",
    Dimension.TYPE: "s.type",
    Dimension.MODE: "s.mode",
    Dimension.BASIS: "CASE WHEN s.said IS NOT NULL THEN s.said_basis END",
    Dimension.CONDITIONAL: "s.conditional",
    Dimension.NEGATED: "s.negated",
    Dimension.HEDGED: "s.hedged",
    **dict.fromkeys(DATE_LENGTH, "s.published"),  # days, of which months and years are made
}

_IN_INDEX = frozenset({Dimension.OUTLET, Dimension.SPEAKER, Dimension.ACT, *DATE_LENGTH})
"""What the index `statements_by_id` holds."""

_WORDS = "(length(trim({0})) - length(replace(trim({0}), ' ', '')) + (trim({0}) != ''))"
"""Words of a column, told by the spaces between them."""

_AMOUNTS = {
    Measure.STATEMENTS: "count(*)",
    Measure.WORDS: f"sum({_WORDS.format('s.words')})",
    Measure.SPEAKERS: "count(DISTINCT s.speaker_id)",
    Measure.ARTICLES: "1",
}

_FLAGS = frozenset({Dimension.CONDITIONAL, Dimension.NEGATED, Dimension.HEDGED})


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
        conditions, self._values = ["s.current = 1"], list[Any]()
        if outlets is not None:
            conditions.append("s.outlet_id IN (SELECT value FROM json_each(?))")
            self._values.append(json.dumps(outlets))
        for day, beyond in ((first, ">="), (last, "<=")):
            if day is not None:
                conditions.append(f"s.published {beyond} ?")
                self._values.append(day)
        self._where = " AND ".join(conditions)
        self._outlets, self._first, self._last = outlets, first, last
        self._names = {row[0]: row[1] for row in conn.execute("SELECT id, name FROM outlets")}

    def articles(self) -> Mapping[int, ScopedArticle]:
        """All articles that count, by the row of their current version."""
        # Of an index: the row of a version begins with its text, which would have to be read to reach the date.
        days = dict(self._rows("SELECT id, substr(published, 1, 10) FROM versions INDEXED BY versions_by_date"))
        wanted = None if self._outlets is None else set(self._outlets)
        found = {}
        for version, outlet in self._rows("SELECT current_version_id, outlet_id FROM articles"):
            day = days.get(version)
            inside = (self._first is None or (day or "") >= self._first) and (
                self._last is None or (day is not None and day <= self._last)
            )
            if version is not None and inside and (wanted is None or outlet in wanted):
                found[version] = ScopedArticle(self._names.get(outlet), day)
        return found

    def totals(self, by: Sequence[Dimension], measure: Measure) -> dict[Values, int]:
        """What all articles have of each group."""
        amount = "count(DISTINCT s.version_id)" if measure is Measure.ARTICLES else _AMOUNTS[measure]
        table = f"statements s {self._way(by, measure)}"
        found: Counter[Values] = Counter()
        for row in self._grouped(by, amount, table, ()):
            found[self._told(by, row[:-1])] += row[-1]
        return found

    def cells(self, by: Sequence[Dimension], measure: Measure, among: Collection[int]) -> Iterable[Cell]:
        """What each of some articles has of each group."""
        table = "json_each(?) w CROSS JOIN statements s INDEXED BY statements_by_place ON s.version_id = w.value"
        for row in self._grouped(by, _AMOUNTS[measure], table, (json.dumps(sorted(among)),), first="s.version_id"):
            yield Cell(row[0], self._told(by, row[1:-1]), row[-1])

    def words(self, among: Collection[int]) -> Mapping[int, int]:
        """How many words some articles have."""
        text = "replace(replace(text, char(10) || char(10), ' '), char(10), ' ')"
        sql = f"SELECT id, {_WORDS.format(text)} FROM versions WHERE id IN (SELECT value FROM json_each(?))"
        return dict(self._rows(sql, (json.dumps(sorted(among)),)))

    def _grouped(
        self, by: Sequence[Dimension], amount: str, table: str, values: Sequence[Any], *, first: str | None = None
    ) -> list[Any]:
        columns = [*([first] if first else []), *(_COLUMNS[one] for one in by)]
        kinds = "LEFT JOIN speakers k ON k.id = s.speaker_id" if Dimension.KIND in by else ""
        groups = f"GROUP BY {', '.join(str(n) for n in range(1, len(columns) + 1))}" if columns else ""
        sql = f"SELECT {', '.join([*columns, amount])} FROM {table} {kinds} WHERE {self._where} {groups}"
        return self._rows(sql, [*values, *self._values])

    def _way(self, by: Sequence[Dimension], measure: Measure) -> str:
        """Which index to walk where nothing narrows the statements down.

        Left to itself SQLite takes one in the order of the groups and looks up a row for each statement: 4 seconds for
        a million by act, where an index that holds all that is asked for takes 0.8.
        """
        if self._values:
            return ""
        if measure is not Measure.STATEMENTS or not _IN_INDEX.issuperset(by):
            return "NOT INDEXED"
        return "INDEXED BY statements_by_" + ("published" if set(by) <= set(DATE_LENGTH) else "id")

    def _told(self, by: Sequence[Dimension], row: Sequence[Any]) -> Values:
        return tuple(self._name(one, value) for one, value in zip(by, row, strict=True))

    def _name(self, by: Dimension, value: Any) -> str | None:
        if by in DATE_LENGTH:
            return (value or "")[: DATE_LENGTH[by]] or None
        if by is Dimension.OUTLET:
            return self._names.get(value)
        if by in _FLAGS:
            return "yes" if value else "no"
        if by is Dimension.SPEAKER:
            return None if value is None else str(value)
        return value or None

    def names(self, people: Iterable[str]) -> dict[str, str]:
        """Names of people by their rows."""
        sql = (
            "SELECT p.id, coalesce(m.name, p.name) FROM people p LEFT JOIN people m ON m.id = p.merged_into"
            " WHERE p.id = ?"
        )
        return {person: self._rows(sql, (int(person),))[0][1] for person in people}

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        cursor = self._conn.cursor()
        cursor.row_factory = None  # tuples: a third of the time
        return cursor.execute(sql, values).fetchall()
