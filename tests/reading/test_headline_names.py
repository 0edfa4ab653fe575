"""Persons whom only a headline names in full."""

from __future__ import annotations

import pytest

from inquit.reading.mentions import Cast
from inquit.types import Kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Hallberg Says Bridge Will Not Open.\n\nHallberg was in Tessin.", ["Ann Hallberg"]),
        ("Ann Hallberg Says Bridge Will Not Open.\n\nNobody came.", []),
        ("Ann Hallberg Says Bridge Will Not Open.\n\nAnn Lund said Hallberg was late.", ["Ann Lund"]),
        ("Why Ann Harbour Bridges Will Not Open.\n\nHarbour was full, the harbour said.", []),
    ],
)
def test_a_last_name_that_the_text_goes_on_with_is_needed(text: str, names: list[str]) -> None:
    people = [entity.name for entity in Cast(text).entities if entity.kind is Kind.PERSON]
    assert people == names
