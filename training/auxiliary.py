"""What else a word is: the act of its statement, and whether it stands in a condition, an addressee or a setting.

Learned beside the tags (Caruana 1997), so that the encoder's states tell these things to the head that asks about statements
(`statement_model.py`), which learns on frozen states.  The outputs themselves are thrown away at the export.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from inquit.model.windows import Window
from inquit.types import Act
from training.articles import read_articles
from training.statements import LABELS, labelled

UNKNOWN = -100  # what nobody marked: not trained on
FIELDS = ("condition", "addressee", "setting")
ACTS = list(Act)
WIDTH = len(ACTS) + len(FIELDS)
"""Outputs for a word: one of the acts, and yes or no for each field."""

Statements = Iterable[Mapping[str, Any]]


def marked(data: Path) -> dict[str, list[dict[str, Any]]]:
    """The statements of the articles of train parts in which somebody marked such things, by the articles' ids."""
    found = {row["id"]: row["statements"] for row in labelled(data / "polnear/train.jsonl.gz", LABELS)}
    for name in ("polnear_train", "wikinews_train"):
        found |= {row["id"]: row["statements"] for row in read_articles(data / f"readings/{name}.jsonl.gz")}
    return found


def lay(window: Window, statements: Statements) -> tuple[list[int], list[list[int]]]:
    """Lay what is marked of statements over the words of a window.

    Returns:
        For each word the number of the act whose cue or content it stands in, and for each of `FIELDS` 1 or 0: 0 where a
        statement reaches over the word that has no such words there.  `UNKNOWN` where nobody marked anything.  Where
        statements overlap, the inner one's act counts, and a field of either.
    """
    acts = np.full(len(window.words), UNKNOWN)
    fields = np.full((len(window.words), len(FIELDS)), UNKNOWN)
    for statement in sorted(statements, key=lambda s: bool(s.get("within"))):
        pieces = [words_at(window, p) for role in ("cue", "content") for p in statement.get(role) or []]
        if statement.get("act") is not None:
            for piece in pieces:
                acts[piece] = ACTS.index(Act(statement["act"]))
        for number, name in enumerate(FIELDS):
            if name not in statement or not pieces:
                continue
            inside = [words_at(window, p) for p in statement[name] or []]
            reach = [p for p in (*pieces, *inside) if p.start < p.stop]
            if not reach:
                continue
            own = fields[min(p.start for p in reach) : max(p.stop for p in reach), number]
            own[own == UNKNOWN] = 0
            for piece in inside:
                fields[piece, number] = 1
    return acts.tolist(), fields.tolist()


def words_at(window: Window, piece: list[int]) -> slice:
    """The words of the window that the characters `[start, end)` touch."""
    start, end = piece
    return slice(
        int(np.searchsorted(window.end, start, side="right")), int(np.searchsorted(window.start, end, side="left"))
    )
