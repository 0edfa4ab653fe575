from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.export.statements import ALL_COLUMNS, BOM, FORMULA, csv_lines, json_lines
from inquit.ledger.effective import SPANS

ROW = {
    "id": "s1", "who": "Vera Lund", "role": "mayor", "kind": "person", "person": "p1", "cue": "said", "words": "“no”",
    "act": "deny", "type": "assertion", "mode": "direct", "flags": ["negated", "hedged"], "condition": None,
    "said": "2024-03-09", "said_basis": "published", "published": "2024-03-09", "outlet": "The Holm Post",
    "title": "Ferry", "url": None, "article": "a1", "version": 1, "start": 0, "stop": 9, "confidence": 0.5,
    "corrected": True, "current": False, "within": "s0", "target_speaker": None, "sha256": "ab",
    "reader": {"version": "0.1.0", "model": "tests"},
    "spans": {name: [] for name in (*SPANS, "time")} | {"content": [[5, 7], [8, 9]], "cue": [[0, 4]]},
}  # fmt: skip


def test_a_row_is_a_record_under_its_names() -> None:
    (record,) = csv.DictReader(io.StringIO("".join(csv_lines([ROW]))))
    assert list(record) == list(ALL_COLUMNS)
    assert (record["who"], record["words"], record["flags"], record["url"]) == (
        "Vera Lund",
        "“no”",
        "negated hedged",
        "",
    )
    assert (record["corrected"], record["current"], record["confidence"]) == ("1", "0", "0.5")


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@nasa", "\tx", "\rx", "\n=1", "＝1", "－1"])
def test_no_cell_is_a_formula(words: str) -> None:
    (record,) = csv.DictReader(io.StringIO("".join(csv_lines([{**ROW, "words": words}])), newline=""))
    assert record["words"] == f"'{words}"


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda words: not words.startswith(FORMULA))
)
def test_any_other_text_comes_back_as_it_was(words: str) -> None:
    (record,) = csv.DictReader(io.StringIO("".join(csv_lines([{**ROW, "words": words}])), newline=""))
    assert record["words"] == words


def test_places_are_told_as_ranges() -> None:
    (record,) = csv.DictReader(io.StringIO("".join(csv_lines([ROW]))))
    assert (record["cue_at"], record["content_at"], record["time_at"]) == ("0-4", "5-7;8-9", "")


def test_excel_is_told_the_encoding_on_request() -> None:
    assert next(csv_lines([], bom=True)) == BOM + next(csv_lines([]))


def test_json_is_one_object_a_line() -> None:
    assert list(json_lines([{"a": "é\n"}, {"b": 1}])) == ['{"a": "é\\n"}\n', '{"b": 1}\n']
