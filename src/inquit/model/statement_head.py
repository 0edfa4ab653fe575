"""What each statement does, on which condition and to whom: scores of the words around it.

`statements.onnx` reads the regions of all statements of an article in one run, from the states that the encoder's one
pass left.  The file is tiny beside the encoder and may be missing: then nothing is told of acts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from inquit.model.regions import Region, Words
from inquit.model.tags import Floats

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FIELDS = ("condition", "addressee", "setting", "target")
"""The spans that are looked for beside a statement, by number."""

ROOTS = tuple(
    """ACCUSE AGREE AID ASSAULT COERCE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST SANCTION SUPPORT THREATEN
    YIELD""".split()
)
"""Event types of PLOVER (Halterman et al. 2023), by number."""

POOLS = 6
"""Weighted means over a region that the head takes: source, cue, content twice, the statement, the region."""

_STATEMENTS_A_RUN = 8
"""Few, so that those of like length share a run: with 64, half of what was computed was padding."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the head says of one statement, as logits.

    Attributes:
        type, act, flags, root: One for each of `Type`, `Act`, `Flag`, `ROOTS`.
        has: For each of `FIELDS`, that the text tells it, `(4,)`.
        inside: For each word of the region that it stands in the field's span, begins one, ends one, `(n, 3, 4)`.
    """

    type: Floats
    act: Floats
    flags: Floats
    root: Floats
    has: Floats
    inside: Floats


def score(
    text: str, words: Words, regions: Sequence[Region], numbers: Mapping[str, int], session: InferenceSession
) -> list[Scores]:
    """Score every statement, those with regions of like length together.

    Args:
        text: The article's text.
        words: Its words.
        regions: The region of each statement.
        numbers: Of the words that have a vector of their own, from 1; see `word_numbers`.
        session: Of `statements.onnx`.
    """
    ids = word_numbers(text, words, numbers)
    result: list[Scores | None] = [None] * len(regions)
    order = sorted(range(len(regions)), key=lambda i: len(regions[i].words))
    for at in range(0, len(order), _STATEMENTS_A_RUN):
        chosen = order[at : at + _STATEMENTS_A_RUN]
        names = ("type", "act", "flags", "root", "has", "inside")
        out = session.run(list(names), inputs(words, ids, [regions[i] for i in chosen]))
        for row, i in enumerate(chosen):
            own = {name: values[row] for name, values in zip(names, out, strict=True)}
            own["inside"] = own["inside"][: len(regions[i].words)]
            result[i] = Scores(**own)
    return [scores for scores in result if scores is not None]


def inputs(words: Words, ids: NDArray[np.int64], regions: Sequence[Region]) -> dict[str, NDArray[np.generic]]:
    """What the head takes, by the names of its inputs.

    Returns:
        `states` of the words that occur, `(n, width)`; the rest `(statements, longest)`: of each word of a region its
        `row` in `states`, its number, its places, and whether it is `real` and no filling.
    """
    used = np.unique(np.concatenate([region.words for region in regions]))
    shape = (len(regions), max(len(region.words) for region in regions))
    filled = {
        name: np.zeros(shape, dtype=np.int64) for name in ("row", "word", "part", "other", "sentence", "distance")
    }
    real = np.zeros(shape, dtype=np.bool_)
    for i, region in enumerate(regions):
        n = len(region.words)
        filled["row"][i, :n] = np.searchsorted(used, region.words)
        filled["word"][i, :n] = ids[region.words]
        for name in ("part", "other", "sentence", "distance"):
            filled[name][i, :n] = getattr(region, name)
        real[i, :n] = True
    return {"states": words.states[used].astype(np.float32, copy=False), **filled, "real": real}


def word_numbers(text: str, words: Words, numbers: Mapping[str, int]) -> NDArray[np.int64]:
    """The number of each word of an article; 0 for one without a vector of its own."""
    bounds = zip(words.start.tolist(), words.end.tolist(), strict=True)
    return np.array([numbers.get(plain(text[start:end]), 0) for start, end in bounds], dtype=np.int64)


def plain(word: str) -> str:
    """The word as the vocabulary lists it."""
    return word.lower().replace("’", "'")
