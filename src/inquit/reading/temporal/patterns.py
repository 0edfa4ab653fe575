"""The little language in which the tables write their patterns, compiled to regular expressions over word characters.

    MONTH DAY (,? YEAR)?       classes of the lexicon and of numerals in capitals, other words as they are
    (last|next)=which UNIT     `|` either, `?` perhaps, `=name` gives the words a name
    <number> UNITS ago         a part defined once (`PARTS`), named like its brackets; `*` up to four times

A class is named by itself in small letters: `MONTH` is the hit's `month`; `=_` takes the name away.  Every pattern is
bounded in length, so that the work at one place of a text is bounded too.

Reading a pattern is cheap, compiling it is not: a process compiles only those of which a text holds all that they need.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from inquit.reading.temporal.tokens import NUMERALS, SINGLE, Alphabet

_ITEM = re.compile(r"\s*([()|?*]|=\w+|<\w+>|[^\s()|?*=<>]+|[=<>])")
_AT_MOST = "{0,4}"
# Stand in most sentences: no reason to look at a run.
_EVERYWHERE = frozenset(
    """the a an of in to and or at on for by from as that this it s 's - , DET CARD ORD NUM INT DAY HOUR SOME
    ADJ""".split()
)
Names = frozenset[str]


class Node(NamedTuple):
    """A part of a pattern; see `Source` for its parts.

    Attributes:
        optional: Whether it need not be there.
        one: The classes and words that it is one of, where it is a single word without a name; else empty.
    """

    expression: str
    first: Names
    needs: tuple[Names, ...]
    optional: bool = False
    one: tuple[str, ...] = ()


class PatternError(ValueError):
    """A pattern of a table that cannot be read: a fault of the table, found when it is parsed."""


class Source(NamedTuple):
    """A pattern read, before the alphabet is known.

    Attributes:
        expression: A regular expression in which `⟨NAME|NAME⟩` stands for the characters of classes or words.
        first: Classes and words with which a match can begin.
        needs: Sets of classes and words: each match holds one of every set.
    """

    expression: str
    first: Names
    needs: tuple[Names, ...]

    @property
    def needed(self) -> Names:
        """The rarest of its needs: a run without any of these need not be looked at."""
        return _rarest(self.needs)

    @property
    def literals(self) -> Names:
        """The words that it names, classes left out."""
        names = (name for group in re.findall("⟨(.+?)⟩", self.expression) for name in group.split("|"))
        return frozenset(name for name in names if not name[0].isupper())

    def compiled(self, alphabet: Alphabet) -> re.Pattern[str]:
        """The expression over the alphabet's characters."""

        def characters(match: re.Match[str]) -> str:
            codes = list[str]()
            for name in match[1].split("|"):
                codes += alphabet.codes_of(name)
                if not codes:
                    raise PatternError(f"no word has the class {name!r}; classes are defined in lexicon.py")
            return f"[{''.join(dict.fromkeys(codes))}]"

        return re.compile(re.sub("⟨(.+?)⟩", characters, _numbered(self.expression)))


def _rarest(needs: tuple[Names, ...]) -> Names:
    return min(needs, key=lambda names: len(names & _EVERYWHERE), default=frozenset[str]())


def _numbered(expression: str) -> str:
    """The expression with names that come again told apart, as `re` asks: `month`, `month_2`, `month_3`."""
    seen: Counter[str] = Counter()

    def rename(match: re.Match[str]) -> str:
        seen[match[1]] += 1
        return f"(?P<{match[1]}{f'_{seen[match[1]]}' if seen[match[1]] > 1 else ''}>"

    return re.sub(r"\(\?P<(\w+)>", rename, expression)


def parse(pattern: str, parts: Mapping[str, str], known: dict[str, Node] | None = None) -> Source:
    """Read a pattern.

    Args:
        pattern: As in the tables.
        parts: Patterns that `<name>` stands for; they may name others.
        known: Parts that were read before, kept from one pattern to the next.

    Raises:
        PatternError: A bracket is not closed, a part is not known, or the pattern can match nothing at all.
    """
    node = _Reader(pattern, parts, {} if known is None else known).whole()
    return Source(node.expression, node.first, node.needs)


