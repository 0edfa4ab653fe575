"""What is known of people whom news name without telling who they are."""

from __future__ import annotations

import pytest

from inquit.reading.attribution import Attribution
from inquit.reading.lexicon import countries, lines, words
from inquit.reading.renown import renown_of
from inquit.reading.speakers import resolve_speakers
from inquit.types import Span


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("Bernie Sanders", "vermont"),
        ("Bernard Sanders", "vermont"),
        ("Marco Rubio", "florida"),
        ("Rubio", "florida"),
        ("Angela Merkel", "germany"),
    ],
)
def test_regions_are_known(name: str, region: str) -> None:
    known = renown_of(name.split())
    assert known is not None
    assert region in known.regions


@pytest.mark.parametrize("name", ["Ann Sanders", "Clinton", "Ida Brekke", "Bush"])
def test_nobody_is_guessed_from_a_last_name_that_several_bear(name: str) -> None:
    assert renown_of(name.split()) is None


def test_who_is_of_an_american_state_is_of_america_and_of_no_other_country() -> None:
    ohio, berlin = renown_of(["John", "Kasich"]), renown_of(["Angela", "Merkel"])
    assert ohio is not None
    assert berlin is not None
    assert ohio.regions == {"ohio", "america"}
    assert berlin.regions == {"germany"}


def test_each_line_is_well_formed() -> None:
    for line in lines("renown"):
        name, rest = line.split(":", 1)
        told, bar, called = rest.partition("|")
        gender, party, *places = told.split()
        assert bar, line
        assert gender in {"m", "f"}, line
        assert party in {"R", "D", "I", "-"}, line
        assert len(name.split()) > 1, line
        regions = {place.replace("_", " ") for place in places} - {"-"}
        assert regions <= words("bodies", "region") | countries().keys(), line
        assert called == "" or called.startswith(" "), line


def _speaker(text: str, source: str) -> str | None:
    start = text.index(source)
    cue = text.index("said", start)
    span = Attribution(
        Span(((start, start + len(source)),)), Span(((cue, cue + 4),)), Span(((cue + 5, text.index(".", cue)),))
    )
    (answer,) = resolve_speakers(text, [span]).by_attribution
    return answer.speaker.name if answer else None


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        (
            "Bernie Sanders and Marco Rubio spoke in Tessin. Rubio had come first. The Vermont senator said it was late.",
            "The Vermont senator",
            "Bernie Sanders",
        ),
        (
            "Bernie Sanders met Senator Ida Brekke, who spoke first. Sanders sat down. The Vermont senator said it was late.",
            "The Vermont senator",
            "Bernie Sanders",
        ),
        (
            "President Barack Obama met Francois Hollande. The French president said it was late.",
            "The French president",
            "Francois Hollande",
        ),
    ],
)
def test_what_is_known_tells_who_is_described(text: str, source: str, name: str) -> None:
    assert _speaker(text, source) == name


def test_what_the_text_tells_comes_first() -> None:
    text = "Governor Ida Brekke met John Kasich. Brekke spoke. The governor said it was late."
    assert _speaker(text, "The governor") == "Ida Brekke"
