"""Whether the body bears out the headline: what each of its claims finds there, and what it lacks of it.

A headline is cut at its semicolons and dashes into claims.  A claim finds its support in statements that do the same
act by the same speaker, and in statements and sentences that share its words; then the two are held side by side, and
what the body has and the headline lacks is told: a condition, a hedge, a negation, a figure, whose word it is.  The
engine is that of `inquit lost`, so that every report gives one answer for one pair of texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inquit.ledger.matching import likeness
from inquit.reports.headline_claims import Claim, acts_in, claims_of
from inquit.reports.headline_lacks import NON_ANSWER, Lack, beside, elsewhere, missing
from inquit.reports.headline_words import holds, keys, names, share, tells_matter
from inquit.reports.prepared import Bounds, Passage, Prepared, pieces_of, position_of
from inquit.reports.sources import stretch, who
from inquit.types import Act, Speaker, Statement

FOUND = 0.5
"""Share of a claim's words of meaning from which on a sentence of the body bears on it."""

CLOSE = 0.8
"""Share of the best score from which on words count as good a support as the best."""

MOST = 3
"""Passages of the body that are shown for a claim."""

_ACT_BONUS, _OTHERS_BONUS = 0.3, 0.2
"""What the same act adds to a score, by the one whom the headline names and by another."""

_ACT_LEAST = 0.2
"""The score that the same act needs before that: a mayor promises more than one thing in a story."""


class Verdict(StrEnum):
    """How the body bears on the headline."""

    SUPPORTED = "supported"
    WEAKER = "weaker"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Support:
    """Words of the body that bear on a claim.

    Attributes:
        where: The words.
        who: Who says so; `None` in the outlet's own voice.
        statement: Id of the statement; `None` in the outlet's own voice.
        act: What is done by it.
        score: Likeness to the claim, 0 to 1, the same act counted.
        lacks: What the headline lacks of it.
    """

    where: Passage
    who: str | None
    statement: str | None
    act: Act | None
    score: float
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim of the headline beside the body.

    Attributes:
        words: The claim.
        act: What it says that somebody did; `None` where it tells a fact.
        support: What bears on it, the best first; empty where nothing was found.
        lacks: What the headline lacks of it, or has and the body lacks.
    """

    words: str
    act: Act | None
    verdict: Verdict
    support: tuple[Support, ...]
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class HeadlineCheck:
    """The headline held against the body.

    Attributes:
        headline: Its words.
        verdict: Of its worst claim.
    """

    headline: str
    verdict: Verdict
    claims: tuple[CheckedClaim, ...]


def check_headline(page: Prepared) -> HeadlineCheck | None:
    """Hold the headline against the body.

    Returns:
        `None` where the article has no headline, or nothing below it.
    """
    title = page.reading.article.title
    body_starts = page.headline[1] if page.headline else 0
    if not title or not page.text[body_starts:].strip():
        return None
    body = _Body(
        page,
        tuple(s for s in page.reading.statements if position_of(s) >= body_starts),
        tuple(bounds for bounds in page.sentences if bounds[0] >= body_starts),
    )
    claims = tuple(_checked(body, claim) for claim in claims_of(page, title))
    verdicts = [claim.verdict for claim in claims]
    worst = next(v for v in (Verdict.NOT_FOUND, Verdict.WEAKER, Verdict.SUPPORTED) if v in verdicts)
    return HeadlineCheck(" ".join(title.split()), worst, claims)


@dataclass(frozen=True, slots=True)
class _Body:
    """What stands below the headline."""

    page: Prepared
    statements: tuple[Statement, ...]
    sentences: tuple[Bounds, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return self.page.text[self.sentences[0][0] :] if self.sentences else ""

    def told(self, supports: Sequence[Support]) -> list[Statement]:
        """The statements among some supports, in the order of the text."""
        ids = {support.statement for support in supports}
        return [statement for statement in self.statements if statement.id in ids]

    def statement_in(self, start: int, end: int, claim: Claim) -> Statement | None:
        """The statement of a sentence that is most like a claim; `None` where it is the outlet's own."""
        page = self.page
        if not page.is_held(start, end):
            return None
        inside = [s for s in self.statements if any(a < end and start < b for a, b in pieces_of(s))]
        return max(
            inside, key=lambda s: (share(claim.content, s.words), likeness(claim.content, s.words)), default=None
        )


