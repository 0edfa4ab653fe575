from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.reports.pledges_joining import JOINED, likeness, matter_of, same_way


def alike(one: str, other: str) -> bool:
    a, b = matter_of(one), matter_of(other)
    return same_way(a, b) and likeness(a, b, {}) >= JOINED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("to build 400 homes on the ropewalk", "that 300 homes would be built on the ropewalk"),
        ("to hire 3,000 nurses", "“We are going to recruit 2,000 nurses”"),
        ("not to close the library in Hagen", "that the Hagen library would stay open"),
        ("free parking for nurses", "that nurses would get free parking"),
        ("to widen the road to the airport", "a wider road to the airport"),
        ("a blockade of the roads by tractors", "to blockade the roads with tractors"),
    ],
)
def test_tellings_of_one_promise_are_alike(one: str, other: str) -> None:
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("600 flats on the barracks", "a school on the barracks"),
        ("to hire 3,000 nurses", "to raise the pay of nurses"),
        ("to keep the border open", "to build a fence along the border"),
        ("to close the library", "not to close the library"),
        ("to build a bridge", "to build a tower"),
    ],
)
def test_two_promises_are_not(one: str, other: str) -> None:
    assert not alike(one, other)


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    a, b = matter_of(one), matter_of(other)
    assert 0 <= likeness(a, b, {}) <= 1
    assert likeness(a, b, {}) == pytest.approx(likeness(b, a, {}))
    assert same_way(a, b) == same_way(b, a)
