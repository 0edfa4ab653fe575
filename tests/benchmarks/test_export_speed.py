from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # benchmarks/ is not installed

from benchmarks import export_speed
from benchmarks.ledger_filler import Filler


def test_each_format_is_timed_with_its_memory(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_speed, "Filler", lambda seed: Filler(seed, words=2_000, names=300))
    export_speed.main(["--statements", "40", "--formats", "jsonl", "brat"])
    head, *rows = (line.split(" | ") for line in capsys.readouterr().out.splitlines())
    assert head[0] == "40 statements"
    assert [row[0] for row in rows] == ["jsonl", "brat"]
    for row in rows:
        assert all(float(number) >= 0 for number in row[1:])
        assert float(row[4]) > 10
