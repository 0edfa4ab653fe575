"""The little language in which the tables write their patterns, compiled to regular expressions over word characters.

    MONTH DAY (,? YEAR)?       classes of the lexicon and of numerals in capitals, other words as they are
    (last|next)=which UNIT     `|` either, `?` perhaps, `=name` gives the words a name
    <number> UNITS ago         a part defined once (`PARTS`), named like its brackets; `*` up to four times

A class is named by itself in small letters: `MONTH` is the hit's `month`; `=_` takes the name away.  Every pattern is
bounded in length, so that the work at one place of a text is bounded too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from inquit.reading.temporal.tokens import NUMERALS, SINGLE, Alphabet

_ITEM = re.compile(r"\s*(?:(\()|(\))|(\|)|([?*])|=(\w+)|<(\w+)>|([^\s()|?*=<>]+))")
_AT_MOST = "{0,4}"
# Stand in most sentences: no reason to look at a run.
_EVERYWHERE = frozenset(
    """the a an of in to and or at on for by from as that this it s 's - , DET CARD ORD NUM INT DAY HOUR SOME
    ADJ""".split()
)


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a pattern; see `Source` for its parts. What is optional need not be there."""

    expression: str
    first: frozenset[str]
    needed: frozenset[str]
    optional: bool


class PatternError(ValueError):
    """A pattern of a table that cannot be read: a fault of the table, found when it is compiled."""


@dataclass(frozen=True, slots=True)
class Source:
    """A pattern read, before the alphabet is known.

    Attributes:
        expression: A regular expression in which `⟨NAME⟩` stands for the characters of a class or word.
        first: Classes and words with which a match can begin.
        needed: Classes and words of which each match holds one: a run without any of them need not be looked at.
        names: All classes and words in it.
    """

    expression: str
    first: frozenset[str]
    needed: frozenset[str]
    names: frozenset[str]

    @property
    def literals(self) -> frozenset[str]:
        """The words among the names."""
        return frozenset(name for name in self.names if not name[0].isupper())

    def compiled(self, alphabet: Alphabet) -> re.Pattern[str]:
        """The expression over the alphabet's characters."""

        def characters(match: re.Match[str]) -> str:
            codes = alphabet.codes_of(match[1])
            if not codes:
                raise PatternError(f"no word has the class {match[1]!r}; classes are defined in lexicon.py")
            return f"[{codes}]"

        return re.compile(re.sub("⟨(.+?)⟩", characters, _numbered(self.expression)))


def _numbered(expression: str) -> str:
    """The expression with names that come again told apart, as `re` asks: `month`, `month_2`, `month_3`."""
    seen: Counter[str] = Counter()

    def rename(match: re.Match[str]) -> str:
        seen[match[1]] += 1
        return f"(?P<{match[1]}{f'_{seen[match[1]]}' if seen[match[1]] > 1 else ''}>"

    return re.sub(r"\(\?P<(\w+)>", rename, expression)


def parse(pattern: str, parts: Mapping[str, str]) -> Source:
    """Read a pattern.

    Args:
        pattern: As in the tables.
        parts: Patterns that `<name>` stands for; they may name others.

    Raises:
        PatternError: A bracket is not closed, a part is not known, or the pattern can match nothing at all.
    """
    reader = _Reader(pattern, parts)
    node = reader.alternatives()
    if reader.ahead is not None or node.optional:
        raise PatternError(f"cannot read the pattern {pattern!r}")
    names = frozenset(re.findall("⟨(.+?)⟩", node.expression))
    return Source(node.expression, node.first, node.needed, names)


class _Reader:
    """Recursive descent over the items of one pattern."""

    def __init__(self, pattern: str, parts: Mapping[str, str]) -> None:
        self._pattern, self._parts = pattern, parts
        self._items = self._split(pattern)
        self.ahead: re.Match[str] | None = next(self._items, None)

    def _split(self, pattern: str) -> Iterator[re.Match[str]]:
        at = 0
        pattern = pattern.rstrip()
        while at < len(pattern):
            match = _ITEM.match(pattern, at)
            if match is None:
                raise PatternError(f"cannot read {pattern[at:]!r} in the pattern {pattern!r}")
            yield match
            at = match.end()

    def _take(self) -> re.Match[str]:
        item = self.ahead
        if item is None:
            raise PatternError(f"the pattern {self._pattern!r} ends too early")
        self.ahead = next(self._items, None)
        return item

    def alternatives(self) -> Node:
        choices = [self._sequence()]
        while self.ahead is not None and self.ahead[3]:
            self._take()
            choices.append(self._sequence())
        if len(choices) == 1:
            return choices[0]
        expression = "(?:" + "|".join(choice.expression for choice in choices) + ")"
        first = frozenset[str]().union(*(choice.first for choice in choices))
        needed = frozenset[str]().union(*(choice.needed for choice in choices))
        return Node(expression, first, needed, any(choice.optional for choice in choices))

    def _sequence(self) -> Node:
        expression, first, optional = "", frozenset[str](), True
        needed: list[frozenset[str]] = []
        while self.ahead is not None and not self.ahead[2] and not self.ahead[3]:
            node = self._item()
            expression += node.expression
            if optional:
                first |= node.first
            if not node.optional:
                needed.append(node.needed)
            optional = optional and node.optional
        rarest = min(needed, key=lambda names: sum(name in _EVERYWHERE for name in names), default=frozenset[str]())
        return Node(expression, first, rarest, optional)

    def _item(self) -> Node:
        item = self._take()
        name: str | None = None
        if item[1]:
            node = self.alternatives()
            if not self._take()[2]:
                raise PatternError(f"a bracket is not closed in the pattern {self._pattern!r}")
        elif item[6]:
            if item[6] not in self._parts:
                raise PatternError(f"no part is called <{item[6]}>; parts are {', '.join(sorted(self._parts))}")
            inner = parse(self._parts[item[6]], self._parts)
            node, name = Node(inner.expression, inner.first, inner.needed, optional=False), item[6]
        elif item[7]:
            word = item[7]
            node = Node(f"⟨{word}⟩", frozenset([word]), frozenset([word]), optional=False)
            name = word.lower() if word[0].isupper() else None
        else:
            raise PatternError(f"{item.group().strip()!r} stands alone in the pattern {self._pattern!r}")
        if self.ahead is not None and self.ahead[5]:
            name = self._take()[5]
        expression = f"(?P<{name}>{node.expression})" if name not in (None, "_") else f"(?:{node.expression})"
        optional = node.optional
        if self.ahead is not None and self.ahead[4]:
            expression += "?" if self._take()[4] == "?" else _AT_MOST
            optional = True
        return Node(expression, node.first, node.needed, optional)


def alphabet_for(sources: list[Source], triggers: frozenset[str]) -> Alphabet:
    """The alphabet of all words that the patterns name."""
    literals = frozenset[str]().union(*(source.literals for source in sources))
    alphabet = Alphabet(literals, triggers)
    for classes in NUMERALS:
        alphabet._code(frozenset(classes))
    for name in ("AMPM", *(single.upper() for single in SINGLE)):
        alphabet._code(frozenset([name]))
    return alphabet
