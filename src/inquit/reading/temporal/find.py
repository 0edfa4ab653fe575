"""Where in a text the rules match: at each place the longest match, from left to right.

The work is bounded: a run of known words is looked at once from each of its words, by the rules that can begin with
that word, and no rule reaches further than its own length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from inquit.reading.temporal.patterns import alphabet_for, parse
from inquit.reading.temporal.rule import Hit, Modifier, Rule
from inquit.reading.temporal.rules import MODIFIERS, PARTS, RULES
from inquit.reading.temporal.tokens import Alphabet, Run


@dataclass(frozen=True, slots=True)
class Grammar:
    """The tables compiled.

    Attributes:
        by_first: The rules that can begin with a character, in the order of the tables.
    """

    alphabet: Alphabet
    by_first: dict[str, tuple[tuple[Rule, re.Pattern[str]], ...]]
    before: dict[str, tuple[tuple[Modifier, re.Pattern[str]], ...]]
    after: dict[str, tuple[tuple[Modifier, re.Pattern[str]], ...]]


@cache
def grammar(without: frozenset[str] = frozenset()) -> Grammar:
    """The tables compiled, once a process; groups of rules can be left out to measure them."""
    rules = [rule for rule in RULES if rule.group not in without]
    modifiers = [] if "modifiers" in without else list(MODIFIERS)
    sources = [parse(rule.pattern, PARTS) for rule in rules]
    changing = [parse(modifier.pattern, PARTS) for modifier in modifiers]
    triggers = frozenset[str]().union(*(source.needed for source in sources))
    alphabet = alphabet_for([*sources, *changing], triggers)
    by_first: dict[str, list[tuple[Rule, re.Pattern[str]]]] = {}
    for rule, source in zip(rules, sources, strict=True):
        entry = (rule, source.compiled(alphabet))
        for code in {code for name in source.first for code in alphabet.codes_of(name)}:
            by_first.setdefault(code, []).append(entry)
    before: dict[str, list[tuple[Modifier, re.Pattern[str]]]] = {}
    after: dict[str, list[tuple[Modifier, re.Pattern[str]]]] = {}
    for modifier, source in zip(modifiers, changing, strict=True):
        table = after if modifier.after else before
        for code in {code for name in source.first for code in alphabet.codes_of(name)}:
            table.setdefault(code, []).append((modifier, source.compiled(alphabet)))
    return Grammar(
        alphabet,
        {code: tuple(entries) for code, entries in by_first.items()},
        {code: tuple(entries) for code, entries in before.items()},
        {code: tuple(entries) for code, entries in after.items()},
    )


# Begin an expression and are no number.
_NO_NUMBER = frozenset("the this these those that last past next coming its their his her each every".split())


@dataclass(frozen=True, slots=True)
class Candidate:
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
    for leading, pattern in tables.before.get(codes[at], ()):
        match = pattern.match(codes, at)
        if match is None or match.end() == len(codes):
            continue
        if not (leading.only_numbers and run.tokens[match.end()].text in _NO_NUMBER):
            leads.append((match.end(), leading))
    for place, modifier in leads:
        for rule, pattern in tables.by_first.get(codes[place], ()):
            if match := pattern.match(codes, place):
                found.append(Candidate(rule, Hit(text, run.tokens, match), at, match.end(), modifier))
    # a modifier's words can be the rule's own ("late 1990s"): then the rule is the better reading
    found.sort(key=lambda candidate: (-candidate.end, candidate.before is not None))
    return found


def modifier_behind(run: Run, at: int, tables: Grammar) -> tuple[Modifier, int] | None:
    """The modifier that begins at a token, and where it ends."""
    if at < len(run.codes):
        for modifier, pattern in tables.after.get(run.codes[at], ()):
            if match := pattern.match(run.codes, at):
                return modifier, match.end()
    return None
