from __future__ import annotations

from typing import Any

import pytest

from export.stories import FERRY, OWNERS, ferry, span
from inquit.export.voices import Entry, voices
from inquit.export.wording import (
    about,
    cue_words,
    dates,
    facts,
    headline,
    how_found,
    one_line,
    percent,
    summary,
    visible,
)
from inquit.types import Act, Article, Basis, Flag, Reading, Span, Statement, StatementTime


def entry(reading: Reading, statement: str) -> Entry:
    return next(e for voice in voices(reading) for e in voice.entries if e.statement.id == statement)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two\n\nparagraphs\tand  more", "two paragraphs and more"),
        ("red \x1b[31malert\x1b[0m", "red \ufffd[31malert\ufffd[0m"),
        ("bell\x07 and \x9b31m", "bell\ufffd and \ufffd31m"),
        ("turned \u202eround\u202c", "turned round"),
        ("no-break\u00a0space", "no-break space"),
        ("“Größe” – 東京", "“Größe” – 東京"),
        ("lone \ud800", "lone \ufffd"),
    ],
)
def test_one_line_is_safe_for_a_terminal(text: str, expected: str) -> None:
    assert one_line(text) == expected


def test_visible_keeps_the_length_so_that_offsets_stay_true() -> None:
    assert visible("a\x00b\r\tc\nd\udfff") == "a\ufffdb\ufffd\tc\nd\ufffd"


@pytest.mark.parametrize(
    ("confidence", "expected"), [(None, ""), (0.0, "0%"), (0.29, "29%"), (0.999, "99%"), (1.0, "100%")]
)
def test_percent_calls_only_certainty_a_hundred(confidence: float | None, expected: str) -> None:
    assert percent(confidence) == expected


@pytest.mark.parametrize(
    ("cue", "expected"),
    [("said", "said"), ("has\nalways said", "has always said"), ("said:", "said"), (":", ""), ("–", ""), (".", "")],
)
def test_a_cue_leaves_the_colon_after_it_to_us(cue: str, expected: str) -> None:
    assert cue_words(Statement("s1", cue, Span(), Span(((0, len(cue)),)))) == expected


def test_a_statement_without_a_cue_has_no_cue_words() -> None:
    assert cue_words(Statement("s1", "No.", Span(((0, 3),)))) == ""


def test_about_tells_what_is_known_of_an_article() -> None:
    assert about(ferry().article) == ("The Sound Observer", "by Kari Lund", "2024-02-29T18:00+01:00")
    assert about(Article("x")) == ("date not known",)
    assert about(Article("x", published="2024-01-01", modified="2024-01-02")) == ("2024-01-01", "changed 2024-01-02")


def test_dates_name_each_candidate_and_where_it_stood() -> None:
    assert dates(ferry().article) == "2024-02-29T18:00+01:00 (json-ld datePublished); 2024-02-29 (date line)"


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("s2", ("predict", "2024-02-29")),
        ("s3", ("refuse", "to reporters")),
        ("s4", ()),
        ("s5", ("predict", "as told by Ida Brekke")),
        ("s7", ("promise", "conditional")),
    ],
)
def test_facts_leave_the_unremarkable_out(statement: str, expected: tuple[str, ...]) -> None:
    assert facts(entry(ferry(), statement)) == expected


