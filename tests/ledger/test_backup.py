from __future__ import annotations

import threading
from pathlib import Path

import pytest

from inquit.ledger import Ledger, LedgerError
from ledger.looking import content
from ledger.readings import FERRY, reading


def test_a_backup_is_a_ledger_of_its_own(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(reading())
    copy = ledger.backup(tmp_path / "copy.db")
    assert sorted(path.name for path in tmp_path.glob("*copy*")) == ["copy.db"]
    with Ledger(copy, create=False) as other:
        assert content(other) == content(ledger)
        assert other.verify().problems == ()
        other.add(reading(url="https://wire.example/1"))


def test_a_live_ledger_is_copied_as_it_was_at_one_moment(ledger: Ledger, path: Path, tmp_path: Path) -> None:
    for number in range(20):
        ledger.add(reading(url=f"https://post.example/{number}"))
    done = threading.Event()

    def write() -> None:
        with Ledger(path) as other:
            for number in range(2000):
                other.add(reading(FERRY, url=f"https://wire.example/{number}"))
                if done.is_set():
                    return

    writer = threading.Thread(target=write)
    writer.start()
    copies = [ledger.backup(tmp_path / f"copy{number}.db") for number in range(3)]
    done.set()
    writer.join()
    for copy in copies:
        with Ledger(copy) as other:
            assert other.verify().problems == ()


def test_a_file_that_is_there_is_never_replaced(ledger: Ledger, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("precious")
    with pytest.raises(LedgerError, match=r"copy\.db: is there already; name a file that is not$"):
        ledger.backup(copy)
    assert copy.read_text() == "precious"


def test_a_folder_that_is_not_there_is_named(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"nowhere/copy\.db: cannot be opened; check that its folder is there"):
        ledger.backup(tmp_path / "nowhere" / "copy.db")


def test_progress_counts_pages(ledger: Ledger, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    ledger.backup(tmp_path / "copy.db", progress=lambda done, total: told.append((done, total)))
    pages = ledger.conn.execute("PRAGMA page_count").fetchone()[0]
    assert told[-1] == (pages, pages)
