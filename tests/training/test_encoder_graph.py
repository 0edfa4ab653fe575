"""The encoder's graph: however it is cut, and wherever its weights lie, it computes the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'inquit[train]'")
onnx = pytest.importorskip("onnx", reason="training needs onnx: pip install 'inquit[train]'")

from onnx import TensorProto  # noqa: E402
from onnxruntime import InferenceSession  # noqa: E402
from tiny import rows  # noqa: E402

from inquit.model.graphs import GRAPH, WEIGHTS, graph_of  # noqa: E402
from training import encoder_graph, export  # noqa: E402
from training.model import Config, Model  # noqa: E402

HEADS = 6


@pytest.fixture(scope="module")
def weights() -> dict[str, np.ndarray]:
    """Those of a network that learned nothing, in int8."""
    torch.manual_seed(0)
    model = Model(Config(layers=2, width=48, heads=HEADS, inner=96, link=16)).eval()
    ranges = export.widest_first(model, export.calibrate(model.encoder, rows()))
    return export.encoder_weights(model.encoder, ranges, 127)


@pytest.fixture
def folder(tmp_path: Path, weights: dict[str, np.ndarray]) -> Path:
    """A model's folder with the graph that its weights had when they were exported."""
    onnx.save(encoder_graph.EncoderGraph(weights).build(), str(tmp_path / WEIGHTS))
    return tmp_path


def outputs(path: Path) -> list[np.ndarray]:
    rng = np.random.default_rng(0)
    ids = rng.integers(3, 1000, (2, 40))
    ids[1, 30:] = 1  # padding
    inputs = {"ids": ids, "case": rng.integers(0, 6, ids.shape), "quote": rng.integers(0, 4, ids.shape)}
    return InferenceSession(str(path)).run(None, inputs)


@pytest.mark.parametrize("together", [1, 2, HEADS, 4])
def test_it_does_not_matter_how_many_heads_are_computed_at_once(
    folder: Path, weights: dict[str, np.ndarray], monkeypatch: pytest.MonkeyPatch, together: int
) -> None:
    monkeypatch.setattr(encoder_graph, "HEADS_TOGETHER", together)
    onnx.save(encoder_graph.EncoderGraph(weights).build(), str(folder / "other.onnx"))

    for one, other in zip(outputs(folder / "other.onnx"), outputs(folder / WEIGHTS), strict=True):
        assert one == pytest.approx(other, abs=1e-5)


def test_layers_may_have_different_heads_and_widths(tmp_path: Path) -> None:
    torch.manual_seed(0)
    config = Config(layers=2, width=48, heads=HEADS, inner=(96, 32), heads_of_layers=(3, 4), link=16)
    model = Model(config).eval()
    with torch.no_grad():
        model.encoder.bias.weight.normal_()
        model.encoder.layers[0].attention.kept.copy_(torch.tensor([1, 4, 5]))
        model.encoder.layers[1].attention.kept.copy_(torch.tensor([0, 2, 3, 5]))
    onnx.save(encoder_graph.EncoderGraph(export.encoder_weights(model.encoder, None, 127)).build(), str(tmp_path / "a"))
    inputs = [torch.tensor([rows()[0][name]]) for name in ("ids", "case", "quote")]

    told = InferenceSession(str(tmp_path / "a")).run(
        None, {name: value.numpy() for name, value in zip(("ids", "case", "quote"), inputs, strict=True)}
    )
    for one, other in zip(told, model.encoder(*inputs), strict=True):
        assert one == pytest.approx(other.detach().numpy(), abs=1e-4)


def test_a_graph_over_the_weights_computes_what_theirs_does(folder: Path) -> None:
    encoder_graph.main([str(folder)])

    assert graph_of(folder) == (folder / GRAPH).resolve()
    for one, other in zip(outputs(folder / GRAPH), outputs(folder / WEIGHTS), strict=True):
        assert (one == other).all()


def test_the_int8_weights_stay_where_they_are(folder: Path) -> None:
    encoder_graph.main([str(folder)])

    whole, over = (onnx.load(str(folder / name), load_external_data=False) for name in (WEIGHTS, GRAPH))
    assert {t.name for t in whole.graph.initializer} == {t.name for t in over.graph.initializer}
    for tensor in over.graph.initializer:
        is_outside = tensor.data_location == TensorProto.EXTERNAL
        assert is_outside == (tensor.data_type == TensorProto.INT8)


def test_a_folder_can_be_moved(folder: Path, tmp_path: Path) -> None:
    encoder_graph.main([str(folder)])
    moved = shutil.copytree(folder, tmp_path / "moved", ignore=shutil.ignore_patterns("moved"))

    assert graph_of(moved) == (moved / GRAPH).resolve()
    assert (outputs(moved / GRAPH)[0] == outputs(folder / GRAPH)[0]).all()
