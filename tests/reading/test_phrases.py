"""What a source is, told by its words alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.reading.lexicon import Gender
from inquit.reading.mentions import Cast
from inquit.reading.phrases import Form, Source, describe, singular
from inquit.types import Kind, Span

PEOPLE = "\nAnn Berg and Tor Lund wrote. Then the Harbour Ministry wrote, and Norvik Police."
PERSON, ORGANIZATION, GROUP, ANONYMOUS, DOCUMENT = (
    Kind.PERSON, Kind.ORGANIZATION, Kind.GROUP, Kind.ANONYMOUS, Kind.DOCUMENT,
)  # fmt: skip


def source(words: str) -> Source:
    """A source that begins a text in which some people are named."""
    span = Span(((0, len(words)),))
    return describe(Cast(words + PEOPLE, [span]), span)


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("Ann Berg", Form.NAME),
        ("Ann Berg, the town’s mayor,", Form.NAME),
        ("Mayor Ann Berg", Form.NAME),
        ("the mayor, Ann Berg,", Form.NAME),
        ("Ann Berg of Norvik", Form.NAME),
        ("Ann Berg, who knows Tor Lund,", Form.NAME),
        ("Secretary of State Ann Berg", Form.NAME),
        ("Ann Berg’s warning", Form.NAME),
        ("the Harbour Ministry", Form.NAME),
        ("Ann Berg and Tor Lund", Form.JOINT),
        ("Ann Berg, Tor Lund", Form.JOINT),
        ("Ann Berg and her supporters", Form.JOINT),
        ("he", Form.PRONOUN),
        ("Her claim", Form.PRONOUN),
        ("who", Form.PRONOUN),
        ("her lawyer", Form.DESCRIPTION),
        ("aides to Ann Berg", Form.DESCRIPTION),
        ("Members of her crew, including Ann Berg and Tor Lund,", Form.DESCRIPTION),
        ("advisers to two rivals - Ann Berg and Tor Lund", Form.DESCRIPTION),
        ("two members of her crew, Ann Berg and Tor Lund,", Form.JOINT),
        ("a spokesman for the Harbour Ministry", Form.DESCRIPTION),
        ("Ann Berg’s lawyer", Form.DESCRIPTION),
        ("Ann Berg’s plea agreement lawyer", Form.DESCRIPTION),
        ("Ann Berg supporters", Form.DESCRIPTION),
        ("the mayor", Form.DESCRIPTION),
        ("—", Form.NOTHING),
    ],
)
def test_forms(words: str, form: Form) -> None:
    assert source(words).form is form


def test_nothing() -> None:
    assert describe(Cast("It rained."), Span()) == Source(Form.NOTHING)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the mayor", PERSON),
        ("a mayor", ANONYMOUS),
        ("a senior official", ANONYMOUS),
        ("one of them", ANONYMOUS),
        ("people briefed on the talks", ANONYMOUS),
        ("sources", ANONYMOUS),
        ("two officials", ANONYMOUS),
        ("officials", GROUP),
        ("the residents", GROUP),
        ("ministries", GROUP),
        ("the ministry", ORGANIZATION),
        ("police", ORGANIZATION),
        ("a report", DOCUMENT),
        ("the survey", DOCUMENT),
        ("60 percent of voters", GROUP),
        ("only one of the 168 members", ANONYMOUS),
        ("98 senators", GROUP),
        ("fewer", GROUP),
    ],
)
def test_kinds(words: str, kind: Kind) -> None:
    assert source(words).kind is kind


@pytest.mark.parametrize(
    ("words", "name", "head", "determiner", "plural", "number"),
    [
        ("the mayor of Lindmar", "mayor of Lindmar", "mayor", "definite", False, None),
        ("a senior official briefed on it", "senior official", "official", "indefinite", False, None),
        ("at least three officials", "officials", "official", "indefinite", True, 3),
        ("some of the residents", "residents", "resident", "definite", True, "many"),
        ("Berg’s rivals", "Berg’s rivals", "rival", "possessive", True, None),
        ("chief executive", "chief executive", "chief executive", "bare", False, None),
        ("just 30 percent of the voters", "30 percent of the voters", "percent", "indefinite", True, None),
        ("a lot of residents", "residents", "resident", "indefinite", True, "many"),
        ("449 of the officials", "449 of the officials", "official", "definite", True, 449),
        ("only 3,400 officials", "officials", "official", "indefinite", True, None),
        ("his wife", "wife", "wife", "possessive", False, None),
    ],
)
def test_descriptions(
    words: str, name: str, head: str, determiner: str, number: int | str | None, *, plural: bool
) -> None:
    found = source(words)

    assert (found.words, found.head, found.determiner, found.plural, found.number) == (
        name, head, determiner, plural, number,
    )  # fmt: skip


def test_owners_gender_and_modifiers() -> None:
    assert source("his younger sister").owner_pronoun == "his"
    assert source("his younger sister").gender is Gender.FEMALE
    assert source("the Norland finance minister").modifiers == ("norland", "finance")
    assert source("Ann Berg’s lawyer").owner is not None


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("officials", ("official", True)),
        ("ministries", ("ministry", True)),
        ("women", ("woman", True)),
        ("people", ("person", True)),
        ("police", ("police", False)),
        ("boss", ("boss", False)),
        ("mayor", ("mayor", False)),
    ],
)
def test_plurals(noun: str, expected: tuple[str, bool]) -> None:
    assert singular(noun) == expected


@given(st.text(alphabet="Ann Berg’s,and the of who “”-1é\n", min_size=1, max_size=60))
def test_any_source_is_something(words: str) -> None:
    found = source(words)

    assert 0 <= found.place[0] <= found.place[1] <= len(words)
    assert found.form is not Form.DESCRIPTION or found.head


@pytest.mark.parametrize(
    ("words", "core", "kind"),
    [
        pytest.param("more than 50% of the workers", "more than 50% of the workers", GROUP, id="a share in figures"),
        pytest.param(
            "The Norvik, Ill., maker of nails", "maker of nails", ORGANIZATION, id="an address before the noun"
        ),
        pytest.param("sources quoted by the Herald", "sources", ANONYMOUS, id="a participle after the noun"),
        pytest.param("One senior official Monday", "senior official", ANONYMOUS, id="a day after the noun"),
        pytest.param("Those advocating reform", "Those advocating reform", GROUP, id="those who do something"),
        pytest.param("A string of young boys", "string of young boys", GROUP, id="a set of people"),
        pytest.param("the insurance concern", "insurance concern", ORGANIZATION, id="a concern that is a firm"),
        pytest.param("many of them", "many of them", GROUP, id="many of them"),
        pytest.param("the two leaders", "leaders", GROUP, id="two who are known"),
        pytest.param(
            "Liberal and conservative economists",
            "Liberal and conservative economists",
            GROUP,
            id="two adjectives, one noun",
        ),
    ],
)
def test_the_core_of_a_description(words: str, core: str, kind: Kind) -> None:
    found = source(words)

    assert (found.words, found.kind) == (core, kind)


def test_the_police_and_others_are_several() -> None:
    assert source("The police and prosecutors").form is Form.JOINT


def test_a_name_beside_an_unknown_one_is_one_of_two() -> None:
    assert source("Pomme and Norvik Police").form is Form.JOINT
