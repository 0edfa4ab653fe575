"""Whether two wordings are one statement, and what one text did to the words that another has.

    exact        the same words
    cut          a part of the other's words; what was left out is marked, or stood before or after
    spliced      in one pair of quotation marks what stands apart in the other
    reworded     both in quotation marks, some words not the same
    paraphrased  the same said in other words, in one of them at least without quotation marks

Neither is called the right one: a text shows what it has, not what was said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from inquit.ledger.matching.figures import figures_in
from inquit.ledger.matching.likeness import figures_differ, opposed, overlap, swapped
from inquit.ledger.matching.negation import negations
from inquit.ledger.matching.quoted import Wording, wording
from inquit.ledger.matching.sequence import Pair, pairs
from inquit.ledger.matching.words import Word


class MatchKind(StrEnum):
    """How two wordings of one statement differ, the least first."""

    EXACT = "exact"
    CUT = "cut"
    SPLICED = "spliced"
    REWORDED = "reworded"
    PARAPHRASED = "paraphrased"


@dataclass(frozen=True, slots=True)
class Match:
    """Two wordings that belong together.

    Attributes:
        score: How alike they are, 0 to 1.
        why: The reason in words, for people to check.
        differs: What they do not share though they belong together: `figure`, `negation`; only from `same_matter`.
    """

    kind: MatchKind
    score: float
    why: str
    differs: tuple[str, ...] = ()


LEAST_WORDS, LEAST_CONTENT = 3, 2
"""Words, and words of meaning, that a quotation needs to be known again."""

SHORT_QUOTE, AROUND = 6, 0.6
"""A quotation of fewer words than the first is the same only where the words around it are alike: they share one, or
are alike with the quotation by the second."""

JOINED_GAP, JOINED_PART = 4, 3
"""Words left out unmarked between two parts, and words of each part, from which on the parts are called joined."""

INTERRUPTED = 7
"""Words outside the marks between two quotations, up to which they are one quotation that was interrupted."""

REWORDED_SHARE, REWORDED_CONTENT = 0.6, 0.7
"""Of the words of the shorter quotation, and of its words of meaning, that a rewording keeps."""

PARAPHRASE, SAME_MATTER = 0.58, 0.45
"""Overlap of words of meaning from which on two wordings say the same, and are about the same."""

SWAP_EACH, SWAPPED = 7, 0.0
"""A rewording may put another word of meaning in one's place once for so many that it keeps; what that takes off the
overlap of a paraphrase.  *We will hire 40 guards* and *40 cooks* are two statements."""

_SENTENCE_END = re.compile(r"[.!?]")
_OMISSION = re.compile(r"\.\.\.|…|\[|\(\.\.|\. \. \.")


def same_statement(one: str, other: str) -> Match | None:
    """Whether two texts can be one statement, figures and negation included.

    Args:
        one: Words with their quotation marks.
        other: The same from another text.
    """
    return relation(wording(one), wording(other))


def same_matter(one: str, other: str) -> Match | None:
    """Whether two texts are about the same matter, though a figure, a condition or a negation may differ.

    "We will build 3,000 homes if the bank lends" and "we will build 2,000 homes" are one matter; so are a pledge and
    its withdrawal.  What differs is told.
    """
    if (match := same_statement(one, other)) is not None:
        return match
    a, b = wording(one).said, wording(other).said
    shared = _shared(a, b)
    score = overlap(a, b, figures=False)
    if score < SAME_MATTER or len(shared) < LEAST_CONTENT:
        return None
    differs = (*(("figure",) if figures_differ(a, b) else ()), *(("negation",) if opposed(a, b) else ()))
    quoted = wording(one).quotations and wording(other).quotations
    why = f"they share {_listed(shared)}{f'; other {_listed(differs)}' if differs else ''}"
    return Match(MatchKind.REWORDED if quoted else MatchKind.PARAPHRASED, round(score, 3), why, differs)


def relation(one: Wording, other: Wording) -> Match | None:
    """How two wordings are one statement; `None` where they are not.

    Args:
        one: A wording.
        other: Another one.
    """
    if one.quotations and other.quotations:
        match = _quoted(one, other)
        if match is not None or (one.is_direct and other.is_direct):
            return match  # two quotations with other words are two statements
    elif not one.quotations and not other.quotations:
        match = _copied(one.said, other.said)
        if match is not None:
            return match
    return _paraphrased(one, other)


def _quoted(one: Wording, other: Wording) -> Match | None:
    ours, theirs = (one, other) if len(one.quoted) <= len(other.quoted) else (other, one)
    short, long = ours.quoted, theirs.quoted
    if not _is_known_again(short, whole=[word.key for word in short] == [word.key for word in long]):
        return None
    found = pairs(short, long)
    same = [(i, j) for i, j in found if short[i].key == long[j].key]
    if len(same) < len(short):
        return _reworded(ours, theirs, found)
    if len(short) < SHORT_QUOTE and len(long) > len(short) and not _alike_around(ours, theirs):
        return None
    if len(short) == len(long):
        if _apart(ours, theirs, same) or _apart(theirs, ours, [(j, i) for i, j in same]):
            return Match(MatchKind.SPLICED, 1.0, "one quotation holds what stands in two in the other")
        return Match(MatchKind.EXACT, 1.0, "the same words in quotation marks")
    return _part(ours, theirs, same)


def _is_known_again(words: Sequence[Word], *, whole: bool) -> bool:
    """Whether a quotation is long enough to be told from others; `whole`: the other text has nothing else in marks."""
    content = len(_content(words))
    if whole or len(words) >= SHORT_QUOTE:
        return len(words) > LEAST_WORDS and content >= 1
    return len(words) >= LEAST_WORDS and content >= LEAST_CONTENT


def _alike_around(ours: Wording, theirs: Wording) -> bool:
    """Whether a few quoted words stand among like words, so that they are no mere phrase of the speaker's."""
    quoted = {word.stem for word in ours.quoted}
    rest, their_rest = ({word.stem for word in told.said if word.is_content} - quoted for told in (ours, theirs))
    if not rest:
        return len(ours.quoted) > LEAST_WORDS
    return bool(rest & their_rest) or overlap(ours.said, theirs.said) >= AROUND


