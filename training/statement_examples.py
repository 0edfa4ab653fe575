"""What the head learns from one statement, and batches of such examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from inquit.model.regions import Region, Words
from inquit.model.statement_head import FIELDS, ROOTS, plain
from inquit.types import Act, Flag, Type
from training.statements import Document, spans

MARKS = frozenset({"act", "type", "root", "setting"})
"""Fields of which a statement that somebody marked has one."""

LEAST_COUNT = 5
"""Statements in whose regions a word must occur to get a vector of its own."""

FIRST_ACT = 0.8
"""Share of the act that was marked, where a fair reader could accept others too; they share the rest."""


@dataclass(frozen=True)
class Example:
    """A statement with what is to be learned from it; −1 where its source does not mark that.

    Attributes:
        act: Probability of each act, all zero where none is marked.
        inside: Of each word of the region, for each field, `(n, 4)`.
    """

    words: Words
    region: Region
    plain: tuple[str, ...]
    type: int
    act: np.ndarray
    flags: np.ndarray
    root: int
    inside: np.ndarray


def examples(documents: Iterable[Document]) -> Iterator[Example]:
    """One example for each statement of the documents."""
    types, acts = list(Type), list(Act)
    for document in documents:
        words = document.words
        for statement, region in zip(document.statements, document.regions, strict=True):
            if not MARKS & statement.keys():
                continue  # nothing is marked; it only stands beside others
            act = np.zeros(len(acts), dtype=np.float32)
            if statement.get("act"):
                also = [a for a in statement.get("also") or () if a != statement["act"]]
                act[acts.index(statement["act"])] = FIRST_ACT if also else 1.0
                for other in also:
                    act[acts.index(other)] += (1 - FIRST_ACT) / len(also)
            inside = np.full((len(region.words), len(FIELDS)), -1, dtype=np.float32)
            for number, name in enumerate(FIELDS):
                if name in statement:
                    inside[:, number] = words.inside(spans(statement[name]))[region.words]
            yield Example(
                words,
                region,
                tuple(plain(document.text[words.start[w] : words.end[w]]) for w in region.words),
                types.index(statement["type"]) if statement.get("type") else -1,
                act,
                np.array([_flag(statement, flag) for flag in Flag], dtype=np.float32),
                ROOTS.index(statement["root"]) if statement.get("root") else -1,
                inside,
            )


def _flag(statement: dict[str, Any], flag: Flag) -> int:
    """Whether a flag is set; −1 where nobody looked for it."""
    if "flags" in statement:
        return int(flag in statement["flags"])
    return int(bool(statement["condition"])) if flag is Flag.CONDITIONAL and "condition" in statement else -1


def vocabulary(found: Iterable[Example]) -> dict[str, int]:
    """Words that have a vector of their own, the most frequent first, numbered from 1."""
    counts = Counter(word for example in found for word in sorted(set(example.plain)))
    kept = sorted((word for word, n in counts.items() if n >= LEAST_COUNT), key=lambda word: (-counts[word], word))
    return {word: number for number, word in enumerate(kept, 1)}


def collate(rows: Sequence[Example], numbers: dict[str, int]) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """A batch: what goes in (as `statement_head.inputs` lays it out) and what is to come out."""
    shape = (len(rows), max(len(row.plain) for row in rows))
    filled = {
        name: torch.zeros(shape, dtype=torch.long) for name in ("row", "word", "part", "other", "sentence", "distance")
    }
    real = torch.zeros(shape, dtype=torch.bool)
    inside = torch.full((*shape, 3, len(FIELDS)), -1.0)
    at = 0
    for i, row in enumerate(rows):
        n = len(row.plain)
        filled["row"][i, :n] = torch.arange(at, at + n)
        filled["word"][i, :n] = torch.tensor([numbers.get(word, 0) for word in row.plain])
        for name in ("part", "other", "sentence", "distance"):
            filled[name][i, :n] = torch.from_numpy(getattr(row.region, name))
        real[i, :n] = True
        inside[i, :n] = torch.from_numpy(edged(row.inside))
        at += n
    states = np.concatenate([row.words.states[row.region.words] for row in rows]).astype(np.float32)
    targets = {
        name: torch.tensor(np.array([getattr(row, name) for row in rows])) for name in ("type", "act", "flags", "root")
    }
    return {"states": torch.from_numpy(states), **filled, "real": real}, {**targets, "inside": inside}


def edged(inside: np.ndarray) -> np.ndarray:
    """`(n, fields)` to `(n, 3, fields)`: inside, and whether the word begins or ends a run."""
    before, after = np.zeros_like(inside), np.zeros_like(inside)
    before[1:], after[:-1] = inside[:-1], inside[1:]
    edges = [np.where(inside < 0, -1, (inside == 1) & (beside != 1)) for beside in (before, after)]
    return np.stack([inside, *edges], axis=1).astype(np.float32)
