"""The sessions around the network: files that are missing, batches, threads, forks.

What needs the packaged weights is skipped where a checkout has none.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import re
import shutil
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from inquit import samples
from inquit.errors import ModelError
from inquit.ingest import articles
from inquit.model import encoder as encoder_module
from inquit.model.encoder import MODEL_FOLDER, Encoder, TaggedWindow
from inquit.model.linking import Layer
from inquit.model.tags import TAGS, Floats, Role, begin_tag
from inquit.model.windows import PAD_ID, WINDOW, Window
from inquit.reading import Reader
from inquit.types import Article, Reading

FILES = ("encoder.onnx", "heads.onnx", "tokenizer.json", "model.json")
needs_weights = pytest.mark.skipif(
    not (MODEL_FOLDER / "encoder.onnx").is_file(), reason="this checkout has no encoder.onnx: export it from a training"
)


@cache
def sample_articles() -> list[Article]:
    found = list(articles(samples.paths()))
    assert all(isinstance(article, Article) for article in found)
    return found  # type: ignore[return-value]


@cache
def encoder() -> Encoder:
    return Encoder(threads=1)


@cache
def windows() -> list[Window]:
    """The windows of all samples, in their order."""
    return [window for article in sample_articles() for window in encoder().windows(article.text)]


@cache
def tagged() -> list[TaggedWindow]:
    """All windows read together on one thread: what every other way to read them is held against."""
    return encoder().tag(windows())


class TestFiles:
    """What the folder of a model must hold."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        for name in FILES:
            (tmp_path / name).write_bytes(b"{}")
        return tmp_path

    @pytest.mark.parametrize("name", FILES)
    def test_one_that_is_missing_is_named(self, folder: Path, name: str) -> None:
        (folder / name).unlink()

        with pytest.raises(ModelError) as caught:
            Encoder(folder).windows("Ida spoke.")
        assert str(caught.value) == (
            f"{folder}: the model lacks {name}; install the package again, or name a whole model"
        )

    def test_all_that_are_missing_are_named(self, tmp_path: Path) -> None:
        with pytest.raises(ModelError, match=r"lacks encoder\.onnx, heads\.onnx, tokenizer\.json, model\.json;"):
            Encoder(tmp_path).windows("Ida spoke.")

    def test_one_that_is_damaged_is_told(self, folder: Path) -> None:
        (folder / "encoder.onnx").write_bytes(b"no graph")

        with pytest.raises(ModelError) as caught:
            Encoder(folder).windows("Ida spoke.")
        assert caught.value.where == str(folder / "encoder.onnx")
        assert caught.value.what.startswith("cannot be loaded: ")
        assert caught.value.remedy == "install the package again"

    @needs_weights
    @pytest.mark.parametrize("name", ["tokenizer.json", "model.json"])
    def test_damaged_json_is_told_as_well(self, tmp_path: Path, name: str) -> None:
        for other in FILES:
            shutil.copy(MODEL_FOLDER / other, tmp_path)
        (tmp_path / name).write_bytes(b"{")

        with pytest.raises(ModelError, match=f"^{re.escape(str(tmp_path / name))}: cannot be loaded: "):
            Encoder(tmp_path).windows("Ida spoke.")

    def test_preparing_tells_nothing_before_the_first_text(self, folder: Path) -> None:
        (folder / "heads.onnx").unlink()
        encoder = Encoder(folder)

        encoder.prepare()

        with pytest.raises(ModelError, match=r"lacks heads\.onnx"):
            encoder.windows("Ida spoke.")

    def test_nothing_is_loaded_before_the_first_text(self, folder: Path) -> None:
        assert Encoder(folder).folder == folder
        assert Reader(model=folder)


class Network:
    """Stands for the session of `encoder.onnx`: a piece whose number is even begins a content, others are outside.

    Attributes:
        shapes: Windows and pieces of each run.
    """

    def __init__(self) -> None:
        self.shapes: list[tuple[int, int]] = []

    def run(self, names: None, inputs: dict[str, NDArray[Any]]) -> list[Floats]:
        ids = inputs["ids"]
        assert inputs["case"].shape == inputs["quote"].shape == ids.shape
        self.shapes.append(ids.shape)
        tags = np.zeros((*ids.shape, len(TAGS)), dtype=np.float32)
        tags[..., begin_tag(Role.CONTENT)] = np.where(ids % 2 == 0, 50, -50)
        return [ids[..., None].astype(np.float32), tags, np.zeros_like(tags)]


