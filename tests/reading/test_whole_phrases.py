"""Contents that break off, or have a hole, inside a phrase.

Brackets mark the pieces of a content, as read and as they are to be; { } what reports it.
"""

from __future__ import annotations

import re

import pytest

from inquit.reading.whole_phrases import whole_phrases
from inquit.sentences import sentence_bounds
from inquit.types import Span


def unmarked(marked: str) -> tuple[str, Span, Span]:
    """The text without marks, the span in square brackets, and the one in braces."""
    spans: dict[str, list[tuple[int, int]]] = {"[": [], "{": []}
    text, opened = "", (0, "")
    for part in re.split(r"([\[\]{}])", marked):
        if part and part in "[{":
            opened = (len(text), part)
        elif part and part in "]}":
            spans[opened[1]].append((opened[0], len(text)))
        else:
            text += part
    return text, Span(tuple(spans["["])), Span(tuple(spans["{"]))


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        pytest.param(
            "{Berg said} [that the tide would turn their] way by June, but it did not.",
            "{Berg said} [that the tide would turn their way by June], but it did not.",
            id="a possessive",
        ),
        pytest.param("{He wants} [peace with] all of Norland.", "{He wants} [peace with all of Norland].", id="of"),
        pytest.param("{He fears} [it has] sunk", "{He fears} [it has sunk]", id="a verb, to the text's end"),
        pytest.param("[This is what we came for] today, {he said}.", "[This is what we came for today], {he said}.", id="for"),
        pytest.param("“[What it was about],” {he said}.", "“[What it was about],” {he said}.", id="a mark behind it"),
        pytest.param("[a vote on] {he insists}", "[a vote on] {he insists}", id="what reports it begins at once"),
        pytest.param("{They refused} [that] before the vote.", "{They refused} [that] before the vote.", id="that alone"),
        pytest.param("{He wants} [a vote] soon.", "{He wants} [a vote] soon.", id="a whole phrase"),
        pytest.param(
            "{He wants} [peace with] one and two and three and four and five and six and seven and eight.",
            "{He wants} [peace with] one and two and three and four and five and six and seven and eight.",
            id="a long way",
        ),
        pytest.param("[The fleet] of trawlers [will sail], {he said}.", "[The fleet of trawlers will sail], {he said}.", id="hole"),
        pytest.param("[The fleet], {he said}, [will sail].", "[The fleet], {he said}, [will sail].", id="what reports it"),
        pytest.param("[The fleet sails.] It [rains.]", "[The fleet sails.] It [rains.]", id="two sentences"),
        pytest.param(
            "[The fleet] of trawlers from Norvik [will sail].",
            "[The fleet] of trawlers from Norvik [will sail].",
            id="more than a hole",
        ),
    ],
)  # fmt: skip
def test_a_content_is_whole(read: str, whole: str) -> None:
    text, content, reporting = unmarked(read)
    starts = sorted({content.start, *([reporting.start] if reporting else [])})

    found = whole_phrases(text, content, [reporting], starts, sentence_bounds(text))

    expected = unmarked(whole)[1]
    assert [text[a:b] for a, b in found] == [text[a:b] for a, b in expected]


def test_nothing_is_drawn_on_past_the_next_span() -> None:
    text = "Berg wants peace with Norland says it wants war."
    content, other = Span(((11, 21),)), text.index("Norland")

    assert whole_phrases(text, content, [], [11, other], sentence_bounds(text)).of(text) == "peace with"
