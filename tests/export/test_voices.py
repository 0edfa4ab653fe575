from __future__ import annotations

from dataclasses import replace

import pytest

from export.stories import FERRY, MAYOR, ferry, span
from inquit.export.voices import mark, voices
from inquit.types import Article, Reading, Span, Statement


def said(number: int, source: str, text: str = FERRY, **more: object) -> Statement:
    start = FERRY.index(source) if source else 0
    return Statement(
        f"s{number}",
        text,
        Span(((number * 10, number * 10 + 5),)),
        source=Span(((start, start + len(source)),) if source else ()),
        **more,  # type: ignore[arg-type]
    )


def reading(*statements: Statement) -> Reading:
    return Reading(Article(FERRY), statements)


def test_voices_come_as_they_first_speak_and_those_not_known_last() -> None:
    assert [(v.mark, v.name, v.role, [e.label for e in v.entries]) for v in voices(ferry())] == [
        ("A", "“mayor”", None, ["A1"]),
        ("B", "“the town’s mayor”", None, ["B1"]),
        ("C", "Ida Brekke", "mayor of Skarvik", ["C1", "C2"]),
        ("D", "“the harbour master”", None, ["D1"]),
        ("E", "“The ministry”", None, ["E1"]),
        ("F", "Tor & Sons", None, ["F1"]),
        ("?", "not known", None, ["?1"]),
    ]


def test_a_speaker_speaks_once_however_the_source_calls_them() -> None:
    assert [v.name for v in voices(reading(said(1, "mayor", speaker=MAYOR), said(2, "", speaker=MAYOR)))] == [
        "Ida Brekke"
    ]


def test_the_same_words_are_one_voice_whatever_their_case_and_spaces() -> None:
    text = "The  ministry said no. The ministry said yes."
    both = (
        Statement("s1", text, span(text, "no"), source=span(text, "The  ministry")),
        Statement("s2", text, span(text, "yes"), source=span(text, "The ministry")),
    )
    assert [(v.name, v.known, len(v.entries)) for v in voices(Reading(Article(text), both))] == [
        ("“The ministry”", False, 2)
    ]


def test_a_comma_that_ends_the_source_is_not_part_of_the_name() -> None:
    text = "The vicar, a careful man, said no."
    said = Statement("s1", text, span(text, "no"), source=span(text, "The vicar, a careful man,"))
    assert [v.name for v in voices(Reading(Article(text), (said,)))] == ["“The vicar, a careful man”"]


@pytest.mark.parametrize("source", ["He", ""])
def test_a_pronoun_or_no_source_tells_nobody_apart(source: str) -> None:
    assert [(v.mark, v.name) for v in voices(reading(said(1, source), said(2, source)))] == [("?", "not known")]


def test_two_speakers_of_one_name_stay_two() -> None:
    namesake = replace(MAYOR, id="p9")
    assert [v.name for v in voices(reading(said(1, "", speaker=MAYOR), said(2, "", speaker=namesake)))] == [
        "Ida Brekke",
        "Ida Brekke",
    ]


def test_a_statement_inside_another_names_who_makes_the_outer_one() -> None:
    told = {entry.statement.id: entry.told_by for voice in voices(ferry()) for entry in voice.entries}
    assert told["s5"] == "Ida Brekke"
    assert told["s4"] is None


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")]
)
def test_marks_go_on_after_z(number: int, expected: str) -> None:
    assert mark(number) == expected
