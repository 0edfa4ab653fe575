"""Speakers are made once each and found again."""

from __future__ import annotations

import pytest

from inquit.reading.lexicon import Gender
from inquit.reading.mentions import Cast
from inquit.reading.phrases import Form, describe
from inquit.reading.voices import Voices, gender_of_pronoun
from inquit.types import Kind, Span

TEXT = "Ann Berg met Tor Lund. A senior official left. Officials left. The official said no."


@pytest.fixture
def voices() -> Voices:
    return Voices(Cast(TEXT))


def place(words: str) -> Span:
    start = TEXT.index(words)
    return Span(((start, start + len(words)),))


@pytest.mark.parametrize(
    ("word", "gender"), [("her", Gender.FEMALE), ("himself", Gender.MALE), ("they", None), ("who", None)]
)
def test_gender_of_pronoun(word: str, gender: Gender | None) -> None:
    assert gender_of_pronoun(word) is gender


def test_those_who_speak_together_are_named_after_all_of_them(voices: Voices) -> None:
    members = (voices.entity(0), voices.entity(1))
    key = voices.together(["Ann Berg", "Tor Lund"], members)

    assert (voices[key].name, voices[key].kind, voices[key].members) == ("Ann Berg and Tor Lund", Kind.GROUP, members)
    assert voices.together(["Tor Lund", "Ann Berg"], members) == key


def test_a_description_is_found_again_by_its_words_and_by_its_noun(voices: Voices) -> None:
    source = describe(voices.cast, place("A senior official"))
    key = voices.described(source)

    assert source.form is Form.DESCRIPTION
    assert voices.same_words(source) == key
    assert voices.same_words(describe(voices.cast, place("Officials"))) is None
    assert (voices[key].name, voices[key].kind, voices[key].number) == ("senior official", Kind.ANONYMOUS, 1)


def test_a_writer_who_is_named_is_the_person_named(voices: Voices) -> None:
    assert voices.writer("Ann Berg") == voices.entity(0)
    assert voices[voices.writer("Ida Brekke")].name == "Ida Brekke"


def test_speakers_are_numbered_in_the_order_they_are_asked_for(voices: Voices) -> None:
    first, second = voices.entity(1), voices.entity(0)
    speakers = voices.speakers({first: [place("Tor Lund")], second: [place("Ann Berg")]})

    assert [(s.id, s.name, s.mentions) for s in speakers.values()] == [
        ("p1", "Tor Lund", ((13, 21),)),
        ("p2", "Ann Berg", ((0, 8),)),
    ]
