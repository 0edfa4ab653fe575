"""Whether the sentence tells of what was or of what will be, near a time expression.

"He will speak on Friday" and "he spoke on Friday" mean different Fridays.  The nearest verb before the expression
decides, without one the nearest after it; a sentence of neither gives no direction.  There is no tagger behind it:
auxiliaries, words of intention and the endings of verbs are what English news needs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from inquit.reading.temporal.verbs import (
    ACTORS,
    AHEAD,
    ASKED,
    BASE_IN_S,
    BEFORE_BASE,
    DENIED,
    FUTURE,
    INTENT,
    IS,
    LOOK_AHEAD,
    NO_BASE,
    NO_PLURAL,
    NO_VERB,
    NOT_SAID,
    NOUN_ENDS,
    PAST,
    REALISED,
    SCHEDULED,
    SCHEDULED_PLURAL,
    SCHEDULED_VERBS,
    SUBJECT,
)

_BEFORE_LIMIT, _AFTER_LIMIT = 240, 160
_NEAR_WORDS = 8
_NEAR_BEHIND = 4
# What a verb brings about stands at most so many words before the "to".
_REALISED_WORDS = 5
_MARK = re.compile(r"[,;:()“”\"—]")
# numerals stand for themselves, so that "to 12 in May" is no "to" with a verb
_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?|\d+")
# Right before the expression: "ahead of Friday's vote".
_COMING = re.compile(r".*\bahead of$")
# "Extended the deadline until Friday", "as early as Monday"; not "up until", nor "not until", which tell of what was.
_AHEAD_OF = re.compile(r".*\b(?:(?<!not )(?<!up )(?:until|till)|as (?:soon|early) as)$")
# What comes of something and is named by its day has been: "a way around Friday's ruling", whatever the verb.
_OUTCOME = re.compile(
    r"(?:['’]s)? (?:[a-z-]+ ){0,2}(?:ruling|decision|verdict|announcement|statement|remarks|comments|attacks?|bombings?"
    r"|shootings?|killings?|raids?|blasts?|explosions?|crash|quake|earthquake|accident|incident|clash(?:es)?|violence"
    r"|coup|collapse|crackdown|arrests?|resignation|defeat|victory|loss(?:es)?|close|closing|decline|drop|plunge|disaster"
    r"|tragedy|massacre)\b"
)


class Tense(IntEnum):
    """The direction in which a date lies that the words leave open."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


@dataclass(frozen=True, slots=True)
class Cue:
    """What a sentence tells of the direction.

    Attributes:
        near: Whether the verb stands a few words before the expression, with no mark in between: hardly another's.
        sure: Whether the other direction cannot be meant: "since April".
    """

    tense: Tense
    near: bool = False
    sure: bool = False


def tense_near(text: str, start: int, end: int, sentence: tuple[int, int]) -> Cue:
    """The direction for the expression at `[start, end)` of a sentence."""
    found = list(_WORD.finditer(text, max(sentence[0], start - _BEFORE_LIMIT), start))
    before = [match.group() for match in found]
    lead = " ".join(before[-3:]).lower()
    if len(before) > 2 and (_AHEAD_OF.match(lead) or _COMING.match(lead)):
        return Cue(Tense.FUTURE, near=True)
    if before and before[-1].lower() == "since":
        return Cue(Tense.PAST, near=True, sure=True)
    if before and before[-1] in ("is", "are") and text[start - 1 : start] == " ":
        return Cue(Tense.FUTURE, near=True)  # "the deadline is Friday"
    if _OUTCOME.match(text, end):
        return Cue(Tense.PAST, near=True)
    after = _WORD.findall(text, end, min(sentence[1], end + _AFTER_LIMIT))
    if after and before and before[-1] in ("on", "who") and _is_past(after[0]) and text[end : end + 1] == " ":
        return Cue(Tense.PAST, near=True)  # "who on Friday won", whatever the verb before it
    for n in range(len(before) - 1, -1, -1):
        if tense := _tense_at(before, n):
            if tense is Tense.FUTURE and _of_noun(before, n) and (main := _main_verb(before, n)):
                return Cue(main)
            between = text[found[n].end() : start]
            return Cue(tense, near=len(before) - n <= _NEAR_WORDS and not _MARK.search(between))
    for n in range(len(after)):
        if tense := _tense_at(after, n):
            return Cue(tense, near=n < _NEAR_BEHIND)
    # a term: "it could reach the coast by Friday"
    return Cue(Tense.FUTURE if before and before[-1].lower() == "by" else Tense.UNKNOWN)


def _of_noun(words: list[str], n: int) -> bool:
    """Whether a “to” tells what a noun is for: "extended their offers to buy the mill", "a force to protect it"."""
    if words[n] != "to" or n == 0:
        return False
    previous = words[n - 1]
    return previous.islower() and previous.endswith(NOUN_ENDS) and previous not in LOOK_AHEAD


def _main_verb(words: list[str], n: int) -> Tense:
    """The direction of the verb before such a “to”; none behind verbs that ask something of somebody."""
    for place in range(n - 1, -1, -1):
        if words[place].lower() in ASKED:
            return Tense.UNKNOWN
        if tense := _tense_at(words, place):
            return tense
    return Tense.UNKNOWN


def _tense_at(words: list[str], n: int) -> Tense:
    word = words[n].lower()
    previous = words[n - 1].lower() if n else ""
    if word == "to":
        following = words[n + 1] if n + 1 < len(words) else ""
        if not following.islower() or following in NO_BASE or following.endswith("ed") or _is_plural(following):
            return Tense.UNKNOWN
        if not REALISED.isdisjoint(word.lower() for word in words[max(n - _REALISED_WORDS, 0) : n]):
            return Tense.PAST
        if previous in INTENT and [word.lower() for word in words[max(n - 3, 0) : n - 1]] == ["had", "been"]:
            return Tense.PAST  # "had been due to expire"
        # "plans to meet", "is to meet", "was to meet", but "declined to say", "had to leave"
        looks_ahead = previous in INTENT or previous in ("was", "were") or not _is_past(previous)
        return Tense.FUTURE if looks_ahead else Tense.PAST
    if word == "set" and previous != "be" and (n + 1 == len(words) or words[n + 1].lower() not in ("for", "to")):
        return Tense.PAST  # "set Friday as the deadline", but "set for Friday"
    if word in AHEAD:
        return Tense.PAST if previous in ACTORS or previous == "been" else Tense.FUTURE
    if word in NOT_SAID and previous in DENIED:
        return Tense.PAST
    if word in SCHEDULED or (word in SCHEDULED_PLURAL and _is_subject(previous)):
        return Tense.FUTURE
    if word in SCHEDULED_VERBS and previous not in BEFORE_BASE:
        return Tense.FUTURE
    if word.endswith("ing") and previous in IS and word != "according":
        return Tense.FUTURE  # "lawmakers are voting Thursday"
    if word in FUTURE or word.endswith(("'ll", "’ll")):
        return Tense.UNKNOWN if words[n] == "May" else Tense.FUTURE
    # "would be redeemed": the auxiliary before "be" tells
    return Tense.PAST if _is_past(word) and previous != "be" else Tense.UNKNOWN


def _is_past(word: str) -> bool:
    return word in PAST or (word.endswith("ed") and len(word) > 3 and word not in NO_VERB and not word.startswith("un"))


def _is_subject(word: str) -> bool:
    """Whether a verb of several can follow: a plural, or a pronoun."""
    return word in SUBJECT or (
        len(word) > 3 and _is_plural(word) and word not in NO_PLURAL and "'" not in word and "’" not in word
    )


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(BASE_IN_S)
