"""The trained network: windows in, tagged and linked spans out.

Two ONNX files do the work.  `encoder.onnx` reads a window's word pieces once and gives hidden states and the tags of
both layers; `heads.onnx` scores the pairs of spans and cues that the tags turned out to have.  onnxruntime and
tokenizers are imported when the first text is read, not before: `import inquit` stays cheap.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from inquit.errors import ModelError
from inquit.model.graphs import WEIGHTS, graph_of
from inquit.model.linking import Layer, link
from inquit.model.regions import Region, Words
from inquit.model.running import PerProcess, usable_processors
from inquit.model.statement_head import Scores, score
from inquit.model.tags import TAGS, Floats, best_tags, log_softmax, spans_of
from inquit.model.windows import Window, windows
from inquit.model.wordpieces import load_tokenizer

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODEL_FOLDER = Path(__file__).parent
"""Where the package keeps the weights that it ships."""


_DECODED_TOGETHER = 8
"""Windows whose spans the heads link in one run."""


def _no_states() -> Floats:
    return np.zeros((0, 0), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class TaggedWindow:
    """What the model saw in one window: the outer statements, and those that stand inside another's content.

    Attributes:
        states: Hidden state of each word's first piece, `(words, width)`: what later heads read, without a second pass.
        doubtful: The outer statements as a readier decoding tells them; `None` where none was asked for.
    """

    window: Window
    outer: Layer
    nested: Layer
    states: Floats = field(default_factory=_no_states, repr=False, compare=False)
    doubtful: Layer | None = None


class Encoder:
    """The model of one folder, loaded at its first use, once a process.

    Sessions do not survive a fork, so a child loads its own.  One instance may be used by several threads.

    Args:
        folder: Holds `encoder.onnx`, `heads.onnx`, `tokenizer.json` and `model.json`; a quicker graph over the weights
            (`graphs`) and `statements.onnx` may lie beside them.
        threads: Threads of one run; `None` takes the processors that this process may use.
    """

    def __init__(self, folder: Path = MODEL_FOLDER, *, threads: int | None = None) -> None:
        self.folder = folder
        self.threads = threads
        self._loaded = PerProcess(lambda: _load(folder, threads or usable_processors()))

    @property
    def info(self) -> dict[str, Any]:
        """The content of `model.json`: name, hash, training data, figures, calibration.  Loads no weights."""
        held = self._loaded.held
        return held.info if held is not None else _info(self.folder)

    def prepare(self) -> None:
        """Begin to load the model in a thread of its own, beside whatever the caller does until the first text.

        What goes wrong shows when the first text is read.
        """
        # No daemon: Python would end it inside onnxruntime's code, which aborts the process.
        threading.Thread(target=self._prepare, name="inquit-model").start()

    def _prepare(self) -> None:
        with suppress(ModelError):
            self._parts()

    def windows(self, text: str) -> list[Window]:
        """Cut a text into what the encoder reads at once."""
        return windows(text, self._parts().tokenizer)

    def tag(self, windows: Sequence[Window], *, readier: float = 0.0) -> list[TaggedWindow]:
        """Tag and link windows, of one article or of many; the result is in the order given.

        Args:
            windows: The windows.
            readier: So much more is taken off the logit of "outside" for the doubtful layer; 0: there is none.
        """
        result: list[TaggedWindow] = []
        for at in range(0, len(windows), _DECODED_TOGETHER):
            chosen = windows[at : at + _DECODED_TOGETHER]
            # Each is run by itself: no padding, no neighbours, and what is computed of one fits a processor's cache.
            outputs = [self.run(window.ids[None], window.case[None], window.quote[None]) for window in chosen]
            result += self._decode(chosen, outputs, readier)
        return result

    def run(self, ids: NDArray[Any], case: NDArray[Any], quote: NDArray[Any]) -> tuple[Floats, Floats, Floats]:
        """One pass of the encoder: `(windows, pieces)` each to hidden states, tags and nested tags of every piece."""
        hidden, tags, nested = self._parts().encoder.run(None, {"ids": ids, "case": case, "quote": quote})
        return hidden, tags, nested

    def statements(self, text: str, words: Words, regions: Sequence[Region]) -> list[Scores] | None:
        """What each statement does, as scores; `None` where the model's folder has no such head.

        Args:
            text: The article's text.
            words: Its words, from the windows that `tag` gave.
            regions: What surrounds each statement.
        """
        parts = self._parts()
        if parts.statements is None:
            return None
        return score(text, words, regions, parts.numbers, parts.statements)

    def _decode(
        self, windows: Sequence[Window], outputs: Sequence[tuple[Floats, Floats, Floats]], readier: float
    ) -> Iterator[TaggedWindow]:
        words = [window.words for window in windows]
        states, *layers_of_tags = ([out[k][0, at] for out, at in zip(outputs, words, strict=True)] for k in range(3))
        doubt = self._doubt()
        scores = [log_softmax(logits - doubt) for tags in layers_of_tags for logits in tags]
        spans = [spans_of(path, score) for path, score in zip(best_tags(scores), scores, strict=True)]
        layers = [link(part, states, self._parts().heads) for part in (spans[: len(words)], spans[len(words) :])]
        doubtful = self._doubtful(scores[: len(words)], states, readier) if readier else [None] * len(words)
        for window, outer, inner, own, more in zip(windows, *layers, states, doubtful, strict=True):
            yield TaggedWindow(window, outer, inner, own, more)

    def _doubtful(self, scores: list[Floats], states: list[Floats], readier: float) -> list[Layer]:
        """The outer layer of each window, decoded more readily; its scores are those of the model as it is."""
        paths = best_tags([own - _outside(readier) for own in scores])
        spans = [spans_of(path, own) for path, own in zip(paths, scores, strict=True)]
        return link(spans, states, self._parts().heads)

    def _doubt(self) -> Floats:
        """What is taken off each tag's logit: the model says "outside" too readily (see `training.evaluate tune`)."""
        return _outside(self.info.get("outside_bias", 0.0))

    def _parts(self) -> _Loaded:
        return self._loaded.get()


