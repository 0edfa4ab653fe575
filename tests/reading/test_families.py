"""Relatives who are told by their given names."""

from __future__ import annotations

import pytest

from inquit.reading.mentions import Cast
from inquit.types import Span


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        pytest.param(
            "Tor Lund left. Lund’s son, Erik, said no.", "Lund’s son, Erik,", "Erik Lund", id="of one who is named"
        ),
        pytest.param("Quillon’s son, Erik, said no.", "Quillon’s son, Erik,", "Erik", id="of nobody"),
        pytest.param("Tor Lund left. Lund’s guide, Erik, said no.", "Lund’s guide, Erik,", "Erik", id="no relative"),
    ],
)
def test_family_name(text: str, source: str, name: str) -> None:
    start = text.index(source)
    cast = Cast(text, sources=[Span(((start, start + len(source)),))])

    assert name in [entity.name for entity in cast.entities]
