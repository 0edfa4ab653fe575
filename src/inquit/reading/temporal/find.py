"""Where in a text the rules match: at each place the longest match, from left to right.

The work is bounded: a run of known words is looked at once from each of its words, by the rules that can begin with
that word, and no rule reaches further than its own length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Generic, NamedTuple, TypeVar

from inquit.reading.temporal.lexicon import TODAY, WEEKDAY
from inquit.reading.temporal.patterns import Node, Source, alphabet_for, parse
from inquit.reading.temporal.rule import Hit, Modifier, Rule
from inquit.reading.temporal.rules import MODIFIERS, PARTS, RULES
from inquit.reading.temporal.tokens import Alphabet, Run

Row = TypeVar("Row")
# No pattern has more words than this between two that it needs; the longest part is a number in words.
_NEAR = 24


class Entry(Generic[Row]):
    """A row of the tables with its pattern, compiled when a text first holds all that it needs."""

    def __init__(self, row: Row, source: Source, alphabet: Alphabet) -> None:
        self.row = row
        self._source, self._alphabet = source, alphabet
        self._pattern: re.Pattern[str] | None = None

    @cached_property
    def _needs(self) -> list[frozenset[str]]:
        """The characters of which a run must hold one of each set."""
        return [frozenset(c for name in need for c in self._alphabet.codes_of(name)) for need in self._source.needs]

    def match(self, run: Run, at: int) -> re.Match[str] | None:
        """The match that begins at a token."""
        for need in self._needs:
            if need.isdisjoint(run.present):
                return None
        if self._pattern is None:
            if not self._could_match(run.codes, at):
                return None
            self._pattern = self._source.compiled(self._alphabet)
        return self._pattern.match(run.codes, at)

    def _could_match(self, codes: str, at: int) -> bool:
        """Whether its needs stand in their order, near each other: spares most patterns their compilation."""
        for need in self._needs:
            found = next((n for n in range(at, min(at + _NEAR, len(codes))) if codes[n] in need), None)
            if found is None:
                return False
            at = found + 1
        return True


class Table(Generic[Row]):
    """Rows by the character with which they can begin, each list in the order of the table."""

    def __init__(self, rows: Sequence[Row], sources: Sequence[Source], alphabet: Alphabet) -> None:
        self._alphabet = alphabet
        self._by_name: dict[str, list[tuple[int, Entry[Row]]]] = {}
        self._by_code: dict[str, list[Entry[Row]]] = {}
        for n, (row, source) in enumerate(zip(rows, sources, strict=True)):
            entry = n, Entry(row, source, alphabet)
            for name in source.first:
                self._by_name.setdefault(name, []).append(entry)

    def beginning(self, code: str) -> list[Entry[Row]]:
        """The rows that can begin with a character."""
        entries = self._by_code.get(code)
        if entries is None:
            numbered = {n: e for name in self._alphabet.classes_of(code) for n, e in self._by_name.get(name, ())}
            entries = self._by_code[code] = [numbered[n] for n in sorted(numbered)]
        return entries


class Grammar(NamedTuple):
    """The tables read."""

    alphabet: Alphabet
    rules: Table[Rule]
    before: Table[Modifier]
    after: Table[Modifier]


@cache
def grammar(without: frozenset[str] = frozenset()) -> Grammar:
    """The tables read, once a process; groups of rules can be left out to measure them."""
    parts = dict[str, Node]()
    rules = [rule for rule in RULES if rule.group not in without]
    modifiers = [] if "modifiers" in without else list(MODIFIERS)
    sources = [parse(rule.pattern, PARTS, parts) for rule in rules]
    changing = [(modifier, parse(modifier.pattern, PARTS, parts)) for modifier in modifiers]
    triggers = frozenset[str]().union(*(source.needed for source in sources))
    alphabet = alphabet_for([*sources, *(source for _, source in changing)], triggers)

    def table(*, after: bool) -> Table[Modifier]:
        rows = [(modifier, source) for modifier, source in changing if modifier.after == after]
        return Table([modifier for modifier, _ in rows], [source for _, source in rows], alphabet)

    return Grammar(alphabet, Table(rules, sources, alphabet), table(after=False), table(after=True))


# Begin an expression and are no number.
_NO_NUMBER = frozenset(
    "the this these those that last past next coming its their his her each every now recent current".split()
).union(WEEKDAY, TODAY)


class Candidate(NamedTuple):
    """A rule that matches at a place.

    Attributes:
        start: First token of its words, the modifier before them included.
        end: After the last token of its own words.
        before: The modifier.
    """

    rule: Rule
    hit: Hit
    start: int
    end: int
    before: Modifier | None


def candidates(text: str, run: Run, at: int, tables: Grammar) -> list[Candidate]:
    """What matches from a token of a run on, the longest first; of equals the first of the tables."""
    codes, found = run.codes, list[Candidate]()
    leads: list[tuple[int, Modifier | None]] = [(at, None)]
    for leading in tables.before.beginning(codes[at]):
        match = leading.match(run, at)
        if match is None or match.end() == len(codes):
            continue
        if not (leading.row.only_numbers and run.tokens[match.end()].text in _NO_NUMBER):
            leads.append((match.end(), leading.row))
    for place, modifier in leads:
        for entry in tables.rules.beginning(codes[place]):
            if match := entry.match(run, place):
                found.append(Candidate(entry.row, Hit(text, run.tokens, match), at, match.end(), modifier))
    # a modifier's words can be the rule's own ("late 1990s"): then the rule is the better reading
    found.sort(key=lambda candidate: (-candidate.end, candidate.before is not None))
    return found


def modifier_behind(run: Run, at: int, tables: Grammar) -> tuple[Modifier, int] | None:
    """The modifier that begins at a token, and where it ends."""
    if at < len(run.codes):
        for entry in tables.after.beginning(run.codes[at]):
            if match := entry.match(run, at):
                return entry.row, match.end()
    return None
