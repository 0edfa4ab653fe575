from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from inquit.ledger import Ledger, tallies
from inquit.types import ReaderInfo
from ledger.readings import READER, reading

AGAIN = "Ferry to Holm sails\n\nVera Lund said the engine has new bolts.\n"


def told(ledger: Ledger) -> list[dict[str, Any]]:
    """The statements of all tallies."""
    rows = ledger.conn.execute("SELECT packed FROM tallies ORDER BY article_id").fetchall()
    found = tallies.unpacked([row["packed"] for row in rows])
    return [dict(zip(found.dtype.names or (), one, strict=True)) for one in found.tolist()]


def test_numbers_in_files_go_on_to_mean_the_same() -> None:
    assert {name: [*map(str, values)] for name, values in tallies.CODES.items()} == {
        "kind": ["person", "organization", "group", "anonymous", "document"],
        "act": [
            "assert", "predict", "promise", "plan", "threaten", "refuse", "demand", "ask", "accuse", "deny", "concede",
            "support", "express", "decline",
        ],
        "type": ["assertion", "belief", "fact", "eventuality"],
        "mode": ["direct", "mixed", "indirect"],
        "basis": ["text", "published"],
    }  # fmt: skip
    assert [*map(str, tallies.FLAGS)] == ["conditional", "negated", "hedged"]


def test_an_article_has_a_row_with_what_counts(ledger: Ledger) -> None:
    ledger.add(reading(published="2024-03-09T12:30:00Z"))
    ids = [row[0] for row in ledger.conn.execute("SELECT id FROM speakers ORDER BY id")]
    row = ledger.conn.execute("SELECT published, words FROM tallies").fetchone()

    assert tuple(row) == ("2024-03-09", 23)
    common = {"kind": 1, "type": 0, "mode": 3, "basis": 2, "flags": 0}
    assert told(ledger) == [
        {"speaker": ids[0], "words": 5, "act": 1, **common},
        {"speaker": ids[1], "words": 6, "act": 3, **common},
    ]


def test_what_people_say_counts(ledger: Ledger) -> None:
    ledger.add(reading())
    first, second = ledger.statements()
    ledger.correct(first.id, {"act": "plan", "flags": ["hedged", "negated"], "speaker": None}, who="ann")
    event = ledger.strike(second.id, who="ann")
    (one,) = told(ledger)

    assert (one["speaker"], one["kind"]) == (0, 0)
    assert {one["act"], one["flags"]} <= {3, 4, 6}
    ledger.undo(event.id, who="ann")
    assert len(told(ledger)) == 2
    assert ledger.verify().problems == ()


def test_a_new_version_counts_in_place_of_the_old_one(ledger: Ledger) -> None:
    ledger.add(reading())
    old = next(ledger.statements())
    ledger.add(reading(AGAIN))
    ledger.correct(old.id, {"act": "plan"}, who="ann")  # of the version that stands no longer

    assert [one["act"] for one in told(ledger)] == [1]
    assert ledger.verify().problems == ()


def test_a_new_reading_counts_in_place_of_the_old_one(ledger: Ledger) -> None:
    ledger.add(reading())
    ledger.add(reading(reader=ReaderInfo("0.2.0", READER.model), act="demand"))

    assert [one["act"] for one in told(ledger)] == [7, 7]


def test_a_removed_article_counts_no_longer(ledger: Ledger) -> None:
    added = ledger.add(reading())
    ledger.remove(added.article, reason="a court's order", who="ann")

    assert ledger.conn.execute("SELECT count(*) FROM tallies").fetchone()[0] == 0
    assert ledger.verify().problems == ()


@pytest.mark.parametrize(
    "damage",
    ["DELETE FROM tallies", "UPDATE tallies SET words = 3", "UPDATE tallies SET packed = x'00'"],
)
def test_a_wrong_row_is_named_and_made_again(ledger: Ledger, damage: str) -> None:
    article = ledger.add(reading()).article
    before = ledger.conn.execute("SELECT * FROM tallies").fetchall()
    ledger.conn.execute(damage)

    assert [str(problem) for problem in ledger.verify().problems] == [
        f"tally of {article}, version 1: is not that of the statements that stand"
    ]
    assert ledger.repair().after == ()
    assert ledger.conn.execute("SELECT * FROM tallies").fetchall() == before


def test_a_row_of_a_version_that_is_gone_is_named_and_dropped(ledger: Ledger) -> None:
    ledger.add(reading())
    ledger.conn.execute("PRAGMA foreign_keys = OFF")
    ledger.conn.execute("INSERT INTO tallies VALUES (99, 99, NULL, NULL, 0, x'')")

    assert [problem.repairable for problem in ledger.verify().problems] == [True, True]  # its article and its version
    assert ledger.repair().after == ()


def test_a_ledger_of_version_3_gets_the_rows_that_adding_makes(ledger: Ledger, path: Path) -> None:
    ledger.add(reading())
    ledger.add(reading(AGAIN))
    ledger.add(reading("Fog\n\nNobody said a word.", url="https://post.example/fog", published=None, outlet=None))
    ledger.strike(next(ledger.statements()).id, who="ann")
    made = [tuple(row) for row in ledger.conn.execute("SELECT * FROM tallies")]
    ledger.close()
    conn = sqlite3.connect(path)
    conn.executescript("DROP TABLE tallies; PRAGMA user_version = 3;")
    conn.close()

    with Ledger(path, create=False) as brought:
        assert [tuple(row) for row in brought.conn.execute("SELECT * FROM tallies")] == made
        assert brought.verify().problems == ()


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), ("  ", 0), ("one", 1), (" two words ", 2), ("a  gap", 3), ("a\nline", 1)]
)
def test_words_are_told_by_spaces(text: str, words: int) -> None:
    assert tallies.count_words(text) == words
