"""The few characters before and behind a match, and how checks ask for words there.

Checks look no further than `LIMIT` characters, so that their work does not grow with the text.
"""

from __future__ import annotations

import re
from functools import cached_property

from inquit.reading.temporal.rule import Hit

LIMIT = 40


def before(hit: Hit) -> str:
    """The characters before the match."""
    return hit.text[max(0, hit.start - LIMIT) : hit.start]


def behind(hit: Hit) -> str:
    """The characters behind the match."""
    return hit.text[hit.end : hit.end + LIMIT]


class Expression:
    """A regular expression that is compiled when it is first asked: most texts ask for few of them.

    Args:
        pattern, flags: As `re.compile` takes them.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern, self._flags = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._pattern, self._flags)

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self._compiled.match(text, at)

    def search(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self._compiled.search(text)


class Led:
    """Whether one of some words stands right before the match, small letters or capitals.

    Args:
        words: Parted by white space; `_` stands for a space within one.
        marks: Characters that count as well.
    """

    def __init__(self, words: str, marks: str = "") -> None:
        self._words, self._marks = words, marks

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        also = f"|[{re.escape(self._marks)}]\\s*" if self._marks else ""
        return re.compile(rf"(?:(?<!\w)(?:{_choices(self._words)})[\s-]+{also})\Z", re.I)

    def __call__(self, hit: Hit) -> bool:
        """Whether it does."""
        return self._pattern.search(before(hit)) is not None


class Followed:
    """Whether one of some words stands right behind the match; `words` and `marks` as in `Led`."""

    def __init__(self, words: str, marks: str = "") -> None:
        self._words, self._marks = words, marks

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        also = f"|\\s*(?:[{re.escape(self._marks)}]|\\Z)" if self._marks else ""
        return re.compile(rf"[\s-]+(?:{_choices(self._words)})\b{also}")

    def __call__(self, hit: Hit) -> bool:
        """Whether it does."""
        return self._pattern.match(behind(hit)) is not None


def _choices(words: str) -> str:
    return "|".join(re.escape(word).replace("_", r"\s") for word in words.split())


ends_clause = Followed("and but at in on with for by to when", marks=".,;:!?)\n—–")
"""Whether a mark, the end, or a word that begins something new follows: "the day before, he …"."""
