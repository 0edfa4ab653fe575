from __future__ import annotations

import pytest

from benchmarks import pledges
from benchmarks.pledges import HALVES, Line, measured, read

FLOOR = 85
"""F1 on pairs that a change may not fall below; docs/accuracy-reports.md tells what is reached."""


def test_there_are_enough_statements_and_pledges() -> None:
    halves = [read(half) for half in HALVES]
    lines = [line for half in halves for line in half.lines]
    named = {(half, line.pledge) for half, one in zip(HALVES, halves, strict=True) for line in one.lines if line.own}
    assert len(lines) >= 300
    assert len(named) >= 60
    assert min(len(half.lines) for half in halves) >= 150


@pytest.mark.parametrize("half", HALVES)
def test_pledges_are_joined_and_none_of_an_opponent_counts_as_own(half: str) -> None:
    found = measured(half)
    assert found.f1 >= FLOOR, found
    assert found.as_own == 0
    assert found.reported >= 10


def test_a_line_that_is_no_statement_is_named(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "x.txt").write_text("= Ida Holm\n2024-01-01 Echo sang x | la\n", encoding="utf-8")
    monkeypatch.setattr(pledges, "FOLDER", folder)
    with pytest.raises(ValueError, match=r"x\.txt, line 2: not a statement: '2024-01-01 Echo sang x"):
        read("x")


def test_a_line_is_taken_apart(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    text = "= Coral Lines [organization]\n2024-01-01 Trade Gazette promise<the crew ferry | a ferry {if it floats}\n"
    (folder / "x.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(pledges, "FOLDER", folder)
    (line,) = read("x").lines
    words, condition = "a ferry if it floats", "if it floats"
    assert line == Line("Coral Lines", "organization", "2024-01-01", "Trade Gazette", "promise", "ferry", "the crew",
                        False, words, condition)  # fmt: skip
    assert not line.own
