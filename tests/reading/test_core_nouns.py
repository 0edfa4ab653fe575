"""Which words of a description are its core, and which noun it turns on."""

from __future__ import annotations

import pytest

from inquit.reading.core_nouns import Core, core_of, core_without_noun
from inquit.reading.names import TOKEN


def core(words: str) -> Core:
    return core_of(list(TOKEN.finditer(words)))


def as_written(found: Core) -> str:
    return " ".join(found.words[found.begin : found.stop])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("at least two senior officials", "senior officials", id="what opens it is no part"),
        pytest.param("the mayor of Lindmar", "mayor", id="a complement ends it"),
        pytest.param("the sailors who struck", "sailors", id="a clause ends it"),
        pytest.param("the sailors protesting outside", "sailors", id="what they do ends it"),
        pytest.param("a poll taken last week", "poll", id="a participle ends it"),
        pytest.param("a spokesman Monday", "spokesman", id="a day ends it"),
        pytest.param("sailors and senators", "sailors", id="another noun is not in it"),
        pytest.param("liberal and conservative senators", "liberal and conservative senators", id="two adjectives"),
        pytest.param("close friends", "close friends", id="close as an adjective"),
        pytest.param("people close to her", "people", id="close with a complement"),
        pytest.param("liberal outside groups", "liberal outside groups", id="outside as an adjective"),
        pytest.param("a newly released email", "newly released email", id="a participle before the noun"),
        pytest.param("an email newly released", "email newly", id="a participle behind it"),
        pytest.param("sailors outside Norvik", "sailors", id="outside as a preposition"),
    ],
)
def test_bounds(words: str, expected: str) -> None:
    found = core(words)

    assert as_written(found) == expected
    assert words[: found.end].endswith(expected)


@pytest.mark.parametrize(
    ("words", "last", "noun", "pair", "head", "plural"),
    [
        ("officials", "official", "official", "officials", "official", True),
        ("two press secretaries", "secretary", "secretary", "press secretary", "press secretary", True),
        ("the chief executive", "executive", "executive", "chief executive", "chief executive", False),
        ("a star-turned-candidate", "star-turned-candidate", "candidate", "star-turned-candidate", "candidate", False),
        ("her nominee-in-waiting", "nominee-in-waiting", "nominee", "nominee-in-waiting", "nominee", False),
        ("Danes", "danes", "danes", "danes", "danes", True),
    ],
)
def test_the_noun(words: str, last: str, noun: str, pair: str, head: str, *, plural: bool) -> None:
    found = core(words)

    assert (found.last, found.noun, found.pair, found.head, found.plural) == (last, noun, pair, head, plural)


def test_modifiers_are_the_core_without_its_noun() -> None:
    assert core("two former Norland ministers").modifiers == ("former", "norland")


@pytest.mark.parametrize(
    ("words", "number", "until"),
    [
        ("those advocating reform", None, "those advocating reform"),
        ("those polled", None, "those polled"),
        ("those in the hall", None, "those"),
        ("many in the hall", "many", "many"),
    ],
)
def test_without_a_noun_the_core_begins_with_the_description(words: str, number: str | None, until: str) -> None:
    found = core_without_noun(core(words), number)

    assert found is not None
    assert (found.begin, words[: found.end]) == (0, until)


@pytest.mark.parametrize("words", ["those sailors", "the sailors polled", "polled", "the polled"])
def test_where_a_noun_tells_who_they_are_there_is_no_other_core(words: str) -> None:
    assert core_without_noun(core(words), number=None) is None
