"""What each speaker does by a statement, on which condition, to whom, on what occasion: scores to plain values.

The acts are Searle's (1976) with PLOVER's names where one fits (docs/acts.md); how a speaker is tied to the content is
the type of PDTB 2.0.  The scores come from `inquit.model.statement_head`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from inquit.model.regions import Region, Words
from inquit.model.statement_head import FIELDS, Scores
from inquit.model.tags import Floats, log_softmax
from inquit.reading.whole_words import whole_words, with_nouns
from inquit.types import Act, Flag, Span, Speaker, Type
from inquit.types.article import NOWHERE

MOST_ACTS = 3
"""Acts that are ranked."""

LEAST_ACT = 0.05
"""Probability below which an act is not worth listing behind the first."""

SHARPER = 2.5
"""What the acts' logits are multiplied with: the head learned from acts that share their probability with others a fair
reader could accept, and is too modest (mean probability of the first 69 %, accepted 90 %; with it 88 %)."""

TOLD = -1.0
"""Logit from which a field is taken as told: the head alone is too careful (two folds of the readings' train parts, F1
with −1 and with 0: addressee 71.4 and 69.2, setting 79.8 and 78.3)."""

FLAGGED = -0.5
"""Logit from which a flag is set: the head is too careful there too (passages kept aside, F1 with −0.5 and with 0:
conditional 90.1 and 88.4 of 215 older ones, 86.7 and 85.4 of 105 in ordinary prose; negated 78.5 and 76.9, 84.1 and
85.7)."""

LEAST_RUN = {"setting": -0.5, "target": -0.5}
"""Sum of its words' logits below which a span is not told after all: "at" and "the" were the best of bad words (F1 of
telling a span that touches the right one, passages kept aside: target 68.0 without, 75.2 with; one fold of readings:
setting 74.9 and 75.0, but addressee 78.9 and 76.2)."""

MOST_PIECES = {"condition": 2, "addressee": 1, "setting": 1, "target": 2}
"""Pieces of a field's span: two conditions are not rare, two occasions are."""

_READIER = {"condition": 1.25}
"""Added to the logits of standing inside, where it is known that there is a span: conditions came out a few words long
(F1 of their words on two folds of the readings' train parts: 71.1 with 1, 80.1 with 1.25, 75.1 with 2; passages kept
aside 88.1, 88.7, 87.3)."""

_SCRAP = re.compile(r"(?:an?|the|at|by|for|from|in|of|on|to|with|and|that|\W)*", re.IGNORECASE)
_LIMIT = 6.0  # one word that is sure of itself must not outweigh a clause
_ANOTHER = 2.0  # logits by which a second piece must be better than none


@dataclass(frozen=True, slots=True)
class Doing:
    """What is done by one statement; spans are empty where the text does not tell.

    Attributes:
        type, act: `None` where nothing was asked.
    """

    type: Type | None = None
    act: Act | None = None
    acts: tuple[tuple[Act, float], ...] = ()
    flags: tuple[Flag, ...] = ()
    condition: Span = NOWHERE
    addressee: Span = NOWHERE
    setting: Span = NOWHERE
    target: Span = NOWHERE

    def fields(self) -> dict[str, Any]:
        """The same by the names that `Statement` has."""
        return {name: getattr(self, name) for name in self.__slots__}


TARGETED = frozenset({Act.ACCUSE, Act.DEMAND, Act.THREATEN, Act.REFUSE, Act.SUPPORT, Act.DENY})
"""Acts that are aimed at somebody."""

TO_THEIR_FACE = frozenset({Act.DEMAND, Act.THREATEN})
"""Of these, the ones often said to whom they are aimed at; reporters who are told a reproach are not its target."""


