"""What a run is made of is told without the places where it was made."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'inquit[train]'")

from training.runs import read_meta, without_places, write_run  # noqa: E402


def test_places_of_the_training_machine_are_left_out_however_deep() -> None:
    settings = {"seed": 1, "windows": "/w", "mpnet": "/m", "run": "/r", "answers": "/a"}
    other = {"settings": settings, "commit": "b"}
    meta = {"settings": settings, "commit": "a", "start": other, "averaged_with": [other]}

    bare = {"settings": {"seed": 1}, "commit": "b"}
    assert without_places(meta) == bare | {"commit": "a", "start": bare, "averaged_with": [bare]}
    assert settings["windows"] == "/w"  # the run's own file keeps them


def test_a_written_run_is_read_again(tmp_path: Path) -> None:
    write_run(tmp_path / "run", {"w": torch.ones(2)}, 3, {"commit": "a"})

    assert read_meta(tmp_path / "run") == {"commit": "a"}
    state = torch.load(tmp_path / "run" / "model.pt", weights_only=True)
    assert (state["layers"], state["model"]["w"].tolist()) == (3, [1.0, 1.0])
