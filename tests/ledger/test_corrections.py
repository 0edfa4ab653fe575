from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Any

import pytest

from inquit.errors import FormatError
from inquit.ledger import Ledger, LedgerError, UnknownIdError, events, finding, inspecting
from inquit.types import ReaderInfo
from ledger.looking import count, said, standing
from ledger.readings import FERRY, reading

NEWER = ReaderInfo("0.2.0", "tests 2")


@pytest.fixture
def ids(ledger: Ledger) -> list[str]:
    """The statements of the ferry story: Lund's bolts, Brandt's Friday."""
    ledger.add(reading())
    return [row.id for row in standing(ledger)]


def span(words: str) -> list[list[int]]:
    start = FERRY.index(words)
    return [[start, start + len(words)]]


@pytest.mark.parametrize(
    ("field", "value", "shown", "expected"),
    [
        ("act", "plan", "act", "plan"),
        ("act", None, "act", None),
        ("type", "eventuality", "type", "eventuality"),
        ("mode", "mixed", "mode", "mixed"),
        ("flags", ["negated", "hedged"], "flags", ("negated", "hedged")),
        ("source", span("Lund"), "start", FERRY.index("Lund")),
        ("cue", span("said"), "cue", "said"),
        ("content", span("new bolts"), "words", "new bolts"),
        ("content", "new bolts", "words", "new bolts"),
        ("condition", span("on Friday"), "condition", "on Friday"),
        ("time", {"value": "2024-03", "basis": "text", "start": 0, "end": 5}, "said", "2024-03"),
        ("speaker", "Otto Brandt", "who", "Otto Brandt"),
        ("speaker", "p2", "who", "Otto Brandt"),
        ("speaker", "Ida Holm", "who", "Ida Holm"),
        ("speaker", {"name": "Union of Stokers", "kind": "organization"}, "kind", "organization"),
        ("speaker", None, "who", "Vera Lund"),
    ],
)
def test_every_field_can_be_corrected(
    ledger: Ledger, ids: list[str], field: str, value: Any, shown: str, expected: Any
) -> None:
    ledger.correct(ids[0], {field: value}, who="ann", why="heard the tape")
    row = next(row for row in standing(ledger) if row.id == ids[0])
    assert getattr(row, shown) == expected
    assert row.corrected or field == "cue"
    assert ledger.verify().problems == ()


def test_a_speaker_that_is_not_known_leaves_the_words_of_the_source(ledger: Ledger, ids: list[str]) -> None:
    ledger.correct(ids[0], {"speaker": None}, who="ann")
    row = standing(ledger)[0]
    assert (row.who, row.person, row.kind) == ("Vera Lund", None, None)


def test_whom_a_statement_is_aimed_at_and_where_it_stands_are_fields_too(ledger: Ledger, ids: list[str]) -> None:
    ledger.correct(ids[0], {"target_speaker": "Otto Brandt", "within": ids[1]}, who="ann")
    row = ledger.conn.execute(
        "SELECT k.name, o.short_id FROM statements s JOIN speakers k ON k.id = s.target_speaker_id"
        " JOIN statements o ON o.id = s.within_id"
    ).fetchone()
    assert tuple(row) == ("Otto Brandt", ids[1])


def test_a_correction_is_an_event_beside_the_reading(ledger: Ledger, ids: list[str]) -> None:
    (event,) = ledger.correct(ids[0], {"speaker": "Ida Holm"}, who="ann", why="heard the tape")
    assert (event.who, event.what, event.statement, event.field) == ("ann", "correct", ids[0], "speaker")
    assert event.value == {"name": "Ida Holm", "kind": "person", "role": None}
    assert event.was == {"name": "Vera Lund", "kind": "person", "role": None}
    assert (event.why, event.live) == ("heard the tape", True)
    machine = inspecting.machine_record(ledger.conn, finding.statement(ledger.conn, ids[0]))
    assert machine is not None
    assert machine["speaker"] == "p1"


def test_what_is_so_already_makes_no_event(ledger: Ledger, ids: list[str]) -> None:
    assert ledger.correct(ids[0], {"act": "assert", "speaker": "Vera Lund"}, who="ann") == ()
    assert count(ledger, "events") == 0


