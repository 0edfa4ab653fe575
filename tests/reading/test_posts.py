"""Posts set into a story: whose they are, and what is said in them."""

from __future__ import annotations

import pytest

from inquit.reading.occasions import when_said
from inquit.reading.posts import signed_posts
from inquit.reading.temporal import time_expressions
from inquit.reading.transcripts import with_turns
from reading.marked import expected, story


def posts(text: str) -> list[tuple[str, str, str]]:
    return [(a.source.of(text), a.cue.of(text), a.content.of(text)) for a in signed_posts(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "The pier is safe. I walked on it. — Ida Brekke (@idabrekke) May 30, 2024",
            [("Ida Brekke", "(@idabrekke)", "The pier is safe. I walked on it.")],
            id="in one paragraph",
        ),
        pytest.param(
            "No pier.\n\n— Tor Lund (@torlund) 2 June 2024",
            [("Tor Lund", "(@torlund)", "No pier.")],
            id="the signature alone",
        ),
        pytest.param(
            "Look at it! pic.twitter.com/aB1 https://t.co/x — The Courier (@courier)",
            [("The Courier", "(@courier)", "Look at it!")],
            id="links are no words",
        ),
        pytest.param(
            "One. — A Lund (@a) May 1, 2024\nTwo. — B Ek (@b) May 2, 2024",
            [("A Lund", "(@a)", "One."), ("B Ek", "(@b)", "Two.")],
            id="two",
        ),
        pytest.param("The mayor — Ida Brekke (@idabrekke) — said no.", [], id="a sentence goes on"),
        pytest.param("— Tor Lund (@torlund) 2 June 2024", [], id="nothing said"),
        pytest.param("https://t.co/x — Tor Lund (@torlund)", [], id="a link alone"),
        pytest.param("The author is Ida Brekke (@idabrekke)", [], id="no dash"),
    ],
)
def test_a_signed_paragraph_is_a_post(text: str, found: list[tuple[str, str, str]]) -> None:
    assert posts(text) == found


def test_what_is_said_inside_a_post_stands_within_it() -> None:
    marked = story("[s1 Tor Lund] [q1 says] [c1 it leaks]. Nonsense! — Ida Brekke (@idabrekke) May 30, 2024")
    text = marked["text"]

    found = [(a.source.of(text), a.outer) for a in with_turns(text, expected(marked))]
    assert found == [("Ida Brekke", None), ("Tor Lund", 0)]


def test_a_post_was_made_on_the_day_that_signs_it() -> None:
    text = "It rained on Monday.\nThe pier is safe. — Ida Brekke (@idabrekke) May 30, 2024"
    times = time_expressions(text, "2024-06-03")

    [said] = when_said(text, list(signed_posts(text)), times, "2024-06-03", ["p1"])
    assert said.value == "2024-05-30"