class TestRuns:
    """How windows are run and what came of each is found again, with a network that is written out."""

    @pytest.fixture
    def network(self, monkeypatch: pytest.MonkeyPatch) -> Network:
        network = Network()
        loaded = encoder_module._Loaded(network, None, None, {})  # type: ignore[arg-type]
        monkeypatch.setattr(encoder_module, "_load", lambda folder, threads: loaded)
        return network

    @staticmethod
    def window(length: int, first: int) -> Window:
        """A window whose pieces are words of their own, numbered from `first`."""
        numbers = np.arange(length, dtype=np.int64)
        ids = numbers + first
        return Window(
            ids, numbers % 6, numbers % 4, words=numbers, start=numbers, end=numbers + 1, paragraph=numbers * 0
        )

    def test_results_are_in_the_order_given(self, network: Network) -> None:
        given = [self.window(length, first) for length, first in ((3, 10), (40, 101), (2, 21), (17, 301), (3, 11))]
        tagged = Encoder().tag(given)

        assert [t.window for t in tagged] == given
        assert [[link.content.first for link in t.outer.contents] for t in tagged] == [
            [i for i in range(len(window)) if window.ids[i] % 2 == 0] for window in given
        ]

    def test_a_window_is_run_by_itself_as_it_is(self, network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
        seen: list[dict[str, list[list[int]]]] = []
        real = network.run

        def run(names: None, inputs: dict[str, NDArray[Any]]) -> list[Floats]:
            seen.append({name: value.tolist() for name, value in inputs.items()})
            return real(names, inputs)

        monkeypatch.setattr(network, "run", run)
        Encoder().tag([self.window(2, 10), self.window(1, 12)])

        assert seen == [
            {"ids": [[10, 11]], "case": [[0, 1]], "quote": [[0, 1]]},
            {"ids": [[12]], "case": [[0]], "quote": [[0]]},
        ]

    def test_many_windows_are_all_decoded(self, network: Network) -> None:
        tagged = Encoder().tag([self.window(length, 10) for length in range(1, 40)])

        assert network.shapes == [(1, length) for length in range(1, 40)]
        assert [len(t.outer.contents) for t in tagged] == [-(-length // 2) for length in range(1, 40)]

    def test_no_windows_no_run(self, network: Network) -> None:
        assert Encoder().tag([]) == []
        assert network.shapes == []


@pytest.mark.parametrize("threads", [None, 3])
def test_threads_are_those_that_the_process_may_use(monkeypatch: pytest.MonkeyPatch, threads: int | None) -> None:
    asked: list[int] = []
    loaded = encoder_module._Loaded(None, None, None, {})  # type: ignore[arg-type]
    monkeypatch.setattr(encoder_module, "_load", lambda folder, threads: asked.append(threads) or loaded)
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 4, 5, 7, 9}, raising=False)
    encoder = Encoder(threads=threads)

    assert encoder._parts() is encoder._parts() is loaded
    assert asked == [threads or 5]


def test_what_was_prepared_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    loaded = encoder_module._Loaded(None, None, None, {})  # type: ignore[arg-type]
    monkeypatch.setattr(encoder_module, "_load", lambda folder, threads: asked.append(threads) or loaded)
    encoder = Encoder(threads=1)

    encoder.prepare()

    assert encoder._parts() is loaded
    assert asked == [1]


@needs_weights
class TestPackagedModel:
    """The weights that ship."""

    def test_says_what_it_is(self) -> None:
        info = encoder().info

        assert {"name", "sha256", "training", "confidence"} <= info.keys()

    def test_every_file_belongs_to_it(self) -> None:
        hashed = ("encoder.onnx", "heads.onnx", "statements.onnx", "tokenizer.json")
        content = b"".join((MODEL_FOLDER / name).read_bytes() for name in hashed)
        assert encoder().info["sha256"] == hashlib.sha256(content).hexdigest()

    def test_finds_statements_in_every_sample(self) -> None:
        found = [len(Reader(threads=1).read(article)) for article in sample_articles()]

        assert min(found) >= 3


@needs_weights
class TestNeighbours:
    """A window is read the same whatever is read beside it."""

    def test_alone(self) -> None:
        alone = [t for window in windows() for t in encoder().tag([window])]

        assert_same(alone, tagged())

    def test_in_another_order(self) -> None:
        order = np.random.default_rng(0).permutation(len(windows())).tolist()
        shuffled = encoder().tag([windows()[i] for i in order])

        assert_same([shuffled[order.index(i)] for i in range(len(order))], tagged())

    @pytest.mark.parametrize("threads", [2, 3])
    def test_on_more_threads(self, threads: int) -> None:
        assert_same(Encoder(threads=threads).tag(windows()), tagged())

    def test_more_padding_changes_no_piece(self) -> None:
        window = min(windows(), key=len)
        plain = [np.asarray(row)[None] for row in (window.ids, window.case, window.quote)]
        fills = (PAD_ID, 0, 0)
        padded = [
            np.pad(row, ((0, 0), (0, WINDOW - len(window))), constant_values=fill)
            for row, fill in zip(plain, fills, strict=True)
        ]

        for one, other in zip(encoder().run(*plain), encoder().run(*padded), strict=True):
            assert one == pytest.approx(other[:, : len(window)], abs=1e-3)


@needs_weights
class TestOneReaderForMany:
    """One instance in threads, and after a fork."""

    def test_threads_that_open_it_at_once(self) -> None:
        reader = Reader(threads=1)
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(reader.read, sample_articles()[:4]))

        assert [spans(reading) for reading in found] == expected_spans()

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
    @pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
    def test_a_fork_after_it_was_used(self) -> None:
        reader = Reader(threads=2)
        few = sample_articles()[:4]
        assert spans(reader.read(few[0])) == expected_spans()[0]

        receiving, sending = multiprocessing.Pipe(duplex=False)
        child = os.fork()
        if child == 0:
            try:
                sending.send([spans(reader.read(article)) for article in few])
            finally:
                os._exit(0)  # nothing of pytest's may run a second time
        sending.close()
        try:
            assert receiving.poll(20), "the child hangs"
            assert receiving.recv() == expected_spans()
        finally:
            receiving.close()
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        # the parent's own session still works
        assert spans(reader.read(few[1])) == expected_spans()[1]


