"""An article's word pieces, cut into the windows that the encoder reads one by one.

A window holds whole paragraphs, as many as fit, so that a quotation, its cue and its source stay together.  Only a
paragraph that is longer than a window is cut, at the end of a sentence where it has one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from inquit.model.wordpieces import Ints, Pieces, paragraph_pieces
from inquit.sentences import sentence_bounds

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW = 256
"""Word pieces in a window, special ones included."""
START_ID, PAD_ID, SEPARATOR_ID = 0, 1, 2
"""MPNet's `<s>`, `<pad>` and `</s>`; the last also parts the paragraphs of a window."""


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder reads at once.

    Attributes:
        ids, case, quote: Encoder input, `(n,)`; see `Pieces`.
        words: Position in the window of the first piece of each word, `(words,)`.
        start, end: Characters of each word in the article's text, `(words,)`.
        paragraph: Number of the paragraph in the article that each word stands in, `(words,)`.
    """

    ids: Ints
    case: Ints
    quote: Ints
    words: Ints
    start: Ints
    end: Ints
    paragraph: Ints

    def __len__(self) -> int:
        return len(self.ids)


def windows(text: str, tokenizer: Tokenizer, size: int = WINDOW) -> list[Window]:
    """Cut `text` into windows of at most `size` word pieces; every word is in exactly one of them."""
    result: list[Window] = []
    held: list[tuple[int, Pieces]] = []
    room = size - 1
    for number, paragraph in enumerate(paragraph_pieces(text, tokenizer)):
        parts = [paragraph] if len(paragraph) <= size - 2 else _cut(text, paragraph, size - 2)
        for part in parts:
            if held and (len(part) + 1 > room or len(parts) > 1):
                result.append(_join(held))
                held, room = [], size - 1
            held.append((number, part))
            room -= len(part) + 1
    if held:
        result.append(_join(held))
    return result


def _cut(text: str, paragraph: Pieces, size: int) -> list[Pieces]:
    """Parts of a long paragraph, at most `size` pieces each, cut at sentence ends, else between words."""
    origin, stop = int(paragraph.start[0]), int(paragraph.end[-1])
    ends = [origin + end for _, end in sentence_bounds(text[origin:stop])]
    # positions where a sentence ends, and where a word ends
    sentence = np.searchsorted(paragraph.start, ends, side="left")
    word = np.append(np.flatnonzero(paragraph.first), len(paragraph))
    parts, begin = [], 0
    while begin < len(paragraph):
        limit = begin + size
        if limit >= len(paragraph):
            end = len(paragraph)
        else:
            end = _last_in(sentence, begin, limit) or _last_in(word, begin, limit) or limit
        parts.append(paragraph[begin:end])
        begin = end
    return parts


def _last_in(positions: NDArray[np.int64], after: int, limit: int) -> int:
    """The greatest position in `(after, limit]`, or 0 without one."""
    fitting = positions[(positions > after) & (positions <= limit)]
    return int(fitting[-1]) if len(fitting) else 0


def _join(held: list[tuple[int, Pieces]]) -> Window:
    """One window: `<s>` paragraph `</s>` paragraph `</s>`, and so on."""
    ids: list[Ints] = [np.array([START_ID])]
    case: list[Ints] = [np.array([0])]
    quote: list[Ints] = [np.array([0])]
    words, start, end, number = [], [], [], []
    length = 1
    for paragraph, pieces in held:
        ids += [pieces.ids, np.array([SEPARATOR_ID])]
        case += [pieces.case, np.array([0])]
        quote += [pieces.quote, np.array([0])]
        positions = np.flatnonzero(pieces.first)
        if len(positions) == 0:  # the rest of one word longer than a window: no word begins here
            length += len(pieces) + 1
            continue
        words.append(positions + length)
        start.append(pieces.start[positions])
        end.append(pieces.end[positions])
        number.append(np.full(len(positions), paragraph, dtype=np.int64))
        length += len(pieces) + 1
    empty = [np.zeros(0, dtype=np.int64)]
    return Window(
        ids=np.concatenate(ids),
        case=np.concatenate(case),
        quote=np.concatenate(quote),
        words=np.concatenate(words or empty),
        start=np.concatenate(start or empty),
        end=np.concatenate(end or empty),
        paragraph=np.concatenate(number or empty),
    )
