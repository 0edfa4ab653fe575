"""Names in running text: tables that anyone can extend."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.reading.names import Name, fold, is_capital, is_title, names_in, other_suffix, plain, split_titles
from inquit.types import Kind

PERSON, ORGANIZATION, DOCUMENT = Kind.PERSON, Kind.ORGANIZATION, Kind.DOCUMENT


def names(text: str) -> list[Name]:
    """The names of a text that is one sentence."""
    lower = frozenset(re.findall(r"\b[a-z][\w’'-]+", text))
    return list(names_in(text, 0, len(text), lower))


def read(text: str) -> list[tuple[str, Kind | None, str | None]]:
    """Name, kind and role of each name."""
    return [(name.text, name.kind, name.role) for name in names(text)]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Ida Brekke spoke.", "Ida Brekke", None),
        ("Then J. K. Rowan spoke.", "J. K. Rowan", None),
        ("Then Ludwig van der Berg spoke.", "Ludwig van der Berg", None),
        ("Mayor Ida Brekke spoke.", "Ida Brekke", "Mayor"),
        ("Prime Minister Ansa Keld spoke.", "Ansa Keld", "Prime Minister"),
        ("Then Gov. Hale spoke.", "Hale", "Gov."),
        ("Then state Sen. Ida Brekke spoke.", "Ida Brekke", "state Sen."),
        ("Then former President Ida Brekke spoke.", "Ida Brekke", "former President"),
        ("It was Deputy Secretary of State Ida Brekke.", "Ida Brekke", "Deputy Secretary of State"),
        ("Ida Brekke, an aide to the mayor was the first.", "Ida Brekke", "an aide to the mayor"),
        ("Ida Brekke, an aide who was there, spoke.", "Ida Brekke", "an aide who was there"),
        ("Ida Brekke, legal director for the harbour, spoke.", "Ida Brekke", "legal director for the harbour"),
        ("Ida Brekke, through a spokesman, spoke.", "Ida Brekke", None),
        ("Then Mr Lund spoke.", "Lund", None),
        ("Ida Brekke, the town’s mayor, spoke.", "Ida Brekke", "the town’s mayor"),
        ("Ida Brekke, who runs the ferry, spoke.", "Ida Brekke", None),
        ("The minister, Jonas Varek, spoke.", "Jonas Varek", "The minister"),
        ("She told it to her husband, Stefan.", "Stefan", "her husband"),
        ("Then U.S. President Anna Keld spoke.", "Anna Keld", "President"),
        ("Then Secretary of State Ida Brekke spoke.", "Ida Brekke", "Secretary of State"),
        ("Then harbour spokesman Bo Ek spoke.", "Bo Ek", "harbour spokesman"),
        ("Then ANN WALDEN spoke.", "ANN WALDEN", None),
    ],
)
def test_people(text: str, name: str, role: str | None) -> None:
    [found] = names(text)

    assert (found.text, found.role) == (name, role)
    assert found.kind in {PERSON, None}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ida Brekke, an aide to Mr. Varek, spoke.", "an aide to Mr. Varek"),
        ("Norvik Works’ chairman, Ida Brekke, spoke.", "Norvik Works’ chairman"),
    ],
)
def test_a_role_may_name_others(text: str, role: str) -> None:
    assert {name.text: name.role for name in names(text)}["Ida Brekke"] == role


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Then the Harbour Ministry spoke.", "Harbour Ministry", ORGANIZATION),
        ("The University of Lindmar spoke.", "University of Lindmar", ORGANIZATION),
        ("Then NATO spoke.", "NATO", ORGANIZATION),
        ("Then Tor & Sons spoke.", "Tor & Sons", ORGANIZATION),
        ("Then Norvik Police spoke.", "Norvik Police", ORGANIZATION),
        ("Then the New Harbour Council spoke.", "New Harbour Council", ORGANIZATION),
        ("Then the Clean Harbours Act passed.", "Clean Harbours Act", DOCUMENT),
    ],
)
def test_bodies_and_documents(text: str, name: str, kind: Kind) -> None:
    assert [(found.text, found.kind) for found in names(text)] == [(name, kind)]


def test_two_names_in_a_sentence_and_what_stands_before_them() -> None:
    text = "Mayor Ida Brekke of Norvik met Tor Lund, 48, in Lindmar."

    assert [(name.text, name.before, name.beside, name.introduced) for name in names(text)] == [
        ("Ida Brekke", "", "of Norvik", False),
        ("Norvik", "of", None, False),
        ("Tor Lund", "met", None, True),
        ("Lindmar", "in", None, False),
    ]


def test_a_name_knows_its_place_and_what_it_tells_of_its_bearer() -> None:
    [name] = names("Then Sen. Ida Brekke, a lawyer, spoke.")

    assert name == Name(
        words=("Ida", "Brekke"),
        text="Ida Brekke",
        titles=("Sen",),
        kind=PERSON,
        role="Sen.",
        role_words=frozenset({"senator", "lawyer"}),
        before="then",
        introduced=True,
        start=10,
        beside="a lawyer",
    )
    assert name.last == "Brekke"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Harbour fees rise. The harbour sleeps.", [], id="a word that is also written small"),
        pytest.param("On Monday it rained.", [], id="a day"),
        pytest.param("Officials wait.", [], id="a plural that begins a sentence"),
        pytest.param("Judge Ida Brekke met a judge.", ["Ida Brekke"], id="a title that is also written small"),
        pytest.param("Ida Brekke’s brother left.", ["Ida Brekke"], id="possessive"),
        pytest.param("Norvik Bank Ida Brekke left.", ["Ida Brekke"], id="a body before a name"),
    ],
)
def test_what_is_a_name(text: str, expected: list[str]) -> None:
    assert [name.text for name in names(text)] == expected


def test_a_row_of_capitals_has_an_end() -> None:
    assert max(len(name.words) for name in names("Norvik " * 100)) <= 16


@pytest.mark.parametrize(
    ("row", "titles", "name"),
    [
        ("Prime Minister Ann Berg", "Prime Minister", "Ann Berg"),
        ("Norvik Police Chief Ann Berg", "Norvik Police Chief", "Ann Berg"),
        ("Justice Department", "", "Justice Department"),
        ("Ann Berg", "", "Ann Berg"),
    ],
)
def test_titles_before_a_name(row: str, titles: str, name: str) -> None:
    assert split_titles(row.split()) == (titles.split(), name.split())


@pytest.mark.parametrize(
    ("word", "expected"), [("Berg’s", "Berg"), ("Berg's", "Berg"), ("Sen.", "Sen"), ("U.S.", "U.S."), ("Berg", "Berg")]
)
def test_a_word_without_its_ending(word: str, expected: str) -> None:
    assert plain(word) == expected


def test_names_are_compared_without_case_accents_and_sorts_of_apostrophe() -> None:
    assert fold("O’Née") == fold("o'nee")


@pytest.mark.parametrize(("a", "b", "other"), [("Bo Ek Jr.", "Bo Ek Sr.", True), ("Bo Ek Jr.", "Bo Ek", False)])
def test_father_and_son(a: str, b: str, *, other: bool) -> None:
    assert other_suffix(a, b) is other


@pytest.mark.parametrize(("word", "capital"), [("Berg", True), ("al-Noor", True), ("berg", False), ("on-Site", False)])
def test_words_that_begin_as_names_do(word: str, *, capital: bool) -> None:
    assert is_capital(word) is capital


@pytest.mark.parametrize(("word", "title"), [("Mayor", True), ("President", True), ("Norvik", False)])
def test_words_that_stand_before_a_name(word: str, *, title: bool) -> None:
    assert is_title(word) is title


@given(st.text(alphabet="Aab. ’'&,()-éÖ\nvon the", max_size=60))
def test_names_stand_where_they_say(text: str) -> None:
    for name in names(text):
        assert text[name.start :].startswith(name.words[0])
        assert name.words


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        pytest.param(
            "Then the Liberal Party of Norland spoke.", "Liberal Party of Norland", ORGANIZATION, id="a party"
        ),
        pytest.param("Then Ekdal-Busch Cos. spoke.", "Ekdal-Busch Cos", ORGANIZATION, id="a company’s letters"),
        pytest.param("Then Esselund AB spoke.", "Esselund AB", ORGANIZATION, id="letters of another country"),
        pytest.param("Then Samantha Power spoke.", "Samantha Power", PERSON, id="a last name that is a word of bodies"),
        pytest.param("Then the Rose House spoke.", "Rose House", ORGANIZATION, id="but with an article"),
        pytest.param("Then Vitra Foods CEO spoke.", "Vitra Foods", ORGANIZATION, id="an office after a body"),
        pytest.param("Then chairman Will Berg spoke.", "Will Berg", PERSON, id="a given name that is a common word"),
        pytest.param("Then MR KIRBY spoke.", "KIRBY", PERSON, id="a title in a label"),
        pytest.param("Then Adm. Harry B. Lund spoke.", "Harry B. Lund", PERSON, id="a rank in short"),
        pytest.param(
            "Then Toma\u0301s Regal spoke.", "Toma\u0301s Regal", None, id="an accent that is its own character"
        ),
        pytest.param("Then TomÃ¡s Regal spoke.", "TomÃ¡s Regal", None, id="letters decoded wrongly"),
        pytest.param(
            "Then the Harbours and Fisheries Commission spoke.",
            "Harbours and Fisheries Commission",
            ORGANIZATION,
            id="and inside a body’s name",
        ),
    ],
)
def test_names_that_look_like_something_else(text: str, name: str, kind: Kind | None) -> None:
    assert [(found.text, found.kind) for found in names(text)] == [(name, kind)]


@pytest.mark.parametrize("text", ["Then the Norvik Republican spoke.", "Then the Secretary of State spoke."])
def test_an_office_or_a_member_of_a_party_is_no_name(text: str) -> None:
    assert names(text) == []


def test_where_somebody_is_based_is_no_part_of_a_name() -> None:
    assert [found.text for found in names("Then New Norvik-based RJR spoke.")][-1] == "RJR"
