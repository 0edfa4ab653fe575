"""People whom news name without telling who they are: their gender, party, region and what they are called.

A story about an election says "the Vermont senator" and never that Bernie Sanders is one.  What the text tells comes
first; this is asked where it is silent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from inquit.reading.lexicon import Gender, countries, is_surname, lines, same_given_name
from inquit.reading.name_rows import fold

_SHORT = 3  # letters; "LEE" is more often a body's
_GENDERS = {"m": Gender.MALE, "f": Gender.FEMALE}
_PARTIES = {"R": "republican", "D": "democrat", "I": "independent"}


@dataclass(frozen=True, slots=True)
class Renown:
    """What is known of somebody.

    Attributes:
        party: As a noun, lower case; empty where they belong to none.
        regions: Regions, lower case, and the country, as its people's land is called: *america*.
        roles: What they are or were, lower case: *former governor*.
    """

    gender: Gender
    party: str
    regions: frozenset[str]
    roles: tuple[str, ...]


def renown_of(words: Sequence[str]) -> Renown | None:
    """What is known of the bearer of a name, `None` where nothing is, or where a last name alone could be several's."""
    known = _by_last().get(fold(words[-1]), [])
    if len(words) == 1:
        return known[0][1] if len(known) == 1 else None
    fitting = [who for given, who in known if same_given_name(given, words[0]) or same_given_name(words[0], given)]
    return fitting[0] if fitting else None


def is_renowned(last: str) -> bool:
    """Whether somebody often in the news bears a last name."""
    return fold(last) in _by_last()


def is_label(word: str) -> bool:
    """Whether capitals are a last name as transcripts have it, "BERG:", and no letters of a body."""
    name = word.capitalize()
    return len(word) > _SHORT and word.isupper() and (is_surname(name) or is_renowned(name))


@cache
def _by_last() -> dict[str, list[tuple[str, Renown]]]:
    """Last name, folded -> given names and who bears them."""
    found: dict[str, list[tuple[str, Renown]]] = {}
    for line in lines("renown"):
        name, rest = line.split(":", 1)
        told, _, called = rest.partition("|")
        gender, party, *places = told.split()
        regions = {place.replace("_", " ") for place in places if place != "-"}
        if regions and not regions & countries().keys():
            regions.add("America")
        offices = [office.strip().lower() for office in called.split(",")]
        roles = [office for office in offices if office.startswith("former ")]
        roles += [word.replace("_", " ") for office in offices if office not in roles for word in office.split()]
        row = [word for word in name.split() if word != "Jr"]
        who = Renown(_GENDERS[gender], _PARTIES.get(party, ""), frozenset(map(str.lower, regions)), tuple(roles))
        found.setdefault(fold(row[-1]), []).append((row[0], who))
    return found
