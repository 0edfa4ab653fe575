"""Text to word pieces, with the surface features that an uncased vocabulary loses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from inquit.quotation import is_closed, quoted_ranges
from inquit.sentences import paragraph_bounds

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]

CASES = 6
"""Number of case features: lower, Capitalised, ALL CAPS, miXed, with a digit, neither letter nor digit."""
QUOTES = 4
"""Number of quotation features: outside, inside, a mark that opens, a mark that closes."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one paragraph, or of a run of them.

    A *word* is what the tokenizer's own pre-tokenizer yields: a run of letters and digits, or one punctuation mark.

    Attributes:
        ids: Vocabulary ids, `(n,)`.
        case: Case feature of the piece's word, `(n,)`, below `CASES`.
        quote: Quotation feature of the piece's word, `(n,)`, below `QUOTES`.
        start: First character of the piece's *word* in the article's text, `(n,)`.
        end: Position after that word's last character, `(n,)`.
        first: Whether the piece is the first of its word, `(n,)`.
    """

    ids: Ints
    case: Ints
    quote: Ints
    start: Ints
    end: Ints
    first: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, part: slice) -> Pieces:
        return Pieces(
            self.ids[part], self.case[part], self.quote[part], self.start[part], self.end[part], self.first[part]
        )


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer of a `tokenizer.json`, without padding, truncation or special tokens of its own."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def paragraph_pieces(text: str, tokenizer: Tokenizer) -> list[Pieces]:
    """The word pieces of each paragraph of `text`, offsets counted from the start of `text`.

    A paragraph without a single word piece (control characters only) is left out.
    """
    bounds = paragraph_bounds(text)
    marks = np.zeros(len(text) + 1, dtype=np.int64)
    for start, end in quoted_ranges(text):
        marks[start:end] = 1
        marks[start] = 2
        if is_closed(text, start, end):
            marks[end - 1] = 3
    encodings = tokenizer.encode_batch([text[start:end] for start, end in bounds], add_special_tokens=False)
    paragraphs = []
    for (origin, _), encoding in zip(bounds, encodings, strict=True):
        if not encoding.ids:
            continue
        words = np.asarray(encoding.word_ids, dtype=np.int64)
        first = np.ones(len(words), dtype=np.bool_)
        first[1:] = words[1:] != words[:-1]
        offsets = np.asarray(encoding.offsets, dtype=np.int64) + origin
        word = np.cumsum(first) - 1
        starts = offsets[first, 0]
        ends = np.append(offsets[:-1][first[1:], 1], offsets[-1, 1])
        case = np.asarray([_case(text[s:e]) for s, e in zip(starts.tolist(), ends.tolist(), strict=True)], np.int64)
        paragraphs.append(
            Pieces(
                ids=np.asarray(encoding.ids, dtype=np.int64),
                case=case[word],
                quote=marks[starts][word],
                start=starts[word],
                end=ends[word],
                first=first,
            )
        )
    return paragraphs


def _case(word: str) -> int:
    if word.islower():
        return 0
    if any(c.isdigit() for c in word):
        return 4
    if not any(c.isalpha() for c in word):
        return 5
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else 3
