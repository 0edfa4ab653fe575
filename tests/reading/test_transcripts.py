"""Transcripts and interviews: who has the word until the next one takes it."""

from __future__ import annotations

import pytest

from inquit.reading.attribution import Attribution
from inquit.reading.transcripts import with_turns
from inquit.types import Span
from reading.marked import expected, story

# (source, cue, content, number of the outer one)
Words = tuple[str, str, str, int | None]


def read(markup: str) -> list[Words]:
    """The attributions of a marked text once its turns are among them."""
    marked = story(markup)
    text = marked["text"]
    return [
        (a.source.of(text), a.cue.of(text), a.content.of(text), a.outer) for a in with_turns(text, expected(marked))
    ]


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        pytest.param(
            "Q: Why did you leave?\nA: Nobody asked me to stay.\nQ: And now?\nA: I rest.",
            [
                ("Q", ":", "Why did you leave?", None),
                ("A", ":", "Nobody asked me to stay.", None),
                ("Q", ":", "And now?", None),
                ("A", ":", "I rest.", None),
            ],
            id="questions and answers",
        ),
        pytest.param(
            "The hearing\nWALDEN: Who paid?\nMAYOR HALE: I did.\nWALDEN: When?\nMAYOR HALE: In May.",
            [
                ("WALDEN", ":", "Who paid?", None),
                ("MAYOR HALE", ":", "I did.", None),
                ("WALDEN", ":", "When?", None),
                ("MAYOR HALE", ":", "In May.", None),
            ],
            id="names in capitals",
        ),
        pytest.param(
            "Ann Walden: Who paid?\nMark Hale: I did.\nAnn Walden: Thank you.",
            [
                ("Ann Walden", ":", "Who paid?", None),
                ("Mark Hale", ":", "I did.", None),
                ("Ann Walden", ":", "Thank you.", None),
            ],
            id="names as they are written",
        ),
        pytest.param(
            "WALDEN (on the telephone): Who paid?\nHALE, (through a translator): I did.\nWALDEN: Thank you.",
            [("WALDEN", ":", "Who paid?", None), ("HALE", ":", "I did.", None), ("WALDEN", ":", "Thank you.", None)],
            id="asides behind the label",
        ),
        pytest.param(
            "Q1: Why?\nA1: Because.\nQ2: When?\nA2: Now.",
            [
                ("Q1", ":", "Why?", None),
                ("A1", ":", "Because.", None),
                ("Q2", ":", "When?", None),
                ("A2", ":", "Now.", None),
            ],
            id="numbered",
        ),
    ],
)
def test_a_label_opens_a_turn(text: str, turns: list[Words]) -> None:
    assert read(text) == turns


def test_a_turn_holds_all_paragraphs_up_to_the_next_without_asides() -> None:
    markup = "Q: Why?\nA: Because it rained.\n\\[laughter\\]\nIt rained a lot.\n(END VIDEO CLIP)\nQ: And now?\nA: Sun."

    assert read(markup) == [
        ("Q", ":", "Why?", None),
        ("A", ":", "Because it rained. … It rained a lot.", None),
        ("Q", ":", "And now?", None),
        ("A", ":", "Sun.", None),
    ]


def test_the_last_turn_ends_with_its_paragraph() -> None:
    """What follows it may be anything: a note on the reporter, a list of sponsors."""
    assert read("Q: Why?\nA: Because.\nQ: And now?\nA: Sun.\nOur reporter met her in Norvik.")[-1] == (
        "A", ":", "Sun.", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ida said no. Tor said yes.", id="plain"),
        pytest.param("Q: Why?\nA: Because.", id="too few"),
        pytest.param("One: a.\nTwo: b.\nThree: c.", id="no label comes again"),
        pytest.param("Note: a.\nNote: b.\nNote: c.", id="one label only"),
        pytest.param("Ida: no.\nTor: yes.\nIda: no." + "\nA story goes on." * 10, id="a few labels in a long story"),
        pytest.param("Q:\nA:\nQ:\nA:", id="nothing behind the colon"),
        pytest.param("It is so: one.\nIt is so: two.\nSo it is: three.", id="clauses"),
        pytest.param("", id="empty"),
        pytest.param(
            "Time: 10 a.m.\nPlace: Norvik.\nTime: 11 a.m.\nPlace: Lindmar.",
            id="a list of events",
            marks=pytest.mark.xfail(strict=True, reason="any two words that come again with a colon make turns"),
        ),
    ],
)
def test_what_is_no_transcript_stays_as_it_was(text: str) -> None:
    found = [Attribution(Span(((0, 1),)), Span(((1, 2),)), Span(((2, 3),)))]

    assert with_turns(text, found) is found


def test_what_the_model_found_in_a_turn_stands_within_it() -> None:
    assert read(
        "WALDEN: Who paid?\n"
        "HALE: [s1 Tor] [q1 said] [c1 that [s2 Ida] [q2 thinks] [c2 it was me]].\n"
        "WALDEN: So?\n"
        "HALE: [s3 I] [q3 deny] [c3 it]."
    ) == [
        ("WALDEN", ":", "Who paid?", None),
        ("HALE", ":", "Tor said that Ida thinks it was me.", None),
        ("Tor", "said", "that Ida thinks it was me", 1),
        ("Ida", "thinks", "it was me", 2),
        ("WALDEN", ":", "So?", None),
        ("HALE", ":", "I deny it.", None),
        ("I", "deny", "it", 5),
    ]


def test_what_the_model_found_outside_of_turns_stays() -> None:
    turns = "Q: Why?\nA: Because.\nQ: And now?\nA: Sun."

    assert read(f"[s1 Ida] [q1 said] [c1 little].\n{turns}\n[s2 Tor] [q2 agrees] [c2 so].") == [
        ("Ida", "said", "little", None),
        ("Q", ":", "Why?", None),
        ("A", ":", "Because.", None),
        ("Q", ":", "And now?", None),
        ("A", ":", "Sun.", None),
        ("Tor", "agrees", "so", None),
    ]


def test_the_layout_wins_over_the_model_s_own_reading_of_a_turn() -> None:
    assert read("[s1 Q][q1 :] [c1 Why] so?\n[s2 A][q2 :] [c2 Because].\nQ: And now?\nA: Sun.") == [
        ("Q", ":", "Why so?", None),
        ("A", ":", "Because.", None),
        ("Q", ":", "And now?", None),
        ("A", ":", "Sun.", None),
    ]


def test_what_stands_inside_a_dropped_reading_stands_within_the_turn() -> None:
    markup = "Q: Why?\n[s1 A][q1 :] [c1 [s2 Ida] [q2 thinks] [c2 so]].\nQ: And now?\nA: Sun."

    assert read(markup)[1:3] == [("A", ":", "Ida thinks so.", None), ("Ida", "thinks", "so", 1)]


def test_an_attribution_over_the_edge_of_a_turn_is_dropped() -> None:
    assert read("Q: Why?\nA: [c1 Because.]\n[c1 And now], [s1 I] [q1 ask]?\nQ: Well?\nA: Sun.")[1:4] == [
        ("A", ":", "Because. … And now, I ask?", None),
        ("I", "ask", "Because. … And now", 1),
        ("Q", ":", "Well?", None),
    ]
    assert read("Q: [c1 Why?]\nA: [c1 Because,] [s1 I] [q1 say].\nQ: Well?\nA: Sun.") == [
        ("Q", ":", "Why?", None),
        ("A", ":", "Because, I say.", None),
        ("Q", ":", "Well?", None),
        ("A", ":", "Sun.", None),
    ]
