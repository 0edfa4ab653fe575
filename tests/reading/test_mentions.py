"""Who is named in a text, and where."""

from __future__ import annotations

import pytest

from inquit.reading.lexicon import Gender
from inquit.reading.mentions import Cast
from inquit.types import Kind, Span

PERSON, ORGANIZATION, DOCUMENT = Kind.PERSON, Kind.ORGANIZATION, Kind.DOCUMENT


def cast(text: str, *sources: str) -> Cast:
    """Who is named in a text, with the sources found in it at their first place."""
    places = [(text.index(source), text.index(source) + len(source)) for source in sources]
    return Cast(text, [Span((place,)) for place in places])


def named(cast: Cast) -> list[tuple[str, str]]:
    """The words of each mention, and the name of whom they mean."""
    return [(cast.text[m.start : m.end], cast.entities[m.entity].name) for m in cast.mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ida Brekke opened the pier. Brekke spoke. Ms Brekke left.",
            [("Ida Brekke", "Ida Brekke"), ("Brekke", "Ida Brekke"), ("Brekke", "Ida Brekke")],
            id="full name, then last name",
        ),
        pytest.param("Bob Tarn rowed. Robert Tarn sank.", [("Bob Tarn", "Robert Tarn"), ("Robert Tarn", "Robert Tarn")], id="nickname"),
        pytest.param("Tom Lund met Ann Lund. Lund spoke.", [("Tom Lund", "Tom Lund"), ("Ann Lund", "Ann Lund")], id="a name of two is nobody's"),
        pytest.param("Tom Lund met Ann Lund. Mrs Lund spoke.", [("Tom Lund", "Tom Lund"), ("Ann Lund", "Ann Lund"), ("Lund", "Ann Lund")], id="told apart by a title"),
        pytest.param("Oslo waits. Norway acts.", [("Oslo", "Norway"), ("Norway", "Norway")], id="a capital for its country"),
        pytest.param("The Harbour Workers’ Union (HWU) met. HWU members left.", [("Harbour Workers’ Union", "Harbour Workers’ Union"), ("HWU", "Harbour Workers’ Union"), ("HWU", "Harbour Workers’ Union")], id="letters"),
        pytest.param("Then the Brightwell Foods Company met. Brightwell sold it.", [("Brightwell Foods Company", "Brightwell Foods Company"), ("Brightwell", "Brightwell Foods Company")], id="the first word of a company"),
        pytest.param("Then Oro Looms Corp. met. Oro sold it.", [("Oro Looms Corp", "Oro Looms Corp."), ("Oro", "Oro Looms Corp.")], id="three letters, of a firm with its legal form"),
        pytest.param("Then Bo Looms Corp. met. Bo sold it.", [("Bo Looms Corp", "Bo Looms Corp.")], id="two letters"),
        pytest.param("Ludwig van der Berg sang. Van der Berg bowed.", [("Ludwig van der Berg", "Ludwig van der Berg"), ("Van der Berg", "Ludwig van der Berg")], id="particles"),
    ],
)  # fmt: skip
def test_mentions(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(cast(text)) == expected


def test_an_unlisted_name_is_a_persons_where_it_speaks() -> None:
    text = "Orsolt Vek sells eels. Vek said no."

    assert named(cast(text)) == []
    assert named(Cast(text, [Span(((23, 26),))])) == [("Orsolt Vek", "Orsolt Vek"), ("Vek", "Orsolt Vek")]


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("Grebe Pontoon said no. The pontoon is sold out.", "Grebe Pontoon", ORGANIZATION),
        ("Grebe Pontoon said no. Nobody asked twice.", "Grebe Pontoon", PERSON),
        ("Orsolt Sailor said no. The sailor is ill.", "Orsolt Sailor", PERSON),  # a noun for people
        ("Ann Pontoon said no. The pontoon is sold out.", "Ann Pontoon", PERSON),  # a given name
    ],
)
def test_an_unlisted_name_is_a_bodys_where_its_last_word_is_a_common_noun(text: str, source: str, kind: Kind) -> None:
    assert [(e.name, e.kind) for e in cast(text, source).entities] == [(source, kind)]


