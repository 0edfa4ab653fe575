"""What a description tells of whoever it describes."""

from __future__ import annotations

import pytest

from inquit.reading.description_traits import Traits, traits_of
from inquit.reading.mentions import Cast
from inquit.reading.names import TOKEN
from inquit.types import Kind


def traits(words: str, *, owned: bool = False, after: str = "") -> Traits:
    """The traits of a description that begins a text."""
    return traits_of(Cast(words + after), list(TOKEN.finditer(words)), (0, len(words)), owned=owned)


@pytest.mark.parametrize(
    ("words", "kind", "plural", "number"),
    [
        pytest.param("the senators", Kind.GROUP, True, None, id="as the noun says"),
        pytest.param("one of the senators", Kind.ANONYMOUS, False, 1, id="one of several"),
        pytest.param("one of them", Kind.ANONYMOUS, False, 1, id="one of those pointed at"),
        pytest.param("people briefed on the talks", Kind.ANONYMOUS, True, "many", id="who would not be named"),
        pytest.param("the network", Kind.ORGANIZATION, False, None, id="a body"),
        pytest.param("the network of experts", Kind.GROUP, False, None, id="people gathered, no body"),
        pytest.param("three senators", Kind.ANONYMOUS, True, 3, id="few enough to be sources"),
        pytest.param("98 senators", Kind.GROUP, True, 98, id="too many to be sources"),
        pytest.param("43", Kind.GROUP, True, None, id="a number for people"),
        pytest.param("Most", Kind.GROUP, True, None, id="a quantity for people"),
        pytest.param("many of them", Kind.GROUP, True, "many", id="many of those pointed at"),
        pytest.param("those polled", Kind.GROUP, True, None, id="told by what they undergo"),
        pytest.param("another", Kind.ANONYMOUS, False, 1, id="another"),
        pytest.param("Danes", Kind.GROUP, True, None, id="a people"),
    ],
)
def test_kind_and_number(words: str, kind: Kind, number: int | str | None, *, plural: bool) -> None:
    found = traits(words)

    assert (found.kind, found.plural, found.number) == (kind, plural, number)


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        pytest.param(" rose. It rained.", Kind.GROUP, id="only where a sentence begins"),
        pytest.param(" rose. We met Quillers.", Kind.ORGANIZATION, id="also inside a sentence"),
    ],
)
def test_a_capital_names_a_body_if_it_is_more_than_that_of_a_sentence(after: str, kind: Kind) -> None:
    assert traits("Quillers", after=after).kind is kind


@pytest.mark.parametrize(
    ("words", "owned", "determiner"),
    [
        ("the mayor", False, "definite"),
        ("a mayor", False, "indefinite"),
        ("mayors", False, "bare"),
        ("others", False, "indefinite"),
        ("Brekke’s spokesman", False, "possessive"),
        ("Brekke aides", True, "possessive"),
        ("the Brekke aides", True, "definite"),
        ("one of Brekke’s aides", True, "indefinite"),
    ],
)
def test_determiners(words: str, determiner: str, *, owned: bool) -> None:
    assert traits(words, owned=owned).determiner == determiner


@pytest.mark.parametrize(
    ("words", "named_by"),
    [
        ("the two senators", "senators"),
        ("98 senators", "98 senators"),
        ("other Danes", "other Danes"),
        ("one of them", "one of them"),
        ("those polled", "those polled"),
    ],
)
def test_start_of_the_words_that_name_it(words: str, named_by: str) -> None:
    assert words[traits(words).start :] == named_by
