"""Who speaks in each attribution, under the fullest name that the text gives them.

The sources are taken in the order of the text.  A name speaks for itself; a pronoun, a title or a missing source is
traced to somebody who was named or heard before (`pronouns`, `descriptions`, `omitted`).  What the text leaves open
stays open: `None`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from inquit.reading.attribution import Attribution
from inquit.reading.descriptions import Descriptions
from inquit.reading.mentions import Cast
from inquit.reading.omitted import Omitted, place_of_cue
from inquit.reading.phrases import Form, Source, describe
from inquit.reading.pronouns import Pronouns
from inquit.reading.unmasking import Unmasking
from inquit.reading.voices import Found, Voices
from inquit.types import Kind, Span, Speaker

RULES = ("name", "joint", "description", "role", "pronoun", "relative", "inside", "left out", "continued")
"""How a speaker can be found."""

_VERB = re.compile(r"asked|said|says|told|added|replied|wrote|tells|asks|adds")
_MYSELF = re.compile(r"(?:I|me|myself)\b\W*")
_LOOK_BACK = 30  # attributions
# Participles that make the noun before them the one addressed: who accuses names somebody between verb and "of".
_DONE_TO = re.compile(
    r"(?:accused\s+of|blamed\s+for|charged\s+with|critici[sz]ed\s+(?:for|over)|faulted\s+for|praised\s+for|urged\s+to"
    r"|warned\s+(?:to|not\s+to)|told\s+to)\b",
    re.IGNORECASE,
)
_AND_OTHERS = re.compile(r"\s*(?:,[^,]*,)?\s+and\s+(\w.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The speaker of one attribution, and why.

    Attributes:
        reason: For people: *pronoun, the nearest whom “she” fits spoke last one sentence before*.
        rule: The step that found the speaker, one of `RULES`: what the confidence is calibrated on.
    """

    speaker: Speaker
    reason: str
    rule: str = "name"


@dataclass(frozen=True, slots=True)
class Speakers:
    """The speakers of an article, and for each attribution who speaks in it.

    Attributes:
        all: In the order in which they are first heard.
        by_attribution: As long as the list of attributions; `None` where it is not known who speaks.
    """

    all: tuple[Speaker, ...]
    by_attribution: tuple[Resolved | None, ...]


def resolve_speakers(text: str, found: Sequence[Attribution], *, authors: Sequence[str] = ()) -> Speakers:
    """Find out who speaks.

    Args:
        text: The article's text.
        found: Its attributions, in the order of the text, each outer one before the ones inside it.
        authors: Who signed the article: one author alone is the "I" outside quotation marks.
    """
    resolver = Resolver(text, found, authors)
    resolver.resolve()
    sources: dict[str, list[Span]] = {}
    for attribution, answer in zip(found, resolver.answers, strict=True):
        if answer:
            sources.setdefault(answer.key, []).append(attribution.source)
    speakers = resolver.voices.speakers(sources)
    resolved = tuple(Resolved(speakers[a.key], a.reason, a.rule) if a else None for a in resolver.answers)
    return Speakers(tuple(speakers.values()), resolved)


