"""From a trained run to the files that the package reads: the same spans on the other side."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'inquit[train]'")
pytest.importorskip("onnx", reason="training needs onnx: pip install 'inquit[train]'")

from reading.marked import expected  # noqa: E402
from tiny import CONFIG, STORIES, rows, shrink, write_windows  # noqa: E402

from inquit.errors import ModelError  # noqa: E402
from inquit.model.encoder import Encoder, TaggedWindow  # noqa: E402
from inquit.model.wordpieces import CASES, QUOTES  # noqa: E402
from inquit.reading.attribution import Attribution, attributions  # noqa: E402
from training import export, train  # noqa: E402
from training.model import Model  # noqa: E402

LAYERS = 2
# What the tiny network gets for its 4 sentences; more than enough to know them by heart.
STEPS = ["--steps", "160", "--batch", "4", "--warmup", "10", "--save-every", "1000", "--layers", str(LAYERS)]
RATES = ["--rate", "5e-3", "--head-rate", "5e-3", "--layer-decay", "1"]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `windows`, the `run` that overfitted them, and its exports `fp32` and `int8`."""
    folder = tmp_path_factory.mktemp("trained")
    windows = str(write_windows(folder / "windows"))
    with pytest.MonkeyPatch.context() as patch:
        shrink(patch)
        patch.setattr(torch.cuda, "is_available", lambda: False)
        train.main([windows, "no MPNet", str(folder / "run"), *STEPS, *RATES])
        export.main([str(folder / "run"), windows, str(folder / "fp32"), "--fp32", "--name", "tiny"])
        export.main([str(folder / "run"), windows, str(folder / "int8"), "--name", "tiny"])
    return folder


@pytest.fixture(scope="module")
def model(trained: Path) -> Model:
    network = Model(CONFIG(layers=LAYERS))
    network.load_state_dict(torch.load(trained / "run" / "model.pt", weights_only=True)["model"])
    return network.eval()


def plain(found: list[Attribution]) -> list[tuple[object, ...]]:
    """Spans and nesting, without the probabilities and in the order of their contents."""
    return sorted((a.source.pieces, a.cue.pieces, a.content.pieces, a.outer is not None) for a in found)


@pytest.mark.parametrize("precision", ["fp32", "int8"])
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["text"].split()[0])
def test_sentences_known_by_heart_come_back_after_the_export(trained: Path, precision: str, story: dict) -> None:
    encoder = Encoder(trained / precision, threads=1)
    found = attributions(story["text"], encoder.tag(encoder.windows(story["text"])))

    assert plain(found) == plain(expected(story))


def random_inputs(windows: int, pieces: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(windows * pieces)
    ids = rng.integers(3, 1000, (windows, pieces))
    ids[-1, pieces // 2 :] = 1  # one window is padded
    return ids, rng.integers(0, CASES, ids.shape), rng.integers(0, QUOTES, ids.shape)


@pytest.mark.parametrize(("windows", "pieces"), [(1, 2), (2, 17), (3, 256)])
def test_the_encoder_computes_what_torch_computes(trained: Path, model: Model, windows: int, pieces: int) -> None:
    inputs = random_inputs(windows, pieces)
    with torch.no_grad():
        theirs = model.encoder(*map(torch.from_numpy, inputs))

    for ours, their in zip(Encoder(trained / "fp32").run(*inputs), theirs, strict=True):
        real = inputs[0] != 1
        assert np.abs(ours[real] - their.numpy()[real]).max() < 1e-4


def test_the_heads_compute_what_torch_computes(trained: Path, model: Model) -> None:
    batch = train.collate(rows(), torch.device("cpu"))
    rng = np.random.default_rng(0)
    hidden = rng.normal(size=(200, 32)).astype(np.float32)
    names = ("spans", "roles", "cues", "distances")
    with torch.no_grad():
        scores, none = model.heads(torch.from_numpy(hidden), *(batch[name] for name in names))
    ends = {name: hidden[batch[name].numpy()].reshape(-1, 64) for name in ("spans", "cues")}
    numbers = {name: batch[name].numpy() for name in ("roles", "distances")}

    found = Encoder(trained / "fp32")._parts().heads.run(["scores", "none"], {**ends, **numbers})

    assert np.abs(found[0] - scores.numpy()).max() < 2e-2  # the weights are kept as fp16
    assert np.abs(found[1] - none.numpy()).max() < 2e-2


def test_int8_reads_a_window_the_same_whatever_stands_beside_it(trained: Path) -> None:
    encoder = Encoder(trained / "int8", threads=1)
    inputs = random_inputs(8, 32)
    together = encoder.run(*inputs)

    for row in range(8):
        alone = encoder.run(*(array[row : row + 1] for array in inputs))
        for one, other in zip(alone, together, strict=True):
            assert np.abs(one[0] - other[row]).max() < 1e-4


def test_int8_is_smaller(trained: Path) -> None:
    sizes = [(trained / precision / "encoder.onnx").stat().st_size for precision in ("fp32", "int8")]

    assert sizes[1] < 0.4 * sizes[0]


def test_model_json_tells_what_the_files_are(trained: Path) -> None:
    folder = trained / "int8"
    info = Encoder(folder).info
    content = b"".join((folder / name).read_bytes() for name in ("encoder.onnx", "heads.onnx", "tokenizer.json"))

    assert info["name"] == "tiny"
    assert info["sha256"] == hashlib.sha256(content).hexdigest()
    assert info["precision"] == "int8"
    assert info["calibration_windows"] == len(rows())
    assert info["training"]["data"] == {"seed": 0}


def test_no_place_on_the_training_machine_ships(trained: Path) -> None:
    assert str(trained) not in json.dumps(Encoder(trained / "fp32").info)


def test_the_export_of_one_run_is_the_same_each_time(trained: Path, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        shrink(patch)
        export.main([str(trained / "run"), str(trained / "windows"), str(tmp_path / "again"), "--name", "tiny"])

    for name in ("encoder.onnx", "heads.onnx"):
        assert (tmp_path / "again" / name).read_bytes() == (trained / "int8" / name).read_bytes()


@pytest.mark.xfail(strict=True, reason="onnxruntime's own error comes through, without the folder")
def test_files_that_do_not_belong_together_are_told(trained: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    shutil.copytree(trained / "fp32", folder)
    shutil.copy(folder / "encoder.onnx", folder / "heads.onnx")
    encoder = Encoder(folder)

    with pytest.raises(ModelError) as caught:
        tag(encoder, STORIES[0]["text"])
    assert caught.value.where == str(folder)


def tag(encoder: Encoder, text: str) -> list[TaggedWindow]:
    return encoder.tag(encoder.windows(text))
