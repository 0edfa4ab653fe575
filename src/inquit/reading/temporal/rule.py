"""What a rule is, what it is given, and what it gives back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from inquit.reading.temporal.moments import Moment
from inquit.reading.temporal.numbers import number_of, ordinal_of
from inquit.reading.temporal.tokens import Token
from inquit.types import TimexType

if TYPE_CHECKING:
    from inquit.reading.temporal.scene import Scene


@dataclass(frozen=True, slots=True)
class Hit:
    """The words that a pattern matched.

    Attributes:
        tokens: The tokens of the run in which it was found.
        match: Over the run's characters; positions in it are positions in `tokens`.
    """

    text: str
    tokens: Sequence[Token]
    match: re.Match[str]

    @property
    def start(self) -> int:
        """Where the words begin in the text."""
        return self.tokens[self.match.start()].start

    @property
    def end(self) -> int:
        """Where the words end in the text."""
        return self.tokens[self.match.end() - 1].end

    def place(self, name: str) -> tuple[int, int] | None:
        """`(first, after the last)` token of a named part; `None` where the match has none.

        A name that stands more than once in the pattern is the first of them that matched.
        """
        groups = self.match.re.groupindex
        count, key = 1, name
        while key in groups:
            first, last = self.match.span(key)
            if first >= 0:
                return first, last
            count += 1
            key = f"{name}_{count}"
        return None

    def words(self, name: str) -> list[str]:
        """The words of a named part in small letters; empty where the match has none."""
        place = self.place(name)
        return [token.text for token in self.tokens[place[0] : place[1]]] if place else []

    def word(self, name: str) -> str | None:
        """The first word of a named part."""
        words = self.words(name)
        return words[0] if words else None

    def has(self, *names: str) -> bool:
        """Whether the match has one of the parts."""
        return any(self.place(name) is not None for name in names)

    def number(self, name: str) -> float | None:
        """The number that a part names: `None` for "several", and where there is no such part."""
        return number_of(self.words(name))

    def ordinal(self, name: str) -> int | None:
        """The number that an ordinal names."""
        return ordinal_of(self.words(name))

    @property
    def all_words(self) -> list[str]:
        """All its words."""
        return [token.text for token in self.tokens[self.match.start() : self.match.end()]]


@dataclass(frozen=True, slots=True)
class Meaning:
    """How a hit is normalised.

    Attributes:
        moment: What later expressions can be counted from; `None` for what is no stretch of the calendar.
        part: Name of the part of the pattern that these words are, where one match holds two expressions.
        reported: Whether it is the quarter or half year that results are told of, which "a year earlier" leans on.
    """

    type: TimexType
    value: str | None
    mod: str | None = None
    anchor: str | None = None
    moment: Moment | None = None
    part: str | None = None
    reported: bool = False

    def with_mod(self, mod: str | None) -> Meaning:
        """The same with a modifier, unless it has one."""
        return self if mod is None or self.mod is not None else replace(self, mod=mod)

    def of_part(self, part: str) -> Meaning:
        """The same for a part of the match."""
        return replace(self, part=part)


Single = Callable[[Hit, "Scene"], "Meaning | None"]
"""Gives the one meaning of a hit; `None` where the words are no time here."""
Reader = Callable[[Hit, "Scene"], "Meaning | tuple[Meaning, ...] | None"]
"""The same for a hit that may hold two expressions."""
Check = Callable[[Hit], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the tables.

    Attributes:
        group: What it can be switched off by, to measure what it is worth.
        pattern: In the language of `patterns`.
        meaning: How the words are normalised.
        only: What must hold of the words around; see `ambiguity`.
    """

    group: str
    pattern: str
    meaning: Reader
    only: Check | None = None


@dataclass(frozen=True, slots=True)
class Modifier:
    """Words before or after an expression that are part of it and change it: "early", "more than", "or so".

    Attributes:
        mod: The TIMEX3 modifier for dates and times; `None` where the words cannot modify such.
        length: The one for durations.
        after: Whether the words stand behind the expression.
        only_numbers: Whether a number must follow: "over ten years", but not "over the years".
    """

    pattern: str
    mod: str | None = None
    length: str | None = None
    after: bool = False
    only_numbers: bool = False
