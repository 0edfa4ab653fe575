"""What stands before the core of a noun phrase."""

from __future__ import annotations

import pytest

from inquit.reading.determiners import opening_of, without_stress
from inquit.reading.names import TOKEN


@pytest.mark.parametrize(
    ("words", "size", "determiner", "number", "owner"),
    [
        ("the mayor", 1, "definite", None, None),
        ("a mayor", 1, "indefinite", None, None),
        ("her two sons", 2, "possessive", 2, "her"),
        ("both men", 1, "definite", 2, None),
        ("at least two of the three men", 6, "definite", 2, None),
        ("one of the 168 members", 4, "indefinite", 1, None),
        ("a lot of people", 3, "indefinite", "many", None),
        ("3,400 officials", 1, "indefinite", None, None),
        ("officials", 0, "bare", None, None),
    ],
)
def test_openings(words: str, size: int, determiner: str, number: int | str | None, owner: str | None) -> None:
    found = opening_of(words.split())

    assert (found.size, found.determiner, found.number, found.owner) == (size, determiner, number, owner)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("only one of them", "one of them"),
        ("just 30 percent", "30 percent"),
        ("a full 30 percent", "30 percent"),
        ("only the mayor", "only the mayor"),
        ("a full house", "a full house"),
        ("just", "just"),
    ],
)
def test_what_stresses_a_count_is_left_out(words: str, kept: str) -> None:
    assert " ".join(token.group() for token in without_stress(list(TOKEN.finditer(words)))) == kept
