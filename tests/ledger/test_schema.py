from __future__ import annotations

import sqlite3
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest

from inquit.ledger import Ledger, migrations
from ledger.looking import said
from ledger.readings import reading

SCHEMA = resources.files("inquit.ledger").joinpath("schema.sql").read_text(encoding="utf-8")

# How Datasette finds the index of a table (datasette/utils/__init__.py, detect_fts_sql, 0.65).
DETECT = """
SELECT name FROM sqlite_master WHERE rootpage = 0 AND (
    sql LIKE '%VIRTUAL TABLE%USING FTS%content="{0}"%' OR sql LIKE '%VIRTUAL TABLE%USING FTS%content=[{0}]%'
    OR (tbl_name = "{0}" AND sql LIKE '%VIRTUAL TABLE%USING FTS%'))
"""


def test_a_new_ledger_is_of_our_version_and_kind(ledger: Ledger) -> None:
    values = [
        ledger.conn.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("user_version", "application_id", "journal_mode")
    ]
    assert values == [migrations.VERSION, migrations.APPLICATION_ID, "wal"]


def test_foreign_keys_hold(ledger: Ledger) -> None:
    ledger.add(reading())
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        ledger.conn.execute("UPDATE statements SET article_id = 99")


@pytest.mark.parametrize("table", ["statements", "people"])
def test_other_programs_find_the_index_of_words(ledger: Ledger, table: str) -> None:
    assert [row[0] for row in ledger.conn.execute(DETECT.format(table))] == [f"{table}_fts"]


def test_the_index_follows_every_change_of_a_row(ledger: Ledger) -> None:
    ledger.add(reading())

    def found(word: str) -> int:
        sql = "SELECT count(*) FROM statements_fts WHERE statements_fts MATCH ?"
        return int(ledger.conn.execute(sql, (f'"{word}"',)).fetchone()[0])

    row = ledger.conn.execute("SELECT short_id FROM statements").fetchone()
    assert (found("engine"), found("bolts"), found("Lund")) == (1, 1, 1)
    event = ledger.correct(row["short_id"], {"content": "new bolts"}, who="ann")[0]
    assert (found("engine"), found("bolts")) == (0, 1)
    ledger.undo(event.id, who="ann")
    assert found("engine") == 1
    ledger.conn.execute("INSERT INTO statements_fts(statements_fts, rank) VALUES ('integrity-check', 1)")


def test_an_older_ledger_is_brought_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(path) as ledger:
        ledger.add(reading())
    monkeypatch.setattr(migrations, "VERSION", 3)
    steps = {
        1: "ALTER TABLE outlets ADD COLUMN country TEXT;\nCREATE INDEX outlets_by_country ON outlets(country);",
        2: "UPDATE outlets SET country = 'Norland';",
    }
    monkeypatch.setattr(migrations, "STEPS", steps)
    with Ledger(path, create=False) as ledger:
        assert ledger.conn.execute("PRAGMA user_version").fetchone()[0] == 3
        assert ledger.conn.execute("SELECT country FROM outlets").fetchone()[0] == "Norland"
        assert len(said(ledger)) == 2


def test_a_step_that_fails_leaves_the_ledger_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Ledger(path).close()
    monkeypatch.setattr(migrations, "VERSION", 2)
    monkeypatch.setattr(migrations, "STEPS", {1: "CREATE TABLE more(a);\nCREATE TABLE more(a);"})
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        Ledger(path)
    conn = sqlite3.connect(path)
    assert conn.execute("PRAGMA user_version").fetchone()[0] == 1
    assert conn.execute("SELECT count(*) FROM sqlite_master WHERE name = 'more'").fetchone()[0] == 0
    conn.close()


def test_every_table_is_explained() -> None:
    lines = SCHEMA.splitlines()
    bare = [line for before, line in pairwise(lines) if line.startswith("CREATE TABLE") and not before.startswith("--")]
    assert bare == ["CREATE TABLE outlets ("]  # stands right under the heading


def test_sqlite_alone_reads_who_said_what(ledger: Ledger, path: Path) -> None:
    ledger.add(reading())
    plain = sqlite3.connect(path)
    rows = plain.execute("SELECT who, cue, words, outlet, published FROM who_said_what ORDER BY start").fetchall()
    plain.close()
    assert rows == [
        ("Vera Lund", "said", "the engine needs new bolts", "The Holm Post", "2024-03-09"),
        ("Otto Brandt", "promised", "the ferry would sail on Friday", "The Holm Post", "2024-03-09"),
    ]
