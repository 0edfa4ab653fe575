"""Pointers between the spans of a window, with heads that are written out instead of trained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from inquit.model.linking import DISTANCES, Cue, Layer, Link, distance_buckets, link
from inquit.model.tags import Floats, Role, TaggedSpan

IDA = TaggedSpan(Role.SOURCE, 0, 1, 0.9)
SAID = TaggedSpan(Role.CUE, 2, 2, 0.8)
IT_IS_SHUT = TaggedSpan(Role.CONTENT, 3, 5, 0.7)
TOR = TaggedSpan(Role.SOURCE, 7, 7, 0.9)
DENIED = TaggedSpan(Role.CUE, 8, 8, 0.8)
IT = TaggedSpan(Role.CONTENT, 9, 9, 0.7)
WORDS = 10


class Heads:
    """Stands for the session of `heads.onnx`; a word's hidden state is its number, so that pairs can be told.

    Args:
        scores: Score of (a span's first word, a cue's first word); others are 0.
        none: Score of a cue without source, by its first word; others are 0.
    """

    def __init__(self, scores: dict[tuple[int, int], float], none: dict[int, float] | None = None) -> None:
        self._scores, self._none = scores, none or {}
        self.inputs: dict[str, NDArray[Any]] = {}
        self.runs = 0

    def run(self, names: Sequence[str], inputs: dict[str, NDArray[Any]]) -> list[Floats]:
        assert names == ["scores", "none"]
        self.runs += 1
        self.inputs = inputs
        spans, cues = inputs["spans"][:, 0].tolist(), inputs["cues"][:, 0].tolist()
        scores = [[self._scores.get((s, c), 0.0) for c in cues] for s in spans]
        return [
            np.array(scores, dtype=np.float32).reshape(len(spans), len(cues)),
            np.array([self._none.get(c, 0.0) for c in cues], dtype=np.float32),
        ]


def states(words: int = WORDS, first: int = 0) -> Floats:
    return np.arange(first, first + words, dtype=np.float32)[:, None]


def one(spans: Sequence[TaggedSpan], heads: Heads) -> Layer:
    [layer] = link([spans], [states()], heads)  # type: ignore[arg-type]
    return layer


def test_content_points_to_its_cue_and_cue_to_its_source() -> None:
    heads = Heads({(0, 2): 30, (3, 2): 30, (7, 8): 30, (9, 8): 30})

    assert one([IDA, SAID, IT_IS_SHUT, TOR, DENIED, IT], heads) == Layer(
        cues=(Cue(SAID, IDA, 1.0), Cue(DENIED, TOR, 1.0)),
        contents=(Link(IT_IS_SHUT, 0, 1.0), Link(IT, 1, 1.0)),
    )


def test_a_cue_has_no_source_where_that_scores_best() -> None:
    layer = one([IDA, SAID, IT_IS_SHUT], Heads({(0, 2): 10}, none={2: 40}))

    assert layer.cues == (Cue(SAID, None, 1.0),)


def test_cues_may_share_a_source_and_contents_a_cue() -> None:
    layer = one([IDA, SAID, IT_IS_SHUT, DENIED, IT], Heads({(0, 2): 30, (0, 8): 30, (3, 8): 30, (9, 8): 30}))

    assert layer == Layer(
        cues=(Cue(SAID, IDA, 1.0), Cue(DENIED, IDA, 1.0)),
        contents=(Link(IT_IS_SHUT, 1, 1.0), Link(IT, 1, 1.0)),
    )


def test_probabilities_are_among_the_choices_at_hand() -> None:
    # scores 0 and log 3: one to three
    layer = one([IDA, SAID, IT_IS_SHUT, DENIED], Heads({(3, 8): np.log(3), (0, 2): np.log(3)}, none={2: np.log(6)}))

    assert layer.contents == (Link(IT_IS_SHUT, 1, pytest.approx(3 / 4)),)
    assert layer.cues == (Cue(SAID, None, pytest.approx(6 / 9)), Cue(DENIED, IDA, pytest.approx(1 / 2)))


def test_a_content_never_serves_as_a_source() -> None:
    layer = one([SAID, IT_IS_SHUT], Heads({(3, 2): 40}))

    assert layer == Layer((Cue(SAID, None, 1.0),), (Link(IT_IS_SHUT, 0, 1.0),))


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([], Layer((), ()), id="nothing"),
        pytest.param([IDA], Layer((), ()), id="a source alone"),
        pytest.param([IDA, IT], Layer((), (Link(IT, None, 0.0),)), id="a content without a cue"),
        pytest.param([SAID], Layer((Cue(SAID, None, 1.0),), ()), id="a cue alone"),
    ],
)
def test_windows_that_lack_something(spans: list[TaggedSpan], expected: Layer) -> None:
    assert one(spans, Heads({})) == expected


def test_windows_do_not_look_at_each_other() -> None:
    # the best cue for the first window's content would be the second window's
    heads = Heads({(3, 2): 1, (3, 102): 50, (103, 102): 1, (103, 2): 50, (0, 2): 30, (100, 2): 50, (100, 102): 30})
    spans = [[IDA, SAID, IT_IS_SHUT], [], [IDA, IT_IS_SHUT], [IDA, SAID, IT_IS_SHUT]]
    hidden = [states(), states(first=50), states(first=70), states(first=100)]

    layers = link(spans, hidden, heads)  # type: ignore[arg-type]

    whole = Layer((Cue(SAID, IDA, 1.0),), (Link(IT_IS_SHUT, 0, 1.0),))
    assert layers == [whole, Layer((), ()), Layer((), (Link(IT_IS_SHUT, None, 0.0),)), whole]
    assert heads.runs == 1


def test_the_heads_get_end_states_roles_and_distances() -> None:
    heads = Heads({})
    one([IDA, SAID, IT_IS_SHUT], heads)

    assert {name: value.tolist() for name, value in heads.inputs.items()} == {
        "spans": [[0, 1], [3, 5]],  # first and last word of the source, of the content
        "roles": [0, 1],
        "cues": [[2, 2]],
        "distances": distance_buckets(np.array([[0, 1], [3, 5]]), np.array([[2, 2]])).tolist(),
    }


def test_no_window_no_layer() -> None:
    assert link([], [], Heads({})) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("span", "cue", "bucket"),
    [
        pytest.param((3, 5), (6, 7), 1, id="right before the cue"),
        pytest.param((3, 5), (7, 7), 2, id="a word between"),
        pytest.param((8, 9), (6, 7), 14, id="right after the cue"),
        pytest.param((9, 9), (6, 7), 15, id="a word between, after"),
        pytest.param((0, 0), (200, 200), 12, id="far before"),
        pytest.param((200, 210), (0, 0), 25, id="far after"),
        pytest.param((3, 9), (5, 6), 1, id="around the cue"),
    ],
)
def test_distance_buckets(span: tuple[int, int], cue: tuple[int, int], bucket: int) -> None:
    assert distance_buckets(np.array([span]), np.array([cue])).tolist() == [[bucket]]


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 30)), max_size=5))
def test_every_distance_has_a_bucket(spans: list[tuple[int, int]]) -> None:
    array = np.array([(first, first + more) for first, more in spans], dtype=np.int64).reshape(-1, 2)
    buckets = distance_buckets(array, array)

    assert buckets.shape == (len(spans), len(spans))
    assert ((buckets >= 0) & (buckets < DISTANCES)).all()
