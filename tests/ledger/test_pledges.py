from __future__ import annotations

import pytest

from inquit.ledger import Ledger
from inquit.ledger.people_events import Office
from inquit.ledger.pledges import said
from inquit.ledger.pledges_events import log
from inquit.ledger.pledges_sides import Sides, shared
from inquit.ledger.pledges_told import promise_of_another
from ledger.readings import reading

PROMISE = "Vera Lund promised a boat. Otto Brandt promised a boat."


@pytest.mark.parametrize(
    ("words", "whose"),
    [
        ("that she had promised 500 homes", "she"),
        ("that the mayor had repeatedly promised a bridge", "the mayor"),
        ("Lind pledged 5,000 trees", "Lind"),
        ("that the company promised to keep all jobs", "the company"),
        ("that the prime minister has vowed to resign", "the prime minister"),
        ("that the government gave its word", "the government"),
        ("that I had promised a bridge", None),
        ("that we promised a bridge", None),
        ("that he would build a bridge", None),
        ("to build a bridge", None),
        ("that the promised bridge would come", None),
        ("that the company plans to close the mill", None),
        ("“We promised homes, and homes they will get”", None),
    ],
)
def test_words_that_tell_of_anothers_promise(words: str, whose: str | None) -> None:
    assert promise_of_another(words) == whose


def test_the_parties_of_a_statement_follow_the_offices_of_its_day(ledger: Ledger) -> None:
    ledger.add(reading(PROMISE))
    ledger.add(reading(PROMISE, url="https://post.example/later", published="2025-03-09"))
    ledger.people.hold("Vera Lund", Office("mayor", "Norvik", until="2024"), who="ann")
    ledger.people.hold("Otto Brandt", Office("harbour master", "Norvik", since="2020"), who="ann")
    ones = said(ledger.conn, range(1, 5))
    sides = Sides(ledger.conn)
    assert [[party.rule for party in sides.parties(one)] for one in ones] == [
        ["the speaker", "is mayor of Norvik on that day"],
        ["the speaker", "is harbour master of Norvik on that day"],
        ["the speaker"],
        ["the speaker", "is harbour master of Norvik on that day"],
    ]
    common = shared(sides.parties(ones[0]), sides.parties(ones[1]))
    assert common is not None
    assert common[0].key == "of:norvik"
    assert shared(sides.parties(ones[1]), sides.parties(ones[2])) is None
    assert sides.group(1) == sides.group(2) == {1, 2}


def test_what_was_said_of_a_removed_article_is_gone_with_it(ledger: Ledger) -> None:
    added = ledger.add(reading(PROMISE))
    first, second = (one.id for one in said(ledger.conn, (1, 2)))
    ledger.pledges.join(first, second, who="ann")
    ledger.pledges.rate(first, {"status": "kept", "label": "kept"}, who="ann", why="seen")
    assert len(log(ledger.conn).joined) == len(log(ledger.conn).verdicts) == 1
    ledger.remove(added.article, reason="asked for", who="ann")
    assert log(ledger.conn).joined == log(ledger.conn).verdicts == {}
    assert ledger.verify().problems == ()


def test_verdicts_are_no_corrections_of_the_statement(ledger: Ledger) -> None:
    ledger.add(reading(PROMISE))
    (first, *_) = said(ledger.conn, (1, 2))
    ledger.pledges.rate(first.id, {"status": "kept", "label": "kept"}, who="ann", why="seen")
    row = ledger.statement(first.id).row
    assert (row.corrected, row.current) == (False, True)
    assert list(ledger.corrected_readings()) == []
