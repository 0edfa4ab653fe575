"""What a ledger says, and keeps, when the file or the disk fails it."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inquit.ledger import Ledger, LedgerBusyError, LedgerDamagedError, LedgerError
from inquit.ledger.connection import transaction
from inquit.ledger.errors import translated
from inquit.ledger.migrations import VERSION
from ledger.looking import content, count
from ledger.readings import FERRY, reading

NOBODY = 65534


@contextmanager
def without_rights() -> Iterator[None]:
    """As one whom permissions bind: root may write anywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def message(path: Path, *, create: bool = True) -> str:
    """What opening a ledger says."""
    with pytest.raises(LedgerError) as caught:
        Ledger(path, create=create)
    return str(caught.value)


def test_a_file_that_is_no_ledger_is_named_and_left(path: Path) -> None:
    path.write_bytes(b"dear diary, " * 100)
    assert message(path) == f"{path}: is not a ledger: not even a SQLite file; check the path"
    assert path.read_bytes() == b"dear diary, " * 100


def test_a_database_of_another_program_is_left(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE stamps(country)")
    other.close()
    before = path.read_bytes()
    assert message(path) == f"{path}: is a SQLite file of another program, not a ledger; name another file"
    assert path.read_bytes()[100:] == before[100:]  # the head holds the mode of the log


def test_a_ledger_of_a_newer_version_is_left(ledger: Ledger, path: Path) -> None:
    ledger.conn.execute("PRAGMA user_version = 99")
    assert message(path) == (
        f"{path}: a newer Inquit made it: version 99 of the file, this program knows {VERSION}; update inquit"
    )
    assert ledger.conn.execute("PRAGMA user_version").fetchone()[0] == 99


@pytest.mark.parametrize(
    ("name", "create", "told"),
    [
        ("none.db", False, "there is no ledger; make one with: inquit add"),
        ("", True, "is a directory, not a ledger; name the file, such as inquit.db"),
        ("nowhere/a.db", True, "its folder is not there; make the folder first"),
    ],
)
def test_a_place_without_a_ledger_is_named(tmp_path: Path, name: str, create: bool, told: str) -> None:
    assert message(tmp_path / name, create=create) == f"{tmp_path / name}: {told}"


def test_an_empty_file_becomes_a_ledger_only_by_adding(path: Path) -> None:
    path.touch()
    assert message(path, create=False) == f"{path}: is empty, no ledger yet; make one of it with: inquit add"
    with Ledger(path) as ledger:
        assert count(ledger, "articles") == 0


def test_a_cut_file_is_damaged(ledger: Ledger, path: Path, tmp_path: Path) -> None:
    ledger.add(reading())
    ledger.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    cut = tmp_path / "cut.db"
    cut.write_bytes(path.read_bytes()[: 4096 * 3])
    with pytest.raises(LedgerDamagedError, match=r"cut\.db: the file is damaged; take a backup"), Ledger(cut) as broken:
        broken.add(reading(url="https://wire.example/1"))


def test_a_ledger_in_use_is_waited_for_and_then_named(ledger: Ledger, path: Path) -> None:
    with Ledger(path, patience_s=0.2) as other, transaction(ledger.conn), pytest.raises(LedgerBusyError) as caught:
        other.add(reading())
    told = "in use: another program is writing to it and did not end; try again when it is done"
    assert str(caught.value) == f"{path}: {told}"
    assert count(ledger, "articles") == 0


def test_a_full_disk_loses_the_article_in_hand_alone(ledger: Ledger, path: Path) -> None:
    ledger.add(reading())
    before = content(ledger)
    pages = ledger.conn.execute("PRAGMA page_count").fetchone()[0]
    ledger.conn.execute(f"PRAGMA max_page_count = {pages}")
    large = FERRY + "\n" + "".join(f"Vera Lund said the bolt {number} is loose. " for number in range(2000))
    with pytest.raises(LedgerError) as caught:
        ledger.add(reading(large, url="https://wire.example/1"))
    told = "the disk is full; what was recorded before is kept; make room and do it again: what is there is not added twice"
    assert str(caught.value) == f"{path}: {told}"
    assert content(ledger) == before
    ledger.conn.execute("PRAGMA max_page_count = 4294967294")
    ledger.add(reading(large, url="https://wire.example/1"))
    assert ledger.verify().problems == ()


def test_a_full_disk_while_correcting_leaves_no_event_without_its_effect(ledger: Ledger) -> None:
    ledger.add(reading())
    row = ledger.conn.execute("SELECT short_id FROM statements").fetchone()
    before = content(ledger)
    ledger.conn.execute(f"PRAGMA max_page_count = {ledger.conn.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(LedgerError, match="the disk is full"):
        ledger.correct(row["short_id"], {"act": "plan"}, who="ann", why="because " * 20_000)
    assert content(ledger) == before


def test_a_ledger_that_may_only_be_read_is_read(ledger: Ledger, path: Path, tmp_path: Path) -> None:
    ledger.add(reading())
    with Ledger(path, create=False) as other:
        other.conn.execute("PRAGMA query_only = ON")
        assert count(other, "statements") == 2
        with pytest.raises(LedgerError) as caught:
            other.add(reading(url="https://wire.example/1"))
    assert str(caught.value) == (
        f"{path}: cannot be written to: the file or its folder is read-only;"
        " change their permissions, or copy the ledger to a place of your own"
    )


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no such permissions")
def test_a_read_only_file_in_a_read_only_folder_is_read() -> None:
    with tempfile.TemporaryDirectory() as name:  # not `tmp_path`, which lies where others may not look
        folder = Path(name)
        with Ledger(folder / "inquit.db") as ledger:
            ledger.add(reading())
        (folder / "inquit.db").chmod(0o444)
        folder.chmod(0o555)
        with without_rights(), Ledger(folder / "inquit.db", create=False) as ledger:
            assert count(ledger, "statements") == 2
            assert ledger.verify().problems == ()
            with pytest.raises(LedgerError, match="cannot be written to"):
                ledger.add(reading(url="https://wire.example/1"))
        folder.chmod(0o755)


def test_an_error_of_the_program_passes_as_it_is() -> None:
    conn = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.OperationalError, match="no such table"), translated("a.db"):
        conn.execute("SELECT * FROM nowhere")
    conn.close()
