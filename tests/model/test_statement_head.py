from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from inquit.model.regions import regions
from inquit.model.statement_head import FIELDS, ROOTS, inputs, plain, score, word_numbers
from inquit.reading.attribution import Attribution
from inquit.types import Act, Flag, Type
from model.worded import span, words_by_hand

TEXT = "Ada Lunt said the pier was safe. Tor denied it."
WORDS = words_by_hand(TEXT)
STATEMENTS = [
    Attribution(span(TEXT, "Tor"), span(TEXT, "denied"), span(TEXT, "it")),
    Attribution(span(TEXT, "Ada Lunt"), span(TEXT, "said"), span(TEXT, "the pier was safe")),
]
REGIONS = regions(TEXT, WORDS, STATEMENTS)


class FakeSession:
    """Answers with the sum of the states of each statement's real words, which tells whose they are."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def run(self, names: list[str], given: dict[str, Any]) -> list[np.ndarray]:
        statements, longest = given["real"].shape
        self.sizes.append(statements)
        states = np.where(given["real"], given["states"][given["row"], 0], 0)
        sums = states.sum(axis=1, keepdims=True)
        widths = {"type": len(Type), "act": len(Act), "flags": len(Flag), "root": len(ROOTS), "has": len(FIELDS)}
        answers = {name: np.repeat(sums, width, axis=1) for name, width in widths.items()}
        answers["inside"] = np.broadcast_to(states[:, :, None, None], (statements, longest, 3, len(FIELDS)))
        return [answers[name] for name in names]


@pytest.mark.parametrize("times", [1, 70])
def test_every_statement_gets_its_own_scores_in_the_order_asked(times: int) -> None:
    session = FakeSession()
    scored = score(TEXT, WORDS, REGIONS * times, {}, session)  # type: ignore[arg-type]
    assert [s.act[0] for s in scored] == [float(region.words.sum()) for region in REGIONS * times]
    assert [len(s.inside) for s in scored] == [len(region.words) for region in REGIONS * times]
    assert [s.inside[:, 0, 0].tolist() for s in scored[:2]] == [region.words.tolist() for region in REGIONS]
    assert sum(session.sizes) == 2 * times
    assert max(session.sizes) <= 64


def test_nothing_runs_without_statements() -> None:
    session = FakeSession()
    assert score(TEXT, WORDS, [], {}, session) == []  # type: ignore[arg-type]
    assert session.sizes == []


def test_inputs_hold_only_the_states_that_occur_and_fill_up_short_regions() -> None:
    given = inputs(WORDS, word_numbers(TEXT, WORDS, {"said": 1, "it": 2}), [REGIONS[1]])
    assert given["states"][:, 0].tolist() == list(range(7))
    assert given["word"].tolist() == [[0, 0, 1, 0, 0, 0, 0]]
    both = inputs(WORDS, word_numbers(TEXT, WORDS, {}), REGIONS)
    assert both["real"].sum(axis=1).tolist() == [10, 7]
    assert not both["part"][~both["real"]].any()


@pytest.mark.parametrize(("word", "expected"), [("If", "if"), ("don’t", "don't"), ("EU", "eu")])
def test_a_word_is_looked_up_in_lower_case_with_straight_apostrophes(word: str, expected: str) -> None:
    assert plain(word) == expected
    assert word_numbers(word, words_of_one(word), {expected: 3}).tolist() == [3]


def words_of_one(word: str) -> Any:
    words = words_by_hand("a")
    return type(words)(words.start, np.array([len(word)]), words.states)


def test_a_word_without_a_vector_has_no_number() -> None:
    assert word_numbers("rain", words_by_hand("rain"), {"snow": 1}).tolist() == [0]
