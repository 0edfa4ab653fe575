"""How sure a statement is as a whole, content and speaker: a logistic regression over what is known of its parts.

The product of the parts' probabilities is not a probability of the whole; so the model's figures and the way in which
the speaker was found go through a regression, fitted by `training.evaluate` on articles that trained nothing.  The
weights stand in `model.json`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from inquit.reading.attribution import Attribution

RULES = ("joint", "description", "role", "pronoun", "relative", "inside", "left out", "continued", "nobody")
"""How the speaker was found, see `speakers.RULES`; by a name counts as the plain case, "nobody" as not at all."""

FEATURES = ("found", "linked", "sourced", "no source", "no cue", "nested", *RULES)

DOUBTFUL = "doubtful"
"""Weight of what is only found by a readier decoding: fitted after the others, which know no such statements."""

MOST_DOUBTFUL = 0.49
"""Confidence that a doubtful statement has at most, so that it is told as unsure everywhere: one in five is right."""


def features(attribution: Attribution, rule: str | None) -> list[float]:
    """The figures of one attribution, in the order of `FEATURES`; probabilities as log odds.

    Args:
        attribution: What was found.
        rule: How its speaker was found; `None` where nobody was.
    """
    return [
        _log_odds(attribution.found),
        _log_odds(attribution.linked),
        _log_odds(attribution.sourced),
        float(not attribution.source),
        float(not attribution.cue),
        float(attribution.outer is not None),
        *(float((rule or "nobody") == name) for name in RULES),
    ]


def confidence(attribution: Attribution, rule: str | None, weights: Mapping[str, float] | None) -> float:
    """Probability that content and speaker are both right, 0 to 1.

    Args:
        attribution: What was found.
        rule: How its speaker was found; `None` where nobody was.
        weights: A weight for each of `FEATURES` and for `bias`; `None` (a model that was not calibrated) gives the
            least sure part instead.
    """
    if weights is None:
        return min(attribution.found, attribution.linked)
    known = weights["bias"] + _dot(features(attribution, rule), [weights[name] for name in FEATURES])
    if attribution.doubtful:
        return min(_sigmoid(known + weights.get(DOUBTFUL, 0.0)), MOST_DOUBTFUL)
    return _sigmoid(known)


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def _dot(a: Sequence[float], b: Sequence[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))
