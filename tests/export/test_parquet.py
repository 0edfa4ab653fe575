"""Readings through Parquet tables are the same readings."""

from __future__ import annotations

from pathlib import Path

import pytest

from inquit.export import parquet
from inquit.export.parquet import COLUMNS, Row
from inquit.types import (
    Act,
    Anonymity,
    Article,
    Basis,
    Flag,
    Kind,
    Mode,
    PublishedCandidate,
    ReaderInfo,
    Reading,
    Span,
    Speaker,
    Statement,
    StatementTime,
    TimeExpression,
    TimexType,
    Type,
)

pytest.importorskip("pyarrow", reason="the extra [parquet] is not installed")

TEXT = "Quay shut\n\nVera Lund promised on Monday to open it if the council agrees, a senior official said."
ARTICLE = Article(
    TEXT,
    id="n1",
    url="https://holm.example/1",
    outlet="Holm Herald",
    title="Quay shut",
    authors=("Cass Nettle",),
    published="2025-02-03T10:00",
    modified="2025-02-04",
    published_candidates=(PublishedCandidate("2025-02-03T10:00", "json-ld"),),
    language="en",
    extra={"section": "harbour", "n": 3},
    warnings=("Odd.",),
)
ABOUT = {"file": "a.jsonl", "record": 1, "offset": None, "fetched": None, "same_as": None, "likeness": None}


def full() -> Reading:
    """A reading in which every field says something."""
    lund = Speaker("p1", "Vera Lund", Kind.PERSON, "harbour master", ((11, 20),))
    official = Speaker(
        "p2", "a senior official", Kind.ANONYMOUS, None, ((74, 91),), Anonymity(Span(((74, 91),)), number="many")
    )
    statements = (
        Statement(
            "s1",
            TEXT,
            Span(((31, 40), (41, 72))),
            Span(((21, 30),)),
            Span(((11, 20),)),
            lund,
            "name in the source",
            Mode.MIXED,
            Type.EVENTUALITY,
            Act.PROMISE,
            ((Act.PROMISE, 0.8125), (Act.PREDICT, 0.1)),
            (Flag.CONDITIONAL, Flag.HEDGED),
            Span(((51, 72),)),
            StatementTime("2025-02-03", Basis.TEXT, 34, 40),
            Span(((54, 65),)),
            Span(((31, 40),)),
            Span(((54, 65),)),
            official,
            "s2",
            0.91,
        ),
        Statement(
            "s2", TEXT, Span(((11, 72),)), Span(((92, 96),)), speaker=official, time=StatementTime(None, Basis.TEXT)
        ),
        Statement("s3", TEXT, Span(((11, 20),))),
    )
    times = (TimeExpression(34, 40, TimexType.DATE, "2025-02-03", "APPROX", "published"),)
    return Reading(ARTICLE, statements, (lund, official), times, ReaderInfo("0.1.0", "inquit-base 1234"))


def test_a_reading_comes_back_as_it_was(tmp_path: Path) -> None:
    empty = Reading(Article("Nothing is said here."), ())
    copy = Reading(Article(TEXT, id="copy"), ())
    rows = [
        Row("00000-000", full(), ABOUT),
        Row("00000-001", copy, ABOUT | {"same_as": "00000-000"}),
        Row("00000-002", empty, ABOUT),
    ]
    for table in parquet.TABLES:
        (tmp_path / table).mkdir()
        parquet.write(tmp_path / table / "part.parquet", table, rows, ("section",))

    assert list(parquet.readings(tmp_path, "part.parquet")) == [("00000-000", full()), ("00000-002", empty)]


@pytest.mark.parametrize("table", parquet.TABLES)
def test_rows_have_the_columns_that_are_told(table: str) -> None:
    for row in parquet.rows(table, Row("00000-000", full(), ABOUT), ("section",)):
        assert row.keys() == {*COLUMNS[table], "section"}
        assert row["section"] == "harbour"
    assert parquet.schema(table, ("section",)).names == [*COLUMNS[table], "section"]


@pytest.mark.parametrize(
    ("published", "day", "month"),
    [
        ("2025-02-03T10:00", "2025-02-03", "2025-02"),
        ("2025-02", "None", "2025-02"),
        ("2025", "None", None),
        (None, "None", None),
    ],
)
def test_the_day_is_as_precise_as_the_date(published: str | None, day: str, month: str | None) -> None:
    (row,) = parquet.rows("articles", Row("k", Reading(Article("A text.", published=published), ()), ABOUT))

    assert (str(row["published_day"]), row["month"]) == (day, month)


def test_every_column_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "batch.md").read_text(encoding="utf-8")
    missing = {name for columns in COLUMNS.values() for name in columns if f"`{name}`" not in page}

    assert not missing
