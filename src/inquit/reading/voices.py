"""The speakers of an article while it is being read: made once each, found again under their names and descriptions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from inquit.reading.anonymity import anonymity_of
from inquit.reading.antecedents import Heard, Trail
from inquit.reading.lexicon import Gender
from inquit.reading.mentions import Cast
from inquit.reading.phrases import Form, Source
from inquit.reading.roles import plain_role
from inquit.types import Kind, Span, Speaker
from inquit.types.article import NOWHERE

_GENDERS = dict.fromkeys(("he", "him", "his", "himself"), Gender.MALE)
_GENDERS |= dict.fromkeys(("she", "her", "hers", "herself"), Gender.FEMALE)


def gender_of_pronoun(word: str) -> Gender | None:
    """The gender that a pronoun asks for; `None` for *they*, *it*, *who*."""
    return _GENDERS.get(word)


@dataclass(frozen=True, slots=True)
class Found:
    """Who speaks, by a key of `Voices`, and why.

    Attributes:
        reason: For people: *pronoun, “she” is the nearest woman named, one sentence before*.
        rule: The step that found the speaker, one of `speakers.RULES`.
        sure: How likely it is the right one, where the step tells.
    """

    key: str
    reason: str
    rule: str
    sure: float | None = None


@dataclass(slots=True)
class Voice:
    """One speaker.

    Attributes:
        head: The noun that describes an unnamed one.
        number: How many unnamed ones they are.
        members: The keys of those who speak together here.
        descriptor: The words that describe an unnamed one.
    """

    name: str
    kind: Kind
    role: str | None = None
    head: str = ""
    gender: Gender | None = None
    number: int | str | None = None
    members: tuple[str, ...] = ()
    mentions: set[tuple[int, int]] = field(default_factory=set)
    descriptor: Span = NOWHERE


class Voices:
    """All speakers, by a key each, and where they were heard."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.trail = Trail(cast)
        self._voices: dict[str, Voice] = {}
        self._by_words: dict[str, str] = {}  # name of a description, lower case -> the first so described
        self._by_head: dict[tuple[str, Kind], str] = {}  # its noun -> the last so described
        self._together: dict[int, str] = {}  # how many -> who spoke together last

    def __getitem__(self, key: str) -> Voice:
        return self._voices[key]

    def entity(self, number: int) -> str:
        """The speaker who is one of `Cast.entities`."""
        key = f"e:{number}"
        if key not in self._voices:
            e = self.cast.entities[number]
            self._voices[key] = Voice(e.name, e.kind, e.role, gender=e.gender)
        return key

    def writer(self, name: str) -> str:
        """The article's author, who need not be named in it."""
        for number in self.cast.bearers(name.split()[-1]):
            if self.cast.entities[number].name == name:
                return self.entity(number)
        self._voices.setdefault("a:", Voice(name, Kind.PERSON))
        return "a:"

    def together(self, names: Sequence[str], members: tuple[str, ...]) -> str:
        """Those who speak together, named after all of them."""
        key = "j:" + "+".join(sorted(names))
        name = f"{', '.join(names[:-1])} and {names[-1]}"
        self._voices.setdefault(key, Voice(name, Kind.GROUP, members=members))
        return key

    def described(self, source: Source, kind: Kind | None = None) -> str:
        """A speaker who is described and not named, a new one for each place."""
        kind = kind or source.kind or Kind.GROUP
        key = f"d:{source.place[0]}"
        if key not in self._voices:
            alone = kind is Kind.ANONYMOUS and not source.plural
            number = (source.number or (1 if alone else None)) if kind is Kind.ANONYMOUS else None
            self._voices[key] = Voice(
                source.words,
                kind,
                head=source.head,
                gender=source.gender,
                number=number,
                descriptor=Span((source.place,)),
            )
            self._by_words.setdefault(source.words.lower(), key)
            self._by_head[source.head, kind] = key
            self.trail.describe(key, source, kind, source.gender)
        return key

    def same_words(self, source: Source) -> str | None:
        """Whoever was described in the same words before."""
        return self._by_words.get(source.words.lower())

    def same_noun(self, source: Source) -> str | None:
        """Whoever was last described by the same noun, where nothing stands before it."""
        return None if source.modifiers or source.kind is None else self._by_head.get((source.head, source.kind))

    def last_described(self, nouns: Collection[str]) -> str | None:
        """The document that was last described, or named, by one of some nouns."""
        return next((key for noun in nouns if (key := self._by_head.get((noun, Kind.DOCUMENT)))), None)

    def last_together(self, count: int) -> str | None:
        """Those who spoke together last, if they were so many."""
        return self._together.get(count)

    def key_of(self, heard: Heard) -> str:
        """The speaker at a place of the trail."""
        return heard.key if heard.entity is None else self.entity(heard.entity)

    def heard(self, key: str, source: Source, place: tuple[int, int]) -> None:
        """Enter that somebody spoke.

        Args:
            key: Who.
            source: The words that name who speaks, analysed.
            place: Where they stand; where the text leaves them out, the place of the cue.
        """
        voice = self._voices[key]
        if source.form is not Form.NOTHING:
            name = source.names[0] if source.form is Form.NAME else None
            voice.mentions.add((name.start, name.end) if name else source.place)
        if voice.members:
            self._together[len(voice.members)] = key
        entity = int(key[2:]) if key.startswith("e:") else None
        if source.form is Form.PRONOUN and voice.gender is None and voice.kind in {Kind.PERSON, Kind.ANONYMOUS}:
            voice.gender = gender_of_pronoun(source.head)
            if entity is not None:
                self.cast.entities[entity].gender = voice.gender
        start, end = place
        self.trail.spoke(
            Heard(
                start,
                end,
                self.cast.sentence_of(start),
                voice.kind,
                voice.gender,
                entity,
                key,
                spoke=True,
                leading=True,
                quoted=self.cast.quoted(start),
                head=voice.head,
            )
        )

    def speakers(self, sources: Mapping[str, Sequence[Span]]) -> dict[str, Speaker]:
        """The speakers of some keys, numbered in their order, with all their mentions.

        Args:
            sources: The keys, and the sources of all that each one says.
        """
        for mention in self.cast.mentions:
            if voice := self._voices.get(f"e:{mention.entity}"):
                voice.mentions.add((mention.start, mention.end))
        return {key: self._speaker(f"p{n}", key, sources[key]) for n, key in enumerate(sources, 1)}

    def _speaker(self, number: str, key: str, sources: Sequence[Span]) -> Speaker:
        voice = self._voices[key]
        anonymity = None
        if voice.kind is Kind.ANONYMOUS:
            told = anonymity_of(self.cast.text, sources, sentences=self.cast.sentences)
            anonymity = replace(
                told,
                descriptor=told.descriptor or voice.descriptor,
                number=told.number if voice.number is None else voice.number,
            )
        role = plain_role(voice.role) if voice.role else None
        return Speaker(number, voice.name, voice.kind, role, tuple(_apart(voice.mentions)), anonymity)


def _apart(places: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places in order, those inside another left out."""
    end = -1
    for place in sorted(places, key=lambda p: (p[0], -p[1])):
        if place[0] >= end:
            yield place
            end = place[1]
