"""How a headline's words and those of the body are compared: by words of meaning, whatever their form."""

from __future__ import annotations

from inquit.ledger.matching.words import words_of
from inquit.reports.headline_claims import Claim
from inquit.reports.prepared import Prepared
from inquit.types import Speaker

LEAST_SHARED = 2
"""Words of meaning that a sentence must share with a claim in any case."""


def stems(words: str) -> set[str]:
    """What the words of meaning share with their other forms."""
    return {word.stem for word in words_of(words) if word.is_content}


def keys(words: str) -> str:
    """All words, spelled one way, a space between them."""
    return " ".join(word.key for word in words_of(words))


def share(claim: str, words: str) -> float:
    """Share of a claim's words of meaning that stand in other words, 0 where they are too few to tell."""
    ours = stems(claim)
    shared = ours & stems(words)
    return len(shared) / len(ours) if len(shared) >= LEAST_SHARED else 0.0


def holds(words: str, quotation: str) -> bool:
    """Whether words hold those of a quotation, in its order and without any between."""
    quoted = keys(quotation)
    return bool(quoted) and f" {quoted} " in f" {keys(words)} "


def tells_matter(claim: Claim) -> bool:
    """Whether a claim names, besides who acts and how, what the act is about."""
    subject = {word.stem for word in words_of(claim.subject)}
    return len(stems(claim.words) - subject) > LEAST_SHARED


def names(words: str, page: Prepared, speaker: Speaker | None) -> bool:
    """Whether words share a word of meaning with what the article calls a speaker."""
    if speaker is None:
        return False
    called = " ".join([speaker.name, speaker.role or "", *(page.text[a:b] for a, b in speaker.mentions)])
    return bool(stems(called) & stems(words))
