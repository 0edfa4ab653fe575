from __future__ import annotations

import pytest

from inquit.sources.assemble import assemble
from inquit.sources.options import ReadOptions
from inquit.sources.text import draft_from_bytes, draft_from_text, read_opening, unwrapped, wrapped_at
from inquit.types import PublishedCandidate

LONG = "The mayor of Ostvik said on Monday that the harbour would reopen before winter, but she would not name a price."


def test_headline_and_date_line_are_recognised_and_stay_in_the_text() -> None:
    text = f"Ostvik mayor vows to reopen harbour\n\n14 Aug, 2021 07:15 / Updated 2 years ago\nA lead\n\n{LONG}\n"
    article = assemble(draft_from_text(text), ReadOptions())
    assert article.text == text.strip()
    assert article.title == "Ostvik mayor vows to reopen harbour"
    assert article.published == "2021-08-14T07:15"
    assert article.modified is None
    assert article.published_candidates == (
        PublishedCandidate("2021-08-14T07:15", "date line"),
        PublishedCandidate("-P2Y", "date line, updated, counted from an unknown day"),
    )


def test_a_dateline_without_a_year_is_a_candidate_but_no_date() -> None:
    article = assemble(draft_from_text(f"Harbour to reopen\n\nOSTVIK, March 3 (Norwire) - {LONG}"), ReadOptions())
    assert article.published is None
    assert article.published_candidates == (PublishedCandidate("XXXX-03-03", "dateline"),)


def test_the_users_date_and_outlet_win() -> None:
    options = ReadOptions(published="March 5, 2024", outlet="Norwire")
    article = assemble(draft_from_text(f"Harbour to reopen\n\n4 March 2024\n\n{LONG}"), options)
    assert (article.published, article.outlet) == ("2024-03-05", "Norwire")
    assert article.published_candidates == (
        PublishedCandidate("2024-03-05", "user"),
        PublishedCandidate("2024-03-04", "date line"),
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Will the harbour reopen?\n\n{LONG}", "Will the harbour reopen?"),
        (f"‘We will reopen,’ says mayor\n\n{LONG}", "‘We will reopen,’ says mayor"),
        (f"Envoy flies to the U.S.\n\n{LONG}", "Envoy flies to the U.S."),
        (f"Harbour to reopen\n{LONG}", "Harbour to reopen"),
        (f"Harbour to reopen\nBy Jana Holm\n{LONG}", "Harbour to reopen"),
        (f"Harbour to reopen\n4 March 2024\n{LONG}", "Harbour to reopen"),
        (LONG, None),
        (f"The mayor spoke.\n\n{LONG}", None),
        (f"4 March 2024\n\n{LONG}", None),
        (f"By Jana Holm\n\n{LONG}", None),
        (f"OSTVIK, March 3 (Norwire) - Harbour to reopen\n\n{LONG}", None),
        ("Harbour to reopen", None),
        (f"{'word ' * 50}\n\n{LONG}", None),
        (f"* * *\n\n{LONG}", None),
    ],
)
def test_the_headline_is_a_short_first_paragraph_that_is_no_sentence(text: str, title: str | None) -> None:
    assert read_opening(text).title == title


def test_the_headline_of_a_press_release_stands_under_sender_and_date() -> None:
    text = f"PRESS RELEASE No. 7\nHarbour Board of Ostvik\nOstvik, 3 April 2025\n\nBoard opens inquiry\n\n{LONG}"
    draft = draft_from_text(text)
    assert (draft.text, draft.title) == (text, "Board opens inquiry")
    assert draft.published_candidates == (PublishedCandidate("2025-04-03", "date line"),)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n \n\n"])
def test_an_empty_line_follows_the_headline(gap: str) -> None:
    assert draft_from_text(f"Harbour to reopen{gap}{LONG}").text == f"Harbour to reopen\n\n{LONG}"


def test_wrapped_lines_become_paragraphs_without_moving_an_offset() -> None:
    text = (
        "Harbour to reopen before winter\n\n"
        "The mayor of Ostvik said on Monday that the harbour would reopen\n"
        "before winter, but she would not name a price, and she would not\n"
        "say who had lent the town the money for the work on the old quay.\n\n"
        "“We will not leave the fishermen waiting for another season, and\n"
        "that is a promise,” she told reporters who had come to the town\n"
        "hall in the rain."
    )
    draft = draft_from_text(text)
    assert len(draft.text) == len(text)
    assert [len(paragraph.split("\n")) for paragraph in draft.text.split("\n\n")] == [1, 1, 1]
    assert draft.title == "Harbour to reopen before winter"
    assert draft.warnings == ("Joined the lines of paragraphs that were wrapped at 65 characters.",)


def test_a_text_with_a_paragraph_a_line_is_not_wrapped() -> None:
    assert wrapped_at(f"{LONG}\n{LONG}\n{LONG}\n{LONG}\n{LONG}\n{LONG}") is None


def test_a_list_of_short_lines_stays() -> None:
    text = "Who said what:\nDahl: yes\nStrand: no\nHolm: perhaps\nLind: nothing\nArden: no\n"
    assert draft_from_text(text).text == text.strip()


def test_short_lines_end_paragraphs_in_wrapped_texts() -> None:
    assert unwrapped("Title\n" + "x" * 60 + "\nrest of it", 60) == "Title\n" + "x" * 60 + " rest of it"


def test_encoding_warnings_reach_the_article() -> None:
    article = assemble(draft_from_bytes(f"Hafen åtta {LONG}".encode() + b"\xff"), ReadOptions())
    assert article.warnings == ("Replaced 1 place that is not valid utf-8.",)
