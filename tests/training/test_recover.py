"""A cut network comes back towards the one that it was cut from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'inquit[train]'")

from tiny import CONFIG, rows, write_windows  # noqa: E402

from training import recover  # noqa: E402
from training.compact import compact  # noqa: E402
from training.model import Model, load_model  # noqa: E402
from training.recover import error_of, losses  # noqa: E402
from training.train import collate  # noqa: E402


@pytest.fixture
def whole() -> Model:
    torch.manual_seed(0)
    return Model(CONFIG(layers=2)).eval()


def write(model: Model, folder: Path) -> Path:
    folder.mkdir()
    torch.save({"model": model.state_dict(), "layers": 2}, folder / "model.pt")
    (folder / "meta.json").write_text('{"settings": {"run": "/somewhere"}}', encoding="utf-8")
    return folder


def test_errors_are_shares_of_the_variance_of_each_channel() -> None:
    told = torch.tensor([[0.0, 0.0], [2.0, 200.0]])

    assert error_of(told, told) == 0
    assert error_of(told + torch.tensor([1.0, 100.0]), told) == pytest.approx(0.5)  # 1 / 2 and 10,000 / 20,000


def test_a_network_is_no_way_from_itself(whole: Model) -> None:
    batch = collate(rows(), torch.device("cpu"))

    with torch.no_grad():
        parts = losses(whole.encoder, whole.encoder, batch)

    assert {name: float(part) for name, part in parts.items()} == pytest.approx(
        {"last": 0, "below": 0, "tags": 0}, abs=1e-6
    )


class TestCommand:
    @pytest.fixture
    def command(self, whole: Model, tmp_path: Path) -> list[str]:
        windows = write_windows(tmp_path / "windows")
        mother = write(whole, tmp_path / "whole")
        compact(whole, rows(), heads=[1, 1], inner=[32, 32])
        cut = write(whole, tmp_path / "cut")
        return [str(cut), str(mother), str(windows), str(tmp_path / "run"), "--warmup", "1", "--rate", "1e-3"]

    def test_it_comes_nearer_and_only_its_layers_move(self, command: list[str], tmp_path: Path) -> None:
        recover.main([*command, "--steps", "30"])

        cut, mother, made = (load_model(tmp_path / name / "model.pt").eval() for name in ("cut", "whole", "run"))
        batch = collate(rows(), torch.device("cpu"))
        away = [losses(model.encoder, mother.encoder, batch)["last"].item() for model in (cut, made)]
        assert away[1] < 0.8 * away[0]
        assert torch.equal(made.encoder.words.weight, mother.encoder.words.weight)
        assert torch.equal(made.encoder.tags.weight, mother.encoder.tags.weight)
        assert torch.equal(made.heads.span.weight, mother.heads.span.weight)
        meta = json.loads((tmp_path / "run" / "meta.json").read_text(encoding="utf-8"))
        assert meta["settings"]["steps"] == 30
        assert meta["start"] == {"settings": {}}  # no places of this machine

    def test_a_run_that_was_killed_goes_on(self, command: list[str], tmp_path: Path, capsys) -> None:
        recover.main([*command, "--steps", "4", "--save-every", "2"])
        (tmp_path / "run" / "model.pt").unlink()

        recover.main([*command, "--steps", "4", "--save-every", "2"])

        assert "resumed checkpoint.pt at step 4" in capsys.readouterr().out
        assert (tmp_path / "run" / "model.pt").exists()
