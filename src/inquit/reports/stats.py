"""`stats`: how many, of what, by what; with shares, rates and intervals.

A share is that of the last dimension within those before it: `--by outlet,act` tells how an outlet's statements are
distributed over acts.  Intervals come from drawing articles anew (see `bootstrap`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from difflib import get_close_matches
from heapq import nlargest
from typing import Any

from inquit.errors import FormatError
from inquit.ledger import Ledger
from inquit.ledger.days import bounds
from inquit.ledger.errors import translated
from inquit.reports.bootstrap import Interval
from inquit.reports.sections import Cell, Section
from inquit.reports.stats_ledger import LedgerSource
from inquit.reports.stats_ratios import Per, Table, drawn_from, rates, shares
from inquit.reports.stats_source import Dimension, Measure, ReadingsSource, Source, Values
from inquit.types import Reading

MOST_ROWS = 100
"""Groups that are told, the largest first."""


@dataclass(frozen=True, slots=True)
class StatRow:
    """One group.

    Attributes:
        values: One for each dimension, in their order; `None`: not known.
        n: How many.
        share: Of those with the same values but the last, 0 to 1; of articles, of all in the same outlet and time.
        share_interval: The middle 95 % of what other articles could have given; `None`: fewer than two articles.
        rate: For each article, or for a thousand words; `None`: not asked for.
        rate_interval: As for the share.
    """

    values: Values
    n: int
    share: float | None
    share_interval: Interval | None
    rate: float | None = None
    rate_interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Stats:
    """A table of counts.

    Attributes:
        articles: How many count, those without any statement included.
        total: How many there are over all groups; of articles and speakers one can be in several groups.
        groups: How many groups there are; more than `rows` where only the largest are told.
        sampled: Articles that the intervals were drawn from; `None`: from all.
    """

    by: tuple[Dimension, ...]
    measure: Measure
    per: Per | None
    articles: int
    total: int
    groups: int
    rows: tuple[StatRow, ...]
    sampled: int | None
    seed: int

    def to_dict(self) -> dict[str, Any]:
        """All of it, ready for `json.dumps`."""
        return {"report": "stats", **asdict(self)}

    def sections(self) -> tuple[Section, ...]:
        """One table."""
        rate = f"per {'1,000 words' if self.per is Per.THOUSAND_WORDS else 'article'}"
        columns = [*self.by, str(self.measure), "share", "share from", "share to"]
        columns += [rate, f"{rate} from", f"{rate} to"] if self.per else []
        rows = tuple(self._row(row) for row in self.rows)
        title = f"{str(self.measure).capitalize()} by {', '.join(self.by) or 'nothing'}"
        return (Section(title, tuple(columns), rows, self._note()),)

    def _row(self, row: StatRow) -> tuple[Cell, ...]:
        told: list[Cell] = [*(value or "not known" for value in row.values), row.n, _rounded(row.share)]
        told += _ends(row.share_interval)
        return (*told, *([_rounded(row.rate), *_ends(row.rate_interval)] if self.per else []))

    def _note(self) -> str:
        parts = [
            f"{self.total:,} {self.measure} in {self.articles:,} articles; 95 % intervals by drawing articles anew"
        ]
        if self.sampled is not None:
            parts.append(f"from {self.sampled:,} of them, drawn at random")
        if self.groups > len(self.rows):
            parts.append(f"the largest {len(self.rows):,} of {self.groups:,} groups")
        return "; ".join(parts) + "."


@dataclass(frozen=True, slots=True)
class StatsQuery:
    """What to count.

    Attributes:
        by: Dimensions; none: everything together.
        measure: What is counted.
        per: Tell a rate too.
        outlets: Only these, by name or a part of it; none: all.
        published_from: Only articles published on this day or later: 2024-03-09, 2024-03, 2024.
        published_to: Only those published on this day or before.
        as_of: The same, for those who ask how it stood on a day.
        limit: Groups at most, the largest first.
        seed: Of the drawings that give the intervals.

    Raises:
        ValueError: A dimension, measure or rate that there is not.
    """

    by: tuple[Dimension | str, ...] = ()
    measure: Measure | str = Measure.STATEMENTS
    per: Per | str | None = None
    outlets: tuple[str, ...] = ()
    published_from: str | None = None
    published_to: str | None = None
    as_of: date | None = None
    limit: int = MOST_ROWS
    seed: int = 1

    def __post_init__(self) -> None:
        _, _, _ = self.dimensions, Measure(self.measure), self.rate

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """What is counted by."""
        return tuple(map(Dimension, self.by))

    @property
    def rate(self) -> Per | None:
        """What a rate is told for."""
        return Per(self.per) if self.per is not None else None

    @property
    def days(self) -> tuple[str | None, str | None]:
        """The first and the last day of publication that count; `None`: no bound.

        Raises:
            FormatError: A date is none.
        """
        first = _bounds("published_from", self.published_from)[0] if self.published_from else None
        last = _bounds("published_to", self.published_to)[1] if self.published_to else None
        ends = [day for day in (last, self.as_of.isoformat() if self.as_of else None) if day is not None]
        return first, min(ends, default=None)


def stats_of_ledger(ledger: Ledger, query: StatsQuery) -> Stats:
    """Count what stands in a ledger.

    Raises:
        FormatError: A date is none, or there is no such outlet.
    """
    first, last = query.days
    with translated(ledger.path):
        names = {int(row["id"]): str(row["name"]) for row in ledger.conn.execute("SELECT id, name FROM outlets")}
        rows = [row for told in query.outlets for row in _outlets(names, told)] if query.outlets else None
        return _counted(LedgerSource(ledger.conn, outlets=rows, first=first, last=last), query)


def stats_of_readings(readings: Iterable[Reading], query: StatsQuery) -> Stats:
    """Count what readings have, in one pass over them.

    Raises:
        FormatError: A date is none.
    """
    first, last = query.days
    wanted = [" ".join(told.casefold().split()) for told in query.outlets]

    def keep(outlet: str | None, day: str | None) -> bool:
        named = not wanted or any(told in (outlet or "").casefold() for told in wanted)
        return named and (first is None or (day or "") >= first) and (last is None or (day is not None and day <= last))

    return _counted(ReadingsSource(readings, query.dimensions, Measure(query.measure), keep), query)


def _counted(source: Source, query: StatsQuery) -> Stats:
    by, measure, per = query.dimensions, Measure(query.measure), query.rate
    scope = source.scope
    totals = {values: amount for values, amount in source.totals(by, measure).items() if amount}
    shown = _largest(totals, query.limit)
    table = Table(source, by, measure, scope, drawn_from(scope, query.seed), query.seed)
    parts = shares(table, totals, shown)
    speeds = rates(table, totals, shown, per) if per else [(None, None)] * len(shown)
    names = _names(source, by, shown)
    rows = tuple(
        StatRow(names[values], totals[values], *share, *rate)
        for values, share, rate in zip(shown, parts, speeds, strict=True)
    )
    total, sampled = sum(totals.values()), len(table.drawn) if table.is_sample else None
    return Stats(by, measure, per, len(scope), total, len(totals), rows, sampled, query.seed)


def _largest(totals: Mapping[Values, int], limit: int) -> list[Values]:
    """The largest groups, those of the same size in the order of their values."""
    least = min(nlargest(limit, totals.values()), default=0)
    large = [values for values, amount in totals.items() if amount >= least]  # to sort all would take half of the time
    return sorted(large, key=lambda values: (-totals[values], tuple(value or "" for value in values)))[:limit]


def _names(source: Source, by: Sequence[Dimension], groups: Sequence[Values]) -> dict[Values, Values]:
    """The groups with people's names instead of their rows."""
    if Dimension.SPEAKER not in by or not isinstance(source, LedgerSource):
        return {values: values for values in groups}
    place = by.index(Dimension.SPEAKER)
    names = source.names(person for values in groups if (person := values[place]) is not None)
    return {values: (*values[:place], names.get(values[place] or ""), *values[place + 1 :]) for values in groups}


def _bounds(name: str, value: str) -> tuple[str, str]:
    found = bounds(value)
    if found is None:
        raise FormatError(f"{name}: {value!r} is not a date", remedy="write it as 2024-03-09, 2024-03 or 2024")
    return found


def _outlets(names: Mapping[int, str], told: str) -> list[int]:
    wanted = " ".join(told.casefold().split())
    same = [row for row, name in names.items() if name.casefold() == wanted]
    found = same or [row for row, name in names.items() if wanted and wanted in name.casefold()]
    if not found:
        near = get_close_matches(wanted, [name.casefold() for name in names.values()], n=1)
        known = next((name for name in names.values() if near and name.casefold() == near[0]), None)
        remedy = f"did you mean {known}?" if known else "inquit search --facets lists outlets"
        raise FormatError(f"there is no outlet {told!r}", remedy=remedy)
    return found


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _ends(interval: Interval | None) -> list[Cell]:
    return [None, None] if interval is None else [_rounded(interval.low), _rounded(interval.high)]
