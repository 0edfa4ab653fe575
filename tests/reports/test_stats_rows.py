"""What the tallies count against what the rows of statements say, one by one: on ledgers of any content."""

from __future__ import annotations

import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger.readings import reading
from numpy.typing import NDArray

from inquit import jsonl
from inquit.ledger import Ledger
from inquit.reports import stats, stats_ledger, stats_ratios
from inquit.reports.stats import StatsQuery, stats_of_ledger, stats_of_readings
from inquit.reports.stats_ledger import LedgerSource
from inquit.reports.stats_ratios import Per
from inquit.reports.stats_source import Dimension, Measure, Scope, Values
from inquit.types import Act, Basis, Flag, Kind, Mode, Reading, Type

ROWS = """
SELECT s.version_id, s.speaker_id, s.words, o.name AS outlet, substr(v.published, 1, 4) AS year,
    substr(v.published, 1, 7) AS month, substr(v.published, 1, 10) AS day, CAST(s.person_id AS TEXT) AS speaker, k.kind,
    s.act, s.type, s.mode, CASE WHEN s.said IS NOT NULL THEN s.said_basis END AS basis,
    iif(s.conditional, 'yes', 'no') AS conditional, iif(s.negated, 'yes', 'no') AS negated,
    iif(s.hedged, 'yes', 'no') AS hedged
FROM statements s JOIN versions v ON v.id = s.version_id LEFT JOIN outlets o ON o.id = v.outlet_id
LEFT JOIN speakers k ON k.id = s.speaker_id WHERE s.current = 1
"""

ARTICLES = """
SELECT v.id, o.name, substr(v.published, 1, 10), v.text
FROM articles a JOIN versions v ON v.id = a.current_version_id LEFT JOIN outlets o ON o.id = v.outlet_id ORDER BY a.id
"""


