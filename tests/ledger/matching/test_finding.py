"""Pairs of a ledger: found day by day, kept, and never twice."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from inquit.ledger import Ledger
from inquit.ledger.matching import finding
from ledger.matching.outlets import ECHO, POST, WIRE, filled, short, story
from ledger.readings import reading

DAYS = date(2024, 3, 1), date(2024, 3, 31)


def kept(ledger: Ledger) -> list[tuple[str, str, str]]:
    """Outlets and kind of each pair."""
    rows = ledger.conn.execute(
        "SELECT o.name, p.name, m.kind FROM matches m JOIN statements a ON a.id = m.one_id JOIN statements b ON"
        " b.id = m.other_id JOIN outlets o ON o.id = a.outlet_id JOIN outlets p ON p.id = b.outlet_id"
    )
    return sorted((row[0], row[1], row[2]) for row in rows)


EXPECTED = [
    ("Post", "Echo", "paraphrased"),
    ("Post", "Wire", "cut"),
    ("Post", "Wire", "paraphrased"),
    ("Wire", "Echo", "paraphrased"),
]


def test_pairs_are_found_by_speaker_time_and_text(ledger: Ledger) -> None:
    finding.prepare(filled(ledger).conn)

    assert finding.compare_days(ledger.conn, *DAYS) == 6
    assert kept(ledger) == EXPECTED


def test_what_was_compared_is_not_compared_again(ledger: Ledger) -> None:
    finding.prepare(filled(ledger).conn)
    finding.compare_days(ledger.conn, *DAYS)

    assert finding.compare_days(ledger.conn, *DAYS) == 0
    assert kept(ledger) == EXPECTED


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_what_comes_later_is_compared_with_what_is_there(ledger: Ledger, order: tuple[int, ...]) -> None:
    stories = [
        story(POST, "Post", mode="mixed"),
        story(WIRE, "Wire", "2024-03-10", mode="mixed"),
        story(ECHO, "Echo", "2024-03-10", mode="indirect"),
    ]
    finding.prepare(ledger.conn)
    for number in order:
        ledger.add(stories[number])
        assert finding.compare_days(ledger.conn, *DAYS) == 2

    assert {frozenset(row[:2]) | {row[2]} for row in kept(ledger)} == {
        frozenset(row[:2]) | {row[2]} for row in EXPECTED
    }


def test_a_corrected_statement_is_compared_again(ledger: Ledger) -> None:
    finding.prepare(filled(ledger).conn)
    finding.compare_days(ledger.conn, *DAYS)
    ledger.correct(short(ledger, "Echo", "Vera Lund"), {"speaker": "Otto Brandt"}, who="ann")

    finding.prepare(ledger.conn)
    assert finding.compare_days(ledger.conn, *DAYS) == 1
    assert ("Post", "Echo", "paraphrased") not in kept(ledger)


def test_pairs_too_far_apart_in_time_are_two_statements(ledger: Ledger) -> None:
    ledger.add(story(POST, "Post", mode="mixed"))
    ledger.add(story(WIRE, "Wire", "2024-03-17", mode="mixed"))
    finding.prepare(ledger.conn)
    finding.compare_days(ledger.conn, *DAYS)

    assert kept(ledger) == []


def test_two_people_of_one_last_name_are_two_speakers(ledger: Ledger) -> None:
    ledger.add(story("Ida Holm said the ferry stays in port until Friday.", "Post"))
    ledger.add(story("Jon Holm said that the ferry would stay in port until Friday.", "Wire"))
    finding.prepare(ledger.conn)
    finding.compare_days(ledger.conn, *DAYS)

    assert kept(ledger) == []


def test_two_quotations_joined_by_another_outlet_are_spliced(ledger: Ledger) -> None:
    apart = (
        "Vera Lund said “the old dam has held since the war”. It was a long day in the valley, and the rain went on until"
        " the evening. Vera Lund said “we will never open the gates again”."
    )
    joined = "Vera Lund said “the old dam has held since the war, we will never open the gates again”."
    ledger.add(story(apart, "Post", mode="direct"))
    ledger.add(story(joined, "Wire", mode="direct"))
    finding.prepare(ledger.conn)
    finding.compare_days(ledger.conn, *DAYS)

    assert kept(ledger) == [("Post", "Wire", "spliced"), ("Post", "Wire", "spliced")]


def test_one_statement_finds_its_partners_alone(ledger: Ledger) -> None:
    filled(ledger)
    number = ledger.conn.execute(
        "SELECT id FROM statements WHERE short_id = ?", (short(ledger, "Wire", "Vera Lund"),)
    ).fetchone()[0]

    assert len(finding.partners(ledger.conn, number)) == 2


def test_a_ledger_that_may_only_be_read_keeps_pairs_in_memory(path: Path) -> None:
    with Ledger(path) as ledger:
        filled(ledger)
    conn = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    conn.row_factory = sqlite3.Row
    with closing(conn):
        finding.prepare(conn)
        assert finding.compare_days(conn, *DAYS) == 6
        assert finding.compare_days(conn, *DAYS) == 0
        assert conn.execute("SELECT count(*) FROM temp.matches").fetchone()[0] == len(EXPECTED)


def test_what_older_rules_found_is_forgotten(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    finding.prepare(filled(ledger).conn)
    finding.compare_days(ledger.conn, *DAYS)
    monkeypatch.setattr(finding, "RULES", finding.RULES + 1)
    finding.prepare(ledger.conn)

    assert kept(ledger) == []
    assert finding.compare_days(ledger.conn, *DAYS) == 6


def test_an_article_is_not_held_against_itself(ledger: Ledger) -> None:
    ledger.add(reading("Vera Lund said the toll stays at two crowns. Vera Lund said the toll stays at two crowns."))
    finding.prepare(ledger.conn)
    finding.compare_days(ledger.conn, *DAYS)

    assert kept(ledger) == []
