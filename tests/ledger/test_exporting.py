from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from inquit import jsonl
from inquit.ledger import Ledger
from inquit.types import ReaderInfo
from ledger.looking import standing
from ledger.readings import FERRY, reading

NEWER = ReaderInfo("0.2.0", "tests 2")


def test_every_statement_comes_once_with_its_places_and_reader(ledger: Ledger) -> None:
    ledger.add(reading())
    first, second = ledger.complete()
    assert (first["who"], first["words"], first["act"]) == ("Vera Lund", "the engine needs new bolts", "assert")
    assert FERRY[slice(*first["spans"]["cue"][0])] == "said"
    assert first["reader"] == {"version": "0.1.0", "model": "tests 1"}
    assert first["sha256"] == reading().article.sha256
    assert second["who"] == "Otto Brandt"
    json.dumps([first, second])


def test_what_stood_before_comes_on_request(ledger: Ledger) -> None:
    ledger.add(reading())
    ledger.add(reading(FERRY.replace("new bolts", "one new bolt")))
    ledger.strike(standing(ledger)[1].id, who="ann")
    assert [row.words for row in ledger.statements()] == ["the engine needs one new bolt"]
    assert [(row.version, row.current) for row in ledger.statements(every=True)] == [
        (1, False),
        (1, False),
        (2, True),
        (2, False),
    ]


@pytest.fixture
def corrected(ledger: Ledger) -> Ledger:
    """The ferry story with two readings, corrections, a missed and a struck-out statement; and one without."""
    ledger.add(reading())
    ledger.add(reading("Nils Berg said nothing.\n", url="https://wire.example/1"))
    first, second, _ = standing(ledger)
    ledger.correct(first.id, {"speaker": "Ida Holm", "content": "new bolts"}, who="ann", why="tape")
    event = ledger.correct(first.id, {"act": "deny"}, who="bo")[0]
    ledger.undo(event.id, who="ann")
    ledger.strike(second.id, who="ann")
    ledger.add_missed(first.article, {"content": [[0, 5]], "speaker": "p2", "within": first.id}, who="ann")
    newer = reading(reader=NEWER)
    ledger.add(replace(newer, statements=newer.statements[1:], speakers=newer.speakers[1:]))
    return ledger


def test_corrections_are_readings_as_they_stand(corrected: Ledger) -> None:
    (record,) = corrected.corrected_readings()
    read = jsonl.from_record(json.loads(json.dumps(record)))
    assert [(s.who, s.words, s.act, s.within) for s in read] == [
        ("Otto Brandt", "Ferry", None, read.statements[1].id),
        ("Ida Holm", "new bolts", "assert", None),
    ]
    assert read.article.text == FERRY
    assert read.reader is None


def test_corrections_tell_what_was_checked_and_what_is_none(corrected: Ledger) -> None:
    (record,) = corrected.corrected_readings()
    assert [statement["checked"] for statement in record["statements"]] == [True, True]
    (none,) = record["not_statements"]
    assert FERRY[slice(*none["content"][0])] == "the ferry would sail on Friday"


def test_corrections_bring_their_log(corrected: Ledger) -> None:
    (record,) = corrected.corrected_readings()
    assert [(event["who"], event["what"], event.get("field"), event["live"]) for event in record["events"]] == [
        ("ann", "correct", "speaker", True),
        ("ann", "correct", "content", True),
        ("bo", "correct", "act", False),
        ("ann", "undo", "act", True),
        ("ann", "strike", None, True),
        ("ann", "add", None, True),
    ]
    assert record["events"][0]["was"] == {"name": "Vera Lund", "kind": "person", "role": None}


def test_what_is_undone_altogether_is_no_correction(ledger: Ledger) -> None:
    ledger.add(reading())
    event = ledger.strike(standing(ledger)[0].id, who="ann")
    ledger.undo(event.id, who="ann")
    assert list(ledger.corrected_readings()) == []


def test_corrections_made_while_reading_are_kept(ledger: Ledger, path: Path) -> None:
    ledger.add(reading())
    for row in ledger.statements():
        ledger.correct(row.id, {"act": "plan"}, who="ann")
    for record in ledger.corrected_readings():
        ledger.correct(record["statements"][0]["id"], {"act": "deny"}, who="ann")
    with Ledger(path) as other:
        assert [row.act for row in other.statements()] == ["deny", "plan"]
