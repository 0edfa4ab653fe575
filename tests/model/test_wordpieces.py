"""Word pieces and the features beside them, on the packaged vocabulary."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from inquit.model.encoder import MODEL_FOLDER
from inquit.model.wordpieces import CASES, QUOTES, Pieces, load_tokenizer, paragraph_pieces

LOWER, CAPITALISED, CAPITALS, MIXED, DIGIT, NEITHER = range(CASES)
OUTSIDE, INSIDE, OPENS, CLOSES = range(QUOTES)


@cache
def tokenizer() -> Tokenizer:
    return load_tokenizer(MODEL_FOLDER / "tokenizer.json")


def features(text: str, feature: str) -> list[tuple[str, int]]:
    """Each word of a text of one paragraph with one of its features."""
    [pieces] = paragraph_pieces(text, tokenizer())
    values = getattr(pieces, feature)
    return [(text[pieces.start[i] : pieces.end[i]], int(values[i])) for i in range(len(pieces)) if pieces.first[i]]


def test_words_of_several_pieces_share_their_offsets() -> None:
    text = "Mayor Brekkevold resigns"
    [pieces] = paragraph_pieces(text, tokenizer())

    assert [tokenizer().id_to_token(int(i)) for i in pieces.ids] == [
        "mayor", "br", "##ek", "##ke", "##vo", "##ld", "resign", "##s",
    ]  # fmt: skip
    assert pieces.start.tolist() == [0, 6, 6, 6, 6, 6, 17, 17]
    assert pieces.end.tolist() == [5, 16, 16, 16, 16, 16, 24, 24]
    assert pieces.first.tolist() == [True, True, False, False, False, False, True, False]


def test_offsets_count_code_points_from_the_start_of_the_text() -> None:
    text = "😀 Ähre\n\n  Zoë’s dog"
    paragraphs = paragraph_pieces(text, tokenizer())
    words = [(text[p.start[i] : p.end[i]], int(p.start[i])) for p in paragraphs for i in range(len(p)) if p.first[i]]

    assert words == [("😀", 0), ("Ähre", 2), ("Zoë", 10), ("’", 13), ("s", 14), ("dog", 16)]


def test_case() -> None:
    assert features("the Mayor of NATO met McAllister at 9pm on A1 , I think", "case") == [
        ("the", LOWER), ("Mayor", CAPITALISED), ("of", LOWER), ("NATO", CAPITALS), ("met", LOWER),
        ("McAllister", MIXED), ("at", LOWER), ("9pm", LOWER), ("on", LOWER), ("A1", DIGIT), (",", NEITHER),
        ("I", CAPITALISED), ("think", LOWER),
    ]  # fmt: skip


def test_quotation_marks() -> None:
    assert features("She said “it is” often", "quote") == [
        ("She", OUTSIDE), ("said", OUTSIDE), ("“", OPENS), ("it", INSIDE), ("is", INSIDE), ("”", CLOSES),
        ("often", OUTSIDE),
    ]  # fmt: skip


def test_a_quotation_that_is_never_closed_has_no_closing_mark() -> None:
    assert features("“it is", "quote") == [("“", OPENS), ("it", INSIDE), ("is", INSIDE)]


@pytest.mark.parametrize("text", ["", "\n\n", " \t\n", "\x01\x02"])
def test_nothing_to_read_gives_no_paragraph(text: str) -> None:
    assert paragraph_pieces(text, tokenizer()) == []


def test_a_part_of_the_pieces_keeps_all_their_features() -> None:
    [pieces] = paragraph_pieces("“No,” said Ida Brekke.", tokenizer())
    part = pieces[1:3]

    assert isinstance(part, Pieces)
    assert [getattr(part, name).tolist() for name in Pieces.__slots__] == [
        getattr(pieces, name)[1:3].tolist() for name in Pieces.__slots__
    ]
    assert len(part) == 2


@given(st.text(max_size=120) | st.text(alphabet="aB9é “”'\n\u0301😀ß\x00", max_size=60))
def test_any_text_gives_words_inside_it_in_order(text: str) -> None:
    for pieces in paragraph_pieces(text, tokenizer()):
        assert pieces.first[0]
        starts, ends = pieces.start[pieces.first].tolist(), pieces.end[pieces.first].tolist()
        edges = [edge for word in zip(starts, ends, strict=True) for edge in word]
        assert edges == sorted(edges)
        assert edges[0] >= 0
        assert edges[-1] <= len(text)
        assert all(start < end for start, end in zip(starts, ends, strict=True))
        assert set(pieces.case.tolist()) <= set(range(CASES))
        assert set(pieces.quote.tolist()) <= set(range(QUOTES))
