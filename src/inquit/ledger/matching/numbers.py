"""Figures in running text, in digits or spelled: where they stand and what they are worth."""

from __future__ import annotations

import re
from functools import lru_cache

UNITS = {
    name: value
    for value, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
}
TENS = {name: 10 * n for n, name in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
MAGNITUDES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12,
}  # fmt: skip

_BEGIN = frozenset([*UNITS, *TENS, *MAGNITUDES, "a", "an"])
_SMALL = "|".join([*UNITS, *TENS])
_LARGE = "hundred|thousand|million|billion|trillion"
NUMBER = (
    r"[$€£¥]?\d+(?:,\d{3})*(?:\.\d+)?(?:(?:st|nd|rd|th|k|mn|m|bn|tn)\b)?(?:[ -](?:" + _LARGE + r")\b)?"
    r"|\b(?:(?:" + _SMALL + r")\b|an?(?=\s(?:" + _LARGE + r")\b)|(?:" + _LARGE + r")\b)"
    r"(?:(?:[ -]|\sand\s)(?:" + _SMALL + "|" + _LARGE + r")\b){0,8}"
)
"""A figure with its magnitude, as a pattern for small letters: `$3.5 million`, `3.5m`, `two hundred and six`."""

_DIGITS = re.compile(r"[$€£¥]?(?P<number>[\d,]+(?:\.\d+)?)(?P<end>[a-z]*)(?:[ -](?P<large>[a-z]+))?")


@lru_cache(maxsize=16_384)
def number_key(raw: str) -> str | None:
    """What a figure is worth, as plain digits; `None` where the words are none, or the pronoun *one*.

    Args:
        raw: What `NUMBER` matched, in small letters.
    """
    if raw[0].isalpha() and raw.split(None, 1)[0].partition("-")[0] not in _BEGIN:
        return None
    match = _DIGITS.fullmatch(raw)
    if match:
        worth = float(match["number"].replace(",", ""))
        worth *= MAGNITUDES.get(match["end"], 1) * MAGNITUDES.get(match["large"] or "", 1)
        return _plain(worth)
    words = re.findall(r"[a-z]+", raw)
    if words in (["one"], ["a"], ["an"], []):
        return None
    return _spelled(words)


def _spelled(words: list[str]) -> str | None:
    total = part = 0.0
    for word in words:
        if word in ("a", "an"):
            part = 1
        elif word in UNITS:
            part += UNITS[word]
        elif word in TENS:
            part += TENS[word]
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in MAGNITUDES:
            total, part = total + (part or 1) * MAGNITUDES[word], 0
    return _plain(total + part)


def _plain(worth: float) -> str:
    return f"{worth:.4f}".rstrip("0").rstrip(".")
