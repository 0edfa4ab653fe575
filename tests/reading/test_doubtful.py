"""What a readier decoding adds: beside what was found, never instead of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inquit.model.encoder import TaggedWindow
from inquit.reading.attribution import Attribution, attributions
from inquit.reading.confidence import DOUBTFUL, FEATURES, MOST_DOUBTFUL, confidence
from inquit.reading.doubtful import Recall, with_doubtful
from inquit.types import Span
from reading.marked import story, tagged

TEXT = "Ida Brekke said the pier is safe. The mayor wants a toll, a plan that shopkeepers dread."
SURE = "[s1 Ida Brekke] [q1 said] [c1 the pier is safe]. The mayor wants a toll, a plan that shopkeepers dread."


def read(sure: str, doubtful: str) -> tuple[str, list[Attribution]]:
    one, other = story(sure), story(doubtful)
    assert one["text"] == other["text"]
    windows: list[TaggedWindow] = [
        replace(window, doubtful=more.outer) for window, more in zip(tagged(one), tagged(other), strict=True)
    ]
    return one["text"], with_doubtful(one["text"], attributions(one["text"], windows), windows)


def told(sure: str, doubtful: str) -> list[tuple[str, bool]]:
    text, found = read(sure, doubtful)
    return [(a.content.of(text), a.doubtful) for a in found]


@pytest.mark.parametrize(
    ("doubtful", "expected"),
    [
        pytest.param(SURE, [("the pier is safe", False)], id="the same again"),
        pytest.param(
            "Ida Brekke said the pier is safe. [s2 The mayor] [q2 wants] [c2 a toll],"
            " [c3 a plan that] [s3 shopkeepers] [q3 dread].",
            [("the pier is safe", False), ("a toll", True), ("a plan that", True)],
            id="more of it",
        ),
        pytest.param(
            "[s1 Ida Brekke] [q1 said the pier] [c1 is safe]. The mayor wants a toll, a plan that shopkeepers dread.",
            [("the pier is safe", False)],
            id="cut otherwise",
        ),
        pytest.param(
            "[c1 Ida Brekke said the pier is safe. The mayor wants a toll,] [q1 a plan] that shopkeepers dread.",
            [("the pier is safe", False), ("Ida Brekke said the pier is safe. The mayor wants a toll,", True)],
            id="round what was found",
        ),
    ],
)
def test_doubtful_ones_are_added_where_nothing_was_found(doubtful: str, expected: list[tuple[str, bool]]) -> None:
    assert told(SURE, doubtful) == expected


def test_what_stands_inside_another_still_names_it() -> None:
    sure = "The mayor wants a toll. [s1 Ida Brekke] [q1 said] [c1 that [s2 Vera Lund] [q2 hopes] [c2 it thaws]]."
    text, found = read(sure, "[s1 The mayor] [q1 wants] [c1 a toll]. Ida Brekke said that Vera Lund hopes it thaws.")

    assert [(a.content.of(text), a.outer, a.doubtful) for a in found] == [
        ("a toll", None, True),
        ("that Vera Lund hopes it thaws", None, False),
        ("it thaws", 1, False),
    ]


def test_without_a_readier_decoding_nothing_is_added() -> None:
    marked = story(SURE)
    windows = tagged(marked)
    found = attributions(marked["text"], windows)

    assert with_doubtful(marked["text"], found, windows) == found


def test_a_doubtful_one_is_never_more_likely_right_than_not() -> None:
    piece = Span(((0, 4),))
    weights = {**dict.fromkeys(FEATURES, 1.0), "bias": 0.0, DOUBTFUL: -1.0}
    sure = Attribution(piece, piece, piece, found=0.99)

    assert confidence(sure, None, weights) > 0.99
    assert confidence(replace(sure, doubtful=True), None, weights) == MOST_DOUBTFUL
    less = Attribution(piece, piece, piece, found=1e-4, linked=0.5, sourced=0.5)
    assert confidence(replace(less, doubtful=True), None, weights) < confidence(less, None, weights)


def test_the_settings_are_two() -> None:
    assert [*Recall] == ["normal", "high"]
