"""What stands before the core of a noun phrase: articles, counts, owners, and the words that stress a count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inquit.reading.counting import NUMBERS

DEFINITE = frozenset("the this that these those".split())
_INDEFINITE = frozenset("a an another any each every".split())
_QUANTIFYING = frozenset("all at least less more than other of fewer".split())
OWNERS = frozenset("his her their its my our your whose".split())
# What stresses a count and is no part of it: "only one of the members", "just 30 percent".
_STRESSING = frozenset("barely even exactly fully full just merely only precisely".split())


@dataclass(slots=True)
class Opening:
    """What stands before the core of a noun phrase: "all of her three", "at least two of the".

    Attributes:
        size: How many words.
        determiner: As in `phrases.Source`.
        number: How many are counted, `many`, or `None`.
        owner: The pronoun of an owner: *her*.
        one_of: Whether it picks one out of several.
    """

    size: int = 0
    determiner: str = "bare"
    number: int | str | None = None
    owner: str | None = None
    one_of: bool = False


def opening_of(low: Sequence[str]) -> Opening:
    """What stands before the core of a phrase whose words are given in small letters; one is left to be its core."""
    found = Opening()
    while found.size < len(low) - 1:
        word = low[found.size]
        if tuple(low[found.size : found.size + 3]) == ("a", "lot", "of") and found.size + 3 < len(low):
            found.size, found.number, found.determiner = found.size + 2, "many", "indefinite"
        elif word in DEFINITE:
            found.determiner = "definite"
        elif word in _INDEFINITE:
            found.determiner = "indefinite"
        elif word in OWNERS:
            found.determiner, found.owner = "possessive", word
        elif word == "both":
            found.determiner, found.number = "definite", 2
        elif word in NUMBERS or word.replace(",", "").isdecimal():
            if found.number is None:  # "one of the 168 members" is one
                found.number = NUMBERS.get(word, int(word) if word.isdecimal() and len(word) < 4 else None)
            if found.determiner == "bare":
                found.determiner = "indefinite"
        elif word not in _QUANTIFYING or found.size >= 5 or (word == "of" and found.number is None):
            break
        found.size += 1
    found.one_of = found.number == 1 and "of" in low[:3]
    if found.one_of:
        found.determiner = "indefinite"  # "one of his sons"
    return found


def without_stress(tokens: list[re.Match[str]]) -> list[re.Match[str]]:
    """The tokens without what stresses a count that they begin with: "only one of the members", "a full 30 percent"."""
    low = [token.group().lower() for token in tokens[:4]]
    size = 1 if low[:1] == ["a"] and low[1:2] == ["full"] else 0
    while size < len(low) - 1 and low[size] in _STRESSING:
        size += 1
    return tokens[size:] if size and (low[size] in NUMBERS or low[size][0].isdigit()) else tokens
