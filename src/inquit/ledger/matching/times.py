"""Deadlines and other times in a wording, as far as one text must name the same one as another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inquit.ledger.matching.marks import LossKind, Mark
from inquit.ledger.matching.numbers import NUMBER
from inquit.ledger.matching.words import Word

_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = (
    r"(?:january|february|march(?!\s+(?:to|on|through|for|past)\b)|april|(?-i:May)|june|july|august|september|october"
    r"|november|december|(?:jan|feb|aug|sept?|oct|nov|dec)\.)"
)
_SEASON = r"(?:spring|summer|autumn|winter|christmas|easter|new year(?:['’]s)?|ramadan|thanksgiving)"
_SPAN = r"(?:minutes?|hours?|days?|weeks?|months?|quarters?|years?|decades?)"
_YEAR = r"(?:1[89]|20)\d\d(?:[/–-]\d\d)?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_EVENT = r"(?:recess|elections?|vote|polls?|holidays?|harvest|summit|season|session|break|deadline|games|congress)"
_OTHER = r"(?:next|this|last|coming|following|same|previous|past)"
_NAMED = (
    rf"(?:(?:{_OTHER}\s)?(?:{_WEEKDAY})(?:\s(?:morning|afternoon|evening|night|noon))?"
    rf"(?:,?\s(?:{_DAY}\s{_MONTH}|{_MONTH}\s{_DAY}))?"
    rf"|(?:{_DAY}\s(?:of\s)?)?(?:{_OTHER}\s)?{_MONTH}(?:\s{_DAY}\b)?(?:,?\s{_YEAR})?"
    rf"|(?:early|late|mid)[ -](?:{_MONTH}|{_YEAR}|{_SEASON})"
    rf"|(?:the\s)?(?:{_OTHER}\s)(?:{_SPAN}|{_SEASON}|{_EVENT}|night|time)"
    rf"|(?:the\s)?(?:\w+\s)?(?:{_SEASON})(?:\s(?:of\s)?{_YEAR})?(?:\s{_EVENT})?"
    rf"|today|tomorrow|tonight|yesterday|now|noon|midnight|{_YEAR})"
)
_LENGTH = rf"(?:(?:{NUMBER}|one|an?|the|a\sfew|several)\s(?:\w+\s)?{_SPAN})"
_PART = r"(?:(?:the\s)?(?:very\s)?(?:end|start|beginning|middle|turn|close|first half|second half)\sof\s(?:the\s)?)"
_WHEN = rf"(?:{_PART}?(?:the\s)?(?:{_NAMED}|{_SPAN}|century))"
_BOUND = (
    r"(?:by|before|until|till|within|inside|through|no\slater\sthan|not\slater\sthan|ahead\sof|in\stime\sfor"
    r"|up\sto(?=\s\w+day))"
)
_DEADLINE = re.compile(
    rf"\b(?:{_BOUND}\s(?:{_LENGTH}|{_WHEN}|(?:the\s)?(?:\w+\s)?{_EVENT})|in\s(?:the\s(?:next|coming)\s)?{_LENGTH}"
    rf"(?!\s(?:of|as)\b)|over\sthe\s(?:next|coming)\s(?:{_LENGTH}|{NUMBER}\s{_SPAN}|{_SPAN})"
    rf"|in\sthe\s(?:next|coming)\s(?:{NUMBER}\s)?{_SPAN})(?=\W|$)",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"\b(?:(?:on|in|at|from|since|after|during|starting|as\sof|for)\s)?(?:{_WHEN}|(?<=after\s){_LENGTH}|{_LENGTH}\sago)(?=\W|$)",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"\b(?:after|since)\s{_LENGTH}(?=\W|$)", re.IGNORECASE)
_BARE = re.compile(
    rf"(?:the\s)?(?:{_SPAN}|century|now|this time|last time|the same time|the last time)$", re.IGNORECASE
)
_SAYING = re.compile(
    r"\b(?:said|says|told|announced|added|wrote|asked|warned|called|spoke|speaking)(?:\s\w+){0,3}\s$", re.IGNORECASE
)
_SMALL = frozenset("the of in on at by before until till within from since after during no later than a an for".split())


def times(text: str, words: Sequence[Word]) -> list[Mark]:
    """Deadlines and dates of a text, in order; the day on which something was said is none of them."""
    found = [
        Mark(LossKind.DEADLINE, *match.span(), about=_tokens(words, *match.span()))
        for match in _DEADLINE.finditer(text)
    ]
    for pattern in (_AFTER, _DATE):
        for match in pattern.finditer(text):
            start, end = match.span()
            inside = any(mark.start < end and start < mark.end for mark in found)
            if inside or _BARE.match(match.group()) or _SAYING.search(text, max(0, start - 60), start):
                continue
            found.append(Mark(LossKind.DATE, start, end, about=_tokens(words, start, end)))
    return sorted(found, key=lambda mark: mark.start)


def _tokens(words: Sequence[Word], start: int, end: int) -> frozenset[str]:
    """What tells one time from another: its words and figures without the small ones around them."""
    return frozenset(word.stem for word in words if start <= word.start and word.end <= end and word.key not in _SMALL)
