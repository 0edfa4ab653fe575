"""What texts mean, as vectors: the nearer two point, the more alike are the texts.

The model is a data package of its own (`packages/inquit-meaning`, 24 MB): reading needs none of it.  `Embedder` runs it
as `Encoder` runs the reader's: onnxruntime and tokenizers are imported at the first text, a session belongs to one
process, and a neighbour in the batch changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from inquit.errors import ModelError
from inquit.model.running import PerProcess, batches, usable_processors
from inquit.model.wordpieces import load_tokenizer

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

MAX_PIECES = 256
"""Word pieces of one text, its two ends included; the rest is not read.  The model was trained on no more."""

_PAD, _BEGIN, _END = "[PAD]", "[CLS]", "[SEP]"
_FILES = ("meaning.onnx", "tokenizer.json", "model.json")


class Texts:
    """Texts as the model takes them.

    Args:
        tokenizer: The model's `tokenizer.json`.
    """

    def __init__(self, tokenizer: Path) -> None:
        self.tokenizer = load_tokenizer(tokenizer)
        self.pad, self.begin, self.end = map(self._special, (_PAD, _BEGIN, _END))

    def batches(self, texts: Sequence[str]) -> Iterator[tuple[list[int], Ints]]:
        """Numbers of the texts of a batch, with their word pieces `(texts, pieces)`, padded; the longest come first."""
        encodings = self.tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        pieces = [encoding.ids[: MAX_PIECES - 2] for encoding in encodings]
        for chosen, length in batches([len(own) + 2 for own in pieces]):
            ids = np.full((len(chosen), length), self.pad, dtype=np.int64)
            for row, number in enumerate(chosen):
                own = [self.begin, *pieces[number], self.end]
                ids[row, : len(own)] = own
            yield chosen, ids

    def _special(self, piece: str) -> int:
        number = self.tokenizer.token_to_id(piece)
        if number is None:
            raise ValueError(f"its vocabulary lacks {piece}")
        return number


class Embedder:
    """The model of one folder, loaded at its first use, once a process.  Several threads may use one instance.

    Args:
        folder: Holds `meaning.onnx`, `tokenizer.json` and `model.json`.
        threads: Threads of one run; `None` takes the processors that this process may use.
    """

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        self.folder = folder
        self.threads = threads
        self._loaded = PerProcess(lambda: _load(folder, threads or usable_processors()))

    @property
    def name(self) -> str:
        """Name and hash of the model: vectors of two names do not compare."""
        info = self._parts().info
        return f"{info['name']} {info['sha256'][:12]}"

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        return int(self._parts().info["dimensions"])

    def embed(self, texts: Sequence[str]) -> Floats:
        """The vectors of texts, `(texts, dimensions)`, each of length 1; what comes after `MAX_PIECES` is not read."""
        parts = self._parts()
        result = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for numbers, ids in parts.texts.batches(texts):
            (result[numbers],) = parts.session.run(["vectors"], {"ids": ids})
        return result

    def _parts(self) -> _Loaded:
        return self._loaded.get()


@dataclass(frozen=True, slots=True)
class _Loaded:
    session: InferenceSession
    texts: Texts
    info: dict[str, Any]


def _load(folder: Path, threads: int) -> _Loaded:
    missing = [name for name in _FILES if not (folder / name).is_file()]
    if missing:
        raise ModelError(f"the model lacks {', '.join(missing)}", where=str(folder), remedy="install its package again")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(
            str(folder / "meaning.onnx"), options, providers=["CPUExecutionProvider"]
        )
        info = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        texts = Texts(folder / "tokenizer.json")
    except Exception as error:  # onnxruntime and tokenizers raise a dozen classes of their own that share no base
        raise ModelError(f"cannot be loaded: {error}", where=str(folder), remedy="install its package again") from error
    return _Loaded(session, texts, info)
