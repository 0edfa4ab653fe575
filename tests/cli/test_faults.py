"""What commands say, and end with, when the file or the disk fails them; and that nothing is lost."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from ledger.test_faults import without_rights

from inquit.ledger import Ledger, connection
from inquit.ledger.errors import RESTORE

Run = Callable[..., Result]

AGAIN = "make room and do it again: what is there is not added twice"
SWIM = "Cold water\n\n" + " ".join(f"Otto Brandt said the water was cold on day {day}." for day in range(800))


@pytest.fixture
def kept(run: Run, folder: Path) -> Path:
    """A ledger with a story, and another story to add."""
    run("add", "bridge.txt")
    (folder / "swim.txt").write_text(SWIM, encoding="utf-8")
    return folder / "inquit.db"


def words() -> list[str]:
    with Ledger("inquit.db", create=False) as ledger:
        assert ledger.verify().problems == ()
        return [row.words for row in ledger.statements()]


BRIDGE = ["the bridge needs new cables", "he would rather swim"]


def opened(patch: pytest.MonkeyPatch, *pragmas: str) -> None:
    """Let every command open the ledger without patience, and with these settings."""
    real = connection.connect

    def connect(path: str | os.PathLike[str], *, create: bool = False, patience_s: float = 0) -> sqlite3.Connection:
        conn = real(path, create=create, patience_s=0.05)
        for pragma in pragmas:
            conn.execute(pragma).fetchone()
        return conn

    patch.setattr(connection, "connect", connect)


COMMANDS: list[tuple[str, ...]] = [
    ("add", "swim.txt"),
    ("search", "bridge"),
    ("people",),
    ("verify",),
    ("export",),
    ("backup", "copy.db"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_ledger_of_a_newer_version_is_left(run: Run, kept: Path, command: tuple[str, ...]) -> None:
    with Ledger("inquit.db") as ledger:
        ours = ledger.conn.execute("PRAGMA user_version").fetchone()[0]
        ledger.conn.execute("PRAGMA user_version = 99")
    before = kept.read_bytes()
    result = run(*command)
    told = f"a newer Inquit made it: version 99 of the file, this program knows {ours}; update inquit"
    assert (result.stdout, result.stderr, result.exit_code) == ("", f"inquit: inquit.db: {told}\n", 1)
    assert kept.read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_file_that_is_no_ledger_is_left(run: Run, kept: Path, command: tuple[str, ...]) -> None:
    kept.write_bytes(b"dear diary, " * 100)
    result = run(*command)
    told = "is not a ledger: not even a SQLite file; check the path"
    assert (result.stdout, result.stderr, result.exit_code) == ("", f"inquit: inquit.db: {told}\n", 1)
    assert kept.read_bytes() == b"dear diary, " * 100


@pytest.mark.parametrize("command", [command for command in COMMANDS if command[0] != "add"], ids=lambda c: c[0])
def test_where_there_is_no_ledger_none_is_made(run: Run, folder: Path, command: tuple[str, ...]) -> None:
    result = run(*command)
    told = "there is no ledger; make one with: inquit add"
    assert (result.stdout, result.stderr, result.exit_code) == ("", f"inquit: inquit.db: {told}\n", 1)
    assert not (folder / "inquit.db").exists()


def test_a_damaged_file_is_named(run: Run, kept: Path) -> None:
    with Ledger("inquit.db") as ledger:
        ledger.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    whole = kept.read_bytes()
    kept.write_bytes(whole[: 4096 * 3])
    result = run("add", "swim.txt")
    assert (result.stdout, result.stderr) == ("", f"inquit: inquit.db: the file is damaged; {RESTORE}\n")
    assert result.exit_code == 1
    assert run("verify").exit_code == 1
    kept.write_bytes(whole)
    assert words() == BRIDGE


def test_a_full_disk_loses_the_article_in_hand_alone(run: Run, kept: Path) -> None:
    with Ledger("inquit.db") as ledger:
        pages = ledger.conn.execute("PRAGMA page_count").fetchone()[0]
    with pytest.MonkeyPatch.context() as patch:
        opened(patch, f"PRAGMA max_page_count = {pages}")
        result = run("add", "swim.txt")
        told = f"the disk is full; what was recorded before is kept; {AGAIN}"
        assert (result.stdout, result.stderr, result.exit_code) == ("", f"inquit: inquit.db: {told}\n", 1)
    assert words() == BRIDGE
    assert run("add", "swim.txt").stdout == "inquit.db: 1 new article; 800 statements added\n"


def test_a_ledger_in_use_is_told(run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(monkeypatch)
    other = sqlite3.connect(kept, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    result = run("add", "swim.txt")
    told = "in use: another program is writing to it and did not end; try again when it is done"
    assert (result.stdout, result.stderr, result.exit_code) == ("", f"inquit: inquit.db: {told}\n", 1)
    other.close()
    assert words() == BRIDGE


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no such permissions")
def test_a_read_only_ledger_is_read_and_not_added_to(run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger("inquit.db") as ledger, tempfile.TemporaryDirectory() as name:  # others may not look into `kept.parent`
        copy = ledger.backup(Path(name) / "inquit.db")
        (Path(name) / "swim.txt").write_text(SWIM, encoding="utf-8")
        monkeypatch.chdir(name)
        copy.chmod(0o444)
        Path(name).chmod(0o555)
        with without_rights():
            assert run("search", "bridge").exit_code == 0
            assert run("verify").exit_code == 0
            result = run("add", "swim.txt")
        Path(name).chmod(0o755)
        monkeypatch.chdir(kept.parent)
    told = (
        "cannot be written to: the file or its folder is read-only;"
        " change their permissions, or copy the ledger to a place of your own"
    )
    assert (result.stdout, result.stderr, result.exit_code) == ("", f"inquit: inquit.db: {told}\n", 1)
