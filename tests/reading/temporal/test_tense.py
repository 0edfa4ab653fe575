"""The verb that decides between last and next Friday."""

from __future__ import annotations

import pytest

from inquit.reading.temporal.tense import Cue, Tense, tense_near

PAST, FUTURE, UNKNOWN = Tense.PAST, Tense.FUTURE, Tense.UNKNOWN


@pytest.mark.parametrize(
    ("text", "tense", "near"),
    [
        ("The mayor resigned on Friday", PAST, True),
        ("The mayor will resign on Friday", FUTURE, True),
        ("The mayor said she would resign on Friday", FUTURE, True),
        ("The mayor plans to resign on Friday", FUTURE, True),
        ("The mayor declined to comment on Friday", PAST, True),
        ("The vote had been due to end on Friday", PAST, True),
        ("The vote is due on Friday", FUTURE, True),
        ("The plan would be dropped on Friday", FUTURE, True),
        ("The mayor resigned, the council of the town of Garnholm heard, on Friday", PAST, False),
        ("On Friday she resigned", PAST, True),
        ("On Friday she will resign", FUTURE, True),
        ("The deadline was moved until Friday", FUTURE, True),
        ("No pay until Friday", FUTURE, True),
        ("The council argued ahead of Friday", FUTURE, True),
        ("The council meets on Friday", FUTURE, True),
        ("The clerk wants to resign and on Friday told the mayor", PAST, True),
        ("The council will sit, but on Friday, told of the fire, it left", FUTURE, False),
        ("The row forced the clerk to resign on Friday", PAST, True),
        ("The mayor would not say on Friday", PAST, True),
        ("Speaking to voters on Friday", UNKNOWN, False),
        ("The mayor is to discuss the fire on Friday", FUTURE, True),
        ("From Monday to 12 noon on Friday", UNKNOWN, False),
        ("A need for speed on Friday", UNKNOWN, False),
        ("The judge set Friday", PAST, True),
        ("The vote is set for Friday", FUTURE, True),
        ("They extended their offers to buy the mill Friday", PAST, False),
        ("They asked the owners to close the mill Friday", FUTURE, True),
        ("She will look for a way around Friday's ruling", PAST, True),
        ("She will look forward to Friday's vote", FUTURE, True),
        ("The two mayors meet Friday", FUTURE, True),
        ("The mayors did not meet Friday", PAST, True),
        ("The talks begin Friday", FUTURE, True),
        ("It was open Friday", PAST, True),
        ("The owners are voting Friday", FUTURE, True),
        ("The deadline is Friday", FUTURE, True),
        ("The mayor was to leave Friday", FUTURE, True),
        ("The flood could reach the mill by Friday", FUTURE, False),
        ("Rain is forecast for Friday", FUTURE, True),
    ],
)
def test_tense(text: str, tense: Tense, near: bool) -> None:
    start = text.index("Friday")

    assert tense_near(text, start, start + 6, (0, len(text))) == Cue(tense, near)


def test_since_leaves_no_other_direction() -> None:
    text = "It will stay closed as it has been since Friday"

    assert tense_near(text, len(text) - 6, len(text), (0, len(text))) == Cue(PAST, near=True, sure=True)


def test_another_sentence_does_not_tell() -> None:
    text = "She will resign. No ships on Friday."
    start = text.index("Friday")

    assert tense_near(text, start, start + 6, (17, len(text))) == Cue(UNKNOWN)
