"""A reading without what is less sure."""

from __future__ import annotations

from inquit.types import Article, Reading, Span, Statement
from inquit.types.confident import at_least

TEXT = "He said the ferry sails at noon, and that the toll, which many fear, will rise in May."


def said(number: int, **more: object) -> Statement:
    return Statement(f"s{number}", TEXT, Span(((number * 10, number * 10 + 5),)), **more)  # type: ignore[arg-type]


def reading(*statements: Statement) -> Reading:
    return Reading(Article(TEXT), statements)


def test_what_is_less_confident_goes_and_what_tells_no_confidence_stays() -> None:
    kept = at_least(reading(said(1, confidence=0.5), said(2, confidence=0.49), said(3)), 0.5)

    assert [statement.id for statement in kept] == ["s1", "s3"]


def test_a_statement_is_tied_to_the_nearest_one_left_around_it() -> None:
    kept = at_least(
        reading(
            said(1, confidence=0.9),
            said(2, confidence=0.1, within="s1"),
            said(3, confidence=0.9, within="s2"),
            said(4, confidence=0.1),
            said(5, confidence=0.9, within="s4"),
        ),
        0.5,
    )

    assert {statement.id: statement.within for statement in kept} == {"s1": None, "s3": "s1", "s5": None}


def test_a_circle_is_left() -> None:
    low = said(1, confidence=0.1, within="s2"), said(2, confidence=0.1, within="s1")

    kept = at_least(reading(*low, said(3, confidence=0.9, within="s1")), 0.5)

    assert [(statement.id, statement.within) for statement in kept] == [("s3", None)]
