"""Who "the ministry" or "the company" is: the body whose name holds the word, or the one heard last that it fits."""

from __future__ import annotations

import re

from inquit.reading.antecedents import Heard
from inquit.reading.introductions import Introductions
from inquit.reading.lexicon import countries, nouns, peoples, words
from inquit.reading.mentions import Cast
from inquit.reading.names import plain
from inquit.reading.phrases import Form, Source, describe
from inquit.reading.sorts import ANY_BODY
from inquit.reading.voices import Found, Voices
from inquit.types import Kind, Span

_OF_STATES = frozenset("country government administration nation state kingdom republic".split())
# Nouns for bodies that trade: no state, court or ministry is one.
_BUSINESSES = frozenset(
    """airline automaker bank brewer brokerage business carmaker carrier chain company concern conglomerate contractor
    developer distributor exporter firm giant importer insurer lender maker manufacturer operator producer provider
    publisher retailer start-up startup subsidiary supplier thrift unit utility wholesaler""".split()
)
_NO_BUSINESS = frozenset(
    """Agency Army Assembly Authority Board Bureau Census Center Centre Church City Command Commission Committee Commons
    Congress Council Court Department Duma Embassy Force Forces Foundation Government House Institute Knesset Kremlin
    Ministry Mission Navy Office Parliament Party Pentagon Police Reserve Secretariat Senate Service Treasury Tribunal
    Union University Vatican""".split()
)
_ONLY_STATES = frozenset("country government nation kingdom republic".split())
_PRESS = frozenset(
    "broadcaster magazine network newspaper outlet paper publication site station tabloid website".split()
)
_JOINED = frozenset(
    "alliance association charity club group league movement organisation organization party union".split()
)
_NO_PRESS = _NO_BUSINESS - {"Center", "Centre", "City", "Command", "Service", "Union"} | {
    "Campaign",
    "School",
    "Schools",
}
_NO_GROUP = frozenset(
    """Army Assembly Board Bureau Census Church City Commission Commons Congress Council Court Department Duma Embassy
    Forces Government House Journal Knesset Kremlin Ministry Navy News Pentagon Police Post School Senate Times Treasury
    Tribunal Tribune University""".split()
)
_BODY = frozenset({Kind.ORGANIZATION})
_PERSON = frozenset({Kind.PERSON})
_WORDS = "the words of the source"


class Bodies:
    """Resolves descriptions of one body.

    Args:
        voices: The speakers so far.
    """

    def __init__(self, voices: Voices) -> None:
        self._voices = voices
        self._cast: Cast = voices.cast
        self._introductions = Introductions(voices.cast)

    def resolve(self, source: Source) -> Found:
        """The body whose name holds the word, as of "the ministry", or the one heard last where the word fits any."""
        start, head, described = source.place[0], source.head, f"“{source.words}”"
        if again := self._voices.same_words(source):
            return Found(again, "the same words before", "description")
        if source.words[:1].isupper() and " " not in source.words and source.determiner == "definite":
            return self._short_form(source) or Found(self._voices.described(source), _WORDS, "description")
        if not source.modifiers:
            if self._plain_end(source) and (introduced := self._introduced(source)):
                return Found(introduced, f"{described}, introduced before", "role")
            named = set(self._cast.rolls.told({head}, Kind.ORGANIZATION))
            heard = self._voices.trail.best(
                start, kinds=_BODY, fits=lambda h: h.head == head if h.entity is None else h.entity in named
            )
            if heard is not None and not self._overtaken(heard, start, head):
                return Found(self._voices.key_of(heard), f"{described}, the one so named before", "role")
        plain_noun = not source.modifiers and head in ANY_BODY | _BUSINESSES
        if (plain_noun and self._plain_end(source)) or self._is_told_anew(source):
            heard = self._voices.trail.best(start, kinds=_BODY, fits=lambda h: self._can_be(h, head))
            if heard is not None:
                return Found(self._voices.key_of(heard), f"{described}, the body named before", "role")
        return Found(self._voices.described(source), _WORDS, "description")

    def _overtaken(self, heard: Heard, start: int, head: str) -> bool:
        """Whether a body that has a name spoke since one that is only described by more words than these."""
        if heard.entity is not None or not heard.modifiers:
            return False
        named = self._voices.trail.best(
            start, kinds=_BODY, fits=lambda h: h.entity is not None and self._can_be(h, head)
        )
        return named is not None and named.spoke and named.start > heard.start

    def _is_told_anew(self, source: Source) -> bool:
        """Whether a business is named by what it does, as a story does after its name: "the shoe maker"."""
        small = all(word.islower() for word in source.words.split())
        return bool(source.modifiers) and small and source.head in _BUSINESSES

    def _short_form(self, source: Source) -> Found | None:
        """The one body whose name begins or ends so, as of "the Post"; the person whom "the Texan" goes back to."""
        word = plain(source.words)
        fits = [
            n
            for n in self._cast.rolls.told({word.lower()}, Kind.ORGANIZATION)
            if len(own := self._cast.entities[n].words) > 1 and word in (own[0], own[-1])
        ]
        if len(fits) == 1:
            return Found(self._voices.entity(fits[0]), "the short form of the name", "name")
        if word in words("bodies", "organisation"):
            return None
        if not fits and (word in peoples() or word.endswith(("an", "er", "ite", "ese", "ish"))):
            heard = self._voices.trail.best(source.place[0], kinds=_PERSON)
            if heard is not None:
                return Found(self._voices.key_of(heard), f"“{word}”, the person the text was speaking of", "role")
        return None

    def _can_be(self, heard: Heard, head: str) -> bool:
        """Whether a body can be called by a common noun: a council is no company."""
        if heard.entity is None:
            return heard.head == head or self._voices[heard.key].name[:1].isupper()
        name = self._cast.entities[heard.entity].name
        is_state = name in countries() or name in words("bodies", "region")
        if head in _ONLY_STATES and not is_state and head.capitalize() not in name:
            return False
        if head in _PRESS and (is_state or _NO_PRESS.intersection(name.split())):
            return False
        if head in _JOINED and (is_state or _NO_GROUP.intersection(name.split())):
            return False
        if name in countries() or name in words("bodies", "region"):
            return head in _OF_STATES
        if head in _BUSINESSES and _NO_BUSINESS.intersection(name.split()):
            return False
        own = {word for word in name.lower().split() if word in nouns("organization")}
        return not own or head in own or head in _BUSINESSES | {"group", "organization", "organisation", "body"}

    def _introduced(self, source: Source) -> str | None:
        """The words that first told which one it is: "the Norvik ballot commission … the commission"."""
        begin = self._introductions.of_body(source.head)
        if begin is None or begin >= source.place[0]:
            return None
        end = self._cast.text.lower().index(source.head, begin) + len(source.head)
        found = describe(self._cast, Span(((begin, end),)))
        if found.form is Form.NAME and self._cast.entities[found.names[0].entity].kind is not Kind.PERSON:
            return self._voices.entity(found.names[0].entity)
        if found.form is Form.DESCRIPTION:
            return self._voices.same_words(found) or self._voices.described(found, Kind.ORGANIZATION)
        return None

    def _plain_end(self, source: Source) -> bool:
        return not re.search(r"\b(?:of|for|in)\b", self._cast.text[source.place[0] : source.place[1]])
