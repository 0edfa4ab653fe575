from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from export.stories import ferry, interview, span
from inquit.export.table import plain, renderable
from inquit.types import Article, Reading, Statement

PLAIN = """\
Skarvik ferry “will not sail before the ice is gone”, mayor says
The Sound Observer · by Kari Lund · 2024-02-29T18:00+01:00 · 7 statements by 6 speakers, 1 more by speakers not known
https://sound.example/ferry?a=1&b=2

  “mayor”
    says: “will not sail before the ice is gone” [refuse, 61%]

  “the town’s mayor”
    said: Nobody will cross Skarvik Sound this month [predict, 2024-02-29, 97%]

  Ida Brekke, mayor of Skarvik
    told: “The pier is safe,” … “but the ice is not. I will not send a crew into it.” [refuse, to reporters, 99%]
    noted: that the harbour master believes the thaw is two weeks away [90%]

  “the harbour master”
    believes: the thaw is two weeks away [predict, as told by Ida Brekke, unsure, 42%]

  “The ministry”
    said: it would pay for a helicopter if the town asked for one [promise, conditional, 88%]

  Tor & Sons
    said: “We have waited since <January>,” … “Waiting costs us. “And it costs the islands more.” [93%]

  not known
    He did not answer [decline, negated, 80%]
"""

NARROW = """\
Skarvik ferry “will not sail before the ice is gone”, mayor
says
The Sound Observer · by Kari Lund · 2024-02-29T18:00+01:00 ·
2 statements by 2 speakers
https://sound.example/ferry?a=1&b=2

Ida Brekke, mayor of Skarvik
     noted  that the harbour master believes the thaw    90%
            is two weeks away

“the harbour master”
  believes  the thaw is two weeks away [predict, as      42%
            told by Ida Brekke, unsure]
"""


def shown(reading: Reading, *, explain: bool = False, width: int = 50, colours: bool = False) -> str:
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colours,
        color_system="standard" if colours else None,
        highlight=False,
        legacy_windows=False,
    )
    console.print(renderable(reading, explain=explain))
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().split("\n"))


def only(reading: Reading, *ids: str) -> Reading:
    return replace(reading, statements=tuple(s for s in reading if s.id in ids))


def test_plain_shows_every_statement_under_its_speaker() -> None:
    assert plain(ferry()) == PLAIN


def test_plain_explains_each_statement_below_it() -> None:
    explained = plain(only(ferry(), "s6"), explain=True)
    assert explained.split("\n", 3)[3] == (
        "dates found: 2024-02-29T18:00+01:00 (json-ld datePublished); 2024-02-29 (date line)\n"
        "\n"
        "  not known\n"
        "    He did not answer [decline, negated, 80%]\n"
        "        speaker: not known\n"
        "        source: “He” 322–324\n"
        "        cue: “did not answer” 325–339\n"
        "        act: decline\n"
        "        flags: negated\n"
        "        id: s6\n"
    )


def test_a_mark_that_is_the_cue_is_not_shown_beside_our_own_colon() -> None:
    assert plain(interview()).split("\n\n", 1)[1] == (
        "  Ida Brekke, mayor of Skarvik\n"
        "    The pier is safe. [90%]\n"
        "\n"
        "  “Q”\n"
        "    And the ice? [90%]\n"
        "\n"
        "  not known\n"
        "    the ice [80%]\n"
    )


def test_plain_says_that_nothing_was_found() -> None:
    assert plain(Reading(Article("Rain.", id="a1"), ())) == "Rain.\ndate not known · no statements found\n"


def test_plain_never_sends_escape_sequences_of_an_article() -> None:
    text = "\x1b[31mRed\x1b[0m said \x1b]0;owned\x07no."
    statement = Statement("s1", text, span(text, "\x1b]0;owned\x07no"), source=span(text, "\x1b[31mRed\x1b[0m"))
    reading = Reading(Article(text, title="\x1b[2J", url="https://x.example/\x1b[2J"), (statement,))
    for output in (plain(reading, explain=True), shown(reading, explain=True)):
        assert "\x1b" not in output
        assert "\x07" not in output


def test_a_narrow_terminal_wraps_between_words_and_keeps_the_columns() -> None:
    assert shown(only(ferry(), "s4", "s5"), width=60) == NARROW


def test_a_terminal_gets_every_word_however_narrow() -> None:
    reading = ferry()
    # without the percentages, which stand between the lines of the words
    unrated = replace(reading, statements=tuple(replace(s, confidence=None) for s in reading))
    told = "".join(shown(unrated, width=30).split())
    for statement in reading:
        assert "".join(statement.words.split()) in told, statement.id


def test_a_terminal_gets_colours_and_brackets_stay_brackets() -> None:
    text = "Ada [red] said [bold]no[/bold]."
    statement = Statement("s1", text, span(text, "[bold]no[/bold]"), span(text, "said"), span(text, "Ada [red]"))
    output = shown(Reading(Article(text, id="a1"), (statement,)), colours=True, width=80)
    assert "[bold]no[/bold]" in output
    assert "\x1b[1;36m“Ada [red]”\x1b[0m" in output


@pytest.mark.parametrize("width", [20, 40, 200])
def test_any_width_will_do(width: int) -> None:
    assert all(len(line) <= width for line in shown(ferry(), explain=True, width=width).split("\n"))