def _part(ours: Wording, theirs: Wording, same: Sequence[Pair]) -> Match | None:
    """What a quotation is whose words all stand in a longer one, in order."""
    short, long = ours.quoted, theirs.quoted
    score = round(len(short) / len(long), 3)
    dropped: list[Word] = []
    for (i, j), (_, m) in pairwise(same):
        if m == j + 1 or not (joint := _unmarked_joint(ours, long, (i, j), m)):
            continue
        left_out = long[joint[1] + 1 : joint[1] + m - j]
        if len(left_out) >= JOINED_GAP and joint[0] + 1 >= JOINED_PART and len(short) - joint[0] > JOINED_PART:
            words = theirs.text[left_out[0].start : left_out[-1].end]
            return Match(MatchKind.SPLICED, score, f"joined without a mark; between the parts the other has “{words}”")
        dropped += left_out
    if _apart(ours, theirs, same):
        return Match(MatchKind.SPLICED, score, "one quotation holds what stands in two in the other")
    if dropped:
        if _changes_matter(ours, theirs, same):
            return None
        return Match(MatchKind.REWORDED, score, f"left out inside quotation marks without a mark: {len(dropped)} words")
    return Match(MatchKind.CUT, score, f"{len(short)} of {len(long)} words in quotation marks, the same in order")


def _unmarked_joint(ours: Wording, long: Sequence[Word], before: Pair, after: int) -> Pair | None:
    """Where two parts of a longer text are joined; `None` where a mark says that something was left out.

    Words at the joint may belong to either part ("oath … we will" of "oath. We have … We will"): all places where the
    joint can be are looked at.

    Args:
        ours: The wording with the joint.
        long: The other one's quoted words.
        before: The last pair before the joint as it was found.
        after: Position in `long` of the first word after it.
    """
    short = ours.quoted
    i, j = before
    places = [before]
    while i > 0 and j > 0 and short[i].key == long[after - 1 - (before[0] - i)].key:
        i, j = i - 1, j - 1
        places.append((i, j))
    for place, _ in places:
        between = ours.text[short[place].end : short[place + 1].start]
        if _OMISSION.search(between) or not _one_quotation(ours, place, place + 1):
            return None
    ends = [p for p in places if _SENTENCE_END.search(ours.text, short[p[0]].end, short[p[0] + 1].start)]
    return (ends or places)[0]


