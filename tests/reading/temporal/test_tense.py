"""The verb that decides between last and next Friday."""

from __future__ import annotations

import pytest

from inquit.reading.temporal.direction import Cue, Tense
from inquit.reading.temporal.tense import tense_near

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
        ("The council will sit, but on Friday, told of the fire, it left", PAST, True),
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
        ("The council argued ahead of the Sund primary on Friday", FUTURE, True),
        ("The council argued ahead of the vote, held on Friday", PAST, True),
        ("The results of Friday's vote will force her to leave", PAST, True),
        ("She will vote for it because of the killing in Merrow on Friday", PAST, True),
        ("To save the mill, Friday's vote was a blow", PAST, True),
        ("She came to save the mill, and Friday's vote will tell", FUTURE, True),
        ("She looks forward to Friday to defeat him", FUTURE, True),
        ("She was the first to call on Friday", PAST, False),
        ("Her chances of winning on Friday", FUTURE, True),
        ("The rent falls if she is elected on Friday", FUTURE, True),
        ("If it rains on Friday", FUTURE, True),
        ("She asked if he left on Friday", PAST, True),
        ("Garnholm holds its primary on Friday", FUTURE, True),
        ("Garnholm holds shares since Friday", PAST, True),
        ("He has a lead in Friday", UNKNOWN, False),
        ("The park will have a rink on Friday", FUTURE, True),
        ("After a narrow defeat on Friday, she staggers", PAST, True),
        ("When they get to Merrow on Friday", FUTURE, True),
        ("The party has 24 seats up on Friday", FUTURE, True),
        ("Since leaving on Friday she will not call", PAST, True),
        ("The mayors were quick to offer help on Friday", PAST, True),
        ("Eight were held trying to cross into Sund on Friday", PAST, False),
        ("She looks past Friday", FUTURE, True),
        ("The deadly attack in Garnholm early Friday shows it", PAST, True),
        ("A talk on Monday, followed by one on Friday", UNKNOWN, False),
        ("They will meet at a contested hearing on Friday", FUTURE, True),
        ("She will have to win in Merrow on Friday", FUTURE, True),
        ("The judge is set to hear arguments over all three of the requests Friday", FUTURE, True),
        ("The vote is on Monday; on Friday, Merrow, Sund and the isles hold talks", FUTURE, True),
        ("After a narrow defeat on Friday, she will leave", FUTURE, True),
    ],
)
def test_tense(text: str, tense: Tense, near: bool) -> None:
    start = text.index("Friday")

    cue = tense_near(text, start, start + 6, (0, len(text)))

    assert (cue.tense, cue.near) == (tense, near)


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("The mayor will resign in March", True),
        ("She'll resign in March", True),
        ("The mayor will publish March", False),
        ("Fewer ships will call than in March", False),
        ("The mayor, who will, the council heard, resign in March", False),
        ("The mayor plans to resign in March", False),
        ("The mayor resigned in March", True),
    ],
)
def test_will_or_a_verb_of_what_was_and_a_preposition_leave_no_doubt(text: str, sure: bool) -> None:
    start = text.index("March")

    assert tense_near(text, start, start + 5, (0, len(text))).sure == sure


def test_since_leaves_no_other_direction() -> None:
    text = "It will stay closed as it has been since Friday"

    assert tense_near(text, len(text) - 6, len(text), (0, len(text))) == Cue(PAST, near=True, sure=True)


def test_another_sentence_does_not_tell() -> None:
    text = "She will resign. No ships on Friday."
    start = text.index("Friday")

    assert tense_near(text, start, start + 6, (17, len(text))) == Cue(UNKNOWN)
