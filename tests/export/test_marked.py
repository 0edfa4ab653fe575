from __future__ import annotations

from itertools import pairwise
from time import perf_counter

import pytest

from export.pages import parse
from export.stories import ferry, span
from inquit.export.marked import anchor, blocks, hue
from inquit.export.voices import Entry, Voice, voices
from inquit.types import Article, Reading, Span, Statement

TEXT = "Ann two three four five"


def marked(*statements: Statement, text: str = TEXT, title: str | None = None) -> list[str]:
    """The blocks' HTML, without what is the same everywhere: titles, hues."""
    reading = Reading(Article(text, title=title), statements)
    found = []
    for block in blocks(reading, voices(reading), "r"):
        for element in parse(f"<p>{block.html}</p>").all("span"):
            assert element.attributes["title"]
        found.append(_short(parse(f"<p>{block.html}</p>").all("p")[0]))
    return found


def _short(element: object) -> str:
    """`{C A1 text}` for a content labelled A1, `{s text}` and `{c text}` for a source and a cue without a label."""
    if isinstance(element, str):
        return element
    inside = "".join(map(_short, element.children))  # type: ignore[attr-defined]
    if element.tag == "p":  # type: ignore[attr-defined]
        return inside
    letter = {"content": "C", "source": "s", "cue": "c"}[element.classes[0]]  # type: ignore[attr-defined]
    label = element.attributes.get("data-label")  # type: ignore[attr-defined]
    return f"{{{letter}{f' {label}' if label else ''} {inside}}}"


def statement(number: int, content: Span, *, source: str = "", within: str | None = None) -> Statement:
    text = TEXT
    return Statement(f"s{number}", text, content, source=span(text, source) if source else Span(), within=within)


def test_source_cue_and_content_are_marked_in_place() -> None:
    said = Statement("s1", TEXT, span(TEXT, "three four"), span(TEXT, "two"), span(TEXT, "Ann"))
    assert marked(said) == ["{s Ann} {c two} {C A1 three four} five"]


def test_an_interrupted_content_is_labelled_again_where_it_goes_on() -> None:
    assert marked(statement(1, span(TEXT, "Ann", "three", "five"))) == [
        "{C ?1 Ann} two {C …?1 three} four {C …?1 five}"
    ]


def test_a_content_inside_another_lies_inside_it() -> None:
    outer = statement(1, span(TEXT, "two three four"))
    inner = statement(2, span(TEXT, "three"), source="two", within="s1")
    assert marked(outer, inner) == ["Ann {C ?1 {s two} {C A1 three} four} five"]


def test_the_inner_one_lies_inside_even_where_both_are_the_same_words() -> None:
    outer, inner = statement(1, span(TEXT, "two three")), statement(2, span(TEXT, "two three"), within="s1")
    assert marked(inner, outer) == ["Ann {C ?2 {C ?1 two three}} four five"]


def test_contents_that_cross_are_split_and_labelled_once() -> None:
    first, second = statement(1, span(TEXT, "Ann two three")), statement(2, span(TEXT, "two three four"))
    assert marked(first, second) == ["{C ?1 Ann {C ?2 two three}}{C  four} five"]


def test_a_content_over_two_paragraphs_is_labelled_again_in_the_second() -> None:
    text = "one two\n\nthree four"
    said = Statement("s1", text, span(text, "two\n\nthree"))
    assert marked(said, text=text) == ["one {C ?1 two\n\n}", "{C …?1 three} four"]


def test_a_statement_without_content_is_labelled_at_its_cue() -> None:
    assert marked(Statement("s1", TEXT, Span(), span(TEXT, "two"), span(TEXT, "Ann"))) == [
        "{s Ann} {c A1 two} three four five"
    ]


def test_pieces_outside_the_text_are_cut_or_left_out() -> None:
    assert marked(statement(1, Span(((-3, 2), (19, 99), (200, 300))))) == ["Ann two three four {C ?1 five}"]


@pytest.mark.parametrize("text", ["", "\n\n", "one", "\n\none", "one\n", "a\nb", "a\n\n\n b \n \nc\n"])
def test_blocks_hold_every_character_once(text: str) -> None:
    reading = Reading(Article(text), ())
    assert "".join(str(block.html) for block in blocks(reading, (), "r")) == text


def test_each_line_with_text_is_a_block() -> None:
    reading = Reading(Article("a\nb\n\n\nc"), ())
    assert [str(block.html) for block in blocks(reading, (), "r")] == ["a\n", "b\n\n\n", "c"]


def test_only_the_first_block_can_be_the_headline() -> None:
    reading = Reading(Article("News\n\nNews", title="News"), ())
    assert [block.headline for block in blocks(reading, (), "r")] == [True, False]
    without = Reading(Article("News\n\nNews"), ())
    assert [block.headline for block in blocks(without, (), "r")] == [False, False]


def test_each_statement_is_noted_beside_the_block_where_it_is_first_marked() -> None:
    reading = ferry()
    noted = [[entry.label for _, entry in block.entries] for block in blocks(reading, voices(reading), "r")]
    assert noted == [["A1"], ["B1"], ["C1"], ["C2", "D1", "?1"], ["E1"], ["F1"], []]


def test_every_statement_can_be_linked_to() -> None:
    reading = ferry()
    groups = voices(reading)
    page = parse("".join(f"<p>{block.html}</p>" for block in blocks(reading, groups, "r7")))
    ids = [span.attributes["id"] for span in page.all("span") if "id" in span.attributes]
    assert sorted(ids) == sorted(anchor("r7", entry) for voice in groups for entry in voice.entries)


def test_a_circle_of_statements_ends() -> None:
    first = statement(1, span(TEXT, "Ann two"), within="s2")
    second = statement(2, span(TEXT, "two three"), within="s1")
    assert "".join(marked(first, second))


def test_neighbouring_voices_differ_by_colour_and_by_line() -> None:
    entry = Entry("A1", statement(1, Span()))
    hues = [hue(Voice(number, "A", "a", None, True, (entry,))).split() for number in range(33)]
    assert all(a[0] != b[0] and a[1] != b[1] for a, b in pairwise(hues))
    assert len({tuple(h) for h in hues[:32]}) == 32


def test_three_thousand_statements_over_one_another_take_a_moment() -> None:
    text = "word " * 6_000
    spans = (Span(((n, n + 60),)) for n in range(0, 27_000, 9))
    reading = Reading(Article(text), tuple(Statement(f"s{s.start}", text, s, source=s) for s in spans))
    started = perf_counter()
    (block,) = blocks(reading, voices(reading), "r")
    assert len(block.entries) == 3_000
    assert perf_counter() - started < 5  # a tenth of it here; hours if every bound were held against every span
