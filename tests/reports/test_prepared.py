from __future__ import annotations

import pytest

from inquit.reports.prepared import joined, prepared, within
from reports.stories import say, story


@pytest.mark.parametrize(
    ("text", "title", "headline"),
    [
        ("Toll rises\n\nIt does.", "Toll rises", (0, 10)),
        ("Toll  rises.\n\nIt does.", "toll rises", (0, 12)),  # two copies of a headline differ in such things
        ("Toll rises;\nboats wait\n\nIt does.", "Toll rises; boats wait", (0, 22)),
        ("It does.", "Toll rises", None),
        ("Toll rises\n\nIt does.", None, None),
    ],
)
def test_where_the_headline_stands(text: str, title: str | None, headline: tuple[int, int] | None) -> None:
    assert prepared(story(text, title=title)).headline == headline


def test_paragraphs_are_counted_below_the_headline() -> None:
    text = "Toll rises;\nboats wait\n\nFirst.\n\nSecond."
    page = prepared(story(text, title="Toll rises; boats wait"))

    assert [page.paragraph_at(text.index(word)) for word in ("Toll", "boats", "First", "Second")] == [0, 0, 1, 2]
    assert [prepared(story(text, title=None)).paragraph_at(text.index(word)) for word in ("Toll", "Second")] == [1, 4]


def test_all_parts_of_a_statement_are_held() -> None:
    text = "Toll\n\nIn Norvik Ida Holm said it rises."
    page = prepared(story(text, say("Ida Holm", "said", "it rises", setting="In Norvik")))

    assert [text[start:end] for start, end in page.held] == ["In Norvik", "Ida Holm", "said", "it rises"]
    assert [text[start:end] for start, end in page.free_parts(6, len(text))] == [" ", " ", " ", "."]


def test_a_passage_is_on_one_line() -> None:
    page = prepared(story("Toll\n\nIt\nrises."))

    assert (page.passage(6, 15).words, page.passage(6, 15).paragraph) == ("It rises.", 1)


def test_ranges() -> None:
    assert joined([(5, 7), (0, 2), (2, 3), (6, 9), (4, 4)]) == ((0, 3), (5, 9))
    assert list(within([(0, 3), (5, 9)], 2, 6)) == [(2, 3), (5, 6)]
    assert list(within([], 2, 6)) == []
