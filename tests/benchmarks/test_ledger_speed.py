from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # benchmarks/ is not installed

from benchmarks import ledger_speed  # noqa: E402
from benchmarks.ledger_filler import Filler  # noqa: E402
from inquit.ledger import Ledger  # noqa: E402


def filler() -> Filler:
    return Filler(words=2_000, names=300)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(ledger_speed, "Filler", lambda seed=1: Filler(seed, words=2_000, names=300))
    monkeypatch.setattr(ledger_speed, "ROUNDS", 2)
    return tmp_path / "made.db"


def test_the_same_seed_makes_the_same_readings() -> None:
    assert list(filler().readings(50)) == list(filler().readings(50))


def test_there_are_as_many_statements_as_asked_for() -> None:
    assert [len(reading) for reading in filler().readings(50)] == [20, 20, 10]


def test_what_is_made_is_a_ledger_in_order(path: Path) -> None:
    ledger_speed.make(path, 120)

    with Ledger(path, create=False) as ledger:
        verified = ledger.verify()
    assert (verified.statements, verified.problems) == (120, ())


def test_every_question_is_answered(path: Path) -> None:
    ledger_speed.make(path, 400)
    rows = list(ledger_speed.measured(path))

    assert rows[0][0] == "bytes a statement, texts and vectors apart"
    assert len(rows) == len({name for name, _ in rows}) + 2  # "the same with facets" stands three times
    assert ledger_speed.table({"400": rows}).count("\n") == len(rows) + 1
