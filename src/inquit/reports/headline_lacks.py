"""What the body has and the headline lacks, and the other way round, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inquit.ledger.matching.losses import losses
from inquit.ledger.matching.marks import LossKind
from inquit.ledger.matching.words import words_of
from inquit.reports.headline_claims import Claim
from inquit.reports.headline_words import holds, stems, tells_matter
from inquit.reports.prepared import Prepared
from inquit.reports.sources import stretch, who
from inquit.types import Act, Flag, Statement

NON_ANSWER = "non-answer"

_BEFORE_SHARED = 3
"""Words before the first one that a claim and a sentence share in which a negation belongs to the claim's matter: in
*Nobody was hurt when the storm tore the roof off* it does not belong to the roof."""

_HAS_CONDITION = re.compile(r"\b(?:if|unless|until|till|before|once|when|after|provided|only)\b", re.IGNORECASE)

_WEIGHTY = frozenset({LossKind.CONDITION, LossKind.HEDGE, LossKind.NEGATION, LossKind.QUALIFIER})
"""What makes the body's words weaker than a headline without it; times and parts of quotations are left out by any."""


@dataclass(frozen=True, slots=True)
class Lack:
    """What the body has and the headline lacks, or the headline has and the body lacks.

    Attributes:
        kind: `condition`, `hedge`, `negation`, `qualifier`, `figure`, `act`, `source`, `quotation`, `non-answer`.
        words: The words.
        why: In words.
    """

    kind: str
    words: str
    why: str


def beside(words: str, claim: Claim, statement: Statement | None) -> tuple[Lack, ...]:
    """What a claim lacks of words that bear on it.

    Args:
        words: The words of the body.
        claim: The claim.
        statement: The statement that they are; `None` in the outlet's own voice.
    """
    return _once([*_losses(words, claim), *(_flags(statement, claim) if statement else ())])


def elsewhere(
    page: Prepared, claim: Claim, shown: Sequence[Statement], statements: Sequence[Statement]
) -> Iterator[Lack]:
    """Conditions of the one whose act the headline tells, on the same matter, and what they did not answer.

    Args:
        page: The reading.
        claim: A claim that tells an act.
        shown: The statements that bear on it.
        statements: All of the body.
    """
    if claim.act is None:
        return
    speakers = {statement.speaker.id for statement in shown if statement.speaker}
    matter = {stem for statement in shown for stem in stems(statement.words)}
    for statement in statements:
        if statement in shown or statement.speaker is None or statement.speaker.id not in speakers:
            continue
        words = stretch(page, statement).words
        shared = matter & stems(statement.words)
        if statement.act is Act.DECLINE:
            yield Lack(NON_ANSWER, words, f"what {who(statement)} did not answer")
        elif Flag.CONDITIONAL in statement.flags and (shared or not tells_matter(claim)):
            matter_told = "on the same matter" if shared else "and the headline does not tell the matter"
            yield Lack(LossKind.CONDITION, words, f"{who(statement)} states a condition, {matter_told}")


def missing(below: str, claim: Claim) -> Iterator[Lack]:
    """Figures and quotations of the headline that the words below it do not have."""
    known = {word.key for word in words_of(below)}
    for word in words_of(claim.words):
        figure = claim.words[word.start : word.end].strip()
        if word.is_number and word.key not in known and figure.lower() not in ("a", "an"):
            yield Lack(LossKind.FIGURE, figure, "the body has no such figure")
    for quotation in claim.quotations:
        if not holds(below, quotation):
            yield Lack(LossKind.QUOTATION, quotation, "the body does not have these words")


def _losses(words: str, claim: Claim) -> Iterator[Lack]:
    for loss in losses(words, claim.words):
        changed = loss.kind is LossKind.FIGURE and loss.instead is not None
        if loss.kind is LossKind.NEGATION and not _belongs(words, loss.start, claim):
            continue
        if loss.kind in _WEIGHTY or changed:
            why = f"the headline has “{loss.instead}”" if loss.instead else f"the headline has no {loss.kind}"
            yield Lack(loss.kind, " ".join(loss.words.split()), why)


def _belongs(words: str, position: int, claim: Claim) -> bool:
    """Whether a place stands after, or shortly before, the first word that a sentence shares with a claim."""
    ours = stems(claim.words)
    told = words_of(words)
    shared = next((i for i, word in enumerate(told) if word.is_content and word.stem in ours), len(told))
    return bool(told) and position >= told[max(0, min(shared, len(told) - 1) - _BEFORE_SHARED)].start


def _flags(statement: Statement, claim: Claim) -> Iterator[Lack]:
    """The condition that the reader found, where words alone do not tell it."""
    if Flag.CONDITIONAL in statement.flags and statement.condition and not _HAS_CONDITION.search(claim.words):
        yield Lack(LossKind.CONDITION, statement.condition.of(statement.text), "the headline has no condition")


def _once(lacks: Sequence[Lack]) -> tuple[Lack, ...]:
    """Each kind of lack with the same words once, the longer words where one holds the other."""
    kept: list[Lack] = []
    for lack in lacks:
        if not any(lack.kind == other.kind and (lack.words in other.words) for other in kept):
            kept.append(lack)
    return tuple(kept)
