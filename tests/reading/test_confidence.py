"""The regression that makes one probability of what is known of a statement."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.reading.attribution import Attribution
from inquit.reading.confidence import FEATURES, RULES, confidence, features
from inquit.reading.speakers import RULES as WAYS
from inquit.types import Span

WORDS = Span(((0, 1),))
PLAIN = Attribution(source=WORDS, cue=WORDS, content=WORDS, found=0.5, linked=0.5, sourced=0.5)
LN9 = math.log(9)  # the log odds of 0.9


def weights(**given: float) -> dict[str, float]:
    return dict.fromkeys((*FEATURES, "bias"), 0.0) | {name.replace("_", " "): value for name, value in given.items()}


@pytest.mark.parametrize(
    ("attribution", "figures"),
    [
        pytest.param(PLAIN, [0, 0, 0, 0, 0, 0], id="even odds"),
        pytest.param(
            Attribution(WORDS, WORDS, WORDS, found=0.9, linked=0.1, sourced=0.5), [LN9, -LN9, 0, 0, 0, 0], id="odds"
        ),
        pytest.param(
            Attribution(Span(), Span(), WORDS, outer=0, found=0.5, linked=0.5, sourced=0.5), [0, 0, 0, 1, 1, 1],
            id="no source, no cue, nested",
        ),
        pytest.param(
            Attribution(WORDS, WORDS, WORDS, found=1.0, linked=0.0, sourced=1.0),
            [math.log(9999), -math.log(9999), math.log(9999), 0, 0, 0],
            id="certainty is bounded",
        ),
    ],
)  # fmt: skip
def test_features(attribution: Attribution, figures: list[float]) -> None:
    assert features(attribution, "name") == pytest.approx([*figures, *(0 for _ in RULES)])


def test_each_feature_has_its_name() -> None:
    assert len(features(PLAIN, "name")) == len(FEATURES)


@pytest.mark.parametrize("rule", [*WAYS, None])
def test_how_the_speaker_was_found_is_a_feature_but_for_names(rule: str | None) -> None:
    told = dict(zip(FEATURES, features(PLAIN, rule), strict=True))

    assert [name for name in RULES if told[name]] == ([] if rule == "name" else [rule or "nobody"])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({}, 0.5, id="all weights zero"),
        pytest.param({"bias": LN9}, 0.9, id="the bias alone"),
        pytest.param({"no_source": -LN9}, 0.1, id="a source left out"),
        pytest.param({"no_source": LN9, "nested": -LN9}, 0.5, id="features add up"),
    ],
)
def test_weights_make_a_probability(given: dict[str, float], expected: float) -> None:
    attribution = Attribution(Span(), WORDS, WORDS, outer=0, found=0.5, linked=0.5, sourced=0.5)

    assert confidence(attribution, "name", weights(**given)) == pytest.approx(expected)


def test_a_model_that_was_not_calibrated_gives_the_least_sure_part() -> None:
    assert confidence(Attribution(WORDS, WORDS, WORDS, found=0.8, linked=0.7, sourced=0.1), "name", None) == 0.7
    assert confidence(Attribution(WORDS, WORDS, WORDS, found=0.6, linked=0.7), None, None) == 0.6


def test_weights_that_lack_a_feature_are_an_error() -> None:
    with pytest.raises(KeyError, match="nested"):
        confidence(PLAIN, "name", {name: 1.0 for name in (*FEATURES, "bias") if name != "nested"})


@given(
    st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.dictionaries(st.sampled_from(FEATURES), st.floats(-1e6, 1e6))
)
def test_it_always_is_a_probability(found: float, linked: float, sourced: float, given: dict[str, float]) -> None:
    attribution = Attribution(WORDS, Span(), WORDS, found=found, linked=linked, sourced=sourced)

    assert 0 <= confidence(attribution, "pronoun", weights() | given) <= 1
