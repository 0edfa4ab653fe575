"""Whom a description cannot mean."""

from __future__ import annotations

import pytest

from inquit.reading.disjoint import named_beside
from inquit.reading.mentions import Cast


@pytest.mark.parametrize(
    ("text", "source", "names"),
    [
        ("Ann Berg came. The welder told Berg that it rained.", "The welder", {"Ann Berg"}),
        ("Ann Berg came. The welder blasted Berg’s plan.", "The welder", {"Ann Berg"}),
        ("Ann Berg came. The welder promised Ann Berg supporters a boat.", "The welder", set()),
        ("Ann Berg came. As the welder left, Berg said no.", "the welder", set()),
        ("Ann Berg came. The welder, Ann Berg, said no.", "The welder", set()),
        ("Ann Berg came. The welder said no, and Berg said yes.", "The welder", set()),
        ("Ann Berg came. The welder said “Berg is late.”", "The welder", set()),
    ],
)
def test_whoever_the_clause_names_after_a_description_is_not_meant(text: str, source: str, names: set[str]) -> None:
    cast = Cast(text)
    start = text.index(source)
    found = named_beside(cast, (start, start + len(source)))
    assert {cast.entities[number].name for number in found} == names
