from __future__ import annotations

from pathlib import Path
from time import process_time

from benchmarks.ledger_speed import make
from benchmarks.pledge_speed import measured


def test_every_report_is_asked_in_every_round(tmp_path: Path) -> None:
    make(tmp_path / "small.db", 400)
    found = measured(tmp_path / "small.db", 2, process_time)
    assert len(found) == 8
    assert all(len(times) == 2 and min(times) >= 0 for times in found.values())
