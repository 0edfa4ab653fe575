"""What the encoder reads at once: whole paragraphs, every word once."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from inquit.model.encoder import MODEL_FOLDER
from inquit.model.windows import PAD_ID, SEPARATOR_ID, START_ID, WINDOW, Window, windows
from inquit.model.wordpieces import load_tokenizer, paragraph_pieces

PARAGRAPH = "The council met on Monday and talked about the harbour . " * 5  # 55 words, each of one word piece


@cache
def tokenizer() -> Tokenizer:
    return load_tokenizer(MODEL_FOLDER / "tokenizer.json")


def cut(text: str, size: int = WINDOW) -> list[Window]:
    return windows(text, tokenizer(), size)


def words(text: str, window: Window) -> list[str]:
    return [text[start:end] for start, end in zip(window.start, window.end, strict=True)]


def all_words(text: str) -> list[tuple[int, int]]:
    """Characters of every word of the text, whatever the windows."""
    return [
        (start, end)
        for pieces in paragraph_pieces(text, tokenizer())
        for start, end in zip(pieces.start[pieces.first].tolist(), pieces.end[pieces.first].tolist(), strict=True)
    ]


def test_a_short_text_is_one_window() -> None:
    text = "He spoke.\n\n“No,” she said."
    [window] = cut(text)

    tokens = [tokenizer().id_to_token(int(i)) for i in window.ids]
    assert tokens == ["<s>", "he", "spoke", ".", "</s>", "“", "no", ",", "”", "she", "said", ".", "</s>"]
    assert window.case.tolist() == [0, 1, 0, 5, 0, 5, 1, 5, 5, 0, 0, 5, 0]
    assert window.quote.tolist() == [0, 0, 0, 0, 0, 2, 1, 1, 3, 0, 0, 0, 0]
    assert window.words.tolist() == [1, 2, 3, 5, 6, 7, 8, 9, 10, 11]
    assert window.paragraph.tolist() == [0, 0, 0, 1, 1, 1, 1, 1, 1, 1]
    assert words(text, window) == ["He", "spoke", ".", "“", "No", ",", "”", "she", "said", "."]
    assert len(window) == 13


def test_the_special_ids_are_the_vocabulary_s() -> None:
    assert [tokenizer().token_to_id(token) for token in ("<s>", "<pad>", "</s>")] == [START_ID, PAD_ID, SEPARATOR_ID]


@pytest.mark.parametrize("text", ["", " \n\n\t", "\x00\x01"])
def test_a_text_without_words_has_no_window(text: str) -> None:
    assert cut(text) == []


def test_paragraphs_are_not_cut_and_fill_a_window() -> None:
    # 55 pieces and a separator each: four fit into 256, a fifth does not
    text = "\n\n".join([PARAGRAPH] * 9)

    assert [sorted(set(window.paragraph.tolist())) for window in cut(text)] == [[0, 1, 2, 3], [4, 5, 6, 7], [8]]
    assert [len(window) for window in cut(text)] == [225, 225, 57]


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        pytest.param(254, [256], id="fits to the last piece"),
        pytest.param(255, [254, 5], id="one too many: cut at the end of a sentence"),
    ],
)
def test_a_paragraph_is_cut_only_where_it_is_longer_than_a_window(pieces: int, expected: list[int]) -> None:
    # sentences of 6 pieces, so that 252 is the last sentence end that a window can hold
    sentence = "The council met on Monday. "
    text = (sentence * 50)[: 27 * (pieces // 6)] + " ".join(["Word"] * (pieces % 6))

    assert [len(window) for window in cut(text)] == expected


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    text = "The council met. It talked about the harbour. It decided nothing at all."

    assert [" ".join(words(text, window)) for window in cut(text, 10)] == [
        "The council met .",
        "It talked about the harbour .",
        "It decided nothing at all .",
    ]


def test_a_sentence_longer_than_a_window_is_cut_between_words() -> None:
    text = "Brekkevold said Brekkevold met Brekkevold"  # five pieces a name

    assert [" ".join(words(text, window)) for window in cut(text, 10)] == [
        "Brekkevold said",
        "Brekkevold met",
        "Brekkevold",
    ]


def test_a_word_longer_than_a_window_is_one_word_all_the_same() -> None:
    text = "x" * 90 + " end"

    assert words(text, cut(text, 10)[0]) == ["x" * 90]
    assert [word for window in cut(text, 10) for word in words(text, window)] == ["x" * 90, "end"]


def test_a_cut_paragraph_begins_a_window_and_the_next_one_may_share_its_last() -> None:
    text = "Short one.\n\nThe council met. It talked about it. It left early.\n\nShort two."

    assert [" ".join(words(text, window)) for window in cut(text, 10)] == [
        "Short one .",
        "The council met .",
        "It talked about it .",
        "It left early . Short two .",
    ]


@given(
    st.text(max_size=200) | st.text(alphabet="aB9é.!? “”\n\u0301😀\x00", max_size=200),
    st.integers(8, 40),
)
@example("Word. " * 60, 8)
@example("a" * 300, 8)
def test_every_word_of_any_text_is_in_exactly_one_window(text: str, size: int) -> None:
    found = cut(text, size)

    assert [(int(s), int(e)) for window in found for s, e in zip(window.start, window.end, strict=True)] == all_words(
        text
    )
    for window in found:
        assert len(window) == len(window.case) == len(window.quote) <= size
        assert window.ids[0] == START_ID
        assert window.ids[-1] == SEPARATOR_ID
        assert PAD_ID not in window.ids
        assert (np.diff(window.words) > 0).all()
        assert (np.diff(window.paragraph) >= 0).all()
        assert not np.isin(window.ids[window.words], (START_ID, SEPARATOR_ID)).any()
