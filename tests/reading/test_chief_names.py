"""Which of the names inside a source are the source."""

from __future__ import annotations

import pytest

from inquit.reading.chief_names import chief_names
from inquit.reading.mentions import Cast
from inquit.types import Span

PEOPLE = "\nAnn Berg, Tor Lund and Ida Brekke wrote. Then the Harbour Ministry wrote."


def chief(words: str) -> list[str]:
    """The names that a source is, in a text in which some people are named."""
    cast = Cast(words + PEOPLE, [Span(((0, len(words)),))])
    found = chief_names(cast, cast.within(0, len(words)), 0, len(words))
    return [cast.text[m.start : m.end] for m in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("Ann Berg", ["Ann Berg"], id="a name"),
        pytest.param("aides to Ann Berg", [], id="inside a complement"),
        pytest.param("aides to Ann Berg of Norvik, a lawyer, and Tor Lund", [], id="all of a complement’s names"),
        pytest.param("critics, like Tor Lund,", [], id="an example"),
        pytest.param("port officials — including Ann Berg and Tor Lund", [], id="two examples"),
        pytest.param("a friend of the mayor, Ann Berg", ["Ann Berg"], id="apposition after a description"),
        pytest.param("Ann Berg, its founder and CEO", ["Ann Berg"], id="two offices of one person"),
        pytest.param("Ann Berg, founder of Vitra and member of the Harbour Ministry", ["Ann Berg"], id="two bodies"),
        pytest.param("Ann Berg, an aide under Ida Brekke and Tor Lund", ["Ann Berg"], id="names in an apposition"),
        pytest.param("Ann Berg, a baker, and Tor Lund", ["Ann Berg", "Tor Lund"], id="two, one with an apposition"),
        pytest.param("Ann Berg (Norvik) and Tor Lund (Vitra)", ["Ann Berg", "Tor Lund"], id="brackets"),
        pytest.param("Ann Berg, who is ill, and Tor Lund", ["Ann Berg", "Tor Lund"], id="a clause that is closed"),
        pytest.param("Ann Berg, who knows Tor Lund", ["Ann Berg"], id="a name inside a clause"),
        pytest.param("Ann Berg’s and Tor Lund’s view", ["Ann Berg", "Tor Lund"], id="two owners of one view"),
        pytest.param("former secretary of state Ann Berg", ["Ann Berg"], id="an office in small letters"),
        pytest.param("aides to secretary of state Ann Berg", [], id="an office inside a complement"),
        pytest.param(
            "Harbour Ministry Vice President and Managing Editor Ann Berg", ["Ann Berg"], id="two titles before a name"
        ),
    ],
)
def test_chief_names(words: str, expected: list[str]) -> None:
    assert chief(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            "Skyway President and Chief Executive Officer, Ann Berg,", ["Ann Berg"], id="after an office and a comma"
        ),
        pytest.param("Vitra Foods Inc. directors", [], id="an abbreviation before a noun"),
        pytest.param("Tor Lund an envoy of Norland,", ["Tor Lund"], id="an apposition without its comma"),
        pytest.param("Skylo, a Vitra Foods unit,", [], id="an apposition to a name that nobody knows"),
    ],
)
def test_names_beside_offices_and_bodies(words: str, expected: list[str]) -> None:
    assert chief(words) == expected
