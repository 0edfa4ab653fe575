"""Cutting a network: what others can say as well goes first, and the rest takes over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'inquit[train]'")

from tiny import CONFIG, rows, write_windows  # noqa: E402

from training import compact  # noqa: E402
from training.compact import without_least  # noqa: E402
from training.model import Model, load_model  # noqa: E402


def test_an_input_that_another_one_repeats_goes_first() -> None:
    torch.manual_seed(0)
    x = torch.randn(200, 4)
    x = torch.cat([x, 2 * x[:, :1]], dim=1)  # the last is twice the first
    weight = torch.randn(3, 5)

    numbers, mended = without_least(x, weight, keep=4)

    assert numbers.tolist() in ([0, 1, 2, 3], [1, 2, 3, 4])
    assert x[:, numbers] @ mended.T == pytest.approx(x @ weight.T, abs=0.1)


def test_inputs_of_a_head_go_together() -> None:
    torch.manual_seed(0)
    x = torch.randn(200, 6)
    x[:, 2:4] *= 0.01  # the second of three heads says next to nothing

    numbers, _ = without_least(x, torch.randn(3, 6), keep=4, block=2)

    assert numbers.tolist() == [0, 1, 4, 5]


def test_what_nobody_uses_can_go_without_a_trace() -> None:
    """Half of a feed-forward and one of two heads write nothing: without them the network says the same."""
    torch.manual_seed(0)
    model = Model(CONFIG(layers=2)).eval()
    with torch.no_grad():
        for layer in model.encoder.layers:
            layer.down.weight[:, :32] = 0
            layer.attention.o.weight[:, 16:] = 0
    given = [torch.tensor([rows()[0][name]]) for name in ("ids", "case", "quote")]
    before = model.encoder(*given)

    compact.compact(model, rows(), heads=[1, 1], inner=[32, 32])

    assert [layer.attention.kept.tolist() for layer in model.encoder.layers] == [[0], [0]]
    assert [layer.up.out_features for layer in model.encoder.layers] == [32, 32]
    for one, other in zip(model.encoder(*given), before, strict=True):
        assert one.detach().numpy() == pytest.approx(other.detach().numpy(), abs=1e-4)


class TestCommand:
    @pytest.fixture
    def run(self, tmp_path: Path) -> Path:
        folder = tmp_path / "run"
        folder.mkdir()
        torch.save({"model": Model(CONFIG(layers=2)).state_dict(), "layers": 2}, folder / "model.pt")
        (folder / "meta.json").write_text('{"settings": {"layers": 2}}', encoding="utf-8")
        return folder

    def test_a_cut_run_is_a_run(self, run: Path, tmp_path: Path) -> None:
        windows = write_windows(tmp_path / "windows")
        out = tmp_path / "cut"

        compact.main([str(run), str(windows), str(out), "--inner", "16", "48", "--heads", "2", "1"])

        config = load_model(out / "model.pt").encoder.config
        assert (config.layers, config.inner, config.heads_of_layers) == (2, (16, 48), (2, 1))
        meta = json.loads((out / "meta.json").read_text(encoding="utf-8"))
        assert meta["compact"] == {"inner": [16, 48], "heads": [2, 1], "windows": 240}

    def test_a_number_is_needed_for_each_layer(
        self, run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit):
            compact.main([str(run), "no windows", str(tmp_path / "cut"), "--inner", "16", "--heads", "2"])

        assert "has 2 layers: give as many numbers" in capsys.readouterr().err
