"""The choice among the times of a statement: a conditional logit over features, its weights in `weights.txt`.

Candidates of one value share their probability: that the text says "Monday" twice makes Monday likelier, not less
likely.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from inquit.reading.occasions.candidates import Candidate

Feature = tuple[str, float]


@cache
def weights() -> Mapping[str, float]:
    """The learned weights by the names of the features."""
    lines = (files(__package__) / "weights.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.rsplit("\t", 1) for line in lines if not line.startswith("#"))
    return {name: float(weight) for name, weight in pairs}


def probabilities(features: Sequence[Iterable[Feature]], table: Mapping[str, float]) -> list[float]:
    """How likely each candidate is, given what speaks for it."""
    scores = [sum(table.get(name, 0.0) * value for name, value in own) for own in features]
    highest = max(scores)
    raised = [math.exp(score - highest) for score in scores]
    return [each / sum(raised) for each in raised]


def likeliest(possible: Sequence[Candidate], likely: Sequence[float]) -> int:
    """The number of the likeliest candidate of the likeliest value."""
    together: dict[tuple[str | None, bool], float] = {}
    for candidate, probability in zip(possible, likely, strict=True):
        together[candidate.key] = together.get(candidate.key, 0.0) + probability
    best = max(together, key=lambda key: together[key])
    return max((n for n, c in enumerate(possible) if c.key == best), key=lambda n: likely[n])


def chosen(
    possible: Sequence[Candidate], features: Sequence[Iterable[Feature]], table: Mapping[str, float]
) -> Candidate:
    """The candidate to take."""
    return possible[likeliest(possible, probabilities(features, table))]