class RowsSource(LedgerSource):
    """The same counts, made of rows."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        *,
        outlets: Sequence[int] | None = None,
        first: str | None = None,
        last: str | None = None,
    ) -> None:
        self._conn = conn
        names = {
            row["name"] for row in conn.execute("SELECT * FROM outlets") if outlets is None or row["id"] in outlets
        }
        articles = [
            tuple(row)
            for row in conn.execute(ARTICLES)
            if (outlets is None or row[1] in names)
            and (first is None or (row[2] or "") >= first)
            and (last is None or (row[2] is not None and row[2] <= last))
        ]
        keys, told, days, texts = zip(*articles, strict=True) if articles else ((), (), (), ())
        self.scope = Scope(keys, told, days, [len(text.split()) for text in texts])
        self.rows = [dict(row) for row in conn.execute(ROWS) if row["version_id"] in keys]

    def totals(self, by: Sequence[Dimension], measure: Measure) -> dict[Values, int]:
        return counted(self.rows, by, measure)

    def amounts(
        self, by: Sequence[Dimension], measure: Measure, among: Sequence[int], groups: Sequence[Values]
    ) -> NDArray[np.float64]:
        found = np.zeros((len(among), len(groups)))
        for row, place in enumerate(among):
            own = [one for one in self.rows if one["version_id"] == self.scope.keys[place]]
            amounts = counted(own, by, measure)
            found[row] = [amounts.get(values, 0) for values in groups]
        return found


def counted(rows: list[dict[str, Any]], by: Sequence[Dimension], measure: Measure) -> dict[Values, int]:
    groups: dict[Values, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[tuple(row[one] for one in by)].append(row)
    return {values: amount(measure, own) for values, own in groups.items()}


def amount(measure: Measure, rows: list[dict[str, Any]]) -> int:
    if measure is Measure.STATEMENTS:
        return len(rows)
    if measure is Measure.WORDS:
        return sum(len(row["words"].split()) for row in rows)
    if measure is Measure.SPEAKERS:
        return len({row["speaker_id"] for row in rows} - {None})
    return len({row["version_id"] for row in rows})


NAMES = ("Ida Holm", "Otto Brandt", "the ministry", "an official")
WORDS = "bridge toll rises by two crowns next spring if rain holds".split()


@st.composite
def stories(draw: st.DrawFn) -> list[Reading]:
    """Readings of made-up articles, some of them of one address."""
    return [
        article(
            draw(st.sampled_from([f"https://post.example/{number}", "https://post.example/one", None])),
            draw(st.sampled_from([None, "Norvik Post", "Norvik Echo"])),
            draw(st.sampled_from([None, "2023", "2024-03", "2024-03-09", "2024-03-10T08:00:00Z", "2023-12-31"])),
            number,
            draw(st.lists(statement, max_size=5)),
        )
        for number in range(draw(st.integers(0, 7)))
    ]


statement = st.fixed_dictionaries(
    {
        "who": st.sampled_from([None, *NAMES]),
        "length": st.integers(1, len(WORDS)),
        "act": st.sampled_from([None, *Act]),
        "type": st.sampled_from([None, *Type]),
        "mode": st.sampled_from([*Mode]),
        "flags": st.lists(st.sampled_from([*Flag]), unique=True),
        "time": st.sampled_from(
            [None, {"value": "2024-03-08", "basis": Basis.TEXT}, {"value": "2024", "basis": "published"}]
        ),
    }
)


def article(
    url: str | None, outlet: str | None, published: str | None, number: int, told: list[dict[str, Any]]
) -> Reading:
    text, statements = f"Story {number}\n\n", []
    speakers: dict[str, dict[str, Any]] = {}
    for one in told:
        start = len(text)
        text += " ".join(WORDS[: one["length"]])
        if one["who"] is not None:
            kind = [Kind.PERSON, Kind.PERSON, Kind.ORGANIZATION, Kind.ANONYMOUS][NAMES.index(one["who"])]
            speakers.setdefault(one["who"], {"id": f"p{len(speakers)}", "name": one["who"], "kind": kind})
        statements.append({
            **{name: one[name] for name in ("act", "type", "mode", "flags", "time")},
            "content": [[start, len(text)]],
            "speaker": speakers[one["who"]]["id"] if one["who"] else None,
        })  # fmt: skip
        text += ".\n"
    record = {
        "text": text, "url": url, "outlet": outlet, "published": published, "speakers": [*speakers.values()],
        "statements": statements,
    }  # fmt: skip
    return jsonl.from_record(record)


changes = st.lists(
    st.tuples(st.sampled_from(["strike", "act", "speaker", "merge", "rename"]), st.integers(0, 9)), max_size=4
)

queries = st.builds(
    StatsQuery,
    by=st.lists(st.sampled_from([*Dimension]), max_size=4, unique=True).map(tuple),
    measure=st.sampled_from([*Measure]),
    per=st.sampled_from([None, *Per]),
    outlets=st.sampled_from([(), (), ("norvik",), ("Norvik Post",)]),
    published_from=st.sampled_from([None, None, "2024", "2024-03-10"]),
    published_to=st.sampled_from([None, None, "2024-03-09", "2023"]),
    limit=st.sampled_from([2, 100]),
)


def changed(ledger: Ledger, what: str, number: int) -> None:
    rows = list(ledger.statements())
    people = sorted({row.person for row in rows if row.person})
    if what in ("merge", "rename") and people:
        person, other = people[number % len(people)], people[-1]
        if what == "rename":
            ledger.people.rename(person, "Vera Lund", who="ann")
        elif person != other:
            ledger.people.merge(person, other, who="ann")
    elif rows:
        row = rows[number % len(rows)]
        if what == "strike":
            ledger.strike(row.id, who="ann")
        elif what == "act":
            ledger.correct(row.id, {"act": "deny", "flags": ["negated"]}, who="ann")
        elif what == "speaker":
            ledger.correct(row.id, {"speaker": NAMES[number % len(NAMES)]}, who="ann")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories(), changes, st.lists(queries, min_size=4, max_size=12), st.booleans())
def test_tallies_count_what_rows_say(
    readings: list[Reading], events: list[tuple[str, int]], asked: list[StatsQuery], many: bool
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger(Path(folder) / "town.db") as ledger,
        pytest.MonkeyPatch.context() as patch,
    ):
        for one in [
            reading(url="https://post.example/one", outlet="Norvik Post"),
            reading(outlet="Norvik Echo"),
            *readings,
        ]:
            ledger.add(one)
        for event in events:
            changed(ledger, *event)
        if many:  # as of many articles and of many combinations of values
            patch.setattr(stats_ratios, "EXACT", 3)
            patch.setattr(stats_ratios, "SAMPLE", 2)
            patch.setattr(stats_ledger, "DENSE", 2)
        for query in asked:
            found = stats_of_ledger(ledger, query)
            with patch.context() as rows:
                rows.setattr(stats, "LedgerSource", RowsSource)
                assert found == stats_of_ledger(ledger, query)


def test_a_day_that_is_not_whole_counts_as_it_does_in_readings(tmp_path: Path) -> None:
    told = [{"who": None, "length": 2, "act": "deny", "type": None, "mode": "direct", "flags": [], "time": None}]
    readings = [article(f"https://post.example/{day}", None, day, 1, told) for day in ("2024", "2024-03", "2024-03-09")]
    with Ledger(tmp_path / "town.db") as ledger:
        for one in readings:
            ledger.add(one)
        for by in ("year", "month", "day"):
            query = StatsQuery((by,), published_from="2024")
            assert stats_of_ledger(ledger, query) == stats_of_readings(readings, query)
