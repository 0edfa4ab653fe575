"""Which lines are headlines, whose capitals tell no name from a word."""

from __future__ import annotations

import pytest

from inquit.reading.headlines import headlines


def of(*lines: str) -> list[int]:
    text, sentences = "\n".join(lines), []
    for line in lines:
        start = sentences[-1][1] + 1 if sentences else 0
        sentences.append((start, start + len(line)))
    return list(headlines(text, sentences))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["Ida Brekke Praises The New Ferry", "Ida Brekke praised it."], [0], id="the first line"),
        pytest.param(["Ida Brekke praises the new ferry of the town"], [], id="a sentence"),
        pytest.param(["Rain.", "Ida Brekke Praises The New Ferry."], [], id="a sentence of names ends with a stop"),
        pytest.param(
            ["Brekke Calls New Ferry ‘A Beauty’", "Brekke Calls New Ferry ‘A Beauty.’"],
            [0, 1],
            id="the title, repeated",
        ),
        pytest.param(["Ferry Sails Again"], [], id="too few words to tell"),
    ],
)
def test_lines_in_capitals_are_headlines(lines: list[str], expected: list[int]) -> None:
    assert of(*lines) == expected