class Resolver:
    """Goes through the attributions of a text in order.

    Attributes:
        answers: Who speaks in those already resolved.
    """

    def __init__(self, text: str, found: Sequence[Attribution], authors: Sequence[str] = ()) -> None:
        self.found = found
        self.cast = Cast(text, sources=[a.source for a in found if a.source])
        self.sources = [self._describe(a) for a in found]
        self.voices = Voices(self.cast)
        self.answers: list[Found | None] = []
        self.pronouns = Pronouns(self.voices, authors)
        self.descriptions = Descriptions(self.voices, self.pronouns)
        self.omitted = Omitted(self.voices, self.pronouns, found, self.sources, self.answers)

    def resolve(self) -> None:
        """Find out who speaks in all of them."""
        for number in range(len(self.found)):
            self.step(number)
        self._unmask()

    def _describe(self, attribution: Attribution) -> Source:
        """What the source is, or the cue where the two were taken for each other: "said", and "Ann Berg"."""
        source = describe(self.cast, attribution.source)
        if attribution.cue and _VERB.fullmatch(source.words):
            turned = describe(self.cast, attribution.cue)
            return turned if turned.form is Form.NAME else source
        return source

    def _unmask(self) -> None:
        """Give the unnamed their names where the text tells them, before or after."""
        unmasking = Unmasking(self.cast)
        unnamed = {a.key: self.voices[a.key] for a in self.answers if a and self.voices[a.key].kind is Kind.ANONYMOUS}
        heads = Counter(voice.head for voice in unnamed.values())
        names = {key: unmasking.name_of(voice, heads[voice.head]) for key, voice in unnamed.items()}
        for number, answer in enumerate(self.answers):
            who = names.get(answer.key) if answer else None
            if answer and who is not None:
                told = f"{answer.reason}; named {self.cast.entities[who].name} elsewhere"
                self.answers[number] = Found(self.voices.entity(who), told, answer.rule, answer.sure)

    def approach(self, number: int) -> None:
        """Read the narrative up to an attribution."""
        self.pronouns.walk(self.sources[number].place[0] or place_of_cue(self.found[number]))

    def step(self, number: int) -> None:
        """Find out who speaks in the next attribution."""
        self.approach(number)
        attribution, source = self.found[number], self.sources[number]
        answer = self._one(number, source)
        self.answers.append(answer)
        if answer:
            start = place_of_cue(attribution)
            place = (attribution.source.start, attribution.source.end) if attribution.source else (start, start)
            self.voices.heard(answer.key, source, place)
            self.voices.trail.said(attribution.source, attribution.content)

    def _one(self, number: int, source: Source) -> Found | None:
        content = self.found[number].content
        if source.form is not Form.PRONOUN and self._is_addressed(number):
            return None
        if source.form is Form.NAME:
            return self._named(source)
        if source.form is Form.JOINT:
            return Found(self._joint(source, self._outer(number)), "names in the source, together", "joint")
        if source.form is Form.PRONOUN and source.head == "both":
            return self.descriptions.several(source)
        if source.form is Form.PRONOUN:
            return self.pronouns.resolve(source, content=content, outer=self._outer(number))
        if source.form is Form.DESCRIPTION:
            return self.descriptions.resolve(source, content=content, outer=self._outer(number))
        return self.omitted.resolve(number, outer=self._outer(number))

    def _is_addressed(self, number: int) -> bool:
        """Whether what stands as source is whom somebody accuses or urges: "Harbour Bank Accused Of Fraud"."""
        a = self.found[number]
        if not (a.source and a.cue) or a.cue.start - a.source.end != 1 or a.content.start < a.cue.start:
            return False  # "whom the mayor accused of it" is no passive
        return _DONE_TO.match(self.cast.text, a.cue.start) is not None

    def _named(self, source: Source) -> Found:
        key = self.voices.entity(source.names[0].entity)
        name = self.voices[key].name
        if source.words in {name, name.removesuffix(".")}:
            return Found(key, "name in the source", "name")
        return Found(key, f"name in the source, in full “{name}” elsewhere in the text", "name")

    def _joint(self, source: Source, outer: str | None) -> str:
        """Those who speak together, some of them perhaps unnamed; one alone where the other is an apposition.

        Args:
            source: Their names.
            outer: Who says it, the "I" of "Mayor Berg and I".
        """
        text, (start, end) = self.cast.text, source.place
        if not source.names:
            return self.voices.same_words(source) or self.voices.described(source)
        if re.search(r"\band\s*$", text[start : source.names[0].start], re.IGNORECASE):
            return self.voices.described(source)
        members = tuple(dict.fromkeys(self.voices.entity(m.entity) for m in source.names))
        names = [self.voices[member].name for member in members]
        other = _AND_OTHERS.match(text, source.names[-1].end, end)
        if other and outer and _MYSELF.fullmatch(other[1]):
            members, names = (*members, outer), [*names, self.voices[outer].name]
        elif other and not re.match(r"(?:who|that)\b", other[1]):
            names.append(re.split(r"[,;]", other[1])[0].strip())
        return members[0] if len(names) == 1 else self.voices.together(names, members)

    def _outer(self, number: int) -> str | None:
        """Who says the statement in whose content this one's source or cue stands."""
        a = self.found[number]
        if a.outer is not None:
            return self._key(a.outer) if a.outer < number else None
        if not (place := a.source or a.cue):
            return None
        for k in range(number - 1, max(-1, number - 1 - _LOOK_BACK), -1):
            if self.found[k].content.covers(place):
                return self._key(k)
        return None

    def _key(self, number: int) -> str | None:
        answer = self.answers[number]
        return answer.key if answer else None
