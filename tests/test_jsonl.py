from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inquit.errors import Failure, FormatError, InquitError
from inquit.jsonl import dumps, from_record, loads, read_readings, statement_id, write_readings
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

TEXT = "“We will open in May if the ice allows,” Mira Dahl told reporters on Monday. An aide, who is not named, agreed."
DAHL = Speaker("p1", "Mira Dahl", Kind.PERSON, "mayor", ((41, 50),))
AIDE = Speaker(
    "p2", "An aide", Kind.ANONYMOUS, None, (), Anonymity(Span(((77, 84),)), granted=Span(((86, 102),)), number=1)
)
FULL = Reading(
    Article(
        text=TEXT,
        id="n1",
        url="https://ledger.example/1",
        outlet="Ledger",
        title="Harbour",
        authors=("Jana Holm",),
        published="2024-03-04T18:30+01:00",
        modified="2024-03-05",
        published_candidates=(PublishedCandidate("2024-03-04T18:30+01:00", "json-ld datePublished"),),
        language="en",
        extra={"section": {"name": "Region"}},
        warnings=("Replaced 1 place that is not valid utf-8.",),
    ),
    (
        Statement(
            id="s1",
            text=TEXT,
            content=Span(((0, 22), (23, 40))),
            cue=Span(((51, 55),)),
            source=Span(((41, 50),)),
            speaker=DAHL,
            resolved_by="name in the source",
            mode=Mode.DIRECT,
            type=Type.EVENTUALITY,
            act=Act.PROMISE,
            acts=((Act.PROMISE, 0.8), (Act.PREDICT, 0.1)),
            flags=(Flag.CONDITIONAL,),
            condition=Span(((23, 38),)),
            time=StatementTime("2024-03-04", Basis.TEXT, 66, 75),
            addressee=Span(((56, 65),)),
            confidence=0.93,
        ),
        Statement(
            id="s2",
            text=TEXT,
            content=Span(((104, 110),)),
            speaker=AIDE,
            target_speaker=DAHL,
            within="s1",
            time=StatementTime(None, Basis.PUBLISHED),
        ),
    ),
    (DAHL, AIDE),
    (TimeExpression(66, 75, TimexType.DATE, "2024-03-04", None, "published"),),
    ReaderInfo("0.1.0", "news-6 (abc)"),
)


def record(**changes: Any) -> dict[str, Any]:
    return {"text": TEXT, "statements": [{"content": [[0, 40]]}], **changes}


def test_a_reading_comes_back_as_it_was_written() -> None:
    assert loads(dumps(FULL)) == FULL


def test_readings_are_written_one_a_line_and_read_back() -> None:
    file = io.StringIO()
    assert write_readings([FULL, Reading(Article("Nothing."), ())], file) == 2
    assert list(read_readings(file.getvalue().splitlines(keepends=True))) == [FULL, Reading(Article("Nothing."), ())]


def test_older_lines_are_read() -> None:
    reading = from_record(
        {
            "id": "old",
            "publisher": "Ledger",
            "date": "2016-09-12",
            "text": TEXT,
            "attributions": [{"id": "E1", "source": [[41, 50]], "cue": [[51, 55]], "content": [[0, 40]]}],
        }
    )
    assert (reading.article.outlet, reading.article.published) == ("Ledger", "2016-09-12")
    [statement] = reading
    assert (statement.id, statement.who, statement.mode, statement.time) == ("E1", "Mira Dahl", Mode.INDIRECT, None)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"time": "2024-03-04", "time_basis": "published"}, StatementTime("2024-03-04", Basis.PUBLISHED)),
        ({"time": "2024-W10"}, StatementTime("2024-W10", Basis.TEXT)),
        ({"time": None, "time_basis": None}, StatementTime(None, Basis.TEXT)),
        ({"time": None}, None),
        ({}, None),
        ({"time": {"value": None, "basis": "text", "start": 66, "end": 75}}, StatementTime(None, Basis.TEXT, 66, 75)),
    ],
)
def test_times_of_statements(given: dict[str, Any], expected: StatementTime | None) -> None:
    [statement] = from_record(record(statements=[{"content": [[0, 40]], **given}]))
    assert statement.time == expected


