from __future__ import annotations

import pytest

from inquit.reports.heard import spoken_of, unheard
from inquit.reports.prepared import prepared
from inquit.types import Reading
from reports.stories import TOLL, say, story


def silent(reading: Reading) -> list[tuple[str, str, str, str | None]]:
    return [(one.whom, one.act, one.by, one.answer) for one in unheard(prepared(reading))]


def named(text: str, *said: dict[str, object], **fields: object) -> list[tuple[str, int, str]]:
    return [
        (one.name, one.mentions, one.why) for one in spoken_of(prepared(story(f"Title\n\n{text}", *said, **fields)))
    ]


def accused(text: str, target: str, *more: dict[str, object], **fields: object) -> list[str]:
    said = say("Ida Holm", "accused", "of greed", act="accuse", target=target)
    return [one.whom for one in unheard(prepared(story(f"Title\n\n{text}", said, *more, **fields)))]


def test_who_is_accused_and_has_no_word() -> None:
    assert silent(TOLL) == [("the ferry line", "accuse", "Ida Holm", None)]


@pytest.mark.parametrize(
    ("target", "whom"),
    [
        ("the harbour board", ["the harbour board"]),
        ("the", ["the harbour board"]),  # an article alone: the words after it, up to a preposition
        ("Brandt", ["Otto Brandt"]),  # a name that the target cuts through
        ("the plan", []),
        ("it", []),
        ("nobody in town", []),
        ("companies", []),  # people at large
        ("help from Norvik", []),
        ("the chairman of Norvik", ["the chairman of Norvik"]),
    ],
)
def test_the_target_is_somebody(target: str, whom: list[str]) -> None:
    text = f"Ida Holm accused {'the harbour board' if target == 'the' else target} of greed."
    if target == "Brandt":
        text = "Ida Holm accused Otto Brandt of greed."

    assert accused(text, target) == whom


def test_who_is_accused_and_speaks_is_heard() -> None:
    text = "Ida Holm accused Otto Brandt of greed. Otto Brandt said he was poor."

    assert accused(text, "Otto Brandt", say("Otto Brandt", "said", "he was poor")) == []


def test_a_role_tells_who_is_meant() -> None:
    text = "Ida Holm accused the harbour master of greed. Otto Brandt said he was poor."
    speakers = {"Otto Brandt": {"role": "Harbour Master"}}

    assert accused(text, "the harbour master", say("Otto Brandt", "said", "he was poor"), speakers=speakers) == []


def test_a_non_answer_is_told() -> None:
    text = "Title\n\nIda Holm accused Otto Brandt of greed. Otto Brandt declined to comment."
    reading = story(
        text,
        say("Ida Holm", "accused", "of greed", act="accuse", target="Otto Brandt", target_speaker="Otto Brandt"),
        say("Otto Brandt", "declined to comment", "", act="decline"),
    )

    assert silent(reading) == [("Otto Brandt", "accuse", "Ida Holm", "Otto Brandt declined to comment")]


def test_to_whom_it_is_said_is_not_accused() -> None:
    text = "Title\n\nIda Holm told the harbour board of greed."
    said = say("Ida Holm", "told", "of greed", act="accuse", target="the harbour board", addressee="the harbour board")

    assert silent(story(text, said)) == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The boat of Otto Brandt, 63, sank.", [("Otto Brandt", 1, "an age stands after the name")]),
        ("The boat of spokesman Otto Brandt sank.", [("Otto Brandt", 1, "“spokesman” stands before the name")]),
        ("The boat of Mr Otto Brandt sank.", [("Otto Brandt", 1, "“Mr” stands before the name")]),
        ("A boat of Otto Brandt, who sold it, sank.", [("Otto Brandt", 1, "“who …” stands after the name")]),
        (
            "A boat of Otto Brandt, the former mayor of Norvik, sank.",
            [("Otto Brandt", 1, "“the former mayor of …” stands after the name")],
        ),
        ("A boat of Otto Brandt sank. Brandt swam.", [("Otto Brandt", 2, "the last name stands alone elsewhere")]),
        ("Blaming Otto Brandt, 63, is easy.", [("Otto Brandt", 1, "an age stands after the name")]),
        # places, bodies and days
        ("A boat from Norvik Harbour sank. The Harbour is deep.", []),
        ("The Straits Union met on Black Friday, the first of many. Friday was dark.", []),
        ("A boat from Port Ammon sank in the Ammon.", []),
        ("When I came, Otto sank.", []),
    ],
)  # fmt: skip
def test_people_who_are_named_and_not_heard(text: str, people: list[tuple[str, int, str]]) -> None:
    assert named(text) == people


def test_who_speaks_is_heard() -> None:
    text = "Otto Brandt, 63, said it sank. Brandt swam."

    assert named(text, say("Otto Brandt, 63,", "said", "it sank", speaker="Otto Brandt")) == []


def test_the_author_is_no_source() -> None:
    assert named("The words of reporter Vera Lund.", authors=["Vera Lund"]) == []


def test_a_heading_in_capitals_names_nobody() -> None:
    assert named("President Otto Brandt Sells Boat To Town") == []
