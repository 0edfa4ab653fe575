"""What the words of a cue tell of when it was said: tense, and whether it goes on with what was said before.

There is no tagger behind it: auxiliaries in the cue and right before it, endings and a list of strong verbs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

_BEFORE = 40  # characters before the cue that can hold its auxiliary
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_HAD = frozenset("had hadn't hadn’t".split())
_HAS = frozenset("has have hasn't haven't hasn’t haven’t i've we've they've i’ve we’ve they’ve".split())
_AHEAD = frozenset("will would shall may might could can should must won't won’t wouldn't wouldn’t going".split())
_WAS = frozenset("was were wasn't weren't wasn’t weren’t did didn't didn’t got".split())
_IS = frozenset(
    "is are am be isn't aren't isn’t aren’t do does don't doesn't don’t doesn’t it's that's it’s that’s".split()
)
_STRONG = frozenset(
    """said told wrote spoke thought knew felt found saw made gave took went came became began held heard kept left let
    met put quit read set sent shot sought stood swore threw won understood withdrew drew chose broke brought called
    led paid rose ran sang spun stuck struck taught tore forgot forbade bade got had upheld foresaw laid""".split()
)
_NO_PAST = frozenset("need indeed speed feed exceed succeed proceed agreed-upon".split())
_NO_PRESENT = frozenset("news as is this us thus whereas perhaps always besides".split())
_ARTICLES = re.compile(
    r"(?:\b(?:a|an|the|his|her|its|their|my|our|your|this|that|these|those|some|any|such|of|in|under|amid|despite|"
    r"with|by|for|no|another)|['’]s|s['’])(?:\s+[a-z-]+)?\s*$"
)
_ADDS = re.compile(r"\b(?:add(?:ed|s|ing)?|also|continu(?:ed|es|ing)|went on|conclud(?:ed|es|ing)|too)\b")
_TELLS = re.compile(
    r"^\(@\w+\)$|"  # the signature of a post
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|add(?:ed|s|ing)?|wr(?:ote|ites?|iting)|tweet(?:ed|s|ing)?|"
    r"not(?:ed|es|ing)|explain(?:ed|s|ing)?|argu(?:ed|es|ing)|ask(?:ed|s|ing)?|announc(?:ed|es|ing)|"
    r"declar(?:ed|es|ing)|insist(?:ed|s|ing)?|stress(?:ed|es|ing)?|warn(?:ed|s|ing)?|suggest(?:ed|s|ing)?|"
    r"declin(?:ed|es|ing)|repl(?:ied|ies|ying)|respon(?:ded|ds|ding)|acknowledg(?:ed|es|ing)|claim(?:ed|s|ing)?|"
    r"continu(?:ed|es|ing)|conclud(?:ed|es|ing)|stat(?:ed|es|ing)|remark(?:ed|s|ing)?)\b"
)
_HOLDS = re.compile(
    r"\b(?:believ|think|thought|want|wish|hope|hoping|fear|expect|know|consider|support|oppos|favou?r|like|love|hate|"
    r"plan|intend|view|see[ns]?|saw|worr|doubt|agree|feel|felt|regard|seek|aim|prefer|seem|appear)"
)


_NEGATED = re.compile(r"\b(?:not|no|never)\b|n['’]t\b")


class Form(StrEnum):
    """The form of a cue, as far as it tells of time."""

    NONE = "none"
    HAD = "had"
    PERFECT = "perfect"
    AHEAD = "ahead"
    PAST = "past"
    PRESENT = "present"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"
    NOUN = "noun"
    BARE = "bare"
    ACCORDING = "according"


def form_of(text: str, start: int, end: int, floor: int) -> Form:
    """The form of the cue at `[start, end)`.

    Args:
        text: The article's text.
        start: Where the cue begins.
        end: Where it ends.
        floor: Where its sentence begins.
    """
    words = [w.lower() for w in _WORD.findall(text[start:end])]
    if not words:
        return Form.NONE
    if "according" in words:
        return Form.ACCORDING
    lead = text[max(floor, start - _BEFORE) : start]
    before = [w.lower() for w in _WORD.findall(lead)][-3:]
    helped = [*before[-2:], *words]
    for form, auxiliaries in ((Form.HAD, _HAD), (Form.PERFECT, _HAS)):
        if not auxiliaries.isdisjoint(helped):
            return form
    if words[0] == "to" or (before and before[-1] == "to"):
        return Form.PAST if any(_is_past(w) for w in words) else Form.INFINITIVE
    if not _AHEAD.isdisjoint([*before[-1:], *words]):
        return Form.AHEAD
    if not _WAS.isdisjoint([*before[-1:], *words]):
        return Form.PAST
    if not _IS.isdisjoint([*before[-1:], *words]):
        return Form.PRESENT
    if _ARTICLES.search(lead) and not any(_is_past(w) for w in words[:1]):
        return Form.NOUN
    if any(_is_past(w) for w in words):
        return Form.PAST
    if any(w.endswith("ing") and len(w) > 4 for w in words):
        return Form.PARTICIPLE
    if words[0].endswith("s") and not words[0].endswith("ss") and words[0] not in _NO_PRESENT:
        return Form.PRESENT
    return Form.BARE


def traits_of(cue: str) -> Iterator[str]:
    """What a cue does: `adds` to what was said before, `tells` of an utterance, `holds` an attitude, is `negated`."""
    lower = cue.lower()
    for trait, pattern in (("adds", _ADDS), ("tells", _TELLS), ("holds", _HOLDS), ("negated", _NEGATED)):
        if pattern.search(lower):
            yield trait


def _is_past(word: str) -> bool:
    return word in _STRONG or (word.endswith("ed") and len(word) > 3 and word not in _NO_PAST)