def test_missing_ids_are_derived_and_stable() -> None:
    same = {"content": [[0, 40]]}
    first, second, third = from_record(record(statements=[same, {"content": [[0, 39]]}, same])).statements
    assert first.id == statement_id(TEXT, Span(), Span(), Span(((0, 40),))) == "s" + first.id[1:13]
    assert first.id == statement_id(Article(TEXT).sha256, Span(), Span(), Span(((0, 40),)))
    assert second.id != first.id
    assert third.id == f"{first.id}-2"
    assert from_record(record()).article.id == Article(TEXT).id


def test_unknown_fields_are_kept_only_when_asked_for() -> None:
    given = record(section="Region", extra={"old": 1})
    assert from_record(given).article.extra == {"old": 1}
    assert from_record(given, keep=True).article.extra == {"old": 1, "section": "Region"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"format": 2}, "format: 2 is newer than 1, the newest that this version reads; update inquit"),
        ({"format": 0}, "format: 0 is not a number of the format; the first one is 1"),
        ({"format": "1"}, 'format: "1" is not a whole number'),
        ({"text": ""}, 'text: "" is empty'),
        ({"text": "a\ud800"}, "text: the lone surrogate at 1 is not a character"),
        ({"authors": {}}, "authors: {} is not a list"),
        ({"published": "in May"}, 'published: "in May" is not an ISO 8601 date'),
        (
            {"sha256": "00"},
            f'sha256: "00" is not that of the text, {Article(TEXT).sha256}; the text was changed after it was read:'
            " take it from the original, or read it again",
        ),
        ({"statements": {}}, "statements: {} is not a list"),
        ({"statements": [7]}, "statements[0]: 7 is not an object"),
        ({"statements": [{}]}, "statements[0]: has neither source nor cue nor content"),
        (
            {"statements": [{"content": [[0, 40]], "source": [[12, 4]]}]},
            "statements[0].source[0]: [12, 4] is not a range inside the text of 111 characters",
        ),
        (
            {"statements": [{"content": [[0, 112]]}]},
            "statements[0].content[0]: [0, 112] is not a range inside the text of 111 characters",
        ),
        (
            {"statements": [{"content": [[True, 5]]}]},
            "statements[0].content[0]: [true, 5] is not a range inside the text of 111 characters",
        ),
        (
            {"statements": [{"content": [[5, 9], [8, 12]]}]},
            "statements[0].content[1]: [8, 12] overlaps the piece before or stands before it in the text",
        ),
        (
            {"statements": [{"content": [[0, 40]]}, {"content": [[0, 40]], "speaker": "p9"}], "speakers": []},
            'statements[1].speaker: "p9" is not the id of one of the speakers (there are none)',
        ),
        (
            {"statements": [{"content": [[0, 40]], "within": "s9"}]},
            'statements[0].within: "s9" is not the id of another statement',
        ),
        (
            {"statements": [{"id": "s1", "content": [[0, 40]]}, {"id": "s1", "content": [[0, 4]]}]},
            'statements[1].id: "s1" is the id of an earlier statement too',
        ),
        (
            {"statements": [{"content": [[0, 40]], "mode": "spoken"}]},
            'statements[0].mode: "spoken" is none of direct, mixed, indirect',
        ),
        (
            {"statements": [{"content": [[0, 40]], "flags": ["negated", "odd"]}]},
            'statements[0].flags[1]: "odd" is none of conditional, negated, hedged',
        ),
        (
            {"statements": [{"content": [[0, 40]], "acts": [["promise", 2]]}]},
            'statements[0].acts[0]: ["promise", 2] is not an act with its probability',
        ),
        (
            {"statements": [{"content": [[0, 40]], "confidence": 1.5}]},
            "statements[0].confidence: 1.5 is not a number from 0 to 1",
        ),
        (
            {"statements": [{"content": [[0, 40]], "time": {"value": "2024"}}]},
            "statements[0].time.basis: null is none of text, published",
        ),
        (
            {"statements": [{"content": [[0, 40]], "time": {"value": "2024", "basis": "text", "start": 5}}]},
            "statements[0].time: [5, null] is not a range inside the text of 111 characters",
        ),
        ({"speakers": [{"id": "p1", "name": "Dahl"}]}, "speakers[0].kind: null is none of person, organization, group,"
         " anonymous, document"),
        ({"speakers": [{"name": "Dahl", "kind": "person"}]}, "speakers[0].id: is missing"),
        (
            {"speakers": [{"id": "p1", "name": "A", "kind": "person"}, {"id": "p1", "name": "B", "kind": "person"}]},
            'speakers[1].id: "p1" is the id of an earlier speaker too',
        ),
        (
            {"speakers": [{"id": "p1", "name": "A", "kind": "anonymous", "anonymity": {"number": "few"}}]},
            'speakers[0].anonymity.number: "few" is not a number from 1, "many" or null',
        ),
        (
            {"times": [{"start": 3, "end": 3, "type": "DATE"}]},
            "times[0]: [3, 3] is not a range inside the text of 111 characters",
        ),
        ({"times": [{"start": 3, "end": 9}]}, "times[0].type: null is none of DATE, TIME, DURATION, SET"),
        ({"reader": {"version": "1"}}, "reader.model: is missing"),
        ({"reader": []}, "reader: [] is not an object"),
        ({"warnings": "one"}, None),
    ],
)  # fmt: skip
def test_wrong_fields_are_named_with_path_value_and_reason(changes: dict[str, Any], message: str | None) -> None:
    if message is None:
        assert from_record(record(**changes)).article.warnings == ("one",)
        return
    with pytest.raises(FormatError) as caught:
        from_record(record(**changes))
    assert str(caught.value) == message


