"""The few characters before and behind a match, and how checks ask for words there.

Checks look no further than `LIMIT` characters, so that their work does not grow with the text.
"""

from __future__ import annotations

import re

from inquit.reading.temporal.rule import Hit

LIMIT = 40


def before(hit: Hit) -> str:
    """The characters before the match."""
    return hit.text[max(0, hit.start - LIMIT) : hit.start]


def behind(hit: Hit) -> str:
    """The characters behind the match."""
    return hit.text[hit.end : hit.end + LIMIT]


class Led:
    """Whether one of some words stands right before the match, small letters or capitals.

    Args:
        words: Parted by white space; `_` stands for a space within one.
        marks: Characters that count as well.
    """

    def __init__(self, words: str, marks: str = "") -> None:
        choices = "|".join(re.escape(word).replace("_", r"\s") for word in words.split())
        also = f"|[{re.escape(marks)}]\\s*" if marks else ""
        self._pattern = re.compile(rf"(?:(?<!\w)(?:{choices})[\s-]+{also})\Z", re.I)

    def __call__(self, hit: Hit) -> bool:
        """Whether it does."""
        return self._pattern.search(before(hit)) is not None


class Followed:
    """Whether one of some words stands right behind the match."""

    def __init__(self, words: str, marks: str = "") -> None:
        choices = "|".join(re.escape(word).replace("_", r"\s") for word in words.split())
        also = f"|\\s*(?:[{re.escape(marks)}]|\\Z)" if marks else ""
        self._pattern = re.compile(rf"[\s-]+(?:{choices})\b{also}")

    def __call__(self, hit: Hit) -> bool:
        """Whether it does."""
        return self._pattern.match(behind(hit)) is not None


ends_clause = Followed("and but at in on with for by to when", marks=".,;:!?)\n—–")
"""Whether a mark, the end, or a word that begins something new follows: "the day before, he …"."""