def _checked(body: _Body, claim: Claim) -> CheckedClaim:
    found = sorted(_supports(body, claim), key=lambda support: (-support.score, support.where.start))
    absent = tuple(missing(body.text, claim))
    if not found:
        return CheckedClaim(claim.words, claim.act, Verdict.NOT_FOUND, (), absent)
    close = [support for support in found if support.score >= CLOSE * found[0].score]
    lacks = [
        *absent,
        *_other_act(claim, found),
        *_lacks_of_all(close),
        *_source(body, claim, close),
        *elsewhere(body.page, claim, body.told(close), body.statements),
    ]
    is_weaker = any(lack.kind != NON_ANSWER for lack in lacks)
    verdict = Verdict.WEAKER if is_weaker else Verdict.SUPPORTED
    return CheckedClaim(claim.words, claim.act, verdict, tuple(found[:MOST]), tuple(dict.fromkeys(lacks)))


def _supports(body: _Body, claim: Claim) -> Iterator[Support]:
    """What bears on a claim: statements with its act, and the other sentences that share its words or its quotation."""
    page, seen = body.page, set[Bounds]()
    for statement in body.statements if claim.act is not None else ():
        if statement.act is not claim.act:
            continue
        where, theirs = stretch(page, statement), _is_theirs(page, claim, statement.speaker)
        score = max(likeness(claim.content, statement.words), share(claim.words, where.words))
        if score >= _ACT_LEAST or (theirs and not tells_matter(claim)):
            seen.add(page.sentence_at(position_of(statement)))
            yield _support(statement, where, min(score + (_ACT_BONUS if theirs else _OTHERS_BONUS), 1.0), claim)
    for bounds in body.sentences:
        where = page.passage(*bounds)
        quoted = any(holds(where.words, quotation) for quotation in claim.quotations)
        score = 1.0 if quoted else max(share(claim.words, where.words), share(claim.content, where.words))
        if score < FOUND or bounds in seen or keys(where.words) == keys(claim.words):
            continue  # a copy of the headline bears nothing out
        told = body.statement_in(*bounds, claim)
        is_answer = told is not None and told.act is Act.DECLINE and claim.act is not Act.DECLINE
        is_other = told is None and claim.act_word is not None and acts_in(where.words) != claim.act
        if not is_answer and not is_other:
            yield _support(told, where, score, claim)


def _support(statement: Statement | None, where: Passage, score: float, claim: Claim) -> Support:
    lacks = beside(where.words, claim, statement)
    if statement is None:
        return Support(where, None, None, None, round(score, 3), lacks)
    return Support(where, who(statement), statement.id, statement.act, round(score, 3), lacks)


def _is_theirs(page: Prepared, claim: Claim, speaker: Speaker | None) -> bool:
    """Whether the headline's subject can mean a speaker."""
    if claim.speaker is not None and claim.speaker == speaker:
        return True
    return names(claim.subject, page, speaker)


def _other_act(claim: Claim, found: Sequence[Support]) -> Iterator[Lack]:
    """The headline's act, where nothing in the body that bears on it is one."""
    if claim.act is None or claim.act_word is None or any(support.act is claim.act for support in found):
        return
    if acts := list(dict.fromkeys(str(support.act) for support in found if support.act)):
        yield Lack(
            "act", claim.act_word, f"the body has no {claim.act} that bears on it; what it has is: {', '.join(acts)}"
        )


def _lacks_of_all(close: Sequence[Support]) -> tuple[Lack, ...]:
    """What the headline lacks of the best support; nothing where one as good lacks nothing."""
    return () if any(not support.lacks for support in close) else close[0].lacks


def _source(body: _Body, claim: Claim, close: Sequence[Support]) -> Iterator[Lack]:
    """Whose word it is, where the headline tells as a fact what the body only has from somebody it does not name."""
    if claim.attributed or any(support.statement is None for support in close):
        return
    if any(names(claim.words, body.page, statement.speaker) for statement in body.told(close)):
        return
    told = list(dict.fromkeys(support.who for support in close if support.who))
    yield Lack("source", ", ".join(told[:3]), "the headline tells as a fact what the body has from them")
