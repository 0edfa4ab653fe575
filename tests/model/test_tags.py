"""Viterbi over tags, held against trying every sequence."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from inquit.model.tags import TAGS, Floats, Role, TaggedSpan, begin_tag, best_tags, inside_tag, log_softmax, spans_of

O, B_SOURCE, I_SOURCE, B_CUE, I_CUE, B_CONTENT, I_CONTENT = range(len(TAGS))  # noqa: E741


def logits(words: st.SearchStrategy[int]) -> st.SearchStrategy[Floats]:
    values = st.floats(-20, 20, width=32)
    return words.flatmap(lambda n: arrays(np.float32, (n, len(TAGS)), elements=values))


def favouring(*tags: int) -> Floats:
    """Log probabilities of words that most probably carry these tags."""
    scores = np.zeros((len(tags), len(TAGS)), dtype=np.float32)
    scores[np.arange(len(tags)), tags] = 5
    return log_softmax(scores)


def is_allowed(tags: tuple[int, ...]) -> bool:
    """An inside tag stands only behind its own role's begin or inside tag."""
    return all(
        not TAGS[tag].startswith("I-") or TAGS[before] in {TAGS[tag], TAGS[tag].replace("I-", "B-")}
        for before, tag in pairwise((O, *tags))
    )


def test_tags_of_a_role() -> None:
    names = {role.name: (TAGS[begin_tag(role)], TAGS[inside_tag(role)]) for role in Role}

    assert names == {
        "SOURCE": ("B-source", "I-source"),
        "CUE": ("B-cue", "I-cue"),
        "CONTENT": ("B-content", "I-content"),
    }


@given(logits(st.integers(1, 4)))
def test_no_allowed_sequence_is_more_probable(scores: Floats) -> None:
    log_probabilities = log_softmax(scores)

    def total(tags: tuple[int, ...]) -> float:
        return float(log_probabilities[np.arange(len(tags)), tags].sum())

    [found] = best_tags([log_probabilities])
    best = max(total(tags) for tags in product(range(len(TAGS)), repeat=len(scores)) if is_allowed(tags))

    assert is_allowed(tuple(found.tolist()))
    assert total(tuple(found.tolist())) == pytest.approx(best, abs=1e-3)


@given(st.lists(logits(st.integers(0, 12)), max_size=6))
def test_windows_are_decoded_as_if_each_stood_alone(windows: list[Floats]) -> None:
    together = [tags.tolist() for tags in best_tags(windows)]

    assert together == [best_tags([window])[0].tolist() for window in windows]
    assert [len(tags) for tags in together] == [len(window) for window in windows]
    assert all(is_allowed(tuple(tags)) for tags in together)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_windows_without_words_have_no_tags(count: int) -> None:
    nothing = np.zeros((0, len(TAGS)), dtype=np.float32)

    assert [tags.tolist() for tags in best_tags([nothing] * count)] == [[]] * count


@pytest.mark.parametrize(
    ("likely", "decoded"),
    [
        pytest.param((B_SOURCE, I_SOURCE, O, B_CUE), (B_SOURCE, I_SOURCE, O, B_CUE), id="allowed stays"),
        pytest.param((B_CUE, B_CUE), (B_CUE, B_CUE), id="two begins are two spans"),
        pytest.param((B_CONTENT, B_CUE, I_CUE), (B_CONTENT, B_CUE, I_CUE), id="one role right behind another"),
    ],
)
def test_likely_sequences(likely: tuple[int, ...], decoded: tuple[int, ...]) -> None:
    assert tuple(best_tags([favouring(*likely)])[0].tolist()) == decoded


def test_an_inside_tag_without_its_begin_is_mended_by_the_next_best() -> None:
    scores = np.full((2, len(TAGS)), -10, dtype=np.float32)
    scores[0, [I_CONTENT, B_CONTENT, O]] = 2, 1, 0
    scores[1, I_CONTENT] = 2

    assert best_tags([log_softmax(scores)])[0].tolist() == [B_CONTENT, I_CONTENT]


def test_spans_of_a_sequence_in_order() -> None:
    tags = np.array([B_SOURCE, I_SOURCE, B_CUE, O, B_CONTENT, B_CONTENT, I_CONTENT])
    certain = np.zeros((7, len(TAGS)), dtype=np.float32)

    assert spans_of(tags, certain) == [
        TaggedSpan(Role.SOURCE, 0, 1, 1.0),
        TaggedSpan(Role.CUE, 2, 2, 1.0),
        TaggedSpan(Role.CONTENT, 4, 4, 1.0),
        TaggedSpan(Role.CONTENT, 5, 6, 1.0),
    ]


def test_the_score_of_a_span_is_the_geometric_mean_of_its_words() -> None:
    tags = np.array([B_CUE, I_CUE, I_CUE, O])
    probabilities = np.full((4, len(TAGS)), 0.01, dtype=np.float32)
    probabilities[[0, 1, 2, 3], tags] = 0.9, 0.3, 0.8, 0.1

    [span] = spans_of(tags, np.log(probabilities))

    assert span.score == pytest.approx((0.9 * 0.3 * 0.8) ** (1 / 3), rel=1e-5)


def test_no_words_no_spans() -> None:
    assert spans_of(np.zeros(0, dtype=np.int64), np.zeros((0, len(TAGS)), dtype=np.float32)) == []


@given(logits(st.integers(1, 3)))
def test_log_softmax_gives_probabilities(scores: Floats) -> None:
    assert np.exp(log_softmax(scores)).sum(axis=-1) == pytest.approx(np.ones(len(scores)), abs=1e-4)