class _Reader:
    """Recursive descent over the items of one pattern."""

    def __init__(self, pattern: str, parts: Mapping[str, str], known: dict[str, Node]) -> None:
        self._pattern, self._parts, self._known = pattern, parts, known
        self._items: list[str] = [*_ITEM.findall(pattern), ""]  # an empty one marks the end
        self._at = 0

    def whole(self) -> Node:
        """The pattern, which must end where its items do and cannot be without words."""
        node = self._alternatives()
        if self._items[self._at] or node.optional:
            raise PatternError(f"cannot read the pattern {self._pattern!r}")
        return node

    def _take(self) -> str:
        item = self._items[self._at]
        if not item:
            raise PatternError(f"the pattern {self._pattern!r} ends too early")
        self._at += 1
        return item

    def _alternatives(self) -> Node:
        choices = [self._sequence()]
        while self._items[self._at] == "|":
            self._at += 1
            choices.append(self._sequence())
        if len(choices) == 1:
            return choices[0]
        if all(choice.one for choice in choices):
            return _one_of([name for choice in choices for name in choice.one])
        return Node(
            "(?:" + "|".join(choice.expression for choice in choices) + ")",
            frozenset[str]().union(*(choice.first for choice in choices)),
            # of a choice, each match holds the rarest need of one of them
            (frozenset[str]().union(*(_rarest(choice.needs) for choice in choices)),),
            any(choice.optional for choice in choices),
        )

    def _sequence(self) -> Node:
        nodes = list[Node]()
        while self._items[self._at] not in (")", "|", ""):
            nodes.append(self._item())
        if len(nodes) == 1:
            return nodes[0]
        first, optional = frozenset[str](), True
        for node in nodes:
            first |= node.first
            optional = node.optional
            if not optional:
                break
        expression = "".join(node.expression for node in nodes)
        needs = tuple(need for node in nodes if not node.optional for need in node.needs)
        return Node(expression, first, needs, optional)

    def _item(self) -> Node:
        item = self._take()
        name: str | None = None
        if item == "(":
            node = self._alternatives()
            if self._take() != ")":
                raise PatternError(f"a bracket is not closed in the pattern {self._pattern!r}")
        elif item[0] == "<" and len(item) > 1:
            name = item[1:-1]
            node = self._part(name)
        elif item[0] in "?*=<>":
            raise PatternError(f"{item!r} stands alone in the pattern {self._pattern!r}")
        else:
            node = _one_of([item])
            name = item.lower() if item[0].isupper() else None
        if self._items[self._at][:1] == "=" and len(self._items[self._at]) > 1:
            name = self._take()[1:]
        if name not in (None, "_"):
            node = Node(f"(?P<{name}>{node.expression})", node.first, node.needs, node.optional)
        if self._items[self._at] in ("?", "*"):
            times = "?" if self._take() == "?" else _AT_MOST
            closed = node.one or name not in (None, "_")
            expression = node.expression if closed else f"(?:{node.expression})"
            node = Node(expression + times, node.first, (), optional=True)
        return node

    def _part(self, name: str) -> Node:
        if name not in self._known:
            if name not in self._parts:
                raise PatternError(f"no part is called <{name}>; parts are {', '.join(sorted(self._parts))}")
            self._known[name] = _Reader(self._parts[name], self._parts, self._known).whole()
        return self._known[name]


def _one_of(names: list[str]) -> Node:
    """A single word that has one of the names."""
    chosen = frozenset(names)
    return Node(f"⟨{'|'.join(names)}⟩", chosen, (chosen,), one=tuple(names))


def alphabet_for(sources: list[Source], triggers: Names) -> Alphabet:
    """The alphabet of all words that the patterns name."""
    literals = frozenset[str]().union(*(source.literals for source in sources))
    alphabet = Alphabet(literals, triggers)
    for classes in NUMERALS:
        alphabet._code(frozenset(classes))
    for name in ("AMPM", *(single.upper() for single in SINGLE)):
        alphabet._code(frozenset([name]))
    return alphabet
