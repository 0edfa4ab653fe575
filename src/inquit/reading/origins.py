"""Which party and which region the text tells of somebody: what parts "the Florida Republican" from another one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache, cached_property

from inquit.reading.lexicon import words
from inquit.reading.mentions import Cast
from inquit.types import Kind

RIGHT = frozenset("republican gop conservative tory".split())
LEFT = frozenset("democratic democrat labour liberal".split())

_AFTER = 40  # characters after a name, and before it, that may tell where its bearer comes from
_LABEL = re.compile(r"\s*[,(]\s*(?:(?P<party>[RD])\b\s*[-–.,]?\s*)?(?P<place>[A-Z][\w. ]*?)?\s*[),]")
_OF = re.compile(
    r"(?:, (?:an? )?(?:[RD]|[Rr]epublican|[Dd]emocrat|[Ii]ndependent))?,? (?:of|from) "
    r"(?P<place>[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
)
_BEFORE = re.compile(
    r"\b(?P<place>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?: former)? (?:Republican |Democratic )?"
    r"(?:Gov|Sen|Rep|Governor|Senator|Representative|Congressman|Congresswoman|Republican|Democrat)\.? $"
)
_WORD = re.compile(r"[\w’'-]+")
_PARTIES = {"R": "republican", "D": "democrat"}
# As newspapers shorten the names of American states.
_SHORT = {
    "Ala": "alabama", "Ariz": "arizona", "Ark": "arkansas", "Calif": "california", "Colo": "colorado",
    "Conn": "connecticut", "Del": "delaware", "Fla": "florida", "Ga": "georgia", "Ill": "illinois", "Ind": "indiana",
    "Kan": "kansas", "Ky": "kentucky", "La": "louisiana", "Md": "maryland", "Mass": "massachusetts", "Mich": "michigan",
    "Minn": "minnesota", "Miss": "mississippi", "Mo": "missouri", "Mont": "montana", "Neb": "nebraska",
    "Nev": "nevada", "NH": "new hampshire", "NJ": "new jersey", "NM": "new mexico", "NY": "new york",
    "NC": "north carolina", "ND": "north dakota", "Okla": "oklahoma", "Ore": "oregon", "Pa": "pennsylvania",
    "RI": "rhode island", "SC": "south carolina", "SD": "south dakota", "Tenn": "tennessee", "Tex": "texas",
    "Vt": "vermont", "Va": "virginia", "Wash": "washington state", "WVa": "west virginia", "Wis": "wisconsin",
    "Wyo": "wyoming",
}  # fmt: skip


def party_of(told: Iterable[str]) -> frozenset[str]:
    """All words for the parties that some words, lower case, name."""
    found = set(told)
    return frozenset(word for party in (RIGHT, LEFT) if party & found for word in party)


def regions_in(told: str) -> frozenset[str]:
    """The regions that a text names, lower case, in full."""
    return frozenset(_regions().findall(told.lower()))


@cache
def _regions() -> re.Pattern[str]:
    longest_first = sorted((region.lower() for region in words("bodies", "region")), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b")


class Origins:
    """Tells where persons belong.

    Args:
        cast: Who is named in the text.
    """

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._told: dict[int, tuple[frozenset[str], frozenset[str]]] = {}

    def parties(self, entity: int) -> frozenset[str]:
        """All words for the party that the text tells of a person; empty where it tells none, or two."""
        return self._of(entity)[0]

    def regions(self, entity: int) -> frozenset[str]:
        """The regions that the text tells a person to be of."""
        return self._of(entity)[1]

    def _of(self, entity: int) -> tuple[frozenset[str], frozenset[str]]:
        if entity not in self._told:
            roles = " ".join(self._cast.entities[entity].roles)
            parties, regions = self._labels[entity]
            found = party_of((*_WORD.findall(roles), *parties))
            if found & RIGHT and found & LEFT:
                found = frozenset()
            known = self._cast.entities[entity].renown
            told = regions_in(roles) | regions
            if known is not None:
                found = found or party_of([known.party])
                told = told or regions_in(" ".join(known.regions))
            self._told[entity] = (found, told)
        return self._told[entity]

    def is_other(self, entity: int, asked: Collection[str]) -> bool:
        """Whether a person belongs to another party, or to other regions, than the words before a noun name."""
        party, regions = party_of(asked), regions_in(" ".join(asked))
        own_party, own_regions = self.parties(entity), self.regions(entity)
        other_party = bool(party and own_party) and not party & own_party
        return other_party or (bool(regions and own_regions) and not regions & own_regions)

    def is_of(self, entity: int, asked: Collection[str]) -> bool:
        """Whether the text tells that a person is of a region that the words before a noun name."""
        return bool(regions_in(" ".join(asked)) & self.regions(entity))

    @cached_property
    def _labels(self) -> dict[int, tuple[set[str], set[str]]]:
        """Party and region beside the names: "Ann Berg (R-Fla.)", "Senator Ann Berg of Florida", "Florida's Berg"."""
        text, found = self._cast.text, defaultdict[int, tuple[set[str], set[str]]](lambda: (set(), set()))
        for mention in self._cast.mentions:
            if self._cast.entities[mention.entity].kind is not Kind.PERSON or mention.possessive:
                continue
            parties, regions = found[mention.entity]
            label = _LABEL.match(text, mention.end, mention.end + _AFTER)
            if label and label["party"]:
                parties.add(_PARTIES[label["party"]])
            beside = (
                label,
                _OF.match(text, mention.end, mention.end + _AFTER),
                _BEFORE.search(text, max(0, mention.start - _AFTER), mention.start),
            )
            for match in filter(None, beside):
                regions |= self._region(match["place"] or "")
        return found

    @staticmethod
    def _region(place: str) -> set[str]:
        short = _SHORT.get(place.replace(".", "").replace(" ", ""))
        return {short} if short else set(regions_in(place))
