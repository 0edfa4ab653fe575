"""The model of meanings: how texts become its input, and the real one where it is installed."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inquit.errors import ModelError
from inquit.model.embed import MAX_PIECES, Embedder, Texts

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "toll", "harbour", "##s"]


def tokenizer(folder: Path, words: list[str] = WORDS) -> Path:
    """A tokenizer with a few words."""
    path = folder / "tokenizer.json"
    model = {
        "type": "WordPiece",
        "unk_token": "[UNK]",
        "continuing_subword_prefix": "##",
        "max_input_chars_per_word": 100,
        "vocab": {word: number for number, word in enumerate(words)},
    }
    path.write_text(
        json.dumps(
            {"version": "1.0", "added_tokens": [], "pre_tokenizer": {"type": "BertPreTokenizer"}, "model": model}
        ),
        encoding="utf-8",
    )
    return path


def test_texts_are_padded_by_their_own_length(tmp_path: Path) -> None:
    texts = Texts(tokenizer(tmp_path))
    (numbers, ids), (others, longer) = sorted(texts.batches(["toll", "harbour " * 20, "tolls"]))

    assert (numbers, others) == ([0, 2], [1])
    assert ids[:, :5].tolist() == [[2, 4, 3, 0, 0], [2, 4, 6, 3, 0]]
    assert (ids.shape, longer.shape) == ((2, 16), (1, 32))


def test_what_is_too_long_is_cut_before_its_end(tmp_path: Path) -> None:
    ((_, ids),) = Texts(tokenizer(tmp_path)).batches(["toll " * 1_000])

    assert ids.shape == (1, MAX_PIECES)
    assert (ids[0, 0], ids[0, -1]) == (2, 3)


@pytest.mark.parametrize("text", ["", " ", "[CLS]", "🦆"])
def test_any_text_has_a_beginning_and_an_end(tmp_path: Path, text: str) -> None:
    ((_, ids),) = Texts(tokenizer(tmp_path)).batches([text])

    inner = ids[0][ids[0] != 0][1:-1].tolist()
    assert (ids[0, 0], set(inner) <= {1}) == (2, True)


def test_a_vocabulary_without_an_end_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^its vocabulary lacks \[SEP\]$"):
        Texts(tokenizer(tmp_path, ["[PAD]", "[UNK]", "[CLS]"]))


def test_missing_files_are_named(tmp_path: Path) -> None:
    tokenizer(tmp_path)
    with pytest.raises(ModelError) as error:
        Embedder(tmp_path).embed(["toll"])
    assert str(error.value) == f"{tmp_path}: the model lacks meaning.onnx, model.json; install its package again"


def test_a_damaged_file_is_an_error_of_ours(tmp_path: Path) -> None:
    tokenizer(tmp_path)
    (tmp_path / "meaning.onnx").write_bytes(b"no graph")
    (tmp_path / "model.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match=r"cannot be loaded: .*; install its package again$"):
        Embedder(tmp_path).embed(["toll"])


@pytest.fixture(scope="module")
def real() -> Any:
    """The packaged model."""
    package = pytest.importorskip(
        "inquit_meaning", reason="its package is not installed: pip install ./packages/inquit-meaning"
    )
    return package.embedder()


def test_the_real_model_finds_what_means_the_same(real: Any) -> None:
    asked, *others = real.embed([
        "crossing the harbour will cost more",
        "the port's toll goes up in May",
        "the goalkeeper was out with a torn muscle",
        "bees die because of a mite",
    ])  # fmt: skip

    assert np.argmax(np.stack(others) @ asked) == 0
    assert (real.name.split()[0], real.dimensions, asked.dtype) == ("all-MiniLM-L6-v2", 384, np.float32)
    assert np.linalg.norm(asked) == pytest.approx(1, abs=1e-5)


def test_a_neighbour_changes_nothing(real: Any) -> None:
    texts = ["the toll rises", "the toll rises by two crowns, she said, and nobody was asked " * 4, "no"]

    together = real.embed(texts)
    alone = np.concatenate([real.embed([text]) for text in texts])
    assert np.abs(together - alone).max() < 1e-6


def _length() -> float:
    import inquit_meaning

    return float(np.linalg.norm(inquit_meaning.embedder().embed(["a toll"])))


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="this system does not fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_loads_its_own(real: Any) -> None:
    real.embed(["before"])
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply_async(_length).get(timeout=60) == pytest.approx(1, abs=1e-5)
