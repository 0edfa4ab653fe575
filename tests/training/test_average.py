"""The mean of two runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'inquit[train]'")

from training import average  # noqa: E402


def run(folder: Path, value: float, *, layers: int = 2, name: str = "w") -> Path:
    folder.mkdir()
    torch.save({"model": {name: torch.full((2, 2), value)}, "layers": layers}, folder / "model.pt")
    meta = {"settings": {"seed": value, "run": str(folder)}, "commit": "c", "device": "cpu"}
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    return folder


def test_weights_are_averaged_and_both_runs_told(tmp_path: Path) -> None:
    one, two = run(tmp_path / "one", 1.0), run(tmp_path / "two", 4.0)
    average.main([str(tmp_path / "out"), str(one), str(two)])

    state = torch.load(tmp_path / "out" / "model.pt", weights_only=True)
    assert state["layers"] == 2
    assert state["model"]["w"].tolist() == [[2.5, 2.5], [2.5, 2.5]]
    assert json.loads((tmp_path / "out" / "meta.json").read_text(encoding="utf-8")) == {
        "settings": {"seed": 1.0}, "commit": "c", "device": "cpu", "averaged_with": [{"settings": {"seed": 4.0}, "commit": "c"}],
    }  # fmt: skip


def test_numbers_that_are_not_learned_stay(tmp_path: Path) -> None:
    runs = [run(tmp_path / "one", 1.0), run(tmp_path / "two", 4.0)]
    for folder in runs:
        state = torch.load(folder / "model.pt", weights_only=True)
        torch.save({**state, "model": {**state["model"], "kept": torch.tensor([0, 2])}}, folder / "model.pt")

    assert average.average(runs)["model"]["kept"].tolist() == [0, 2]


@pytest.mark.parametrize("other", [{"layers": 3}, {"name": "v"}])
def test_runs_of_other_networks_are_refused(tmp_path: Path, other: dict) -> None:
    one, two = run(tmp_path / "one", 1.0), run(tmp_path / "two", 4.0, **other)

    with pytest.raises(ValueError, match="two is another network than"):
        average.average([one, two])
