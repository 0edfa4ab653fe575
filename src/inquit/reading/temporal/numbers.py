"""The value of a number in words or digits: "twenty-one", "two and a half", "1,500", "a couple of", "several"."""

from __future__ import annotations

from collections.abc import Sequence

from inquit.reading.temporal.lexicon import CARD, ORD, SOME

_LIMIT = 1_000_000_000
_SIGNS = {"¼": 0.25, "½": 0.5, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_FIXED = {"a": 1.0, "an": 1.0, "another": 1.0, "single": 1.0, "couple": 2.0, "dozen": 12.0, "half": 0.5, "pair": 2.0,
          "quarter": 0.25, "score": 20.0}  # fmt: skip


def number_of(words: Sequence[str]) -> float | None:
    """The number that the words name; `None` for an unknown one ("a few", "several", "dozens").

    Words that are no number ("of", "and", "-") are passed over.
    """
    total, current, seen = 0.0, 0.0, False
    for word in words:
        if word in SOME or word in ("dozens", "hundreds", "thousands"):
            return None
        value = _value(word)
        if value is None:
            continue
        if word in ("hundred", "thousand", "million", "billion", "dozen"):
            current = (current or 1.0) * value
            if value > 100:
                total, current = total + current, 0.0
        elif word in ("a", "an", "another", "single") and len(words) > 1 and (seen or _numeral(words)):
            continue  # "a five-hour visit", "half an hour"
        elif word == "half" and current:
            current += 0.5  # two and a half; "a half" alone is a whole word before it
            if words[0] in ("a", "an", "half") and len(words) <= 2:
                current = 0.5
        else:
            current += value
        seen = True
    result = total + current
    return result if seen and 0 <= result < _LIMIT else None


def ordinal_of(words: Sequence[str]) -> int | None:
    """The number of an ordinal: "third", "21st", "twenty-first"."""
    total = 0
    for word in words:
        if word in ORD:
            return total + ORD[word]
        if word[:1].isdigit():
            digits = word.rstrip("sthnrd")
            return int(digits) if digits.isdecimal() and len(digits) < 10 else None
        total += CARD.get(word, 0)
    return None


def _numeral(words: Sequence[str]) -> bool:
    return any(
        (word in CARD and CARD[word] < 100) or word[:1].isdigit() or word in ("half", "couple", "pair")
        for word in words
    )


def _value(word: str) -> float | None:
    if word in CARD:
        return float(CARD[word])
    if word in _FIXED:
        return _FIXED[word]
    if word in _SIGNS:
        return _SIGNS[word]
    if "/" in word:
        over, _, under = word.partition("/")
        return int(over) / int(under)
    plain = word.replace(",", "")
    if plain[:1].isdigit() and len(plain) < 12 and plain.replace(".", "", 1).isdecimal():
        return float(plain)
    return None
