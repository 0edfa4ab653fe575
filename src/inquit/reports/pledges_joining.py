"""Which promises, plans and threats are one pledge: those of one side on one matter.

What is compared are words of meaning, as `ledger.matching` spells them, without figures, dates and conditions, for
these are what a pledge loses and gains from one telling to the next.  A word counts the more the fewer of the side's
own commitments have it: for a minister of health *nurses* tells little, *Keld* much.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inquit.ledger.matching.likeness import kept_words
from inquit.ledger.matching.negation import negations
from inquit.ledger.matching.words import FUNCTION, Word, stem
from inquit.ledger.pledges import Pieces, Said, Time

JOINED = 0.6
"""Likeness from which on two commitments of one side are one pledge.  This and the next five numbers were chosen on
`benchmarks/pledge_statements/tuned.txt` (2026-11-28), in the middle of the range in which the F1 hardly changes."""

COMMON = 60
"""Commitments of a side that share a word, above which it leads to no candidates: it would to all."""

ENOUGH = 0.3
"""Share of the words of the shorter of two commitments that the other must have to be compared: fewer cannot reach
`JOINED`, whatever the words count."""

EMPTY = frozenset(
    stem(word)
    for word in (
        "promise pledge plan vow guarantee threaten commit make made take give able sure new old year month week day"
        " time next coming people everybody everyone somebody still already again least most possible matter word"
        " percent percentage point metre kilometre kilogram litre tonne crown dollar euro pound cent hour minute"
        " january february march april may june july august september october november december monday tuesday"
        " wednesday thursday friday saturday sunday spring summer autumn winter christmas easter end beginning start"
    ).split()
)
"""Words of meaning that tell nothing of the matter: of binding, of time, units."""

STAYING = frozenset(stem(word) for word in "keep stay remain maintain continue freeze preserve retain".split())
"""Verbs of leaving things as they are: *to keep the pool open* is *not to close the pool*."""

DOING = STAYING | frozenset(
    stem(word)
    for word in (
        "build open close end begin start stop run raise lower cut increase reduce pay spend hire recruit buy sell"
        " order send bring put get go come do done use offer provide deliver introduce install set call hold extend"
        " widen repair restore replace rebuild reopen plant abolish scrap halve double free publish sue fine dismiss"
        " leave fall rise grow allow ban protect shut invest print create expand launch improve receive earn cost sail"
        " reach"
    ).split()
)
"""Verbs that tell little, since one telling exchanges them for another: *hire*, *recruit*, *there will be*."""

VERB = 0.65
"""What such a verb counts beside 1 for another word of its rarity."""

LEFT_OVER = 0.45
"""What counts of the words that only the longer of two has beyond those that only the shorter has: a lead says more
than a headline about the same, while two that both have words of their own speak of two things."""

PART = 0.5
"""What two words count of which one is the beginning or the end of the other: *footbridge*, *bridge*."""

PART_LENGTH = 4
"""Letters of the shorter one, at least."""

OTHER_HEAD = 0.85
"""What is left of a likeness where neither has the head of the other's first noun phrase: *600 flats on the barracks*
and *a school on the barracks* share a place and not a thing."""

SAME_FIGURE = 0.15
"""What is added where both have a figure in common.  Other figures take nothing away: figures are what changes."""

FREQUENT, FEW = 0.1, 8
"""Share of the commitments, and their number, above which a word counts less: *government* tells little of what a
government promises."""

OTHER_WAY = 0.85
"""What is left of a likeness where one is to change something and the other to leave it."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a commitment is about.

    Attributes:
        stems: Its words of meaning.
        names: Each of them as the text has it.
        figures: Its figures, times apart.
        head: The head of its first noun phrase: the thing to which something is to be done; `None`: not found.
        denied: The words that it says no to.
        stays: Whether it is to leave something as it is: it says no to a change, or names staying.
    """

    stems: frozenset[str]
    names: Mapping[str, str]
    figures: frozenset[str]
    head: str | None
    denied: frozenset[str]
    stays: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """Why a statement belongs to a pledge.

    Attributes:
        to: Short id of the statement that it was joined to.
        rule: Why both are on one side.
        why: Why both are on one matter.
        score: How alike they are, 0 to 1; 1 where a person said so.
        event: The event by which a person joined them; `None`: the program did.
    """

    to: str
    rule: str
    why: str
    score: float
    event: int | None = None


_SENTENCE = re.compile(r" … |(?<=[.!?])[”\"’']?\s+(?=[“\"‘'A-Z])")


def matter(one: Said, times: Iterable[Time] = ()) -> Matter:
    """What a statement is about, its figures, times and condition left out."""
    return matter_of(_without(one, times))


def parts(one: Said, times: Iterable[Time] = ()) -> tuple[Matter, ...]:
    """What the sentences of a statement are about, where it has several that tell anything; else none."""
    sentences = _SENTENCE.split(_without(one, times))
    if len(sentences) < 2:
        return ()
    return tuple(part for sentence in sentences if len((part := matter_of(sentence)).stems - DOING) > 1)


def _without(one: Said, times: Iterable[Time]) -> str:
    """The words of a statement without those that tell times and conditions."""
    text = one.words
    if one.condition:
        text = text.replace(one.condition, " ")
    for words in _ranges(one, times):
        text = text.replace(words, " ")
    return text


def matter_of(text: str) -> Matter:
    """What words are about, all of them taken as they are."""
    words = kept_words(" ".join(text.split()))
    names, figures = {}, set()
    for word in words:
        if word.is_number:
            figures.add(word.key)
        elif word.key not in FUNCTION and word.stem not in EMPTY and len(word.key) > 1:
            names[word.stem] = word.key
    says_no = negations(words)
    following = [next((word.stem for word in words[i + 1 :] if word.is_content), "") for i in says_no]
    return Matter(
        stems=frozenset(names),
        names=names,
        figures=frozenset(figures),
        head=_head(words),
        denied=frozenset(following),
        stays=bool(says_no) != bool(STAYING & names.keys()),
    )


def _head(words: Sequence[Word]) -> str | None:
    """The last word of meaning of the first noun phrase, as far as words alone can tell."""
    found = None
    for word in words:
        if word.key == "'s" or word.is_number:
            continue
        if word.is_content and word.stem not in DOING and word.stem not in EMPTY:
            found = word.stem
        elif found is not None:
            return found
    return found


def _ranges(one: Said, times: Iterable[Time]) -> list[str]:
    """The words of times, as they stand in what is said."""
    found = []
    pieces: Pieces = one.spans.get("content", ())
    at = 0
    for start, stop in pieces:
        for time in times:
            if start <= time.start and time.stop <= stop:
                found.append(one.words[at + time.start - start : at + time.stop - start])
        at += stop - start + len(" … ")
    return [words for words in found if words]


def weights(matters: Sequence[Matter]) -> dict[str, float]:
    """What the words count that many of the commitments have; all others count 1."""
    seen = Counter(word for one in matters for word in one.stems)
    most = max(FEW, FREQUENT * len(matters))
    return {
        word: max(0.2, math.log(len(matters) / number) / math.log(len(matters) / most))
        for word, number in seen.items()
        if number > most
    }


def likeness(one: Matter, other: Matter, weight: Mapping[str, float]) -> float:
    """How much two commitments are about the same, 0 to 1."""
    common = one.stems & other.stems
    if not common or len(common) < ENOUGH * min(len(one.stems), len(other.stems)):
        return 0.0
    ours, theirs = set(one.stems - common), set(other.stems - common)
    both = _sum(common, weight)
    for word, twin in _parts(ours, theirs):
        both += PART * (_sum((word, twin), weight)) / 2
        ours.discard(word)
        theirs.discard(twin)
    rest = _sum(ours, weight), _sum(theirs, weight)
    score = both / (both + min(rest) + LEFT_OVER * abs(rest[0] - rest[1]))
    if not _has(other, one.head) and not _has(one, other.head):
        score *= OTHER_HEAD
    if one.stays != other.stays:
        score *= OTHER_WAY
    return min(1.0, score + SAME_FIGURE) if one.figures & other.figures else score


def same_way(one: Matter, other: Matter) -> bool:
    """Whether neither says no to the very thing that the other says yes to."""
    common = one.stems & other.stems
    return one.stays == other.stays or not any((w in one.denied) != (w in other.denied) for w in common)


def _sum(words: Iterable[str], weight: Mapping[str, float]) -> float:
    return sum(weight.get(word, 1.0) * (VERB if word in DOING else 1.0) for word in words)


def _parts(ours: Iterable[str], theirs: Iterable[str]) -> list[tuple[str, str]]:
    """Words of which one is a part of the other, each in one pair."""
    found: list[tuple[str, str]] = []
    for word in sorted(ours):
        twin = next((one for one in sorted(theirs) if _akin(word, one) and all(one != b for _, b in found)), None)
        if twin is not None:
            found.append((word, twin))
    return found


def _akin(one: str, other: str) -> bool:
    if len(one) > len(other):
        one, other = other, one
    return len(one) >= PART_LENGTH and (other.startswith(one) or other.endswith(one))


def _has(one: Matter, head: str | None) -> bool:
    return head is None or head in one.stems or any(_akin(head, word) for word in one.stems)
