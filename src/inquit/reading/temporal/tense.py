"""Whether the sentence tells of what was or of what will be, near a time expression.

"He will speak on Friday" and "he spoke on Friday" mean different Fridays.  The nearest verb before the expression
decides, without one the nearest after it; a sentence of neither gives no direction.  There is no tagger behind it:
auxiliaries, words of intention and the endings of verbs are what English news needs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

_BEFORE_LIMIT, _AFTER_LIMIT = 240, 160
_NEAR_WORDS = 8
_MARK = re.compile(r"[,;:()“”\"—]")
# numerals stand for themselves, so that "to 12 in May" is no "to" with a verb
_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?|\d+")


class Tense(IntEnum):
    """The direction in which a date lies that the words leave open."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


_FUTURE = frozenset("will shall won't won’t shan't would due upcoming going may might must can tentatively".split())
# With "to" they look ahead, though they end like past forms: "was expected to meet", "set to begin".
_INTENT = frozenset(
    """scheduled planned expected slated poised set due hoped intended bound supposed designed projected prepared
    invited""".split()
)
# By themselves too: "the meeting scheduled for Friday"; behind these it was only said or done so.
_AHEAD = frozenset("scheduled slated planned expected due set".split())
_ACTORS = frozenset("had he she they we i who it government company officials".split())
_PAST = frozenset(
    """was were had did said been became began brought built came caught chose dealt died drew drove fell felt flew
    fought found gave got went grew heard held kept knew laid led left lent lost made meant met paid quit ran rang rose
    sat saw sold sent shot spoke spent stood stole struck swept swore taught took told thought threw won wore wrote has
    have having wasn't weren't didn't hadn't hasn't haven't wasn’t weren’t didn’t hadn’t sought slid shed sank withdrew
    broke bought lay split burst undertook overthrew""".split()
)
# End like past forms and are none, or say nothing of when.
_NO_VERB = frozenset(
    """need indeed speed feed seed weed breed bleed greed red bed hundred united exceed proceed succeed unprecedented
    wicked naked sacred based""".split()
)
# Stand behind a "to" that is a preposition.
_NO_BASE = frozenset(
    """the a an this that these those his her its their our my your early late about around all any some each every more
    most nearly almost over one two three four five both end mid date him them us me it in at on by today yesterday
    tomorrow""".split()
)
# What they tell of has come about, so the verb behind their "to" did too: "forced him to resign on Monday".
_REALISED = frozenset(
    """forced managed began came went lined gathered met used failed tried traveled travelled flew returned continued
    started led allowed caused prompted helped ceased rushed refused stopped took drove""".split()
)
_REALISED_WORDS = 5
# "Would not say on Friday": a refusal that has been.
_NOT_SAID = frozenset("say comment discuss elaborate confirm reveal specify identify speculate answer".split())
_DENIED = frozenset("wouldn't wouldn’t not couldn't couldn’t".split())
# End in s and are verbs, unlike "voters" in "spoke to voters on Friday".
_BASE_IN_S = ("ss", "ocus", "iscus")
# Told in the present, they are of the days to come: "the council meets on Friday".
_SCHEDULED = frozenset(
    """meets votes opens begins starts faces visits travels heads arrives leaves returns speaks expires resumes reopens
    convenes hears turns heading""".split()
)
# Right before the expression: "ahead of Friday's vote".
_COMING = re.compile(r".*\bahead of$")
# "Extended the deadline until Friday", "as early as Monday"; not "up until", nor "not until", which tell of what was.
_AHEAD_OF = re.compile(r".*\b(?:(?<!not )(?<!up )(?:until|till)|as (?:soon|early) as)$")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a sentence tells of the direction.

    Attributes:
        near: Whether the verb stands a few words before the expression, with no mark in between: hardly another's.
    """

    tense: Tense
    near: bool = False


def tense_near(text: str, start: int, end: int, sentence: tuple[int, int]) -> Cue:
    """The direction for the expression at `[start, end)` of a sentence."""
    found = list(_WORD.finditer(text, max(sentence[0], start - _BEFORE_LIMIT), start))
    before = [match.group() for match in found]
    lead = " ".join(before[-3:]).lower()
    if len(before) > 2 and (_AHEAD_OF.match(lead) or _COMING.match(lead)):
        return Cue(Tense.FUTURE, near=True)
    after = _WORD.findall(text, end, min(sentence[1], end + _AFTER_LIMIT))
    if after and before and before[-1] in ("on", "who") and _is_past(after[0]) and text[end : end + 1] == " ":
        return Cue(Tense.PAST, near=True)  # "who on Friday won", whatever the verb before it
    for n in range(len(before) - 1, -1, -1):
        if tense := _tense_at(before, n):
            between = text[found[n].end() : start]
            return Cue(tense, near=len(before) - n <= _NEAR_WORDS and not _MARK.search(between))
    return Cue(next((tense for n in range(len(after)) if (tense := _tense_at(after, n))), Tense.UNKNOWN))


def _tense_at(words: list[str], n: int) -> Tense:
    word = words[n].lower()
    previous = words[n - 1].lower() if n else ""
    if word == "to":
        following = words[n + 1] if n + 1 < len(words) else ""
        if not following.islower() or following in _NO_BASE or following.endswith("ed") or _is_plural(following):
            return Tense.UNKNOWN
        if not _REALISED.isdisjoint(word.lower() for word in words[max(n - _REALISED_WORDS, 0) : n]):
            return Tense.PAST
        if previous in _INTENT and [word.lower() for word in words[max(n - 3, 0) : n - 1]] == ["had", "been"]:
            return Tense.PAST  # "had been due to expire"
        # "plans to meet", "is to meet", but "declined to say", "had to leave"
        return Tense.PAST if previous not in _INTENT and _is_past(previous) else Tense.FUTURE
    if word in _AHEAD:
        return Tense.PAST if previous in _ACTORS or previous == "been" else Tense.FUTURE
    if word in _NOT_SAID and previous in _DENIED:
        return Tense.PAST
    if word in _SCHEDULED:
        return Tense.FUTURE
    if word in _FUTURE or word.endswith(("'ll", "’ll")):
        return Tense.UNKNOWN if words[n] == "May" else Tense.FUTURE
    # "would be redeemed": the auxiliary before "be" tells
    return Tense.PAST if _is_past(word) and previous != "be" else Tense.UNKNOWN


def _is_past(word: str) -> bool:
    return word in _PAST or (
        word.endswith("ed") and len(word) > 3 and word not in _NO_VERB and not word.startswith("un")
    )


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(_BASE_IN_S)