def _apart(ours: Wording, theirs: Wording, same: Sequence[Pair]) -> bool:
    """Whether neighbours in one quotation stand, in the other text, in two with more than a speaker's name between."""
    long = theirs.quoted
    for (i, j), (k, m) in pairwise(same):
        neighbours = k == i + 1 and m == j + 1 and _one_quotation(ours, i, k)
        if neighbours and not _one_quotation(theirs, j, m):
            between = [word for word in theirs.words if long[j].end <= word.start and word.end <= long[m].start]
            if len(between) > INTERRUPTED and min(i + 1, len(same) - k) >= JOINED_PART:
                return True
    return False


def _one_quotation(told: Wording, i: int, j: int) -> bool:
    """Whether two quoted words stand in one pair of marks."""
    at = 0
    for quotation in told.quotations:
        if i < at + len(quotation):
            return j < at + len(quotation)
        at += len(quotation)
    return False


def _reworded(ours: Wording, theirs: Wording, found: Sequence[Pair]) -> Match | None:
    short, long = ours.quoted, theirs.quoted
    share = len(found) / len(short)
    kept = sum(short[i].is_content for i, _ in found)
    if share < REWORDED_SHARE or kept < LEAST_CONTENT or kept < REWORDED_CONTENT * len(_content(short)):
        return None
    if _changes_matter(ours, theirs, found) or swapped(short, long, found) * SWAP_EACH > kept:
        return None
    changed = len(short) - sum(short[i].key == long[j].key for i, j in found)
    score = round(2 * len(found) / (len(short) + len(long)), 3)
    return Match(MatchKind.REWORDED, score, f"{changed} of {len(short)} words in quotation marks are not the same")


def _changes_matter(ours: Wording, theirs: Wording, found: Sequence[Pair]) -> bool:
    """Whether a figure or a negation is not the same in the shorter quotation and its place in the longer one."""
    short = ours.quoted
    (first, first_there), (last, last_there) = found[0], found[-1]
    before = first + 1 if first else 0  # a word may stand for two: "nobody", "no one"
    long = theirs.quoted[max(0, first_there - before) : last_there + len(short) - last]
    held = figures_in(ours.text, short[0].start, short[-1].end)
    there = figures_in(theirs.text, long[0].start, long[-1].end)
    return held != there or len(negations(short)) != len(negations(long)) or opposed(short, long)


def _copied(one: Sequence[Word], other: Sequence[Word]) -> Match | None:
    """The same words without quotation marks in both, as when two outlets print one agency."""
    short, long = sorted(([word.key for word in one], [word.key for word in other]), key=len)
    if len(short) < LEAST_WORDS + 1 or len(_content(one if len(one) <= len(other) else other)) < LEAST_CONTENT:
        return None
    if short == long:
        return Match(MatchKind.EXACT, 1.0, "the same words")
    if len(short) >= SHORT_QUOTE and any(short == long[k : k + len(short)] for k in range(len(long) - len(short) + 1)):
        return Match(MatchKind.CUT, round(len(short) / len(long), 3), f"{len(short)} of {len(long)} words, in order")
    return None


def _paraphrased(one: Wording, other: Wording) -> Match | None:
    a, b = one.said, other.said
    shared = _shared(a, b)
    score = overlap(a, b)
    score -= SWAPPED * swapped(a, b, pairs(a, b)) if score >= PARAPHRASE else 0
    if score < PARAPHRASE or len(shared) < LEAST_CONTENT or figures_differ(a, b) or opposed(a, b):
        return None
    return Match(MatchKind.PARAPHRASED, round(score, 3), f"they share {_listed(shared)}")


def _content(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.is_content]


def _shared(one: Sequence[Word], other: Sequence[Word]) -> list[str]:
    """The words of meaning of one that stand in the other in some form, each once."""
    stems = {word.stem for word in other if word.is_content}
    return list({word.stem: word.key for word in one if word.is_content and word.stem in stems}.values())


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(parts[:6]) + (" …" if len(parts) > 6 else "")