@dataclass(frozen=True, slots=True)
class _Loaded:
    encoder: InferenceSession
    heads: InferenceSession
    tokenizer: Tokenizer
    info: dict[str, Any]
    statements: InferenceSession | None = None
    numbers: dict[str, int] = field(default_factory=dict)


_RESULTS = {
    "encoder.onnx": {"hidden", "tags", "nested"},
    "heads.onnx": {"scores", "none"},
    "statements.onnx": {"type", "act", "flags", "root", "has", "inside"},
}

_SLOW = ("SkipLayerNormFusion",)
"""What onnxruntime makes of a graph and should not: its norm that also adds took a third of `statements.onnx`."""


def _info(folder: Path) -> dict[str, Any]:
    path = folder / "model.json"
    with _damage(path):
        info: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return info


def _load(folder: Path, threads: int) -> _Loaded:
    missing = [n for n in ("encoder.onnx", "heads.onnx", "tokenizer.json", "model.json") if not (folder / n).is_file()]
    if missing:
        raise ModelError(
            f"the model lacks {', '.join(missing)}",
            where=str(folder),
            remedy="install the package again, or name a whole model",
        )
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Idle threads that spin would take the processor from whatever runs beside the reader.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0" if threads > 2 else "1")
    options.log_severity_level = 3
    sessions: list[Any] = []
    for name, results in _RESULTS.items():
        if name == "statements.onnx" and not (folder / name).is_file():
            sessions.append(None)
            continue
        path = graph_of(folder) if name == WEIGHTS else folder / name
        with _damage(path):
            session = onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW
            )
            options.intra_op_num_threads = 1  # the heads' runs are too small to be shared
            lacking = results - {output.name for output in session.get_outputs()}
            if lacking:
                raise ValueError(f"it has no output {', '.join(sorted(lacking))}")
            sessions.append(session)
    info = _info(folder)
    with _damage(folder / "tokenizer.json"):
        tokenizer = load_tokenizer(folder / "tokenizer.json")
    words = info.get("statement_words", "").split()
    numbers = {word: number for number, word in enumerate(words, 1)}
    return _Loaded(sessions[0], sessions[1], tokenizer, info, sessions[2], numbers)


@contextmanager
def _damage(path: Path) -> Iterator[None]:
    """Turn whatever loading a file raises into a `ModelError` that names it."""
    try:
        yield
    except Exception as error:  # onnxruntime and tokenizers raise a dozen classes of their own that share no base
        raise ModelError(f"cannot be loaded: {error}", where=str(path), remedy="install the package again") from error


def _outside(amount: float) -> Floats:
    """An amount for "outside" and nothing for the other tags."""
    bias = np.zeros(len(TAGS), dtype=np.float32)
    bias[0] = amount
    return bias
