from __future__ import annotations

import sys

import pytest

from benchmarks import web_speed


def test_it_measures_every_kind_of_page(tmp_path, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    call = ["web_speed", "--statements", "400", "--folder", str(tmp_path), "--clients", "2", "--rounds", "2"]
    monkeypatch.setattr(sys, "argv", call)
    web_speed.main()
    rows = [line.split("|") for line in capsys.readouterr().out.splitlines() if line.startswith("| ")][2:]
    names = [row[1].strip() for row in rows]
    assert {"home", "search, a word", "person", "statement", "article of 5,000 words", "review"} <= set(names)
    assert all(int(row[2]) == 4 and float(row[4]) > 0 for row in rows)
