"""Where the candidates for a pronoun stand among each other."""

from __future__ import annotations

import pytest

from inquit.reading.antecedents import Heard, Trail
from inquit.reading.lexicon import Gender
from inquit.reading.mentions import Cast
from inquit.types import Kind, Span

PEOPLE = frozenset({Kind.PERSON})
TEXT = "Ann Berg of the Holm club met Eva Holm. Berg left. Berg said Holm was late. She added that it rained."


@pytest.fixture
def trail() -> Trail:
    trail = Trail(Cast(TEXT))
    start = TEXT.index("Berg said")
    trail.spoke(Heard(start, start + 4, 2, Kind.PERSON, Gender.FEMALE, entity=0, spoke=True, leading=True))
    begin = TEXT.index("Holm was")
    trail.said(Span(((start, start + 4),)), Span(((begin, begin + 13),)))
    return trail


def features(trail: Trail, before: str, name: str) -> dict[str, float]:
    """What speaks for the last place of a name before some words."""
    found = trail.candidates(TEXT.index(before), "she", kinds=PEOPLE, gender=Gender.FEMALE)
    return [features for heard, features in found if TEXT[heard.start : heard.end] == name and not heard.spoke][-1]


def test_who_is_named_in_what_another_says(trail: Trail) -> None:
    assert features(trail, "She added", "Holm")["in another's words"]
    assert not features(trail, "She added", "Berg")["in another's words"]


def test_who_spoke_goes_on(trail: Trail) -> None:
    found = trail.candidates(TEXT.index("She added"), "she", kinds=PEOPLE, gender=Gender.FEMALE)
    best = trail.likeliest(found)

    assert best is not None
    heard, sure = best
    assert (heard.spoke, TEXT[heard.start : heard.end]) == (True, "Berg")
    assert 0.5 < sure < 1


def test_nobody_to_choose_from() -> None:
    assert Trail(Cast("It rained.")).likeliest([]) is None
