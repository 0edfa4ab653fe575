"""Programs that are killed, and programs that add at the same time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from inquit.ledger import Ledger
from inquit.ledger.adding import Outcome
from inquit.ledger.connection import transaction
from ledger import killing
from ledger.readings import FERRY, reading

KILLS = 20

ADDER = f"""
import sys
sys.path.insert(0, {str(Path(__file__).resolve().parents[1])!r})
from ledger.killing import add_all
add_all(sys.argv[1], sys.argv[2])
"""


def test_twenty_kills_lose_nothing_but_the_article_in_hand() -> None:
    call = [sys.executable, killing.__file__, "--kills", str(KILLS)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.startswith(f"{KILLS} kills, ")


def test_two_programs_that_add_the_same_articles_at_once_add_each_once(tmp_path: Path) -> None:
    path, readings = tmp_path / "inquit.db", tmp_path / "readings.jsonl"
    killing.write_readings(readings, 200)
    call = [sys.executable, "-c", ADDER, str(path), str(readings)]
    programs = [subprocess.Popen(call, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    assert [(program.communicate()[1], program.returncode) for program in programs] == [("", 0), ("", 0)]
    killing.check(path, 200, complete=True)


def test_readers_go_on_while_one_writes(ledger: Ledger, path: Path) -> None:
    ledger.add(reading())
    with Ledger(path, patience_s=0) as other, transaction(ledger.conn):
        ledger.add(reading(FERRY, url="https://wire.example/1"))
        assert other.conn.execute("SELECT count(*) FROM articles").fetchone()[0] == 1
    with Ledger(path) as other:
        assert other.add(reading(FERRY, url="https://wire.example/1")).outcome is Outcome.NOTHING
