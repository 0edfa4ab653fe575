"""Figures of a wording: what they are worth and which words state them."""

from __future__ import annotations

import re

from inquit.ledger.matching.marks import LossKind, Mark
from inquit.ledger.matching.numbers import NUMBER, number_key

_UNIT = (
    r"(?:\s?%|\sper\s?cent(?:age points?)?\b|\spercent(?:age points?)?\b"
    r"|\s(?:crowns?|dollars?|euros?|pounds?|cents?|miles?|kilomet(?:er|re)s?|centimet(?:er|re)s?|met(?:er|re)s?|feet|tons?|tonnes?|degrees?|hours?|days?|weeks?|months?"
    r"|years?|times)\b)?"
)
_FRACTIONS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}
_PLAIN = re.compile(rf"(?<![\w.,])(?P<number>{NUMBER})(?P<unit>{_UNIT})(?![\w])", re.IGNORECASE)
_FRACTION = re.compile(
    r"\b(?:(?P<count>an?|one|two|three|four|nine)[ -])?(?P<part>half|thirds?|quarters?|fifths?|tenths?)\b(?!-)",
    re.IGNORECASE,
)
_ONE_IN = re.compile(rf"\b(?P<some>one|{NUMBER})\s(?:in|out\sof)\s(?:every\s)?(?P<all>{NUMBER})\b", re.IGNORECASE)
_TIMES = re.compile(
    r"\b(?:twice|doubl(?:e[ds]?|ing)|trebl(?:e[ds]?|ing)|tripl(?:e[ds]?|ing)|twofold|threefold)\b", re.IGNORECASE
)
_VAGUE = re.compile(
    r"\b(?:(?:an?|two|three|several)\s)?(?P<word>dozens?|hundreds|thousands|millions|billions|scores)\b", re.IGNORECASE
)
_TELLERS = re.compile(r"\s(?:\w+\s){1,4}(?:said|says|told|added|warned)\b", re.IGNORECASE)
"""*two officials said*: a figure of those who tell, not of what they tell."""

_COUNT = {"": 1, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "nine": 9}


def figures(text: str) -> list[Mark]:
    """The figures of a text, in order; `sort` is what each is worth, a share as its fraction of one."""
    found: list[Mark] = []
    for match in _ONE_IN.finditer(text):
        some, whole = (_worth(match[name]) for name in ("some", "all"))
        if whole:
            _add(found, match, _told((some or 1) / whole))
    for match in _FRACTION.finditer(text):
        part = match["part"].lower().rstrip("s")
        count = match["count"]
        if count is None and part != "half":
            continue  # "the third time"; "quarter" of a year or a town
        if _is_ordinal_or_time(text, match.end()):
            continue
        _add(found, match, _told(_COUNT[(count or "").lower()] * _FRACTIONS[part]))
    for match in _VAGUE.finditer(text):
        _add(found, match, match["word"].lower().rstrip("s"))
    for match in _TIMES.finditer(text):
        _add(found, match, "double" if match.group().lower()[:2] in ("tw", "do") else "triple")
    for match in _PLAIN.finditer(text):
        worth = number_key(match["number"].lower())
        if worth is None or _TELLERS.match(text, match.end()):
            continue
        is_share = match["unit"].strip().lower().startswith(("%", "per"))
        _add(found, match, _told(float(worth) / 100) if is_share else worth)
    return sorted(found, key=lambda mark: mark.start)


def _worth(raw: str) -> float | None:
    key = number_key(raw.lower())
    return None if key is None else float(key)


def _told(worth: float) -> str:
    return f"{worth:.2f}"


def _is_ordinal_or_time(text: str, end: int) -> bool:
    """Whether a fraction is one of time or of a match: *a quarter past*, *the first half*."""
    return re.match(r"\s(?:past|to\s\w+\b(?=\s|$)|time|an?\shour)", text[end : end + 12]) is not None


def _add(found: list[Mark], match: re.Match[str], worth: str) -> None:
    start, end = match.span()
    if not any(mark.start < end and start < mark.end for mark in found):
        found.append(Mark(LossKind.FIGURE, start, end, sort=worth))


def figures_in(text: str, start: int, end: int) -> frozenset[str]:
    """What the figures in a range are worth."""
    return frozenset(mark.sort for mark in figures(text[start:end]))
