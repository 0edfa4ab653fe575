"""The core of a described source: the noun that it turns on, with the adjectives and nouns that qualify it.

"At least two senior officials familiar with the talks" has three parts: "At least two" opens it (see `determiners`),
"senior officials" is its core, "familiar with the talks" follows.  Only bounds and noun are decided here; what they
tell of whoever is described is for `description_traits`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from inquit.reading.chief_names import ENDS
from inquit.reading.determiners import Opening, opening_of
from inquit.reading.lexicon import are_several, known_nouns, nouns
from inquit.reading.names import plain
from inquit.reading.sorts import singular


@dataclass(frozen=True, slots=True)
class Core:
    """Where the core of a description lies among its words, and which noun it turns on.

    Attributes:
        tokens: All words of the description, as matches in the text.
        words: The same, without an owner's ending.
        low: The same in small letters.
        opening: What stands before the core.
        begin: Index of the core's first word.
        stop: Index after its last word.
        end: Where the core ends, in code points of the text.
        last: Its last word in the singular: `star-turned-candidate`.
        noun: The noun in that word: `candidate`.
        pair: Its last two words, for compounds: `press secretary`.
        plural: Whether the last word is a plural.
    """

    tokens: tuple[re.Match[str], ...]
    words: tuple[str, ...]
    low: tuple[str, ...]
    opening: Opening
    begin: int
    stop: int
    end: int
    last: str
    noun: str
    pair: str
    plural: bool

    @property
    def written(self) -> str:
        """The last word of the core as the text writes it."""
        return self.words[self.stop - 1]

    @property
    def modifiers(self) -> tuple[str, ...]:
        """The core without its last word, in small letters."""
        return self.low[self.begin : self.stop - 1]

    @property
    def head(self) -> str:
        """The word by which to look for whoever is meant: the noun, or both words of "chief executive"."""
        return self.pair if self.pair in nouns("person") else self.noun


def core_of(tokens: Sequence[re.Match[str]]) -> Core:
    """The core of a description, at least one word of which is given."""
    words = tuple(plain(token.group()) for token in tokens)
    low = tuple(word.lower() for word in words)
    opening = opening_of(low)
    begin, stop = opening.size, _core_stop(words, low, opening.size)
    last, plural = singular(low[stop - 1])
    return Core(
        tokens=tuple(tokens),
        words=words,
        low=low,
        opening=opening,
        begin=begin,
        stop=stop,
        end=tokens[stop - 1].end(),
        last=last,
        noun=_noun_in(last),
        pair=_pair(low[begin:stop], last),
        plural=plural or are_several(words[stop - 1]),
    )


def core_without_noun(core: Core, number: int | str | None) -> Core | None:
    """The core of those who are told by what they do or undergo; `None` where a noun tells who they are.

    Such a core begins with the description: "those polled", "two of whom", "those advocating reform".

    Args:
        core: The core that the rules for nouns found, which then begins behind the noun's place.
        number: How many are counted, `many`, or `None`.
    """
    if core.begin == 0:
        return None
    first, those = core.low[core.begin], core.low[core.begin - 1] in {"those", "these"}
    if those and first.endswith("ing") and len(core.low) > core.begin + 1:
        last = core.stop - 1  # "those advocating reform"
    elif first in ENDS and (those or number is not None):
        last = core.begin if first.endswith("ed") else core.begin - 1  # "those polled", "those in the hall"
    else:
        return None
    return replace(core, begin=0, end=core.tokens[last].end())


# Bounds


def _core_stop(words: Sequence[str], low: Sequence[str], begin: int) -> int:
    """The index after the last word of the core that begins at `begin`: never less than one word."""
    return next((i for i in range(begin + 1, len(low)) if not _goes_on(words, low, begin, i)), len(low))


def _goes_on(words: Sequence[str], low: Sequence[str], begin: int, i: int) -> bool:
    """Whether the word at `i` still belongs to the core that begins at `begin`."""
    ends = low[i] in ENDS or _ends_core(words, i)
    return not ends or _joins_adjectives(low, begin, i) or _is_close(low, i) or _is_qualified(low, i)


_QUALIFYING = frozenset(
    """american british current domestic eastern european former future german junior left local male military northern
    old past present private public right senior southern state top western white young""".split()
)


def _joins_adjectives(low: Sequence[str], begin: int, i: int) -> bool:
    """Whether "and" at `i` joins what qualifies one noun: "liberal and conservative economists"."""
    if low[i] != "and" or (
        low[i - 1] not in _QUALIFYING and not low[i - 1].endswith(("al", "ic", "ive", "ish", "ese"))
    ):
        return False
    after = next((n for n in range(i + 1, len(low)) if low[n] in ENDS), len(low))
    return i - begin <= 2 and after - i > 2 and singular(low[after - 1])[0] in known_nouns()


def _is_close(low: Sequence[str], i: int) -> bool:
    """Whether the word at `i` is the adjective of "close friends", not that of "people close to her"."""
    if low[i] in {"outside", "inside"}:
        return i + 1 < len(low) and low[i + 1] not in ENDS and singular(low[i + 1])[1]  # "liberal outside groups"
    return low[i] == "close" and i + 1 < len(low) and low[i + 1] not in ENDS | {"to"}


def _is_qualified(low: Sequence[str], i: int) -> bool:
    """Whether the word at `i` is the participle of "a newly released email", not that of "an email released today"."""
    return low[i - 1].endswith("ly") and low[i].endswith(("ed", "en")) and i + 1 < len(low) and low[i + 1] not in ENDS


_PARTICIPLES = frozenset(
    "brought drawn found given held kept known led made put read seen sent shown taken told written".split()
)
_TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow this last next earlier late
    available prior privy unaffiliated nationwide worldwide""".split()
)


def _ends_core(words: Sequence[str], i: int) -> bool:
    """Whether the word at `i` follows the head of a phrase: "Danes protesting", "a poll taken last week"."""
    head, word = words[i - 1], words[i].lower()
    noun, plural = singular(head.lower())
    if word.endswith("ing"):
        return are_several(head) or (head.islower() and plural)
    if noun not in known_nouns() or not head.islower():
        return False
    participle = word in _PARTICIPLES or (word.endswith("ed") and word not in known_nouns())
    follows = words[i + 1].lower() if i + 1 < len(words) else ""
    return word in _TIMES or (participle and (not follows or follows in ENDS | _TIMES))


# The noun


def _noun_in(word: str) -> str:
    """The noun in a compound: "candidate" in "star-turned-candidate", "nominee" in "nominee-in-waiting"."""
    first, *_, last = word.split("-") if "-" in word and word not in known_nouns() else (word, word)
    return next((part for part in (last, first) if part in nouns("person")), word)


def _pair(core: Sequence[str], last: str) -> str:
    """The last two words of a core, in the singular unless they are known as they stand; one, where it has one."""
    pair = " ".join(core[-2:])
    if len(core) < 2 or pair in known_nouns():
        return pair
    return f"{core[-2]} {last}"  # "press secretaries"
