"""The scorer of time expressions, on documents made by hand."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from inquit.reading.temporal.rules import GROUPS
from inquit.types import TimeExpression, TimexType
from training.timex import Counts, counts, documents, errors, gains, interval, pairs, report

TEXT = "The crane fell on Friday, May 5. It was back two days later, in the morning."


def due(start: int, end: int, value: str | None, type_: str = "DATE") -> dict[str, Any]:
    return {"start": start, "end": end, "type": type_, "value": value}


def found(start: int, end: int, value: str | None, type_: TimexType = TimexType.DATE) -> TimeExpression:
    return TimeExpression(start, end, type_, value)


@pytest.mark.parametrize(
    ("expressions", "expected"),
    [
        ([found(18, 31, "2023-05-05")], Counts(due=1, found=1, strict=1, relaxed=1, type=1, value=1)),
        ([found(26, 31, "2023-05-05")], Counts(due=1, found=1, strict=0, relaxed=1, type=1, value=1)),
        ([found(18, 31, None)], Counts(due=1, found=1, strict=1, relaxed=1, type=1, value=0)),
        ([found(18, 31, "2023-05-05", TimexType.TIME)], Counts(due=1, found=1, strict=1, relaxed=1, type=0, value=1)),
        ([found(45, 59, "2023-05-07")], Counts(due=1, found=1)),
        ([], Counts(due=1)),
    ],
)
def test_counts(expressions: list[TimeExpression], expected: Counts) -> None:
    assert counts([due(18, 31, "2023-05-05")], expressions) == expected


def test_an_expression_answers_for_one_annotation_only() -> None:
    both = [due(18, 24, "2023-05-05"), due(26, 31, "2023-05-05")]

    assert counts(both, [found(18, 31, "2023-05-05")]) == Counts(due=2, found=1, relaxed=1, type=1, value=1)


def test_the_exact_pair_goes_first() -> None:
    wide, exact = found(18, 31, "a"), found(26, 31, "b")

    assert pairs([due(18, 24, "x"), due(26, 31, "y")], [wide, exact]) == [
        (due(18, 24, "x"), wide),
        (due(26, 31, "y"), exact),
    ]


def test_no_value_due_is_met_by_none() -> None:
    assert counts([due(45, 59, None)], [found(45, 59, None)]).value == 1


def test_f1_and_its_interval() -> None:
    scored = [Counts(due=2, found=2, value=2), Counts(due=2, found=2)]

    assert sum(scored, Counts()).f1("value") == 50
    assert Counts().f1("value") == 100
    assert interval(scored, "value") == (0.0, 100.0)
    assert report("made", scored).startswith(
        "made               2 docs     4 due     4 found  strict   0.0 [ 0.0,  0.0]"
    )


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Eight documents, packed."""
    lines = [
        json.dumps(
            {"id": f"d{n}", "dct": "2023-06-28", "text": "She left on Friday.", "timexes": [due(12, 18, "2023-06-23")]}
        )
        for n in range(8)
    ]
    path = tmp_path / "made.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    return path


@pytest.mark.parametrize(
    ("part", "ids"), [("tune", "d0 d1 d2 d4 d5 d6"), ("aside", "d3 d7"), ("all", "d0 d1 d2 d3 d4 d5 d6 d7")]
)
def test_every_fourth_document_is_kept_aside(corpus: Path, part: str, ids: str) -> None:
    assert " ".join(document["id"] for document in documents(corpus, part)) == ids


def test_gains_tell_what_a_group_is_worth(corpus: Path) -> None:
    lines = gains(corpus, "all")

    assert lines[0] == "made            all    value F1 100.0 with all rules"
    assert "  weekday     +100.0" in lines
    assert len(lines) == 1 + len(GROUPS)


def test_errors_name_what_is_missed_and_what_is_wrong() -> None:
    document = {
        "id": "d1", "dct": "2023-06-28", "text": "She left on Friday at dawn.",
        "timexes": [due(12, 18, "2023-06-30"), due(22, 26, "2023-06-30TMO", "TIME")],
    }  # fmt: skip

    assert [line.split() for line in errors(document)] == [
        "missed d1 2023-06-28 TIME 2023-06-30TMO She left on Friday at [[dawn]].".split(),
        "value d1 2023-06-28 2023-06-30, not 2023-06-23 She left on [[Friday]] at dawn.".split(),
    ]
