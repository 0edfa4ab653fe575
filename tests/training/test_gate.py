"""The accuracy gate: the packaged model reaches its floors, and a reader that is broken does not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from inquit.model.encoder import MODEL_FOLDER, Encoder, TaggedWindow
from inquit.model.linking import Layer
from inquit.model.windows import Window
from inquit.reading import Reader
from training.gate import FLOORS, Measured, failures, measure, of_stories, raised, stories_aside

pytestmark = pytest.mark.skipif(
    not (MODEL_FOLDER / "encoder.onnx").is_file(), reason="this checkout has no encoder.onnx: export it from a training"
)


def floors() -> dict[str, Any]:
    return dict(json.loads(FLOORS.read_text(encoding="utf-8")))


def test_the_packaged_model_reaches_its_floors() -> None:
    assert failures(measure(Reader()), floors()) == []


def below(encoder: Encoder) -> list[str]:
    """The floors that our stories do not reach with an encoder."""
    figures = of_stories(Reader(model=encoder), stories_aside())
    return [name for name, floor in floors()["floors"].items() if name in figures and figures[name] < floor]


class WithoutNested(Encoder):
    def tag(self, windows: Sequence[Window], *, readier: float = 0.0) -> list[TaggedWindow]:
        return [replace(one, nested=Layer((), ())) for one in super().tag(windows, readier=readier)]


class WithTheNextCue(Encoder):
    def tag(self, windows: Sequence[Window], *, readier: float = 0.0) -> list[TaggedWindow]:
        return [replace(one, outer=_turned(one.outer)) for one in super().tag(windows, readier=readier)]


class WithOtherSources(Encoder):
    def tag(self, windows: Sequence[Window], *, readier: float = 0.0) -> list[TaggedWindow]:
        return [
            replace(one, outer=replace(one.outer, cues=tuple(replace(cue, source=None) for cue in one.outer.cues)))
            for one in super().tag(windows, readier=readier)
        ]


def _turned(layer: Layer) -> Layer:
    following = {number: (number + 1) % len(layer.cues) for number in range(len(layer.cues))}
    turned = (replace(one, cue=following.get(-1 if one.cue is None else one.cue)) for one in layer.contents)
    return replace(layer, contents=tuple(turned))


def test_the_stories_alone_reach_them_too() -> None:
    assert below(Encoder()) == []


@pytest.mark.parametrize(
    ("broken", "fails"),
    [
        (WithoutNested, ["nested found F1"]),
        (WithTheNextCue, ["attribution F1", "strict F1"]),
        (WithOtherSources, ["attribution F1", "strict F1"]),
    ],
)
def test_what_is_broken_fails(broken: type[Encoder], fails: list[str]) -> None:
    assert below(broken()) == [f"stories: {name}" for name in fails]


def test_a_reader_that_says_outside_too_readily_fails() -> None:
    encoder = Encoder()
    encoder.prepare()
    encoder.windows("He said so.")  # waits until it is loaded
    encoder.info["outside_bias"] = -2.0

    assert below(encoder) == ["stories: strict F1", "stories: nested found F1"]


MEASURED = Measured({"a": 90.0, "samples: statements": 100.0}, "1")


def test_figures_below_their_floors_are_told() -> None:
    told = {"sha256": "1", "floors": {"a": 91.0, "b": 1.0, "samples: statements": 100.0}}

    assert failures(MEASURED, told) == ["a: 90.0, floor 91.0", "b: 0.0, floor 1.0"]


def test_other_data_must_be_measured_anew() -> None:
    assert failures(MEASURED, {"sha256": "2", "floors": {}}) == [
        "the stories, passages or samples were changed: measure again with python -m training.gate --write"
    ]


def test_floors_are_raised_and_lowered_only_with_a_reason() -> None:
    before = {"sha256": "1", "floors": {"a": 89.0, "samples: statements": 10.0}, "lowered": []}

    assert raised(MEASURED, before, None)["floors"] == {"a": 89.0, "samples: statements": 95.0}
    lowered = raised(MEASURED, before, "a rule was wrong")
    assert (lowered["floors"]["a"], lowered["lowered"]) == (88.0, ["a rule was wrong"])
    assert raised(MEASURED, {**before, "sha256": "0"}, None)["floors"]["a"] == 88.0
