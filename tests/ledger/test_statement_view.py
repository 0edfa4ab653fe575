from __future__ import annotations

import pytest

from inquit import jsonl
from inquit.errors import UnknownIdError
from inquit.ledger import Ledger
from inquit.ledger.people_events import Office
from inquit.ledger.statement_view import Part, StatementView, parts
from inquit.types import ReaderInfo
from ledger.readings import FERRY, reading

TEXT = "Ida said it rains. Otto denied it."


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    ledger.add(reading())
    return ledger


def lund(ledger: Ledger) -> str:
    return ledger.search("bolts").rows[0].id


def marked(view: StatementView) -> list[tuple[str, str | None]]:
    return [(part.text, part.mark) for part in view.sentence]


def test_a_statement_is_shown_in_its_sentence(full: Ledger) -> None:
    assert marked(full.statement(lund(full))) == [
        ("Vera Lund", "source"),
        (" ", None),
        ("said", "cue"),
        (" ", None),
        ("the engine needs new bolts", "content"),
        (".", None),
    ]


@pytest.mark.parametrize(
    ("spans", "start", "stop", "expected"),
    [
        (
            {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 17]]},
            0,
            17,
            [("Ida", "source"), (" ", None), ("said", "cue"), (" ", None), ("it rains", "content"), (".", None)],
        ),
        ({"content": [[0, 17]], "cue": [[4, 8]]}, 0, 17, [("Ida ", "content"), ("said", "cue"), (" it rains", "content"), (".", None)]),
        (
            {"content": [[9, 17], [19, 23]]},  # over two sentences
            9,
            23,
            [("Ida said ", None), ("it rains", "content"), (". ", None), ("Otto", "content"), (" denied it.", None)],
        ),
    ],
)  # fmt: skip
def test_a_sentence_is_cut_at_its_marks(
    spans: dict[str, list[list[int]]], start: int, stop: int, expected: list[tuple[str, str | None]]
) -> None:
    found = parts(TEXT, spans, start, stop)

    assert found == tuple(Part(*one) for one in expected)


def test_the_parts_are_the_text(full: Ledger) -> None:
    for row in full.search(""):
        sentence = "".join(part.text for part in full.statement(row.id).sentence)
        assert sentence in FERRY
        assert row.words in sentence


def test_the_beginning_of_an_id_is_enough(full: Ledger) -> None:
    assert full.statement(lund(full)[:6]).row.id == lund(full)


@pytest.mark.parametrize(
    "change", [lambda told: f"{told[:-1]}1", lambda told: f"{told}x", lambda told: told[:7] + "111"]
)
def test_a_mistyped_id_suggests_the_nearest(full: Ledger, change: object) -> None:
    assert callable(change)
    told = change(lund(full))
    with pytest.raises(UnknownIdError) as caught:
        full.statement(told)

    assert str(caught.value) == f"there is no statement {told!r}; did you mean {lund(full)}?"


@pytest.mark.parametrize("told", ["", "zzzzzz", "\ud800", "s\x00", "%"])
def test_an_id_like_no_other_suggests_nothing(full: Ledger, told: str) -> None:
    with pytest.raises(UnknownIdError, match="inquit search prints the ids"):
        full.statement(told)


def test_how_it_was_found_and_by_whom(full: Ledger) -> None:
    full.people.hold("Vera Lund", Office("engineer", "Holm"), who="ed")
    view = full.statement(lund(full))

    assert view.resolved_by == "name in the source"
    assert [str(office) for office in view.offices] == ["engineer of Holm"]
    assert [(one.reader, one.model, one.holds, one.newest) for one in view.readings] == [
        ("0.1.0", "tests 1", True, True)
    ]


def test_what_people_said_stands_and_what_the_reader_found_stays(full: Ledger) -> None:
    told = lund(full)
    full.correct(told, {"speaker": "Otto Brandt", "act": "promise"}, who="ed", why="heard it")
    view = full.statement(told)

    assert (view.row.who, view.row.act) == ("Otto Brandt", "promise")
    assert (view.resolved_by, view.acts) == (None, ())
    assert view.machine is not None
    assert view.machine["act"] == "assert"
    assert [(event.what, event.field) for event in view.events] == [("correct", "speaker"), ("correct", "act")]


def test_what_is_struck_can_still_be_looked_at(full: Ledger) -> None:
    told = lund(full)
    full.strike(told, who="ed")

    assert (full.statement(told).struck, full.statement(told).row.current) == (True, False)


def test_a_statement_that_a_person_added_has_no_reading(full: Ledger) -> None:
    start = FERRY.index("the ferry would")
    event = full.add_missed("https://post.example/ferry", {"content": [[start, start + 9]]}, who="ed")
    view = full.statement(event.statement or "")

    assert (view.machine, view.resolved_by, view.row.corrected) == (None, None, True)
    assert [one.holds for one in view.readings] == [False]


def test_the_history_tells_versions_and_readings(full: Ledger) -> None:
    told = lund(full)
    full.add(reading(reader=ReaderInfo("0.2.0", "tests 2")))
    full.add(reading(FERRY.replace("bolts", "nuts")))
    view = full.statement(told)

    assert [(one.number, one.words_there) for one in view.versions] == [(1, True), (2, False)]
    assert [(one.reader, one.newest) for one in view.readings] == [("0.1.0", False), ("0.2.0", True)]
    assert not view.row.current


def test_one_statement_within_another(ledger: Ledger) -> None:
    made = reading("A\n\nIda Holm said Otto Brandt denied it.").to_dict()
    text = made["text"]
    inner = dict(made["statements"][0], source=[[text.index("Otto"), text.index(" denied")]])
    inner |= {"cue": [[text.index("denied"), text.index(" it.")]], "content": [[text.index("it."), len(text) - 1]]}
    outer = dict(made["statements"][0], id="outer")
    made["statements"] = [outer, dict(inner, id="inner", within="outer")]
    ledger.add(jsonl.from_record(made))
    by_words = {row.words: row.id for row in ledger.search("")}
    outside = ledger.statement(by_words["Otto Brandt denied it"])
    inside = ledger.statement(by_words["it"])

    assert [row.id for row in outside.holds] == [inside.row.id]
    assert inside.within is not None
    assert inside.within.id == outside.row.id
