from __future__ import annotations

import re
import sqlite3
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest

from inquit.ledger import Ledger, LedgerError, Office, migrations
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


@pytest.fixture
def old(ledger: Ledger, path: Path) -> Path:
    """A ledger as version 1 made it, with a story, a correction and a person's office."""
    ledger.add(reading())
    row = next(ledger.statements())
    ledger.correct(row.id, {"act": "plan"}, who="ann")
    ledger.people.hold("Vera Lund", Office("mayor", "Holm"), who="ann")
    old = path.with_name("old.db")
    conn = sqlite3.connect(old)
    conn.executescript((Path(__file__).parent / "schema_1.sql").read_text(encoding="utf-8"))
    conn.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
    conn.execute("PRAGMA user_version = 1")
    conn.execute("ATTACH ? AS new", (str(path),))
    tables = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE '%_fts%' AND name NOT LIKE 'sqlite%'"
    with conn:
        conn.execute("PRAGMA defer_foreign_keys = ON")
        for (table,) in conn.execute(tables).fetchall():
            conn.execute(f"INSERT INTO main.{table} SELECT * FROM new.{table}")
    conn.close()
    return old


def drawn(conn: sqlite3.Connection) -> set[str]:
    """All that a file is made of, without comments and white space."""
    found = conn.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {" ".join(re.sub(r"--.*", "", row[0]).split()) for row in found}


def test_an_older_ledger_is_brought_up(ledger: Ledger, old: Path) -> None:
    with Ledger(old, create=False) as brought:
        assert brought.conn.execute("PRAGMA user_version").fetchone()[0] == migrations.VERSION
        assert brought.verify().problems == ()
        assert list(brought.statements()) == list(ledger.statements())
        assert brought.people.view("Vera Lund") == ledger.people.view("Vera Lund")
        assert [str(office) for office in brought.people.view("Vera Lund").offices] == ["mayor of Holm"]
        assert drawn(brought.conn) == drawn(ledger.conn)
        brought.add(reading(url="https://wire.example/1"))
        assert brought.verify().problems == ()


def test_an_older_ledger_that_may_only_be_read_is_named(old: Path) -> None:
    conn = sqlite3.connect(f"{old.as_uri()}?mode=ro", uri=True)
    conn.row_factory = sqlite3.Row
    with pytest.raises(LedgerError) as caught:
        migrations.bring_up(conn, "old.db", create=False)
    conn.close()
    assert str(caught.value) == (
        f"old.db: is of version 1 and must be brought up to {migrations.VERSION}, but the file or its folder is"
        " read-only; change their permissions, or copy the ledger to a place of your own"
    )


def test_a_step_that_fails_leaves_the_ledger_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "script", lambda version: "CREATE TABLE more(a);\nCREATE TABLE more(a);")
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        Ledger(old)
    conn = sqlite3.connect(old)
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