def test_long_values_are_cut_in_messages() -> None:
    with pytest.raises(FormatError) as caught:
        from_record(record(published="x" * 500))
    assert str(caught.value) == f'published: "{"x" * 78}… is not an ISO 8601 date'


def test_a_bad_line_is_a_failure_in_its_place() -> None:
    lines = [dumps(FULL), "", "{", json.dumps(record(text=None)), dumps(FULL).encode()]
    found = list(read_readings(lines, where="a.jsonl"))
    assert [type(item) for item in found] == [Reading, Failure, Failure, Reading]
    assert str(found[2]) == "a.jsonl, record 4: text: is missing; mend the record or take it out"


def test_lone_surrogates_outside_the_text_can_be_written() -> None:
    reading = Reading(Article("x", extra={"a": "\ud800"}), ())
    assert dumps(reading).encode("utf-8")
    assert loads(dumps(reading)).article.extra == {"a": "\ud800"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 50) | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
PIECES = st.lists(st.lists(st.integers(-1, 30), min_size=1, max_size=3), max_size=2) | JSON
STATEMENTS = st.lists(
    st.fixed_dictionaries(
        {"content": PIECES},
        optional={
            **dict.fromkeys(("source", "cue", "condition", "target"), PIECES),
            **dict.fromkeys(("id", "speaker", "mode", "time", "within", "confidence", "acts", "flags"), JSON),
        },
    )
    | JSON,
    max_size=3,
)
RECORDS = st.fixed_dictionaries(
    {"text": st.text(min_size=1, max_size=30) | JSON},
    optional={
        "statements": STATEMENTS | JSON,
        "speakers": st.lists(
            st.fixed_dictionaries({"id": st.just("p1"), "name": JSON, "kind": st.just("person"), "mentions": PIECES})
        ),
        **dict.fromkeys(("format", "times", "reader", "extra", "authors", "published", "sha256"), JSON),
    },
)


@settings(max_examples=80, deadline=None)
@given(RECORDS)
def test_any_record_is_a_reading_with_spans_in_its_text_or_a_format_error(given: dict[str, Any]) -> None:
    try:
        reading = from_record(given)
    except InquitError:
        return
    for statement in reading:
        for span in (statement.source, statement.cue, statement.content, statement.condition, statement.target):
            assert all(0 <= start < end <= len(reading.article.text) for start, end in span)
    assert loads(dumps(reading)) == reading


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60))
def test_any_line_is_a_reading_or_a_failure(line: bytes | str) -> None:
    assert all(isinstance(item, Reading | Failure) for item in read_readings([line]))