ASIDE = "If asked, Ada Lunt told the guild in Skarvik she would sue Tor & Sons."
GUILD, FIRM = span(ASIDE, "the guild"), span(ASIDE, "Tor & Sons")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ()),
        ({"act": Act.ASSERT}, ()),
        ({"flags": (Flag.CONDITIONAL,), "condition": span(ASIDE, "If asked")}, ("conditional: If asked",)),
        ({"flags": (Flag.CONDITIONAL,), "condition": span(ASIDE, "would sue")}, ("conditional",)),
        ({"flags": (Flag.CONDITIONAL, Flag.HEDGED)}, ("conditional", "hedged")),
        ({"addressee": GUILD}, ("to the guild",)),
        ({"addressee": span("to her", "to her"), "text": "to her"}, ("to her",)),
        ({"setting": span(ASIDE, "in Skarvik")}, ("in Skarvik",)),
        ({"target": FIRM}, ("target: Tor & Sons",)),
        ({"target": FIRM, "target_speaker": OWNERS}, ("target: Tor & Sons",)),
        ({"target": span(ASIDE, "she"), "target_speaker": OWNERS}, ("target: Tor & Sons",)),
        ({"target": GUILD, "addressee": GUILD, "act": Act.DEMAND}, ("demand", "target: the guild")),
    ],
)
def test_facts_tell_whom_an_act_is_aimed_at_and_what_it_hangs_on(
    fields: dict[str, Any], expected: tuple[str, ...]
) -> None:
    content = Span() if "text" in fields else span(ASIDE, "she would sue Tor & Sons")
    statement = Statement(**{"id": "s1", "text": ASIDE, "content": content, **fields})
    assert facts(entry(Reading(Article(statement.text), (statement,)), "s1")) == expected


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (Act.ASSERT, ("CAMEO 010",)),
        (Act.CONCEDE, ("concede", "PLOVER AGREE/CONCEDE, CAMEO 08/055")),
        (Act.ASK, ("ask",)),
        (None, ()),
    ],
)
def test_facts_tell_the_codes_of_an_act_where_they_are_asked_for(act: Act | None, expected: tuple[str, ...]) -> None:
    statement = Statement("s1", "No.", Span(((0, 3),)), act=act)
    assert facts(entry(Reading(Article("No."), (statement,)), "s1"), codes=True) == expected


def test_how_found_points_at_every_word_it_rests_on() -> None:
    assert how_found(entry(ferry(), "s3")) == (
        ("speaker", "Ida Brekke, person (name in the source)"),
        ("source", "“Ida Brekke” 166–176"),
        ("cue", "“told” 177–181"),
        ("content", "146–165, 193–246"),
        ("kind", "direct assertion"),
        ("act", "refuse 70%, assert 20%"),
        ("addressee", "“reporters” 182–191"),
        ("said", "2024-02-29 (day of publication)"),
        ("id", "s3"),
    )


def test_how_found_tells_what_a_statement_stands_in() -> None:
    assert dict(how_found(entry(ferry(), "s5"))) == {
        "speaker": "not known",
        "source": "“the harbour master” 266–284",
        "cue": "“believes” 285–293",
        "content": "294–320",
        "kind": "indirect belief",
        "act": "predict",
        "within": "s4, by Ida Brekke",
        "id": "s5",
    }


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (None, None),
        (StatementTime(None, Basis.TEXT), "earlier, not known when (from the text)"),
        (StatementTime(None, Basis.TEXT, 0, 7), "earlier, not known when (“Skarvik” 0–7)"),
        (StatementTime("2024-02", Basis.TEXT, 0, 7), "2024-02 (“Skarvik” 0–7)"),
        (StatementTime("2024-02-29", Basis.PUBLISHED), "2024-02-29 (day of publication)"),
    ],
)
def test_how_found_tells_when_it_was_said_and_how_that_is_known(time: StatementTime | None, expected: str) -> None:
    statement = Statement("s1", FERRY, Span(((8, 13),)), time=time)
    assert dict(how_found(entry(Reading(Article(FERRY), (statement,)), "s1"))).get("said") == expected


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        ((), "no statements found"),
        (("s6",), "1 statement by speakers not known"),
        (("s3",), "1 statement by 1 speaker"),
        (("s3", "s4", "s7"), "3 statements by 2 speakers"),
        (("s3", "s4", "s6", "s7"), "3 statements by 2 speakers, 1 more by speakers not known"),
    ],
)
def test_summary_counts_statements_and_speakers(kept: tuple[str, ...], expected: str) -> None:
    reading = ferry()
    some = Reading(reading.article, tuple(s for s in reading if s.id in kept))
    assert summary(voices(some)) == expected


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        (Article("Rain fell.", title="A\ntitle"), "A title"),
        (Article("Rain fell.\n\nIt stopped."), "Rain fell. It stopped."),
        (Article("word " * 40), "word " * 15 + "word…"),
        (Article("", id="a7"), "a7"),
    ],
)
def test_an_article_without_a_title_is_named_by_how_it_begins(article: Article, expected: str) -> None:
    assert headline(article) == expected
