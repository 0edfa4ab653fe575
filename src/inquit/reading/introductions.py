"""Where a text first tells whom or what a description means: a name that comes later, or came before."""

from __future__ import annotations

import re
from functools import cached_property

from inquit.reading.lexicon import nouns, peoples
from inquit.reading.mentions import Cast
from inquit.reading.names import TOKEN
from inquit.reading.phrases import Source
from inquit.reading.sorts import ANY_BODY
from inquit.types import Kind, Span

_BREAKS = frozenset(
    """the a an of to for by from with and or but in on at said told that this his her its their as is was were are be
    been has had have about over against after before if when while who which where than then not no will would other
    another such""".split()
)
_BEFORE = 60  # characters before a noun in which its name stands
_AHEAD = 6  # sentences in which somebody described in the lead is named
_LEAD = 4  # the headline and the first sentences
_SHARED = 3  # words that two tellings of the same statement have in common, at least
_SHARE = 0.5  # … and of the shorter one
_LONG = 3  # letters; shorter words tell little
_OF = re.compile(r"\b(?:of|for|to)\s+(?:the\s+)?\w")
_ROW = re.compile(r"(?:[\w’'.&-]+ ){1,4}$")


class Introductions:
    """Finds them.

    Args:
        cast: Who is named in the text.
    """

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._first_told: dict[str, int | None] = {}

    # Persons

    def named_next(self, source: Source, content: Span) -> int | None:
        """The person, not named so far, whom a description means; `None` where the text does not show it.

        That is whoever says much the same after the lead, or speaks next after "the head of the harbour police said".
        """
        sentence = self._cast.sentence_of(source.place[0])
        if source.plural or source.determiner == "possessive" or not content:
            return None
        at_length = source.determiner == "definite" and _OF.search(self._cast.text[slice(*source.place)])
        said = self._words(content.of(self._cast.text)) if sentence <= _LEAD else frozenset()
        if not said and not at_length:
            return None
        for start, end in self._cast.speaking_after(max(source.place[1], content.end)):
            ahead = self._cast.sentence_of(start)
            if ahead - sentence > _AHEAD:
                return None
            who = self._new_person(start, end, source)
            if at_length and (who is not None or ahead - sentence > 1):
                return who if ahead - self._cast.sentence_of(content.end - 1) <= 1 else None
            if who is not None and self._tells_again(said, ahead):
                return who
        return None

    def _new_person(self, start: int, end: int, source: Source) -> int | None:
        """The one person whom a source names, if no earlier place does."""
        inside = [m for m in self._cast.within(start, end) if self._cast.entities[m.entity].kind is Kind.PERSON]
        if len(inside) != 1:
            return None
        person = self._cast.entities[inside[0].entity]
        first = self._first_places[inside[0].entity]
        in_headline = self._cast.sentence_of(first) in self._cast.headlines
        fits = person.gender is None or source.gender in {None, person.gender}
        return inside[0].entity if fits and (first > source.place[0] or in_headline) and first <= end else None

    @cached_property
    def _first_places(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for mention in self._cast.mentions:
            found.setdefault(mention.entity, mention.start)
        return found

    def _tells_again(self, said: frozenset[str], sentence: int) -> bool:
        start, end = self._cast.sentences[sentence]
        told = self._words(self._cast.text[start:end])
        shared = said & told
        return len(shared) >= _SHARED and len(shared) >= _SHARE * min(len(said), len(told))

    @staticmethod
    def _words(text: str) -> frozenset[str]:
        """Words that tell what is said, as their beginnings."""
        return frozenset(w[:5].lower() for w in re.findall(r"[^\W\d_]+|\d+", text) if len(w) > _LONG or w.isdigit())

    # Bodies

    def of_body(self, noun: str) -> int | None:
        """Where the first noun phrase begins that puts a name before a noun: "the Norvik ballot commission"."""
        if noun not in self._first_told:
            self._first_told[noun] = self._introduction(noun)
        return self._first_told[noun]

    def _introduction(self, noun: str) -> int | None:
        text = self._cast.text
        for start, end in self._places_of.get(noun, []):
            after = re.match(r"\s+(?:of|for)\b", text[end : end + 8])
            if after or self._cast.sentence_of(start) in self._cast.headlines:
                continue
            before = _ROW.search(text, max(0, start - _BEFORE), start)
            row = before.group().split() if before else []
            while row and (not row[0][0].isupper() or any(word.lower() in _BREAKS for word in row)):
                row = row[1:]
            vague = noun in ANY_BODY and all(word in peoples() for word in row)  # "a Norwegian company" is any
            if row and not vague and sum(word[0].islower() for word in row) <= 1:
                return start - len(" ".join(row)) - 1
        return None

    @cached_property
    def _places_of(self) -> dict[str, list[tuple[int, int]]]:
        places: dict[str, list[tuple[int, int]]] = {}
        bodies = nouns("organization")
        for token in TOKEN.finditer(self._cast.text):
            if token.group().lower() in bodies:
                places.setdefault(token.group().lower(), []).append(token.span())
        return places
