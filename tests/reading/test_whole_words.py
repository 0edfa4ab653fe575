"""Spans that the model ended inside a word."""

from __future__ import annotations

import pytest

from inquit.reading.whole_words import whole_words, with_nouns, without_tail
from inquit.types import Span


@pytest.mark.parametrize(
    ("text", "read", "whole"),
    [
        pytest.param("The EB-5 visa requires a deposit", "The EB", "The EB-5", id="number behind a hyphen"),
        pytest.param("She praised Brandt’s go-it-alone way", "Brandt’s go", "Brandt’s go-it-alone", id="two hyphens"),
        pytest.param("the feast of Eid-al-Adha.", "Eid", "Eid-al-Adha", id="name"),
        pytest.param("Otto Brandt, R-Nor., said", "Otto Brandt, R-", "Otto Brandt, R-Nor", id="end on the hyphen"),
        pytest.param("B.A.T Works plans a mill", "B", "B.A.T", id="abbreviation"),
        pytest.param("U.N. Harbours said", "U", "U.N", id="abbreviation with its last point"),
        pytest.param("they’ll sail", "they", "they", id="a verb is no part of a name"),
        pytest.param("the caucus.The outcome", "the caucus", "the caucus", id="a sentence end without a space"),
        pytest.param("the toll - a gift", "the toll", "the toll", id="a dash"),
        pytest.param("Plan B. A mill", "Plan B", "Plan B", id="a letter that ends a sentence"),
        pytest.param("I don’t care", "don", "don’t", id="not, drawn together"),
        pytest.param("I’m a friend of it", "m a friend", "’m a friend", id="a verb, drawn together"),
        pytest.param("the town’s biggest worry", "s biggest worry", "biggest worry", id="what is possessed"),
        pytest.param("the 1980s were wet", "s were", "s were", id="no apostrophe"),
        pytest.param("He said: ``It sails", "`It sails", "``It sails", id="half a quotation mark"),
        pytest.param("if Mr. Vek comes", "if Mr", "if Mr. Vek", id="a title and whose it is"),
        pytest.param("asked Sen. Vek’s aides", "Sen", "Sen. Vek’s", id="a title and whose it is, of somebody's"),
    ],
)
def test_a_span_is_drawn_to_the_end_of_its_word(text: str, read: str, whole: str) -> None:
    start = text.index(read)

    assert whole_words(text, Span(((start, start + len(read)),)), [start]).of(text) == whole


@pytest.mark.parametrize(
    ("text", "read", "kept"),
    [
        pytest.param("he opposed the party, which won", "the party, which", "the party", id="a relative pronoun"),
        pytest.param("the toll and said no", "the toll and", "the toll", id="and"),
        pytest.param("I do not want that.", "I do not want that", "I do not want that", id="a sentence ends"),
        pytest.param("He told that. Then it rained", "He told that", "He told that", id="another begins"),
        pytest.param("that it sails", "that", "that", id="nothing else"),
        pytest.param("the town he lives in was", "the town he lives in", "the town he lives in", id="a preposition"),
    ],
)
def test_a_content_does_not_end_on_what_begins_the_next_clause(text: str, read: str, kept: str) -> None:
    start = text.index(read)

    assert without_tail(text, Span(((start, start + len(read)),)), ()).of(text) == kept


def test_a_relative_pronoun_before_who_holds_it_belongs_to_the_content() -> None:
    text = "a plan that shopkeepers dread"
    content = Span(((0, 11),))

    assert without_tail(text, content, (Span(((12, 23),)), Span(((24, 29),)))) == content


@pytest.mark.parametrize(
    ("text", "read", "whole"),
    [
        pytest.param("opposed the bill’s passage in May", "the bill’s", "the bill’s passage", id="its noun"),
        pytest.param(
            "the court’s final ruling as unjust", "the court’s", "the court’s final ruling", id="an adjective"
        ),
        pytest.param("the towns’ plan angered him", "the towns’", "the towns’ plan", id="of several"),
        pytest.param("blamed Vek’s on the rain", "Vek’s", "Vek’s", id="nothing behind it"),
        pytest.param("blamed the town’s Harbour Ministry", "the town’s", "the town’s Harbour Ministry", id="a name"),
        pytest.param("blamed the town’s mayor Tor Lund", "the town’s", "the town’s mayor", id="a name behind the noun"),
        pytest.param("blamed the mayor of the town", "the mayor", "the mayor", id="no possessive"),
    ],
)
def test_a_possessive_is_drawn_to_its_noun(text: str, read: str, whole: str) -> None:
    start = text.index(read)

    assert with_nouns(text, Span(((start, start + len(read)),))).of(text) == whole


def test_it_stops_before_another_span() -> None:
    text = "an anti-toll vow"

    assert whole_words(text, Span(((3, 7),)), [3, 8]).of(text) == "anti"


def test_no_piece_becomes_empty() -> None:
    span = Span(((9, 10),))  # the s alone

    assert whole_words("the town’s pier", span, [9]) == span


def test_pieces_do_not_run_into_each_other() -> None:
    text = "``a``b"
    span = Span(((0, 4), (4, 6)))

    assert whole_words(text, span, [0, 4]) == span