def test_mr_obama_is_not_michelle() -> None:
    text = "Michelle Obama opened the pier. Mr. Obama said no. Mrs. Obama said yes."

    found = named(cast(text, "Mr. Obama", "Mrs. Obama"))

    assert found == [("Michelle Obama", "Michelle Obama"), ("Obama", "Obama"), ("Obama", "Michelle Obama")]


def test_a_firm_without_its_legal_form_is_no_person() -> None:
    text = "Then Du Vek Co. said yes. Du Vek said no."

    assert {name for _, name in named(cast(text, "Du Vek Co.", "Du Vek said"))} == {"Du Vek Co."}


def test_an_entity_learns_from_its_mentions() -> None:
    [mayor] = cast("Mayor Robin Brekke opened it. Ms Brekke, a lawyer, left.").entities

    assert (mayor.name, mayor.kind, mayor.gender, mayor.role) == ("Robin Brekke", PERSON, Gender.FEMALE, "Mayor")
    assert {"mayor", "lawyer"} <= mayor.role_words
    assert {"mayor", "a lawyer"} <= mayor.roles


def test_kinds() -> None:
    found = cast("Ann Berg of the Harbour Ministry read the Clean Harbours Act.")

    assert [(e.name, e.kind) for e in found.entities] == [
        ("Ann Berg", PERSON),
        ("Harbour Ministry", ORGANIZATION),
        ("Clean Harbours Act", DOCUMENT),
    ]


def test_a_mention_knows_how_it_stands() -> None:
    found = cast("Ann Berg’s brother met Tor Lund. He said: “Ann Berg left.”")

    assert [(m.possessive, m.quoted, m.sentence, m.leading) for m in found.mentions] == [
        (True, False, 0, True),
        (False, False, 0, False),
        (False, True, 1, False),
    ]


def test_places() -> None:
    found = cast("Ann Berg left. Tor Lund came. “No,” he said.")

    assert [m.start for m in found.within(0, 14)] == [0]
    assert [m.start for m in found.within(1, 30)] == [15]
    assert [found.sentence_of(position) for position in (0, 14, 15, 43)] == [0, 0, 1, 2]
    assert [found.quoted(position) for position in (29, 30, 34, 35)] == [False, True, True, False]


def test_who_holds_a_title() -> None:
    found = cast("Mayor Ann Berg met the Harbour Council. The mayor of Lindmar, Tor Lund, left.")

    assert [found.entities[n].name for n in found.rolls.told({"mayor"}, PERSON)] == ["Ann Berg", "Tor Lund"]
    assert [found.entities[n].name for n in found.rolls.told({"council"}, ORGANIZATION)] == ["Harbour Council"]
    assert found.rolls.told({"pilot"}, PERSON) == []


def test_a_name_that_two_bear() -> None:
    found = cast("Kim Berg met Kim Lund.")

    assert (found.is_shared("Kim"), found.is_shared("Berg")) == (True, False)


def test_a_line_of_capitals_names_nobody() -> None:
    found = cast("Ann Berg Wins Harbour Race In Norvik\n\nAnn Berg has won the race.")

    assert found.headlines == {0}
    assert [e.name for e in found.entities] == ["Ann Berg"]


def test_nobody() -> None:
    assert (cast("").mentions, cast("it rained.").mentions) == ([], [])


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("MORALES: We will not pay.", ["Morales"]),
        ("MORALES said no.", []),
        ("NATO: We will not pay.", []),
    ],
)
def test_a_last_name_in_capitals_before_a_colon_is_a_persons(text: str, people: list[str]) -> None:
    found = Cast(text, [Span(((0, len(text.split()[0].rstrip(":"))),))])
    assert [entity.name for entity in found.entities if entity.kind is PERSON] == people