def test_the_mode_follows_corrected_words(ledger: Ledger) -> None:
    ledger.add(reading("Vera Lund said the “engine is dead” today.\n"))
    row = standing(ledger)[0]
    start = 19
    ledger.correct(row.id, {"content": [[start, start + len("“engine is dead”")]]}, who="ann")
    assert (standing(ledger)[0].words, standing(ledger)[0].mode) == ("“engine is dead”", "direct")
    ledger.correct(row.id, {"content": [[start, start + len("“engine is dead” today")]]}, who="ann")
    assert standing(ledger)[0].mode == "mixed"


def test_of_two_who_disagree_both_stay_and_the_later_one_counts(ledger: Ledger, ids: list[str]) -> None:
    ledger.correct(ids[0], {"act": "plan"}, who="ann")
    ledger.correct(ids[0], {"act": "deny"}, who="bo")
    assert standing(ledger)[0].act == "deny"
    key = finding.statement(ledger.conn, ids[0])
    assert [(e.who, e.was, e.value) for e in events.of_statement(ledger.conn, key.id)] == [
        ("ann", "assert", "plan"),
        ("bo", "plan", "deny"),
    ]


def test_undo_brings_back_what_stood_before(ledger: Ledger, ids: list[str]) -> None:
    (first,) = ledger.correct(ids[0], {"act": "plan"}, who="ann")
    (second,) = ledger.correct(ids[0], {"act": "deny"}, who="bo")
    ledger.undo(second.id, who="cy", why="a slip")
    assert standing(ledger)[0].act == "plan"
    ledger.undo(first.id, who="cy")
    assert (standing(ledger)[0].act, standing(ledger)[0].corrected) == ("assert", False)


def test_an_undo_can_be_undone_for_ever(ledger: Ledger, ids: list[str]) -> None:
    (event,) = ledger.correct(ids[0], {"act": "plan"}, who="ann")
    for _ in range(3):
        event = ledger.undo(event.id, who="ann")
        assert standing(ledger)[0].act == "assert"
        event = ledger.undo(event.id, who="bo")
        assert standing(ledger)[0].act == "plan"


def test_what_is_undone_cannot_be_undone_again(ledger: Ledger, ids: list[str]) -> None:
    (event,) = ledger.correct(ids[0], {"act": "plan"}, who="ann")
    ledger.undo(event.id, who="ann")
    with pytest.raises(LedgerError, match=r"^event 1 is undone already; undo its undoing to bring it back$"):
        ledger.undo(event.id, who="ann")


def test_what_is_no_statement_stands_no_longer_until_that_is_undone(ledger: Ledger, ids: list[str]) -> None:
    event = ledger.strike(ids[0], who="ann", why="a headline of the menu")
    assert [row.id for row in standing(ledger)] == ids[1:]
    ledger.undo(event.id, who="bo")
    assert [row.id for row in standing(ledger)] == ids


def test_a_missed_statement_is_added_by_its_offsets(ledger: Ledger, ids: list[str]) -> None:
    article = standing(ledger)[0].article
    event = ledger.add_missed(
        article, {"content": span("Ferry to Holm stays in port"), "speaker": "Holm Line", "act": "assert"}, who="ann"
    )
    row = standing(ledger)[0]
    assert (row.id, row.who, row.words, row.corrected) == (
        event.statement,
        "Holm Line",
        "Ferry to Holm stays in port",
        True,
    )
    ledger.correct(row.id, {"act": "decline"}, who="bo")
    assert standing(ledger)[0].act == "decline"
    assert ledger.verify().problems == ()
    ledger.undo(event.id, who="ann")
    assert [row.id for row in standing(ledger)] == ids
    assert ledger.verify().problems == ()


def test_what_is_there_is_not_added_as_missed(ledger: Ledger, ids: list[str]) -> None:
    row = standing(ledger)[0]
    place = {"source": span("Vera Lund"), "cue": span("said"), "content": span("the engine needs new bolts")}
    with pytest.raises(LedgerError, match=rf"^there is a statement at this place already, {ids[0]}; correct that one"):
        ledger.add_missed(row.article, place, who="ann")
    assert count(ledger, "events") == 0


def test_corrections_count_for_what_a_newer_reader_finds_at_the_same_place(ledger: Ledger, ids: list[str]) -> None:
    ledger.correct(ids[0], {"act": "plan"}, who="ann")
    ledger.add(reading(reader=NEWER, act="deny"))
    assert [row.act for row in standing(ledger)] == ["plan", "deny"]


