"""Whether the sentence tells of what was or of what will be, near a time expression.

"He will speak on Friday" and "he spoke on Friday" mean different Fridays.  The nearest verb before the expression
decides, without one the nearest after it; a sentence of neither gives no direction.  There is no tagger behind it:
auxiliaries, words of intention and the endings of verbs are what English news needs.
"""

from __future__ import annotations

import re

from inquit.reading.temporal.direction import Cue, Tense, sign
from inquit.reading.temporal.verbs import (
    ACTORS,
    AFTERMATH,
    AHEAD,
    ARTICLES,
    ASKED,
    ASKING,
    BASE_IN_S,
    BEFORE_BASE,
    CHANCES,
    COMPARED,
    DENIED,
    EVENTS,
    FUTURE,
    HOLDS,
    INTENT,
    IS,
    LOOK_AHEAD,
    NO_BASE,
    NO_PLURAL,
    NO_VERB,
    NOT_SAID,
    NOUN_ENDS,
    OWNED,
    PAST,
    QUICK,
    RANKS,
    REAL_UN,
    REALISED,
    SAYING,
    SCHEDULED,
    SCHEDULED_PLURAL,
    SCHEDULED_VERBS,
    SUBJECT,
    SURE,
    TRYING,
    WHEN,
    WILL,
)

_BEFORE_LIMIT, _AFTER_LIMIT = 240, 160
# 9 to 12 lose up to 0.4 points of value F1 on the read half of TimeBank.
_NEAR_WORDS = 8
# "Is set to hear arguments over the three requests Monday": what is planned reaches further.
_PLANNED_WORDS = 14
_NEAR_BEHIND = 4
# What a verb brings about stands at most so many words before the "to".
_REALISED_WORDS = 5
# An "if" so many words before a participle, and before the expression itself.
_IF_WORDS, _IF_NEAR = 8, 14
# "Holds its presidential primary", "invited the owners to meet", "that began with them in" reach so many words.
_HELD_WORDS = 5
_ASKED_WORDS = 4
_AT_VERB = 6
# The expression leads its clause: "Thursday's vote was", ", and on Friday, the council will".
_OWN_CLAUSE = re.compile(r"['’]s |, ")
_LEAD = 12  # characters
_CLAUSE_BEGINS = re.compile(r"[,;:—–] ?(?:and |but |while )?(?:on )?\Z")
_MARK = re.compile(r"[,;:()“”\"—]")
# numerals stand for themselves, so that "to 12 in May" is no "to" with a verb
_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?|\d+")


def tense_near(text: str, start: int, end: int, sentence: tuple[int, int]) -> Cue:
    """The direction for the expression at `[start, end)` of a sentence."""
    found = list(_WORD.finditer(text, max(sentence[0], start - _BEFORE_LIMIT), start))
    before = [match.group() for match in found]
    if cue := sign(text, start, end, sentence[0]):
        return cue
    after = _WORD.findall(text, end, min(sentence[1], end + _AFTER_LIMIT))
    if after and before and before[-1] in ("on", "who") and _is_past(after[0]) and text[end : end + 1] == " ":
        return Cue(Tense.PAST, near=True)  # "who on Friday won", whatever the verb before it
    leads = len(before) < 2 or _CLAUSE_BEGINS.search(text[max(0, start - _LEAD) : start]) is not None
    if leads and _OWN_CLAUSE.match(text, end) and (cue := _behind(after, leads=True)):
        return cue  # "to doom his bid, Thursday's vote was a shock", "she left; on Friday, the council will vote"
    for n in range(len(before) - 1, -1, -1):
        if _sets_condition(before, n):
            near = len(before) - n <= _IF_NEAR and not _MARK.search(text, found[n].end(), start)
            return Cue(Tense.FUTURE, near, loose=True)
        if tense := _tense_at(before, n):
            if tense is Tense.FUTURE and _of_noun(before, n) and (main := _main_verb(before, n)):
                return Cue(main)
            loose = _is_loose(before, n)
            planned = tense is Tense.FUTURE and not (loose and before[n] == "to")
            reach = _PLANNED_WORDS if planned else _NEAR_WORDS
            near = len(before) - n <= reach and not _MARK.search(text, found[n].end(), start)
            sure = near and _is_when(before) and (before[n].lower() in SURE or _has_been(before, n))
            return Cue(tense, near, sure, loose)
    if len(before) > 1 and before[0] in AFTERMATH and not WILL.intersection(after):
        return Cue(Tense.PAST, near=True)  # "After a narrow defeat on Friday, she is staggering"
    if cue := _behind(after, leads=leads):
        return cue
    # a term: "it could reach the coast by Friday"
    return Cue(Tense.FUTURE if before and before[-1].lower() == "by" else Tense.UNKNOWN)


def _behind(after: list[str], *, leads: bool) -> Cue | None:
    """The direction of the first verb behind the expression, which may lead its clause: "On Friday, the council …"."""
    for n in range(len(after)):
        if tense := _tense_at(after, n):
            loose = _is_loose(after, n)
            reach = _PLANNED_WORDS if leads and tense is Tense.FUTURE and not loose else _NEAR_BEHIND
            return Cue(tense, near=n < reach, loose=loose)
    return None


