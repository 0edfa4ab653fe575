"""Who "the mayor" or "the Norland minister" is: whoever was named and so described, or an unnamed speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable

from inquit.reading.antecedents import Heard
from inquit.reading.contenders import RACE, Contenders
from inquit.reading.disjoint import named_beside
from inquit.reading.introductions import Introductions
from inquit.reading.lexicon import countries, country_of
from inquit.reading.offices import ALSO_CALLED, ELECTED, PARTISANS, STAFF
from inquit.reading.origins import Origins
from inquit.reading.phrases import Source
from inquit.reading.sorts import ANY_BODY, OFFICES
from inquit.reading.voices import Found, Voices
from inquit.types import Kind, Span

_CHIEFS = frozenset("chief boss head".split())
_LEADERS = frozenset(
    "chief head director leader president chairman chairwoman chair executive secretary-general general".split()
)
_LEADS_BODY = re.compile(
    r"\b(?:chief|head|director|leader|president|chair(?:man|woman)?|executive|secretary[- ]general)\b", re.IGNORECASE
)
_HEADS_OF_STATE = frozenset("president chancellor premier minister king queen leader prime-minister".split())
_TOP = frozenset("top highest chief highest-ranking most-senior".split())
_LESSER = frozenset("former vice deputy assistant ex".split())  # no president is meant by "vice president"
_WORD = re.compile(r"[\w’'-]+")
# Nouns that tell of somebody new, even where somebody else was just named.
_OTHERS = frozenset(
    """analyst bystander caller detective diplomat expert eyewitness insider investigator neighbor neighbour observer
    onlooker passerby passer-by pollster prosecutor researcher resident spokesman spokeswoman spokesperson source
    witness aide official judge lawyer reporter narrator moderator nurse employee staffer organizer organiser
    voter reader viewer taxpayer heckler impostor detractor commenter blogger operative fact-checker
    attendee inspector producer interviewer consultant guard manager client customer protester member assistant
    photographer translator operator technician inspector-general""".split()
) | {"inspector general"}
_PERSON = frozenset({Kind.PERSON})
_TOLD_BEFORE = 1500  # characters
_LEAD = 2  # the headline and the first sentences
_UNNAMED = "described, not named"


class Holders:
    """Resolves descriptions of one person.

    Args:
        voices: The speakers so far.
    """

    def __init__(self, voices: Voices) -> None:
        self._voices = voices
        self._cast = voices.cast
        self._origins = Origins(voices.cast)
        self._contenders = Contenders(voices.cast, self._origins)
        self._introductions = Introductions(voices.cast)
        self._so_called: dict[str, str] = {}  # words of a description -> whom it turned out to mean

    def resolve(self, source: Source, content: Span, outer: str | None) -> Found | None:
        """A title: the one who holds it, if the text tells one; an unnamed speaker where it tells none."""
        start, described = source.place[0], f"“{source.words}”"
        heads = {source.head, source.head.split()[-1]}
        beside = named_beside(self._cast, source.place)
        holders = [n for n in self._holders(source, heads) if n not in beside]
        if source.head in RACE and source.determiner != "possessive":
            choice = self._contenders.choose(holders, source.modifiers, beside)
            if choice is not None and choice.who is None:
                return None  # several run, and nothing tells which one speaks
            if choice is not None and choice.who is not None:
                key = self._voices.entity(choice.who)
                return Found(key, f"{described}, the one whose campaign the text tells of", "role")
            known = [n for n in self._cast.rolls.known(heads) if n not in beside and self._is_of(n, source)]
            holders = list(dict.fromkeys((*holders, *known)))

        def fits(heard: Heard) -> bool:
            if heard.entity is not None:
                return heard.entity in holders
            alike = not source.modifiers or not heard.modifiers or bool(set(source.modifiers) & set(heard.modifiers))
            return heard.head in heads and alike and not _of_others(source.modifiers, heard.modifiers)

        trail = self._voices.trail
        heard = trail.best(
            start, kinds=frozenset({Kind.PERSON, Kind.ANONYMOUS}), gender=source.gender, fits=fits, content=content
        )
        if heard is not None and len(holders) > 1 and not any(map(self._voices.trail.has_spoken, holders)):
            one = self._cast.foremost(holders)  # two hold the title, and nothing else tells which one speaks
            return None if one is None else Found(self._voices.entity(one), f"{described}, the one most named", "role")
        if heard is not None:
            return Found(self._voices.key_of(heard), f"{described}, the one so described before", "role")
        if len(holders) == 1 and (source.owner is not None or source.determiner in {"definite", "bare"}):
            return Found(self._voices.entity(holders[0]), f"{described}, the one so described in the text", "role")
        definite = source.determiner == "definite" or (source.determiner == "bare" and self._leads(source))
        of_somebody = source.head not in _OTHERS and not self._told_as_new(source)
        if definite and self._plain_end(source) and of_somebody:
            heard, sure = self._spoken_of(source, content, outer, beside)
            if heard is not None:
                told = f"{described}, the person the text was speaking of"
                return Found(self._voices.key_of(heard), told, "role", sure)
        if again := self._voices.same_words(source):
            return Found(again, "the same words before", "description")
        if found := self._so_called_before(source) or self.introduced_later(source) or self.named_next(source, content):
            self._so_called[source.words.lower()] = found.key
            return found
        kind = Kind.PERSON if source.kind is Kind.PERSON and source.head in OFFICES else Kind.ANONYMOUS
        return Found(self._voices.described(source, kind), _UNNAMED, "description")

    def _spoken_of(
        self, source: Source, content: Span, outer: str | None, beside: frozenset[int]
    ) -> tuple[Heard | None, float]:
        """The person whom a pronoun in the place of a description would go back to, and how likely it would."""
        candidates = self._voices.trail.candidates(
            source.place[0],
            "he",
            kinds=_PERSON,
            gender=source.gender,
            fits=lambda h: (
                self._voices.key_of(h) != outer and h.entity not in beside and self._may_be_so_called(h, source)
            ),
            content=content,
        )
        asked = _asked(source)
        there = [c for c in candidates if c[0].entity is not None and self._origins.is_of(c[0].entity, asked)]
        if not there and source.head in PARTISANS:
            people = self._cast.entities
            there = [c for c in candidates if c[0].entity is not None and people[c[0].entity].role_words & ELECTED]
        candidates = there or candidates
        return self._voices.trail.likeliest(candidates) or (None, 0.0)

    def _told_as_new(self, source: Source) -> bool:
        """Whether the text told of an unnamed one before: "a nurse who came back … the nurse"."""
        if source.head in PARTISANS:
            return False  # "a Republican strategist … the Republican"
        begin = max(0, source.place[0] - _TOLD_BEFORE)
        noun = re.escape(source.head)
        told = re.compile(
            rf"\b(?:an?|one|another)\s+(?:[\w’'-]+\s+){{0,4}}?{noun}\b(?!,\s+(?:[A-Z]\.?\w*\s*){{2,4}},)", re.IGNORECASE
        )
        return told.search(self._cast.text, begin, source.place[0]) is not None

    def _so_called_before(self, source: Source) -> Found | None:
        """Whoever the same words turned out to mean."""
        key = self._so_called.get(source.words.lower()) if source.determiner == "definite" else None
        return Found(key, f"“{source.words}”, the one so described before", "role") if key else None

    def introduced_later(self, source: Source) -> Found | None:
        """A lead that tells of "a baker", and names her in the next sentence."""
        start = source.place[0]
        if not self._leads(source) or source.head in _OTHERS or source.plural:
            return None
        later = self._voices.trail.introduced_later(start, source.gender)
        if later is None:
            return None
        return Found(self._voices.key_of(later), f"“{source.words}”, the person whom the text names next", "role")

    def named_next(self, source: Source, content: Span) -> Found | None:
        """Somebody described at length who is named where the same words, or the next ones, are told again."""
        later = self._introductions.named_next(source, content)
        if later is None:
            return None
        return Found(self._voices.entity(later), f"“{source.words}”, the person whom the text names next", "role")

    def _holders(self, source: Source, heads: Iterable[str]) -> list[int]:
        rolls = self._cast.rolls
        holders = [n for n in rolls.told(heads, Kind.PERSON) if self._is_of(n, source)]
        if not RACE.intersection(heads) and (not holders or not OFFICES.intersection(heads)):
            known = rolls.known(heads) or rolls.known(ALSO_CALLED.get(source.head.split()[-1], ()))
            holders = list(dict.fromkeys((*holders, *known)))
        generic = source.head in _CHIEFS and source.modifiers and ANY_BODY.issuperset(source.modifiers)
        if (not holders and generic) or self._is_top_official(source):
            holders = self._leaders_of_bodies()  # "the alliance chief", who was called its director
        if not holders:
            holders = self._cast.rolls.told(ALSO_CALLED.get(source.head.split()[-1], ()), Kind.PERSON)
        if source.head == "leader":
            holders = self._leaders_of_state(source) or holders
        if source.owner_pronoun or source.owner:
            holders = [n for n in holders if self._owned(n, source)] or self._only(holders)
        holders = [n for n in holders if self._is_of(n, source)]
        return self._told_apart(holders, source)

    def _may_be_so_called(self, heard: Heard, source: Source) -> bool:
        """Whether nothing that the text tells of somebody belies a description: no Norlander is "the Sudmark envoy"."""
        if heard.entity is None:
            return True
        told = self._cast.entities[heard.entity].role_words
        runs = source.head in RACE | ELECTED | PARTISANS
        return self._is_of(heard.entity, source) and not (runs and told & STAFF and not told & (RACE | ELECTED))

    def _is_of(self, entity: int, source: Source) -> bool:
        """Whether nothing told of somebody names another country, party or region than a description does."""
        asked = _asked(source)
        return not _of_others(asked, self._role_words(entity)) and not self._origins.is_other(entity, asked)

    def _role_words(self, entity: int) -> list[str]:
        known = self._cast.entities[entity].renown
        return _WORD.findall(" ".join((*self._cast.entities[entity].roles, *(known.regions if known else ()))))

    def _is_top_official(self, source: Source) -> bool:
        """Whether the one at the head of a body is meant: "the top Harbour Board official"."""
        first, *rest = source.modifiers or ("",)
        return source.head == "official" and source.determiner == "definite" and first in _TOP and bool(rest)

    def _leaders_of_state(self, source: Source) -> list[int]:
        """Those who lead the country that a description names: "the Norland leader", who was called its president."""
        asked = {same for word in source.modifiers if country_of(word.capitalize()) for same in _same(word)}
        roles = {n: self._cast.entities[n].role or "" for n in self._cast.rolls.told(_HEADS_OF_STATE, Kind.PERSON)}
        return [
            number
            for number, role in roles.items()
            if asked.intersection(map(str.lower, _WORD.findall(role))) and not _LESSER & set(role.lower().split())
        ]

    def _leaders_of_bodies(self) -> list[int]:
        """Those who lead something that is no country."""
        found = []
        for number in self._cast.rolls.told(_LEADERS, Kind.PERSON):
            role = self._cast.entities[number].role or ""
            of_country = any(country_of(word) or word in countries() for word in _WORD.findall(role))
            if _LEADS_BODY.search(role) and not of_country:
                found.append(number)
        return found

    def _leads(self, source: Source) -> bool:
        return self._cast.sentence_of(source.place[0]) <= _LEAD

    def _told_apart(self, holders: list[int], source: Source) -> list[int]:
        """Of several who hold a title, those whom the words before it fit: "the Norland minister"."""
        roles = {n: set(self._role_words(n)) for n in holders}
        asked = {same for word in source.modifiers for same in _same(word)}
        lesser = _LESSER.intersection(source.modifiers)
        kept = [n for n in holders if self._lesser(n, source) == lesser] or holders
        return [n for n in kept if (asked - _LESSER) & roles[n]] or kept

    def _lesser(self, entity: int, source: Source) -> frozenset[str]:
        """What makes less of somebody's title: *former*, where all that tells of that title says so."""
        known = self._cast.entities[entity].renown
        told = [*self._cast.entities[entity].roles, *(known.roles if known else ())]
        own = [set(_WORD.findall(role)) for role in told if source.head.split()[-1] in _WORD.findall(role)]
        return frozenset.intersection(*(frozenset(role & _LESSER) for role in own)) if own else frozenset()

    def _owned(self, entity: int, source: Source) -> bool:
        """Whether somebody's role names the owner too: "Varek's lawyer, Dana Quist"."""
        role = self._cast.entities[entity].role or ""
        if source.owner is not None:
            return bool(set(self._cast.entities[source.owner.entity].words) & set(re.findall(r"\w+", role)))
        return bool(re.match(r"(?:his|her|their|its)\b", role))

    def _only(self, holders: list[int]) -> list[int]:
        """The one who is so described in the text, whoever's wife or spokesman the text says she is."""
        told = [self._cast.entities[n].role or "" for n in holders]
        return holders if len(holders) == 1 and not re.search(r"\w[’']s?\s|\b(?:of|to|for)\b", told[0]) else []

    @staticmethod
    def _plain_end(source: Source) -> bool:
        return not re.search(r"\b(?:of|for|in)\b(?! state\b)", source.words)


def _asked(source: Source) -> list[str]:
    """The words that tell party, country and region: those before the noun, and the noun where it is a party's."""
    after = source.words.lower().partition(f"{source.head} from ")[2].split()
    return [*source.modifiers, *((source.head,) if source.head in PARTISANS else ()), *after]


def _same(modifier: str) -> set[str]:
    """A modifier and, for a people, its country: "the Norwegian minister" is a minister of Norway."""
    country = country_of(modifier.capitalize())
    return {modifier, *(country.name.lower().split() if country else ())}


def _lands(words: Iterable[str]) -> set[str]:
    """The countries that words name, by country or people."""
    found = (country_of(word.capitalize()) or countries().get(word.capitalize()) for word in words)
    return {country.name for country in found if country}


def _of_others(asked: Iterable[str], told: Iterable[str]) -> bool:
    """Whether two descriptions name countries, and none in common."""
    a, b = _lands(asked), _lands(told)
    return bool(a and b) and not a & b
