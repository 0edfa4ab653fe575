"""Who "who" is where a name or a description stands near it."""

from __future__ import annotations

import pytest

from inquit.reading.attribution import Attribution
from inquit.reading.speakers import resolve_speakers
from inquit.types import Span


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        pytest.param("Ann Berg is the mayor who wants a bridge.", "who", "wants", "a bridge", "Ann Berg", id="told"),
        pytest.param(
            "Tor Lund works with the ministry who wants a bridge.",
            "who",
            "wants",
            "a bridge",
            "Tor Lund",
            id="no person",
        ),
        pytest.param(
            "She met former Senator Tor Lund of Arkansas, who wants a bridge.",
            "who",
            "wants",
            "a bridge",
            "Tor Lund",
            id="a place that no list has: where he is from",
        ),
        pytest.param(
            "She met Tor Lund of Norway, who wants a bridge.", "who", "wants", "a bridge", "Tor Lund", id="a country"
        ),
    ],
)
def test_who(text: str, source: str, cue: str, content: str, expected: str) -> None:
    spans = [Span(((start := text.index(words), start + len(words)),)) for words in (source, cue, content)]
    (who,) = resolve_speakers(text, [Attribution(*spans)]).by_attribution

    assert who is not None and who.speaker.name == expected


def test_a_second_clause_goes_on_with_the_first() -> None:
    text = "Many who fear floods and who want a dam stayed."
    found = [
        Attribution(Span(((5, 8),)), Span(((9, 13),)), Span(((14, 20),))),
        Attribution(Span(((25, 28),)), Span(((29, 33),)), Span(((34, 39),))),
    ]
    first, second = resolve_speakers(text, found).by_attribution

    assert first is not None and second is not None and first.speaker == second.speaker
