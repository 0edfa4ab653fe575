"""What a text says no to: the words that stand in the reach of a negation."""

from __future__ import annotations

from collections.abc import Sequence

from inquit.ledger.matching.words import NEGATIONS, Word, stem

REACH = 6
"""Words after a negation in which the word that it negates is looked for."""

VERBS = frozenset(
    stem(word)
    for word in (
        "refuse reject deny oppose fail decline avoid prevent rule block impossible unable unlikely hardly lack".split()
    )
)
"""Words that say no to what follows: *refuses to build*, *rules out building*."""

PREFIXED = frozenset("unsafe unclear unfair unlawful illegal insecure unwilling unready untrue unjust".split())
"""Words that negate their own second half; their stem is that of the half."""

_SIDING = frozenset(stem(word) for word in ("vote", "argue", "speak", "be", "campaign", "decide"))

_STATES = frozenset("over certain clear finished perfect sure enough done complete ready easy satisfied".split())
"""Words after *far from* that make it a negation."""

_MILD = frozenset("only just merely least so doubt later than more fewer less".split())
"""Words after which a *not* or *no* says no to nothing: *not only*, *no doubt*, *no later than*."""


def negations(words: Sequence[Word]) -> list[int]:
    """Positions of the words that negate, those with another meaning left out."""
    found = []
    for i, word in enumerate(words):
        following = words[i + 1].key if i + 1 < len(words) else ""
        says_no = word.key in NEGATIONS and following not in _MILD
        says_no = says_no or (word.key == "far" and following == "from" and _is_state(words[i + 2 : i + 3]))
        says_no = says_no or (word.key == "against" and i > 0 and words[i - 1].stem in _SIDING) or word.key in PREFIXED
        if says_no or (word.stem in VERBS and (word.stem != stem("rule") or following == "out")):
            found.append(i)
    return found


def _is_state(after: Sequence[Word]) -> bool:
    """Whether *far from* leads to a state and not to a place."""
    return any(word.key in _STATES or word.key.endswith("ing") for word in after)


def negated(words: Sequence[Word]) -> dict[str, int]:
    """Stem of each word that is negated, and the position of the negation."""
    found: dict[str, int] = {}
    for i in negations(words):
        for reached_stem in reached(words, i):
            found.setdefault(reached_stem, i)
    return found


def reached(words: Sequence[Word], position: int) -> frozenset[str]:
    """Stems of the next two words of meaning after a negation."""
    begin = position if words[position].key in PREFIXED else position + 1
    near = words[begin : begin + REACH]
    return frozenset([word.stem for word in near if word.is_content and not word.is_number][:2])
