"""An exported model becomes a run again, and says what it said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'inquit[train]'")
pytest.importorskip("onnx", reason="training needs onnx: pip install 'inquit[train]'")

from tiny import CONFIG, rows, write_windows  # noqa: E402

from training import export, packaged  # noqa: E402
from training.model import Config, Model, load_model  # noqa: E402


def exported(folder: Path, config: Config, *options: str) -> Model:
    """A network that learned nothing, and its export in `folder/model`."""
    torch.manual_seed(0)
    model = Model(config).eval()
    with torch.no_grad():
        model.encoder.bias.weight.normal_()
        for layer in model.encoder.layers:
            layer.attention.kept.copy_(layer.attention.kept + config.heads - len(layer.attention.kept))
    (folder / "run").mkdir()
    torch.save({"model": model.state_dict(), "layers": config.layers}, folder / "run/model.pt")
    (folder / "run/meta.json").write_text('{"settings": {"layers": 2}}', encoding="utf-8")
    export.main([str(folder / "run"), str(write_windows(folder / "windows")), str(folder / "model"), *options])
    return model


@pytest.mark.parametrize("heads", [(), (1, 2)], ids=["all heads", "some heads"])
@pytest.mark.parametrize(("options", "near"), [(["--fp32"], 1e-5), ([], 0.05)], ids=["fp32", "int8"])
def test_it_says_what_it_said(tmp_path: Path, heads: tuple[int, ...], options: list[str], near: float) -> None:
    model = exported(tmp_path, CONFIG(layers=2, heads_of_layers=heads), *options)

    packaged.main([str(tmp_path / "model"), str(tmp_path / "again")])

    again = load_model(tmp_path / "again/model.pt").eval()
    given = [torch.tensor([rows()[0][name]]) for name in ("ids", "case", "quote")]
    for one, other in zip(again.encoder(*given)[1:], model.encoder(*given)[1:], strict=True):
        assert one.detach().numpy() == pytest.approx(other.detach().numpy(), abs=near)


def test_it_tells_where_it_is_from(tmp_path: Path) -> None:
    exported(tmp_path, CONFIG(layers=2))
    packaged.main([str(tmp_path / "model"), str(tmp_path / "again")])

    info = json.loads((tmp_path / "model/model.json").read_text(encoding="utf-8"))
    meta = json.loads((tmp_path / "again/meta.json").read_text(encoding="utf-8"))
    assert meta == info["training"] | {"unpacked_from": info["sha256"]}
