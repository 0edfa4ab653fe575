"""Words as they are compared."""

from __future__ import annotations

import pytest

from inquit.ledger.matching.words import stem, words_of


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("We'll pay, won't we?", "we will pay will not we"),
        ("It cannot be", "it can not be"),
        ("twenty-five per cent, 25 %, 25%", "25 percent 25 percent 25 percent"),
        ("$3.5 million or 3.5m euros", "3500000 or 3500000 euros"),
        ("two hundred and six; a hundred; one of them", "206 100 one of them"),
        ("a boat, an oar", "a boat an oar"),
        ("the US told us", "the usa told us"),
        ("in May we may", "in may-month we may"),
        ("COVID19 in 1980s", "covid19 in 1980 s"),
        ("…—“”", ""),
    ],
)
def test_words_are_spelled_one_way(text: str, keys: str) -> None:
    assert " ".join(word.key for word in words_of(text)) == keys


def test_words_know_their_place() -> None:
    text = "“We won’t pay 2,000”"

    assert [text[word.start : word.end] for word in words_of(text)] == ["We", "wo", "n’t", "pay", "2,000"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("promise", "promised"),
        ("promises", "pledged"),
        ("build", "building"),
        ("built", "construction"),
        ("big", "biggest"),
        ("merge", "merger"),
        ("school", "schools"),
        ("north", "northern"),
    ],
)
def test_forms_of_a_word_and_words_of_one_meaning_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("bridge", "school"), ("open", "close"), ("nurse", "teacher")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)