def doing(scores: Scores, region: Region, words: Words) -> Doing:
    """What the scores of a statement say.

    Args:
        scores: Of the statement.
        region: The words that were scored.
        words: All words of the article.
    """
    types, chances = list(Type), np.exp(log_softmax(SHARPER * scores.act))
    ranked = sorted(zip(Act, chances.tolist(), strict=True), key=lambda pair: -pair[1])
    flags = tuple(flag for flag, logit in zip(Flag, scores.flags.tolist(), strict=True) if logit > FLAGGED)
    told = dict(zip(FIELDS, (scores.has > TOLD).tolist(), strict=True))
    told["condition"] = Flag.CONDITIONAL in flags
    told["target"] = told["target"] and ranked[0][0] in TARGETED
    inside = dict(zip(FIELDS, np.moveaxis(scores.inside, 2, 0), strict=True))
    runs = {name: _pieces(inside[name], name) if told[name] else [] for name in FIELDS}
    if runs["addressee"] and ranked[0][0] not in TO_THEIR_FACE:
        inside["target"] = inside["target"].copy()
        for first, last in runs["addressee"]:
            inside["target"][first : last + 1] = -_LIMIT
        runs["target"] = _pieces(inside["target"], "target") if told["target"] else []
    spans = {name: _span(pieces, region, words) for name, pieces in runs.items()}
    acts = tuple((act, round(p, 4)) for n, (act, p) in enumerate(ranked[:MOST_ACTS]) if n == 0 or p >= LEAST_ACT)
    return Doing(types[int(np.argmax(scores.type))], ranked[0][0], acts, flags, **spans)


def _pieces(scores: Floats, name: str) -> list[tuple[int, int]]:
    readier = np.array([_READIER.get(name, 0.0), 0.0, 0.0], dtype=np.float32)
    found = segments(scores + readier, MOST_PIECES[name])
    least = LEAST_RUN.get(name, -np.inf)
    return [(a, b) for a, b in found if np.clip(scores[a : b + 1, 0], -_LIMIT, _LIMIT).sum() > least]


def mended(done: Doing, text: str) -> Doing:
    """With spans drawn to the ends of the names and nouns that they cut through, and without scraps.

    A scrap is an article or a preposition alone: cut off from its noun, it tells nothing.
    """

    def whole(span: Span) -> Span:
        return whole_words(text, span, [start for start, _ in span])

    def kept(span: Span) -> Span:
        told = Span(tuple((start, end) for start, end in span if not _SCRAP.fullmatch(text, start, end)))
        return whole(with_nouns(text, told))

    return replace(
        done,
        condition=whole(done.condition),
        addressee=kept(done.addressee),
        setting=kept(done.setting),
        target=kept(done.target),
    )


def with_whole_names(target: Span, speakers: Sequence[Speaker]) -> Span:
    """A target's words, each name that they cut through made whole: *United* to *the United States*."""
    mentions = [mention for speaker in speakers for mention in speaker.mentions]
    pieces: list[tuple[int, int]] = []
    for start, end in target:
        cut = [(first, last) for first, last in mentions if first < end and start < last]
        start, end = min([start, *(m[0] for m in cut)]), max([end, *(m[1] for m in cut)])
        if pieces and start <= pieces[-1][1]:  # both were parts of one name
            start = pieces.pop()[0]
        pieces.append((start, end))
    return Span(tuple(pieces))


def aimed_at(target: Span, speakers: Sequence[Speaker]) -> Speaker | None:
    """The speaker whom a target's words mean: the one mentioned first in them, by the longest mention."""
    mentioned = [
        (start, start - end, number)
        for number, speaker in enumerate(speakers)
        for start, end in speaker.mentions
        if target.covers(Span(((start, end),)))
    ]
    return speakers[min(mentioned)[2]] if mentioned else None


def segments(scores: Floats, most: int) -> list[tuple[int, int]]:
    """The best run of words, and up to `most - 1` further ones that are better than none.

    A run scores the sum of its words' logits, of its first word's as a beginning and of its last word's as an end: a
    gap of doubtful words inside a clause costs little, a stray word outside it gains little.

    Args:
        scores: Logits of standing inside, beginning, ending, `(words, 3)`.
        most: Runs at most.

    Returns:
        First and last word of each, both included, in order.
    """
    inside, begin, end = np.clip(scores, -_LIMIT, _LIMIT).T
    n = len(inside)
    if n == 0:
        return []
    total = np.concatenate([[0.0], np.cumsum(inside)])
    runs = total[None, 1:] - total[:-1, None] + begin[:, None] + end[None]
    runs[np.tril_indices(n, -1)] = -np.inf
    found: list[tuple[int, int]] = []
    while len(found) < most:
        first, last = divmod(int(runs.argmax()), n)
        if runs[first, last] <= (_ANOTHER if found else -np.inf):
            break
        found.append((first, last))
        runs[: last + 2, max(first - 1, 0) :] = -np.inf  # what overlaps or touches it
    return sorted(found)


def _span(runs: Sequence[tuple[int, int]], region: Region, words: Words) -> Span:
    ends = ((region.words[first], region.words[last]) for first, last in runs)
    return Span(tuple((int(words.start[a]), int(words.end[b])) for a, b in ends))
