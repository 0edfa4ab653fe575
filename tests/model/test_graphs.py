"""Which file of a model's folder holds the graph that is loaded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from inquit.model.encoder import MODEL_FOLDER
from inquit.model.graphs import GRAPH, WEIGHTS, graph_of, mark_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with weights and the graph that was made for them."""
    weights = tmp_path / WEIGHTS
    weights.write_bytes(b"words and products")
    (tmp_path / GRAPH).write_bytes(b"\x08\x0a" + mark_of(weights) + b"nodes")
    return tmp_path


def test_the_graph_over_the_weights_is_taken(folder: Path) -> None:
    assert graph_of(folder) == (folder / GRAPH).resolve()


def test_without_a_graph_the_weights_have_their_own(folder: Path) -> None:
    (folder / GRAPH).unlink()

    assert graph_of(folder) == folder / WEIGHTS


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(b"words and products.", id="longer"),
        pytest.param(b"Words and products", id="as long"),
    ],
)
def test_a_graph_of_other_weights_is_left_aside(folder: Path, other: bytes) -> None:
    (folder / WEIGHTS).write_bytes(other)

    assert graph_of(folder) == folder / WEIGHTS


def linked(folder: Path, *targets: Path) -> Path:
    folder.mkdir()
    for target in targets:
        try:
            (folder / target.name).symlink_to(target)
        except OSError:
            pytest.skip("this system makes no links")
    return folder


def test_links_into_one_folder_lead_to_the_graph(folder: Path, tmp_path: Path) -> None:
    links = linked(tmp_path / "links", folder / WEIGHTS, folder / GRAPH)

    assert graph_of(links) == (folder / GRAPH).resolve()


def test_a_graph_that_really_lies_elsewhere_is_left_aside(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    links = linked(tmp_path / "links", folder / WEIGHTS, (folder / GRAPH).rename(tmp_path / "store" / GRAPH))

    assert graph_of(links) == links / WEIGHTS


@pytest.mark.skipif(not (MODEL_FOLDER / GRAPH).is_file(), reason="this checkout has no encoder.graph.onnx")
class TestPackaged:
    """The graph that ships over the weights that ship."""

    def test_it_belongs_to_them(self) -> None:
        assert graph_of(MODEL_FOLDER) == (MODEL_FOLDER / GRAPH).resolve()

    def test_it_computes_what_their_own_graph_does(self) -> None:
        onnxruntime = pytest.importorskip("onnxruntime")
        ids = np.arange(5, 5 + 40)[None]
        inputs = {"ids": ids, "case": ids % 6, "quote": ids % 4}

        theirs, ours = (
            onnxruntime.InferenceSession(str(MODEL_FOLDER / name)).run(None, inputs) for name in (WEIGHTS, GRAPH)
        )

        for one, other in zip(ours, theirs, strict=True):
            assert (one == other).all()