def _is_when(before: list[str]) -> bool:
    """Whether the expression tells when: "in November", but not "March figures", nor "than in March"."""
    return len(before) > 1 and before[-1] in WHEN and before[-2] not in COMPARED


def _sets_condition(words: list[str], n: int) -> bool:
    """Whether an "if" stands there, or a "When" or "Once" that begins the sentence."""
    if n == 0:
        return words[0] in ("If", "When", "Once")
    return words[n] == "if" and words[n - 1].lower() not in ASKING


def _has_been(words: list[str], n: int) -> bool:
    """Whether a verb of what was tells when it was: "a process that began in May"; not "the case is heard in May"."""
    verb, previous = words[n].lower(), words[n - 1].lower() if n else ""
    near = words[-1] == "in" and len(words) - n <= _AT_VERB
    return near and _is_past(verb) and verb not in SAYING and previous not in IS


def _is_loose(words: list[str], n: int) -> bool:
    """Whether a “to” that no "expected" or "invited her" leads, or a form in -ing, gives the direction."""
    if words[n] != "to":
        return words[n].endswith("ing")
    return n > 0 and words[n - 1].lower() not in INTENT and ASKED.isdisjoint(words[max(n - _ASKED_WORDS, 0) : n])


def _of_noun(words: list[str], n: int) -> bool:
    """Whether a “to” tells what a noun is for: "extended their offers to buy the mill", "a force to protect it"."""
    if words[n] != "to" or n == 0:
        return False
    previous = words[n - 1]
    if previous in RANKS or previous in TRYING:
        return True  # "the first to make the appeal", "held trying to cross"
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
        if previous in ("has", "have"):
            return Tense.FUTURE
        if previous in QUICK and n > 1 and words[n - 2] in ("was", "were"):
            return Tense.PAST  # "were quick to offer help"
        # "plans to meet", "is to meet", "was to meet", but "declined to say", "had to leave"
        looks_ahead = previous in INTENT or previous in ("was", "were") or not _is_past(previous)
        return Tense.FUTURE if looks_ahead else Tense.PAST
    if word == "set" and previous != "be" and (n + 1 == len(words) or words[n + 1].lower() not in ("for", "to")):
        return Tense.PAST  # "set Friday as the deadline", but "set for Friday"
    if word in AHEAD:
        return Tense.PAST if previous in ACTORS or previous == "been" else Tense.FUTURE
    if word in NOT_SAID and previous in DENIED:
        return Tense.PAST
    if word in HOLDS and previous not in BEFORE_BASE and not EVENTS.isdisjoint(words[n + 1 : n + 1 + _HELD_WORDS]):
        return Tense.FUTURE
    if word in SCHEDULED or (word in SCHEDULED_PLURAL and _is_subject(previous)):
        return Tense.FUTURE
    if word in SCHEDULED_VERBS and previous not in BEFORE_BASE:
        return Tense.FUTURE
    if word.endswith("ing") and previous in ("of", "for") and not CHANCES.isdisjoint(words[max(n - 3, 0) : n - 1]):
        return Tense.FUTURE  # "her chances of winning in November"
    if word.endswith("ing") and previous in ("since", "despite"):
        return Tense.PAST  # "since announcing in October"
    if word.endswith("ing") and previous in IS and word != "according":
        return Tense.FUTURE  # "lawmakers are voting Thursday"
    if word in FUTURE or word.endswith(("'ll", "’ll")):
        return Tense.UNKNOWN if words[n] == "May" else Tense.FUTURE
    if previous in IS and word.endswith("ed") and "if" in [word.lower() for word in words[max(n - _IF_WORDS, 0) : n]]:
        return Tense.FUTURE  # "if she is elected in November"
    if word in ("has", "have") and (previous in FUTURE or _follows(words, n) in OWNED or _follows(words, n).isdigit()):
        return Tense.UNKNOWN
    # "would be redeemed": the auxiliary before "be" tells
    if previous == "be" or (word == "followed" and _follows(words, n) == "by"):
        return Tense.UNKNOWN
    if word.endswith("ed") and previous in ARTICLES and n + 1 < len(words):
        return Tense.UNKNOWN  # "a contested vote"
    return Tense.PAST if _is_past(word) else Tense.UNKNOWN


def _follows(words: list[str], n: int) -> str:
    return words[n + 1].lower() if n + 1 < len(words) else ""


def _is_past(word: str) -> bool:
    return word in PAST or (word.endswith("ed") and len(word) > 3 and word not in NO_VERB and not _is_undone(word))


def _is_undone(word: str) -> bool:
    """Whether it tells what has not been: "unpaid", "unplanned"; not "unveiled"."""
    return word.startswith("un") and not word.startswith(REAL_UN)


def _is_subject(word: str) -> bool:
    """Whether a verb of several can follow: a plural, or a pronoun."""
    return word in SUBJECT or (
        len(word) > 3 and _is_plural(word) and word not in NO_PLURAL and "'" not in word and "’" not in word
    )


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(BASE_IN_S)
