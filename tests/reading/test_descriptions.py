"""Whom a description means, by the words of the text."""

from __future__ import annotations

import pytest

from inquit.reading.speakers import resolve_speakers
from inquit.types import Kind
from reading.marked import expected, story


def last(markup: str) -> tuple[str, Kind] | None:
    """Name and kind of the speaker of the last statement of a story."""
    told = story(markup)
    who = resolve_speakers(told["text"], expected(told)).by_attribution[-1]
    return (who.speaker.name, who.speaker.kind) if who else None


@pytest.mark.parametrize(
    ("markup", "who"),
    [
        pytest.param(
            "Ida Brekke rowed in. [s1 She and her aides] [q1 promised] [c1 a pier].",
            ("Ida Brekke and her aides", Kind.GROUP),
            id="a pronoun and others",
        ),
        pytest.param(
            "Tor Lund rowed in. Ida Brekke waited. [s1 He and Ms. Brekke] [q1 promised] [c1 a pier].",
            ("Tor Lund and Ida Brekke", Kind.GROUP),
            id="a pronoun and a name",
        ),
        pytest.param("[s1 Ida Brekke’s strategy] [q1 was to] [c1 wait].", ("Ida Brekke", Kind.PERSON), id="somebody’s thoughts"),
        pytest.param("[s1 The Harbour Office letter] [q1 said] [c1 no].", ("Harbour Office", Kind.ORGANIZATION), id="a body’s letter"),
        pytest.param("[s1 A Harbour Office poll] [q1 showed] [c1 a draw].", ("Harbour Office poll", Kind.DOCUMENT), id="but not its poll"),
        pytest.param(
            "[s1 A study by Ida Brekke and Tor Lund] [q1 found] [c1 rust].",
            ("Ida Brekke and Tor Lund", Kind.GROUP),
            id="a study by two",
        ),
        pytest.param("A [s1 self][q1 -declared] [c1 rebel], Ida Brekke rowed in.", ("Ida Brekke", Kind.PERSON), id="self, before the name"),
        pytest.param("Then came Ida Brekke, a [s1 self][q1 -declared] [c1 rebel].", ("Ida Brekke", Kind.PERSON), id="self, after the name"),
        pytest.param("Once [s1 a critic] [q1 of] [c1 the pier], Ida Brekke opened it.", ("Ida Brekke", Kind.PERSON), id="named after a comma"),
        pytest.param("[s1 Mr. Varek] [q1 said] [c1 no].", ("Varek", Kind.PERSON), id="never named in full"),
        pytest.param("[s1 The Globe] [q1 wrote] [c1 that it rained].", ("Globe", Kind.ORGANIZATION), id="a paper by a short name"),
        pytest.param(
            "Ida Brekke’s campaign goes on. Brekke met Tor Lund. Brekke sang. Lund sang. [s1 The candidate] [q1 promised] [c1 a pier].",
            ("Ida Brekke", Kind.PERSON),
            id="the candidate, whose campaign it is",
        ),
        pytest.param(
            "President Ida Brekke came in. Brekke sat. Brekke sang. Former President Tor Lund left. [s1 The president] [q1 promised] [c1 a pier].",
            ("Ida Brekke", Kind.PERSON),
            id="not the one who was president",
        ),
        pytest.param(
            "Alliance director Ida Brekke came in. [s1 The alliance chief] [q1 promised] [c1 a pier].",
            ("Ida Brekke", Kind.PERSON),
            id="the chief, for its director",
        ),
    ],
)  # fmt: skip
def test_who_is_described(markup: str, who: tuple[str, Kind]) -> None:
    assert last(markup) == who


LEADERS = "Secretary General Ida Brekke of the Kestrel Pact came in. Then came the Norwegian President Tor Lund. "


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The alliance chief", "Ida Brekke"),
        ("The top Kestrel Pact official", "Ida Brekke"),
        ("The Norwegian leader", "Tor Lund"),
        ("A top Kestrel Pact official", "top Kestrel Pact official"),
    ],
)
def test_the_head_of_a_body_is_not_the_head_of_a_state(source: str, name: str) -> None:
    assert last(f"{LEADERS}[s1 {source}] [q1 promised] [c1 a pier].")[0] == name


@pytest.mark.parametrize(
    ("markup", "who"),
    [
        pytest.param(
            "[s1 Vitra Foods] [q1 closed] [c1 a shop]. [s2 The cheese maker] [q2 said] [c2 rents were high].",
            ("Vitra Foods", Kind.ORGANIZATION),
            id="a firm by what it makes",
        ),
        pytest.param(
            "A Norwegian company bid. [s1 Vitra Foods] [q1 said] [c1 no]. [s2 The company] [q2 added] [c2 why].",
            ("Vitra Foods", Kind.ORGANIZATION),
            id="not any firm of a country",
        ),
        pytest.param(
            "The Reserve Board sat. [s1 Vitra Foods] [q1 said] [c1 yes]. [s2 The Reserve Board] [q2 thought] [c2 not]. "
            "[s3 The company] [q3 sighed] [c3 aloud].",
            ("Vitra Foods", Kind.ORGANIZATION),
            id="a board is no company",
        ),
        pytest.param(
            "[s1 The head of the harbour police] [q1 said] [c1 the quay was safe]. [s2 Captain Ida Vek] [q2 added] "
            "[c2 it was a good day]. [s3 The head of the harbour police] [q3 left] [c3 then].",
            ("Ida Vek", Kind.PERSON),
            id="whoever goes on after somebody described at length",
        ),
        pytest.param(
            "The Norwegian ambassador to Spain, Tor Lund, slept. [s1 The Danish ambassador] [q1 said] [c1 no].",
            ("Danish ambassador", Kind.PERSON),
            id="no ambassador of another country",
        ),
        pytest.param(
            "Ida Brekke met Tor Lund. [s1 Both officials] [q1 said] [c1 no].",
            ("officials", Kind.GROUP),
            id="two officials need not be the two named last",
        ),
    ],
)
def test_bodies_and_offices(markup: str, who: tuple[str, Kind] | None) -> None:
    assert last(markup) == who
