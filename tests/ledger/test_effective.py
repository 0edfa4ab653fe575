from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from inquit.ledger.effective import Standing, overlap, standing
from inquit.ledger.events import Event

TEXT = "Vera Lund said the “engine is dead” today."
RECORD = {"content": [[15, 42]], "act": "assert", "mode": "mixed"}


def event(what: str, field: str | None = None, value: Any = None, *, live: bool = True) -> Event:
    return Event(1, "2024-03-09T00:00:00Z", "ann", what, field=field, value=value, live=live)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([], Standing(RECORD)),
        ([event("correct", "act", "deny")], Standing({**RECORD, "act": "deny"}, corrected=True, touched=True)),
        ([event("correct", "act", "deny", live=False)], Standing(RECORD)),
        ([event("confirm")], Standing(RECORD, touched=True)),
        ([event("strike")], Standing(RECORD, struck=True, corrected=True, touched=True)),
        ([event("strike"), event("confirm")], Standing(RECORD, touched=True)),
        ([event("add")], Standing(RECORD, corrected=True, touched=True)),
        ([event("undo")], Standing(RECORD)),
        (
            [event("correct", "act", "deny"), event("correct", "act", "plan")],
            Standing({**RECORD, "act": "plan"}, corrected=True, touched=True),
        ),
        (
            [event("correct", "content", [[19, 35]])],
            Standing({**RECORD, "content": [[19, 35]], "mode": "direct"}, corrected=True, touched=True),
        ),
        (
            [event("correct", "mode", "indirect"), event("correct", "content", [[19, 35]])],
            Standing({**RECORD, "content": [[19, 35]], "mode": "indirect"}, corrected=True, touched=True),
        ),
    ],
)
def test_what_stands_is_the_reading_with_the_live_events_over_it(said: list[Event], expected: Standing) -> None:
    before = dict(RECORD)
    assert standing(RECORD, said, TEXT) == expected
    assert before == RECORD


def test_the_same_events_give_the_same_whatever_their_numbers() -> None:
    said = [event("correct", "act", "deny"), event("confirm")]
    assert standing(RECORD, said, TEXT) == standing(RECORD, [replace(one, id=9) for one in said], TEXT)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ([[0, 10]], [[0, 10]], 1.0),
        ([[0, 10]], [[5, 15]], 1 / 3),
        ([[0, 4], [6, 10]], [[0, 10]], 0.8),
        ([[0, 1]], [[1, 2]], 0.0),
        ([], [], 0.0),
    ],
)
def test_overlap_is_the_share_of_characters_in_both(one: list[list[int]], other: list[list[int]], share: float) -> None:
    assert overlap(one, other) == pytest.approx(share)