@cache
def expected_spans() -> list[list[tuple[Any, ...]]]:
    """What one thread finds in the first samples."""
    reader = Reader(threads=1)
    return [spans(reader.read(article)) for article in sample_articles()[:4]]


def spans(reading: Reading) -> list[tuple[Any, ...]]:
    return [(s.id, s.source.pieces, s.cue.pieces, s.content.pieces, s.mode, s.within) for s in reading]


def outline(tagged: TaggedWindow) -> list[Any]:
    """All that is found in a window but the probabilities."""
    return [
        (
            [(cue.span.first, cue.span.last, cue.source and (cue.source.first, cue.source.last)) for cue in layer.cues],
            [(link.content.first, link.content.last, link.cue) for link in layer.contents],
        )
        for layer in (tagged.outer, tagged.nested)
    ]


def probabilities(layer: Layer) -> Iterator[float]:
    for cue in layer.cues:
        yield from (cue.span.score, cue.probability, cue.source.score if cue.source else 1.0)
    for link in layer.contents:
        yield from (link.content.score, link.probability)


def assert_same(found: Sequence[TaggedWindow], expected: Sequence[TaggedWindow]) -> None:
    """The same spans, labels and links, and probabilities within a thousandth."""
    assert [outline(t) for t in found] == [outline(t) for t in expected]
    for one, other in zip(found, expected, strict=True):
        for layer in ("outer", "nested"):
            assert list(probabilities(getattr(one, layer))) == pytest.approx(
                list(probabilities(getattr(other, layer))), abs=1e-3
            )
