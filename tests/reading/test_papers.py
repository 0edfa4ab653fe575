"""What "it" is where it reads."""

from __future__ import annotations

import pytest

from inquit.reading.mentions import Cast
from inquit.reading.papers import paper_that_reads


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        pytest.param("A newly found letter to the port was shown. “Sink it,” it reads.", "newly found letter", id="letter"),
        pytest.param("The port kept a memo. The ferry firm knew. “No,” it read.", "memo", id="past a firm"),
        pytest.param("The port kept a memo. “No,” it said.", None, id="whoever says can be anybody"),
        pytest.param("The port kept a boat. “No,” it reads.", None, id="no paper"),
        pytest.param("“I lost the memo,” she said. “No,” it reads.", None, id="told of in a quotation"),
    ],
)  # fmt: skip
def test_the_paper_told_of_last(text: str, paper: str | None) -> None:
    start = text.rindex("it ")

    found = paper_that_reads(Cast(text), start, start + 2)

    assert (found and found.words) == paper
