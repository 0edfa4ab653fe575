"""Whom a last name means that two people bear."""

from __future__ import annotations

import pytest

from inquit.reading.mentions import Cast
from inquit.types import Span


def last_lund(text: str, *sources: str) -> str | None:
    """Whom the last "Lund" of a text means."""
    places = [(text.index(source), text.index(source) + len(source)) for source in sources]
    cast = Cast(text, [Span((place,)) for place in places])
    at = text.rindex("Lund")
    return next((cast.entities[m.entity].name for m in cast.mentions if m.start <= at < m.end), None)


@pytest.mark.parametrize(
    ("text", "sources", "who"),
    [
        pytest.param("Tom Lund met Ann Lund. Lund left.", [], None, id="both named at once"),
        pytest.param("Tom Lund rowed. Lund left. Ann Lund came.", [], "Ann Lund", id="a full name"),
        pytest.param("Tom Lund rowed. Lund sank. Ann Lund came. Lund left.", [], "Tom Lund", id="went by it before"),
        pytest.param(
            "Tom Lund rowed. Lund sank. Ann Lund said no. Lund left.", ["Ann Lund"], None, id="the other one speaks"
        ),
        pytest.param("Tom Lund met Ann Lund. Tom Lund rowed. Lund left.", [], "Tom Lund", id="first, and twice as often"),
        pytest.param("Ann Lund met Tom Lund. Tom Lund rowed. Lund left.", [], None, id="twice as often, not first"),
        pytest.param("Tom Lund met Ann Lund. Mrs Lund left.", [], "Ann Lund", id="a title tells"),
        pytest.param("Ann Lund said no. Tom Lund rowed. Tom Lund sank. Lund left.", ["Ann Lund"], "Ann Lund", id="the one who speaks"),
    ],
)  # fmt: skip
def test_bearers(text: str, sources: list[str], who: str | None) -> None:
    assert last_lund(text, *sources) == who
