"""What a described source tells of whoever it describes: what sort of speaker, one or several, how many, known or not.

`sorts` judges by the noun alone.  The words around the noun can overrule it ("one of the senators" leaves a senator
unnamed, "a group of experts" is no body), and some descriptions have no noun at all ("those polled", "43").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inquit.reading.core_nouns import Core, core_of, core_without_noun
from inquit.reading.determiners import DEFINITE
from inquit.reading.lexicon import are_several, nouns
from inquit.reading.lexicon import words as word_list
from inquit.reading.mentions import Cast
from inquit.reading.names import POSSESSIVE
from inquit.reading.sorts import sort_of
from inquit.types import Kind


@dataclass(frozen=True, slots=True)
class Traits:
    """Who is described, as far as the description tells.

    Attributes:
        core: The words that it turns on.
        kind: What sort of speaker; `None` where it can be several.
        determiner: As in `phrases.Source`.
        plural: Whether several are described.
        number: How many, where it counts them; `many`, or `None`.
        start: Where the words begin that name the description, in code points of the text.
    """

    core: Core
    kind: Kind | None
    determiner: str
    plural: bool
    number: int | str | None
    start: int


def traits_of(cast: Cast, tokens: Sequence[re.Match[str]], place: tuple[int, int], *, owned: bool) -> Traits:
    """What the words of a description tell; `owned` where they begin with an owner's name: "Brekke's spokesman"."""
    core = core_of(tokens)
    determiner = _determiner(core, owned=owned)
    by_noun = _sort_by_noun(core, determiner)
    picked = _picks_one(core, by_noun)
    unnamed = not picked and _stay_unnamed(cast.text, core, by_noun, place[1])
    number = _number(core, unnamed=unnamed)
    if nounless := core_without_noun(core, number):
        return Traits(nounless, Kind.GROUP, determiner, plural=True, number=number, start=_start(nounless, place))
    gathers = _gathers_people(cast.text, core, place[1])
    sort = Kind.GROUP if gathers else Kind.ANONYMOUS if picked or unnamed else by_noun
    counted = _is_counted(core, sort, number)
    several = _stands_for_people(core) or (sort is None and core.noun in _POINTING)
    return Traits(
        core,
        kind=_kind(cast, core, sort, people=several or counted),
        determiner=determiner,
        plural=several or (core.plural and not picked),
        number=number,
        start=_start(core, place, counted=counted),
    )


_POINTING = frozenset({"them", "us", "these", "those"})


def _determiner(core: Core, *, owned: bool) -> str:
    """`definite`, `indefinite`, `possessive` or `bare`."""
    if core.low == ("others",):
        return "indefinite"  # every time somebody else
    owners = (token.group().endswith(POSSESSIVE[:2]) for token in core.tokens[core.begin : core.stop - 1])
    if core.opening.determiner != "definite" and not core.opening.one_of and (owned or any(owners)):
        return "possessive"
    return core.opening.determiner


def _number(core: Core, *, unnamed: bool) -> int | str | None:
    """How many are counted; those who are left unnamed are many."""
    if core.low == ("another",):
        return 1
    return (core.opening.number or "many") if unnamed else core.opening.number


def _start(core: Core, place: tuple[int, int], *, counted: bool = False) -> int:
    """Where the words begin that name the description."""
    if core.noun in _POINTING:
        return place[0]  # "them" names nobody, "one of them" says what is known
    if counted:
        return core.tokens[0].start()  # "98 senators"
    other = core.begin > 0 and core.low[core.begin - 1] == "other"  # "other Danes" are not "the Danes"
    return core.tokens[core.begin - other].start()


# Kind: first by the noun, then by what stands around it


def _sort_by_noun(core: Core, determiner: str) -> Kind | None:
    """What sort of speaker the core says, whatever else the description says."""
    words = list(core.low[core.begin : core.stop])  # `sort_of` compares it with lists
    return sort_of(core.pair, core.last, core.plural, determiner, core.opening.number, core.written, words)


def _kind(cast: Cast, core: Core, sort: Kind | None, *, people: bool) -> Kind | None:
    """What sort of speaker a description is.

    Args:
        cast: Who is named in the text.
        core: The core of the description.
        sort: What its noun, and what follows the noun, say.
        people: Whether it means several people whatever its noun.
    """
    if core.low == ("another",):
        return Kind.ANONYMOUS
    if people or (are_several(core.written) and sort is not Kind.ANONYMOUS):
        return Kind.GROUP
    if sort is Kind.ORGANIZATION and core.plural and _is_common_noun(cast, core):
        return Kind.GROUP
    return sort


def _picks_one(core: Core, sort: Kind | None) -> bool:
    """Whether one of several is meant, but not which: "one of the officials", "one of them"."""
    people = sort in {Kind.GROUP, Kind.ANONYMOUS, Kind.PERSON}
    return core.opening.one_of and (people or core.low[-1] in DEFINITE | {"them"})


_UNNAMED = re.compile(
    r"\b(?:familiar|briefed|close to|with (?:direct |first-?hand |intimate )?knowledge|anonym"
    r"|not to be quoted|to be (?:named|identified)|on background|not authori[sz]ed|in the know|involved in)",
    re.IGNORECASE,
)


def _stay_unnamed(text: str, core: Core, sort: Kind | None, end: int) -> bool:
    """Whether people are described as sources are whom nobody names: "people briefed on the talks"."""
    a_person = core.noun in nouns("person") or core.noun == "person"
    return sort is Kind.GROUP and a_person and _UNNAMED.search(text, core.end, end) is not None


_SETS = frozenset(
    """array army band chorus circle coalition collection constellation group handful host lot network number roster
    score series set slice string team variety""".split()
)
_MANY_OF = re.compile(
    r"\s+of\s+(?:[\w’'-]+\s+){0,6}?(?:[a-z-]{3,}(?<![sui])s|[A-Z]{2,}s|people|men|women|guerrillas)\b"
)


def _gathers_people(text: str, core: Core, end: int) -> bool:
    """Whether a noun only gathers those named after it: "a group of experts" is people, no body."""
    return core.noun in _SETS | nouns("group") and _MANY_OF.match(text, core.end, end) is not None


_KNOWN_APART = 12
"""Sources whom somebody counted without naming them are fewer."""


def _is_counted(core: Core, sort: Kind | None, number: int | str | None) -> bool:
    """Whether people are counted in figures, too many to be left unnamed: "98 senators"."""
    people = sort in {Kind.ANONYMOUS, Kind.GROUP}
    return people and isinstance(number, int) and number > _KNOWN_APART and core.low[0].isdecimal()


_QUANTITIES = frozenset("all few fewer half many more most several some others".split())


def _stands_for_people(core: Core) -> bool:
    """Whether a number or a quantity stands for the people whom it counts: "43 said the same", "Most said …"."""
    if len(core.words) == 1 and (core.low[0] in _QUANTITIES or core.words[0] in {"Chinese", "Japanese"}):
        return True  # "Japanese are …"
    return core.stop - core.begin == 1 and core.written.isdecimal() and len(core.written) < 4


def _is_common_noun(cast: Cast, core: Core) -> bool:
    """Whether a core names no body, its capital being only that of a sentence's beginning: it never has one inside."""
    word = core.tokens[core.stop - 1].group()
    of_body = core.written in word_list("bodies", "organisation")
    return not of_body and word not in cast.capitalised_inside and word[1:].islower()
