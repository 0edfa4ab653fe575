"""The second extraction is asked where it could win, and what comes out is as if it always were."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import trafilatura
from lxml import html
from trafilatura import core

from inquit.sources.paragraphs import paragraphs
from inquit.sources.story import MAX_EXTRACTED_DEPTH, MAX_EXTRACTED_ELEMENTS, story_of, too_large

SENTENCE = "The mayor of Ostvik said on Monday that pier {} would be rebuilt before the winter."


def page(story: str, *, beside: str = "") -> html.HtmlElement:
    return html.document_fromstring(f"<html><body><article>{story}</article><div>{beside}</div></body></html>")


def told(count: int) -> str:
    return "".join(f"<p>{SENTENCE.format(number)}</p>" for number in range(count))


def links(count: int) -> str:
    return "".join(f'<p><a href="/{number}">{SENTENCE.format(number)}</a></p>' for number in range(count))


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stories that were compared with another extraction."""
    seen: list[str] = []
    compare: Callable = core.compare_extraction

    def watched(cleaned, raw, body, text, options):
        seen.append(text)
        return compare(cleaned, raw, body, text, options)

    monkeypatch.setattr(core, "compare_extraction", watched)
    return seen


def test_a_story_that_is_most_of_the_page_is_the_story(compared: list[str]) -> None:
    story, warnings = story_of(page(told(8)))

    assert story == [SENTENCE.format(number) for number in range(8)]
    assert (warnings, compared) == ((), [])


def test_links_are_no_text_that_another_extraction_could_take(compared: list[str]) -> None:
    assert story_of(page(told(8), beside=links(40)))[0] == [SENTENCE.format(number) for number in range(8)]
    assert compared == []


@pytest.mark.parametrize(
    "tree",
    [
        pytest.param(page(told(8), beside=told(30)), id="much other text"),
        pytest.param(page(told(3)), id="a short story"),
        pytest.param(page(f"<table><tr><td>{told(1)}</td></tr></table>" * 6), id="tables"),
    ],
)
def test_where_another_one_could_win_it_is_asked(tree: html.HtmlElement, compared: list[str]) -> None:
    story, _ = story_of(tree)

    assert len(compared) == 1
    document = trafilatura.bare_extraction(tree, favor_precision=True, include_comments=False, with_metadata=False)
    assert story == paragraphs(document.body)


def test_a_failure_is_told_and_the_page_read_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args, **kwargs):
        raise RecursionError

    monkeypatch.setattr(trafilatura, "bare_extraction", fails)

    story, warnings = story_of(page(told(2)))

    assert story == [SENTENCE.format(0), SENTENCE.format(1)]
    assert warnings == ("Read plainly: the extraction failed (RecursionError).",)


def test_pages_that_would_take_it_minutes_are_told_apart() -> None:
    assert too_large(MAX_EXTRACTED_ELEMENTS, MAX_EXTRACTED_DEPTH) == ""
    assert too_large(20_001, 3) == "20,001 elements, limit 20,000"
    assert too_large(10, 151) == "elements nested 151 deep, limit 150"