def test_a_corrected_statement_stands_although_a_newer_reader_lacks_it(ledger: Ledger, ids: list[str]) -> None:
    ledger.correct(ids[0], {"act": "plan"}, who="ann")
    newer = reading(reader=NEWER)
    ledger.add(replace(newer, statements=newer.statements[1:]))
    assert [(row.id, row.act) for row in standing(ledger)] == [(ids[0], "plan"), (ids[1], "promise")]


@pytest.mark.parametrize("what", ["correct", "confirm", "strike"])
def test_a_persons_word_goes_before_a_newer_readers_about_the_same_words(
    ledger: Ledger, ids: list[str], what: str
) -> None:
    if what == "correct":
        ledger.correct(ids[0], {"act": "plan"}, who="ann")
    else:
        getattr(ledger, what)(ids[0], who="ann")
    newer = reading(reader=NEWER)
    first = newer.statements[0]
    (start, end), *_ = first.content
    ledger.add(
        replace(
            newer,
            statements=(
                replace(first, id="moved", content=replace(first.content, pieces=((start + 4, end),))),
                newer.statements[1],
            ),
        )
    )
    assert [row.id for row in standing(ledger)] == (ids[1:] if what == "strike" else ids)
    assert ledger.verify().problems == ()


def test_corrections_of_an_old_version_stay_with_it(ledger: Ledger, ids: list[str]) -> None:
    ledger.correct(ids[0], {"act": "plan"}, who="ann")
    ledger.add(reading(FERRY.replace("new bolts", "one new bolt")))
    old = ledger.conn.execute("SELECT act, corrected, current FROM statements WHERE short_id = ?", (ids[0],)).fetchone()
    assert tuple(old) == ("plan", 1, 0)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"acct": "plan"}, "'acct' is not a field that can be corrected; did you mean 'act'?"),
        ({"act": "sing"}, 'act: "sing" is none of assert, predict, promise, plan, threaten, refuse, demand, ask, accuse, deny, concede, support, express, decline'),
        ({"content": [[5, 5]]}, "content[0]: [5, 5] is not a range inside the text of 125 characters"),
        ({"content": [[5, 500]]}, "content[0]: [5, 500] is not a range inside the text of 125 characters"),
        ({"content": "sunk"}, "content: the text does not say 'sunk'; copy the words exactly"),
        ({"content": "the"}, "content: the text says 'the' at 44 and at 93; give more words, or the offsets"),
        ({"content": 7}, "content: 7 is not a list"),
        ({"speaker": "  "}, "speaker: '  ' has no name"),
        ({"speaker": {"name": "Ida Holm", "kind": "ship"}}, "speaker: 'ship' is none of person, organization, group, anonymous, document"),
        ({"within": "snone"}, "there is no statement 'snone'; inquit search prints the ids of what it finds"),
    ],
)  # fmt: skip
def test_an_impossible_correction_changes_nothing(
    ledger: Ledger, ids: list[str], fields: dict[str, Any], message: str
) -> None:
    with pytest.raises((FormatError, UnknownIdError)) as caught:
        ledger.correct(ids[0], {"type": "belief", **fields}, who="ann")
    assert str(caught.value) == message
    assert count(ledger, "events") == 0
    assert standing(ledger)[0].type is None


@pytest.mark.parametrize("table", ["events", "readings", "versions", "removals"])
def test_what_is_kept_cannot_be_changed_even_by_hand(ledger: Ledger, ids: list[str], table: str) -> None:
    ledger.correct(ids[0], {"act": "plan"}, who="ann")
    if table == "removals":
        ledger.add(reading(url="https://wire.example/1"))
        ledger.remove(standing(ledger)[-1].article, reason="order", who="ann")
    column = {"events": "value", "readings": "packed", "versions": "text", "removals": "reason"}[table]
    for change in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):
        with pytest.raises(sqlite3.IntegrityError, match=r"never|only deleted"):
            ledger.conn.execute(change)


def test_an_id_can_be_given_by_its_beginning(ledger: Ledger, ids: list[str]) -> None:
    ledger.strike(ids[0][:6], who="ann")
    assert said(ledger) == [("Otto Brandt", "the ferry would sail on Friday")]


def test_an_unknown_id_is_named(ledger: Ledger, ids: list[str]) -> None:
    with pytest.raises(UnknownIdError, match=r"^there is no statement 'sxxxx'; inquit search prints the ids"):
        ledger.strike("sxxxx", who="ann")
    with pytest.raises(UnknownIdError, match=r"^there is no event 7; "):
        ledger.undo(7, who="ann")
