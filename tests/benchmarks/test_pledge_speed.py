from __future__ import annotations

from pathlib import Path
from time import process_time

from benchmarks.ledger_speed import make
from benchmarks.pledge_speed import COUNTED, measured


def test_every_report_is_asked_in_every_round(tmp_path: Path) -> None:
    make(tmp_path / "small.db", 400)
    found = measured(tmp_path / "small.db", 2, process_time)
    assert len(found) == 8 + 4 * len(COUNTED) + 2
    assert all(len(times) == 2 and min(times) >= 0 for times in found.values())


def test_only_some_are_asked(tmp_path: Path) -> None:
    make(tmp_path / "small.db", 400)
    assert set(measured(tmp_path / "small.db", 1, process_time, only="by act, of a year")) == {
        "stats of words by act, of a year"
    }
