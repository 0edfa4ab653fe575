"""What another model says of the windows lies beside the right ones, and counts as it should."""

from __future__ import annotations

import gzip
import json
import math
import random
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'inquit[train]'")
onnx = pytest.importorskip("onnx", reason="training needs onnx: pip install 'inquit[train]'")

from tiny import CONFIG, rows  # noqa: E402

from inquit.model.graphs import WEIGHTS  # noqa: E402
from inquit.model.tags import TAGS  # noqa: E402
from inquit.model.windows import SEPARATOR_ID  # noqa: E402
from training import answers, export  # noqa: E402
from training.encoder_graph import EncoderGraph  # noqa: E402
from training.model import Model  # noqa: E402
from training.prepare import UNKNOWN, read_jsonl  # noqa: E402
from training.train import collate, masked, tag_loss  # noqa: E402

CPU = torch.device("cpu")


@pytest.fixture
def model() -> Model:
    torch.manual_seed(0)
    return Model(CONFIG(layers=1)).eval()


@pytest.fixture
def answered(tmp_path: Path, model: Model) -> Path:
    """Windows of which the first and the third are PolNeAR's, and a model's answers to them."""
    with gzip.open(tmp_path / "train.jsonl.gz", "wt", encoding="utf-8") as file:
        for number, row in enumerate(rows()):
            file.write(json.dumps(row | {"part": "few" if number % 2 else "polnear"}) + "\n")
    weights = export.encoder_weights(model.encoder, None, 127)
    onnx.save(EncoderGraph(weights).build(), str(tmp_path / WEIGHTS))
    info = {"name": "tiny", "sha256": "0" * 64, "made": "2024-03-09", "precision": "fp32"}
    (tmp_path / "model.json").write_text(json.dumps(info), encoding="utf-8")
    answers.main([str(tmp_path), str(tmp_path), str(tmp_path / "answers.npz")])
    return tmp_path


def test_answers_lie_beside_the_windows_they_were_given_for(answered: Path, model: Model) -> None:
    loaded = read_jsonl(answered / "train.jsonl.gz")
    answers.load_answers(answered / "answers.npz", loaded)

    assert ["answers" in row for row in loaded] == [True, False, True, False]
    row = loaded[2]
    _, tags, nested = model.encoder(*(torch.tensor([row[name]]) for name in ("ids", "case", "quote")))
    told = torch.stack([tags[0, row["words"]], nested[0, row["words"]]], dim=1)
    assert row["answers"].float().numpy() == pytest.approx(told.detach().numpy(), abs=0.01)


def test_a_batch_holds_answers_where_there_are_some(answered: Path) -> None:
    loaded = read_jsonl(answered / "train.jsonl.gz")
    answers.load_answers(answered / "answers.npz", loaded)
    batch = collate(loaded[:2], CPU)

    first = len(loaded[0]["words"])
    assert batch["answers"].shape == (len(batch["words"]), 2, len(TAGS))
    assert not batch["answers"][:first].isnan().any()
    assert batch["answers"][first:].isnan().all()


def test_answers_to_other_windows_are_refused(answered: Path) -> None:
    loaded = read_jsonl(answered / "train.jsonl.gz")

    with pytest.raises(ValueError, match="not made for these windows"):
        answers.load_answers(answered / "answers.npz", loaded[::-1])


def test_answers_tell_whose_they_are(answered: Path) -> None:
    assert answers.whose(answered / "answers.npz") == {"name": "tiny", "sha256": "0" * 64, "made": "2024-03-09"}


def certain(tag: int) -> list[float]:
    return [20.0 * (n == tag) for n in range(len(TAGS))]


@pytest.mark.parametrize(
    ("gold", "answer", "loss"),
    [
        pytest.param(1, None, 20.0, id="a person alone"),
        pytest.param(1, 0, 10.0, id="half a person, half the model that says the same as we"),
        pytest.param(UNKNOWN, 0, 0.0, id="the model alone"),
        pytest.param(UNKNOWN, 2, 20.0, id="the model alone says otherwise"),
    ],
)
def test_who_says_what_a_word_is(gold: int, answer: int | None, loss: float) -> None:
    """We say tag 0, as sure as can be."""
    told = [math.nan] * len(TAGS) if answer is None else certain(answer)
    ours = torch.tensor([certain(0)])

    assert tag_loss(ours, torch.tensor([gold]), torch.tensor([told])).item() == pytest.approx(loss, abs=0.01)


def test_a_word_of_which_nobody_says_anything_does_not_count() -> None:
    logits = torch.tensor([certain(0), certain(0)])
    told = torch.tensor([[math.nan] * len(TAGS), certain(1)])

    assert tag_loss(logits, torch.tensor([UNKNOWN, UNKNOWN]), told).item() == pytest.approx(20, abs=0.01)


def test_words_are_hidden_and_what_frames_them_is_not() -> None:
    batch = collate(rows(), CPU)
    hidden = masked(batch, 0.5, 999, random.Random(0))["ids"]

    frame = batch["ids"] <= SEPARATOR_ID
    assert (hidden[frame] == batch["ids"][frame]).all()
    share = (hidden[~frame] == 999).float().mean().item()
    assert 0.3 < share < 0.7
    assert np.array_equal(hidden, masked(batch, 0.5, 999, random.Random(0))["ids"])
