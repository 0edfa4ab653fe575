"""Names in the words of a source: tables that anyone can extend."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.reading.names import Name, find_name
from inquit.types import Kind, Span


def read(source: str) -> tuple[str, Kind | None, str | None] | None:
    """Name, kind and role in a source that is the whole text."""
    name = find_name(source, Span(((0, len(source)),)))
    return name and (name.words, name.kind, name.role)


PERSON, ORGANIZATION = Kind.PERSON, Kind.ORGANIZATION


@pytest.mark.parametrize(
    ("source", "words", "role"),
    [
        ("Ida Brekke", "Ida Brekke", None),
        ("Jean-Marie Le Brac", "Jean-Marie Le Brac", None),
        ("J. K. Rowan", "J. K. Rowan", None),
        ("O’Neill Barry", "O’Neill Barry", None),
        ("Ludwig van der Berg", "Ludwig van der Berg", None),
        ("Mayor Ida Brekke", "Ida Brekke", "Mayor"),
        ("Prime Minister Ansa Keld", "Ansa Keld", "Prime Minister"),
        ("Secretary-General Abel Nort", "Abel Nort", "Secretary-General"),
        ("Sen. Hob Tanner (D-Norvik)", "Hob Tanner", "Sen"),
        ("Coach Adeline Foss", "Adeline Foss", "Coach"),
        ("Gov. Hale", "Hale", "Gov"),
        ("Professor Sir Bo Ek", "Bo Ek", "Professor Sir"),
        ("The Rev. Ann Cole", "Ann Cole", None),
        ("Ida Brekke, the town’s mayor,", "Ida Brekke", "the town’s mayor"),
        ("Ida Brekke, who runs the ferry,", "Ida Brekke", None),
        ("the actor Jim Harlow", "Jim Harlow", None),
        ("the minister, Jona Varek", "Jona Varek", "the minister"),
        ("one of them, Professor Adela Strum,", "Adela Strum", "Professor"),
        ("His brother Jack Norton", "Jack Norton", None),
        ("Ida Brekke in Norvik", "Ida Brekke", None),
        ("U.S. President Ansa Keld", "Ansa Keld", "U.S. President"),
        ("Orlenia’s President Ansa Keld", "Ansa Keld", "President"),
        ("Norvik’s mayor, Ida Brekke,", "Ida Brekke", None),
        ("Jona Varek’s lawyer Bo Ek", "Bo Ek", None),
        ("Harbour Ministry spokesman Bo Ek", "Bo Ek", None),
    ],
)
def test_people(source: str, words: str, role: str | None) -> None:
    assert read(source) == (words, PERSON, role)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("the Harbour Ministry", "Harbour Ministry"),
        ("The University of Lindmar", "University of Lindmar"),
        ("Bank of Orlenia", "Bank of Orlenia"),
        ("the United Nations", "United Nations"),
        ("NATO", "NATO"),
        ("the EU", "EU"),
        ("Tor & Sons", "Tor & Sons"),
        ("The White House", "White House"),
        ("Norland Radio", "Norland Radio"),
    ],
)
def test_organizations(source: str, words: str) -> None:
    assert read(source) == (words, ORGANIZATION, None)


@pytest.mark.parametrize(
    "source",
    [
        "he", "She", "We", "Officials", "Critics", "the mayor", "a senior official", "the Prime Minister", "President",
        "a spokesman for the Harbour Ministry", "an official at NATO", "aides to Jona Varek",
        "lawyers for Ida Brekke", "Jona Varek’s lawyer", "US officials", "the ministry’s spokesman", "Q", "A",
    ],
)  # fmt: skip
def test_an_honest_null_where_the_source_is_no_name_or_speaks_of_somebody_else(source: str) -> None:
    assert read(source) is None


@pytest.mark.parametrize(
    ("source", "role"),
    [
        ("Lund", None),
        ("McAllister", None),
        ("Varek (48)", None),
        ("Vitra, the largest producer,", "the largest producer"),
    ],
)
def test_a_single_word_may_be_anybody(source: str, role: str | None) -> None:
    assert read(source) == (source.split()[0].rstrip(","), None, role)


def test_a_label_in_capitals_is_a_person_whom_the_text_names_elsewhere() -> None:
    text = "Ann Walden asked him. WALDEN: Who paid? NATO: Nobody."

    assert find_name(text, Span(((22, 28),))) == Name("Walden", PERSON, None, (22, 28))
    assert find_name(text, Span(((40, 44),))) == Name("NATO", ORGANIZATION, None, (40, 44))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("Ida Brekke’s", ("Ida Brekke", PERSON, None), id="source of a noun: Ida Brekke’s warning that"),
        pytest.param("Ida Brekke's", ("Ida Brekke", PERSON, None), id="the same with a straight mark"),
        pytest.param("MAYOR HALE", ("Hale", PERSON, "MAYOR"), id="title in a label"),
        pytest.param("House Speaker Bo Ek", ("Bo Ek", PERSON, "House Speaker"), id="title that begins as a body does"),
        pytest.param("the Herald’s Bo Ek", ("Bo Ek", PERSON, None), id="whose reporter"),
        pytest.param("Ida Brekke of Vitra", ("Ida Brekke", PERSON, None), id="of which company"),
        pytest.param(
            "Chief Executive Arvid Stoll", ("Arvid Stoll", PERSON, "Chief Executive"), id="title of two words"
        ),
        pytest.param("Minister Ole Dahl of Talland", ("Ole Dahl", PERSON, "Minister"), id="where from"),
        pytest.param("“Big” Jim Harlow", ("Jim Harlow", PERSON, None), id="a mark inside the name"),
        pytest.param("Ida Brekke and Tor Lund", None, id="two people"),
        pytest.param("Norvik Police", ("Norvik Police", ORGANIZATION, None), id="common last word"),
        pytest.param("Downing Street", ("Downing Street", None, None), id="a street that stands for a government"),
        pytest.param("WALDEN", ("WALDEN", None, None), id="a label of a transcript"),
        pytest.param("Mr Lund", ("Lund", PERSON, None), id="a form of address is no role"),
        pytest.param("the mayor, Ida Brekke", ("Ida Brekke", PERSON, "the mayor"), id="role before the name"),
        pytest.param(
            "Arvid Stoll, Chief Executive of Vitra,", ("Arvid Stoll", PERSON, "Chief Executive of Vitra"), id="capitals"
        ),
    ],
)
def test_names_that_look_like_something_else(source: str, expected: tuple[str, Kind | None, str | None] | None) -> None:
    assert read(source) == expected


@pytest.mark.xfail(strict=True, reason="a company that begins with a title, one that begins with a common word")
@pytest.mark.parametrize("source", ["General Motors", "Doctors Without Borders"])
def test_known_misreadings(source: str) -> None:
    assert read(source) == (source, ORGANIZATION, None)


def test_the_place_is_that_of_the_name_alone() -> None:
    text = "On Monday Mayor Ida Brekke, 48, spoke."
    source = Span(((10, 30),))

    assert find_name(text, source) == Name("Ida Brekke", PERSON, "Mayor", (16, 26))


def test_a_source_left_out_has_no_name() -> None:
    assert find_name("Reportedly, Ida Brekke left.", Span()) is None


@given(st.text(alphabet="Aab. ’'&,()-éÖ\nvon the", max_size=40).filter(bool))
def test_any_source_has_a_name_inside_it_or_none(text: str) -> None:
    name = find_name(text, Span(((0, len(text)),)))

    if name is not None:
        start, end = name.place
        assert 0 <= start < end <= len(text)
        assert text[start:end].casefold() == name.words.casefold()
