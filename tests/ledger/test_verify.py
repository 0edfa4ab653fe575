from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from inquit.ledger import Ledger
from inquit.ledger.adding import SourceBytes
from inquit.ledger.verify import Problem, Verified
from inquit.types import ReaderInfo
from ledger.looking import content, standing
from ledger.readings import FERRY, reading


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """A ledger with two versions, two readings, a source, corrections, an added statement and a removal."""
    ledger.add(reading(), source=SourceBytes("ferry.html", b"<p>ferry"))
    ledger.add(reading(reader=ReaderInfo("0.2.0", "tests"), act="plan"))
    ledger.add(reading(FERRY.replace("new bolts", "one new bolt")))
    ledger.add(reading(url="https://wire.example/1", outlet="Wire"))
    ledger.add(reading("Ida Holm denied it.\n", url=None))
    rows = standing(ledger)
    event = ledger.correct(rows[0].id, {"speaker": "Ida Holm", "act": "deny"}, who="ann")[0]
    ledger.undo(event.id, who="bo")
    ledger.strike(rows[1].id, who="ann")
    ledger.add_missed(rows[0].article, {"content": [[0, 5]]}, who="ann")
    ledger.remove("https://wire.example/1", reason="court order 7", who="bo")
    return ledger


def broken(ledger: Ledger, sql: str) -> None:
    """Change a ledger behind its back: no trigger, no check of links."""
    conn = sqlite3.connect(ledger.path, isolation_level=None)
    triggers = conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        conn.execute(f"DROP TRIGGER {name}")
    conn.executescript(sql)
    for _, made in triggers:
        conn.execute(made)
    conn.close()


def test_who_wants_to_know_is_told_how_far_it_is(full: Ledger) -> None:
    told: list[tuple[int, int]] = []
    full.verify(progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_ledger_in_order_has_no_problems(full: Ledger) -> None:
    assert full.verify() == Verified(2, 3, 4, 6, 1, 5, 1, ())


KEPT = [
    ("UPDATE versions SET text = replace(text, 'Friday', 'Sunday') WHERE id = 1", "text of a", "is not the one that was read: its hash differs"),
    ("UPDATE sources SET packed = x'00'", "source of a", "packed bytes are damaged (Error -5 while decompressing data: incomplete or truncated stream)"),
    ("UPDATE sources SET sha256 = 'x'", "source of a", "packed bytes are not those that were kept: their hash differs"),
    ("UPDATE readings SET sha256 = 'x' WHERE id = 1", "reading 1 of a", "packed bytes are not those that were kept: their hash differs"),
    ("UPDATE articles SET short_id = 'aother' WHERE id = 1", "article aother", "has an id that does not follow from its address or text"),
    ("UPDATE articles SET current_version_id = 4 WHERE id = 1", "article a", "shows a version of another article"),
    ("DELETE FROM removals", "article a", "has no text, and no removal tells why"),
]  # fmt: skip


@pytest.mark.parametrize(("sql", "where", "what"), KEPT)
def test_damage_to_what_is_kept_is_found_and_left(full: Ledger, sql: str, where: str, what: str) -> None:
    broken(full, sql)
    problems = full.verify().problems
    found = [problem for problem in problems if problem.where.startswith(where)]
    assert [(problem.what, problem.repairable) for problem in found][:1] == [(what, False)]
    assert found[0] in full.repair().after


DERIVED = [
    ("UPDATE statements SET words = 'sunk' WHERE id = 2", 'words is "sunk", but what is kept says "the ferry would sail on Friday"'),
    ("UPDATE statements SET act = NULL, current = 1 WHERE id = 4", 'act is null, but what is kept says "promise"; current is 1, but what is kept says false'),
    ("UPDATE statements SET person_id = NULL", "person_id is null"),
    ("UPDATE statements SET within_id = 1 WHERE id = 2", "within is "),
    ("DELETE FROM statements WHERE id = 2", "is in a reading and not among the statements"),
    ("CREATE TEMP TABLE made AS SELECT * FROM statements WHERE id = 1; UPDATE made SET id = 99, short_id = 'smade'; INSERT INTO statements SELECT * FROM made", "is in no reading, and nobody added it"),
    ("UPDATE speakers SET name = 'Nobody' WHERE id = 1", "has other speakers than the table of speakers says"),
    ("INSERT INTO statements_fts(statements_fts) VALUES ('delete-all')", "does not hold the words of the statements"),
    ("UPDATE statements SET speaker_id = 999 WHERE id = 1", "points at a row of speakers that is not there"),
    ("INSERT INTO vectors VALUES (1, 0, x'00')", "are of no known model"),
    ("INSERT INTO vectors VALUES (999, 0, x'00')", "points at a row of statements that is not there"),
    ("INSERT INTO meaning VALUES (1, 'm 0', 8); INSERT INTO vectors VALUES (2, 0, x'0102030405060708')", "is not of what stands"),
]  # fmt: skip


@pytest.mark.parametrize(("sql", "what"), DERIVED)
def test_damage_to_what_is_derived_is_found_and_repaired(full: Ledger, sql: str, what: str) -> None:
    before = content(full)
    broken(full, sql)
    problems = full.verify().problems
    assert any(problem.what.startswith(what) and problem.repairable for problem in problems), problems
    repaired = full.repair()
    assert repaired.before == problems
    assert repaired.after == ()
    after = content(full)
    for table in ("articles", "versions", "readings", "events", "removals", "sources", "people"):
        assert after[table] == before[table]


def test_repair_leaves_a_ledger_in_order_alone(full: Ledger) -> None:
    before = content(full)
    assert full.repair().before == ()
    assert content(full) == before


def test_a_file_with_damaged_pages_is_named(full: Ledger, tmp_path: Path) -> None:
    full.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    copy = tmp_path / "damaged.db"
    shutil.copy(full.path, copy)
    pages = bytearray(copy.read_bytes())
    size, root = 4096, full.conn.execute("SELECT rootpage FROM sqlite_master WHERE name = 'versions'").fetchone()[0]
    pages[(root - 1) * size : root * size] = b"\xff" * size
    copy.write_bytes(pages)
    with Ledger(copy) as damaged:
        found = damaged.verify()
    assert any(problem.where == "file" and not problem.repairable for problem in found.problems)
    assert found.versions == 0


def test_a_problem_reads_as_a_line() -> None:
    assert str(Problem("statement s1", "is gone", repairable=True)) == "statement s1: is gone"
