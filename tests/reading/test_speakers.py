"""Which sources name one speaker."""

from __future__ import annotations

import pytest

from inquit.reading.speakers import named_speakers
from inquit.types import Kind, Speaker
from reading.marked import expected, story


def read(markup: str) -> tuple[list[tuple[str, str | None, list[str]]], list[str | None]]:
    """Name, role and mentions of all speakers, and the name of each attribution's speaker."""
    marked = story(markup)
    text = marked["text"]
    speakers = named_speakers(text, expected(marked))
    return (
        [(s.name, s.role, [text[start:end] for start, end in s.mentions]) for s in speakers.all],
        [who and who.speaker.name for who in speakers.by_attribution],
    )


def who(markup: str) -> list[str | None]:
    return read(markup)[1]


def test_speakers_in_the_order_in_which_they_are_heard() -> None:
    marked = story(
        "The Harbour Ministry waits. [s1 Ida Brekke] [q1 said] [c1 no]. [s2 The Harbour Ministry] [q2 said] [c2 yes]."
    )
    speakers = named_speakers(marked["text"], expected(marked))

    assert speakers.all == (
        Speaker("p1", "Ida Brekke", Kind.PERSON, mentions=((28, 38),)),
        Speaker("p2", "Harbour Ministry", Kind.ORGANIZATION, mentions=((4, 20), (52, 68))),
    )
    assert [(r.speaker.id, r.reason) for r in speakers.by_attribution if r] == [
        ("p1", "name in the source"),
        ("p2", "name in the source"),
    ]


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        pytest.param("[s1 He] [q1 said] [c1 no].", [None], id="pronoun"),
        pytest.param("[q1 Reportedly] [c1 no].", [None], id="left out"),
        pytest.param("[s1 A spokesman for NATO] [q1 said] [c1 no].", [None], id="somebody else's spokesman"),
        pytest.param(
            "[s1 Mayor Ida Brekke] [q1 said] [c1 no]. [s2 Ms Brekke] [q2 added] [c2 never].",
            ["Ida Brekke", "Ida Brekke"],
            id="title and last name, after the full one",
        ),
        pytest.param(
            "[s1 Ms Brekke] [q1 said] [c1 no]. [s2 Ida Brekke] [q2 added] [c2 never].",
            ["Ida Brekke", "Ida Brekke"],
            id="and before it",
        ),
        pytest.param(
            "[s1 Tor Lund] [q1 said] [c1 no]. [s2 Tor A. Lund] [q2 said] [c2 yes].",
            ["Tor A. Lund", "Tor A. Lund"],
            id="the fullest form is the name",
        ),
        pytest.param(
            "[s1 Tor Lund] [q1 said] [c1 no]. [s2 Kari Lund] [q2 said] [c2 yes]. [s3 Mr Lund] [q3 said] [c3 no].",
            ["Tor Lund", "Kari Lund", None],
            id="two people of one last name: an honest null",
        ),
        pytest.param(
            "[s1 Tor Lund] [q1 said] [c1 no]. [s2 The Lund Council] [q2 said] [c2 yes].",
            ["Tor Lund", "Lund Council"],
            id="a person and a body of one name",
        ),
        pytest.param(
            "[s1 Mr Lund] [q1 said] [c1 no]. Tor Lund and Kari Lund left.",
            [None],
            id="two people of that last name, who do not speak",
        ),
        pytest.param(
            "[s1 Mr Lund] [q1 said] [c1 no]. Tor Lund, a fisherman, left.",
            ["Tor Lund"],
            id="written out where nobody speaks",
        ),
        pytest.param(
            "[s1 Mr Lund] [q1 said] [c1 no].",
            ["Lund"],
            id="never written out",
        ),
        pytest.param(
            "On Tuesday Hale met Vitra. [s1 Gov. Hale] [q1 said] [c1 no].",
            ["Hale"],
            id="a day before the last name",
        ),
        pytest.param(
            "[s1 Tor Lund] [q1 said] [c1 no]. [s2 Lund] [q2 added] [c2 never].",
            ["Tor Lund", "Tor Lund"],
            id="last name alone",
        ),
        pytest.param("[s1 Lund] [q1 said] [c1 no].", [None], id="one word that may be a place or a company"),
        pytest.param(
            "[s1 Mr Lund] [q1 said] [c1 no]. Kari Lund, his wife, left.",
            [None],
            id="a title that does not fit the one full name",
            marks=pytest.mark.xfail(strict=True, reason="Mr Lund is taken for Kari Lund"),
        ),
    ],
)
def test_who_speaks(markup: str, names: list[str | None]) -> None:
    assert who(markup) == names


def test_a_speaker_gathers_role_and_mentions() -> None:
    markup = (
        "Ida Brekke opens the pier. [s1 Ida Brekke] [q1 said] [c1 no]. "
        "[s2 Mayor Brekke] [q2 added] [c2 never]. Nobody asked Ida Brekke."
    )

    assert read(markup) == (
        [("Ida Brekke", "Mayor", ["Ida Brekke", "Ida Brekke", "Brekke", "Ida Brekke"])],
        ["Ida Brekke", "Ida Brekke"],
    )


def test_the_reason_tells_of_the_full_name() -> None:
    marked = story("[s1 Ms Brekke] [q1 said] [c1 no]. [s2 Ida Brekke] [q2 added] [c2 never].")
    speakers = named_speakers(marked["text"], expected(marked))

    assert [r.reason for r in speakers.by_attribution if r] == [
        "name in the source, in full “Ida Brekke” elsewhere in the text",
        "name in the source",
    ]


def test_nobody_speaks() -> None:
    speakers = named_speakers("Nothing was said.", [])

    assert (speakers.all, speakers.by_attribution) == ((), ())
