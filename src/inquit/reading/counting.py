"""How many a noun phrase speaks of, and which noun it is about, told from its words alone."""

from __future__ import annotations

import re

NUMBERS: dict[str, int | str] = {
    **{
        word: n
        for n, word in enumerate(
            """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
            seventeen eighteen nineteen twenty""".split(),
            1,
        )
    },
    **dict.fromkeys(
        """several many multiple various numerous dozens scores hundreds thousands millions some most much few
        half""".split(),
        "many",
    ),
    "both": 2,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
"""How many a word tells before a noun: a number, or `many`."""

_ALL_NUMBERS = NUMBERS | dict.fromkeys("he she someone somebody anyone anybody another a an".split(), 1)
_SETS = re.compile(
    r"(half )?an? (?:\w+ )?(pair|couple|trio|dozen|handful|few|number|group|host|score|series|string|range|array)\b",
    re.I,
)
_SET_SIZES: dict[str, int | str] = {"pair": 2, "couple": 2, "trio": 3, "dozen": 12}
_SINGULAR_S = ("ss", "us", "is", "news")
_PLURALS = frozenset("people men women children police staff those others sources insiders".split())
# The head of a noun phrase stands right before one of these.
_AFTER_HEAD = re.compile(
    r"\s(?:of|for|in|at|with|to|on|from|by|who|whose|whom|that|which|inside|within|near|outside|behind|close"
    r"|familiar|briefed"
    r"|involved|present|dismissed|against|under|over|about|between|among|and (?:an?|the|one|two|three|four|five))\b|,"
)
_PARTITIVE = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|another|several|some|many|most|a few|a pair|a couple"
    r"|a handful|dozens|each|both|either)"
    r" of (?:the |those |these |his |her |their |its )?(?:\w+ )?",
    re.I,
)
_ABOUT_AS_MANY = re.compile(
    r"(?:more than|fewer than|no fewer than|at least|as many as|up to|about|around|some|nearly|almost|roughly"
    r"|over) (?=\d|[a-z]+)",
    re.I,
)
ONE = r"(?:an?|another|one|two|three|four|five|the other|others|several|a second|a third)"
"""What begins the phrase of somebody who is new in the text."""


def head_of(words: str) -> str:
    """The noun that a phrase is about: *officials* in “two of the officials at the mine”."""
    if found := _PARTITIVE.match(words):
        words = words[found.end() :] or words
    if (found := _AFTER_HEAD.search(words)) and found.start():
        words = words[: found.start()]
    tokens = re.findall(r"[\w'’-]+", words)
    return str(tokens[-1]) if tokens else ""


def number_of(words: str) -> int | str | None:
    """How many a noun phrase speaks of: a number, `many`, or `None` for a bare plural."""
    parts = re.split(rf"\s+and\s+(?={ONE}\s)", words)
    counts = [_count(part) for part in parts]
    if len(counts) == 1 or None in counts:
        return counts[0]
    return "many" if "many" in counts else sum(n for n in counts if isinstance(n, int))


def _count(words: str) -> int | str | None:
    if found := _ABOUT_AS_MANY.match(words):
        counted = words[found.end() :]
        first = counted.split(None, 1)[0].lower()
        if first.isdigit() or first in _ALL_NUMBERS or first == "half":
            words = counted
    if found := _SETS.search(words[:60]):
        size = _SET_SIZES.get(found[2].lower(), "many")
        return size // 2 if found[1] and isinstance(size, int) else size
    head = head_of(words).lower()
    tokens = re.findall(r"[\w'’-]+", words[:60].lower())
    for token in tokens[:4]:
        if token.isdigit() and len(token) < 7:
            return int(token)
        if token in _ALL_NUMBERS:
            return _ALL_NUMBERS[token]
        if token == head:
            break
    plural = head in _PLURALS or (head.endswith("s") and not head.endswith(_SINGULAR_S))
    return None if plural or not head else 1
