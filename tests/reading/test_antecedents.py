"""Who was named or heard before a place, and who of them is meant there."""

from __future__ import annotations

import pytest

from inquit.reading import antecedents
from inquit.reading.antecedents import Heard, Trail
from inquit.reading.lexicon import Gender
from inquit.reading.mentions import Cast
from inquit.reading.phrases import Form, Source
from inquit.types import Kind, Span

PERSON = frozenset({Kind.PERSON})
TEXT = (
    "Ann Berg met Tor Lund at the Harbour Ministry. He left early. “Eva Holm is gone,” Berg said. Later it rained. "
    "Bo Ek waited."
)


@pytest.fixture
def trail() -> Trail:
    return Trail(Cast(TEXT))


def name(heard: Heard | None) -> str | None:
    return None if heard is None else TEXT[heard.start : heard.end]


@pytest.mark.parametrize(
    ("before", "gender", "expected"),
    [
        ("He left", Gender.MALE, "Tor Lund"),
        ("He left", Gender.FEMALE, "Ann Berg"),
        ("He left", None, "Ann Berg"),
        ("Later", Gender.FEMALE, "Berg"),
        ("Ann", None, None),
    ],
)
def test_the_likeliest_before_a_place(trail: Trail, before: str, gender: Gender | None, expected: str | None) -> None:
    assert name(trail.best(TEXT.index(before), kinds=PERSON, gender=gender)) == expected


def test_kinds(trail: Trail) -> None:
    assert name(trail.best(len(TEXT), kinds={Kind.ORGANIZATION})) == "Harbour Ministry"
    assert trail.best(len(TEXT), kinds={Kind.DOCUMENT}) is None


def test_only_those_who_fit(trail: Trail) -> None:
    found = trail.best(TEXT.index("Later"), kinds=PERSON, fits=lambda heard: heard.start > 5)

    assert name(found) == "Berg"
    assert trail.best(len(TEXT), kinds=PERSON, fits=lambda heard: False) is None


def test_who_is_spoken_of_does_not_speak(trail: Trail) -> None:
    content = Span(((0, 12),))

    assert name(trail.best(TEXT.index("He left"), kinds=PERSON, content=content)) == "Tor Lund"


def test_who_spoke_is_nearer_than_who_was_named(trail: Trail) -> None:
    at = TEXT.index("Tor Lund")
    trail.spoke(Heard(at, at + 8, 0, Kind.PERSON, Gender.MALE, entity=1, spoke=True, leading=True))

    assert name(trail.best(TEXT.index("He left"), kinds=PERSON)) == "Tor Lund"
    assert (trail.has_spoken(1), trail.has_spoken(0)) == (True, False)


def test_those_who_are_only_described(trail: Trail) -> None:
    pilot = Source(Form.DESCRIPTION, head="pilot", modifiers=("old",), place=(0, 8))
    trail.describe("d:0", pilot, Kind.ANONYMOUS, None)

    found = trail.best(20, kinds={Kind.ANONYMOUS})
    assert found is not None
    assert (found.key, found.head, found.modifiers, found.who) == ("d:0", "pilot", ("old",), "d:0")


def test_who_is_named_next(trail: Trail) -> None:
    assert name(trail.next_person(TEXT.index("Later"), None)) == "Bo Ek"
    assert trail.next_person(TEXT.index("Later"), Gender.FEMALE) is None


def test_the_subject_of_a_sentence(trail: Trail) -> None:
    assert name(trail.subject(TEXT.index(" at the"))) == "Ann Berg"
    assert trail.subject(TEXT.index("left early")) is None


def test_the_people_named_last(trail: Trail) -> None:
    assert [name(heard) for heard in trail.last_people(TEXT.index("Later"), 2)] == ["Tor Lund", "Berg"]
    assert trail.last_people(3, 2) == []


def test_who_is_introduced_in_a_later_sentence() -> None:
    text = "A baker who met Tor Lund left. It rained. Ann Berg, 41, was gone."
    trail = Trail(Cast(text))

    found = trail.introduced_later(0, None)
    assert found is not None
    assert text[found.start : found.end] == "Ann Berg"
    assert trail.introduced_later(0, Gender.MALE) is None


def test_the_places_looked_at_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    scored = []
    original = Trail._score
    monkeypatch.setattr(Trail, "_score", lambda self, *args: scored.append(args) or original(self, *args))
    text = "Once more Ann Berg met her old rival Tor Lund, and then " * 1000
    trail = Trail(Cast(text))
    for _ in range(10):
        trail.best(len(text), kinds=PERSON)

    assert 0 < len(scored) <= 10 * 2 * antecedents._MOST
