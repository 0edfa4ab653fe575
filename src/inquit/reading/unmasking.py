"""Unnamed speakers whom the text names elsewhere: "the woman … identified herself as a nurse named Caroline"."""

from __future__ import annotations

import re

from inquit.reading.lexicon import Gender
from inquit.reading.mentions import Cast
from inquit.reading.offices import ALSO_CALLED
from inquit.reading.voices import Voice
from inquit.types import Kind

_BETWEEN = 160  # characters of one sentence between the noun and the name
_NAMED = (
    r"(?:named|called|known as|whose name is|whose name was|identified (?:herself|himself|only )?\s?as"
    r"|who gave (?:her|his) name as)"
)

_LEAD = 4  # sentences that may describe whom a later one names
_AHEAD = 7  # sentences in which the name may follow
_HIDDEN = re.compile(r"anonym|not to be named|on background|not authori[sz]ed", re.IGNORECASE)
_CAPITAL = re.compile(r"\b[A-Z][\w-]+")


class Unmasking:
    """Finds their names.

    Args:
        cast: Who is named in the text.
    """

    def __init__(self, cast: Cast) -> None:
        self._cast = cast

    def name_of(self, voice: Voice, alike: int) -> int | None:
        """The person whom an unnamed speaker turns out to be; `None` where the text does not tell.

        Args:
            voice: The unnamed speaker.
            alike: How many unnamed speakers of the text are described by the same noun.
        """
        noun = voice.head
        if voice.kind is not Kind.ANONYMOUS or alike > 1 or voice.number != 1 or not noun or noun in _VAGUE:
            return None
        found = {who for who in self._apposed(noun) if self._fits(who, voice.gender)}
        if not found and voice.descriptor:
            return self._named_after_lead(voice)
        return found.pop() if len(found) == 1 else None

    def _named_after_lead(self, voice: Voice) -> int | None:
        """The only one whom the text calls so, if the lead describes and one of the next sentences names them."""
        start, end = voice.descriptor.start, voice.descriptor.end
        sentence = self._cast.sentence_of(start)
        ends = self._cast.sentences[sentence][1]
        if sentence > _LEAD or _HIDDEN.search(self._cast.text, start, ends):
            return None
        nouns = {voice.head, *ALSO_CALLED.get(voice.head.split()[-1], ())}
        holders = self._cast.rolls.told(nouns, Kind.PERSON)
        if len(holders) != 1 or not self._fits(holders[0], voice.gender):
            return None
        first = next((m for m in self._cast.mentions if m.entity == holders[0]), None)
        if first is None or first.start < end or first.sentence - sentence > _AHEAD:
            return None
        told = " ".join(self._cast.entities[holders[0]].roles)
        asked = {word.lower() for word in _CAPITAL.findall(self._cast.text[start + 1 : end])}
        own = set(re.findall(r"[\w-]+", told))
        return holders[0] if not asked or asked & own or not own - nouns else None

    def _apposed(self, noun: str) -> list[int]:
        """Those whose names stand beside a definite noun, or are told of it in its sentence."""
        text, found = self._cast.text, []
        head = rf"(?:[\w’'-]+\s+){{0,3}}?{re.escape(noun)}"
        beside = re.compile(rf"\b(?:the|this|that)\s+{head}\s*[,—–]\s*(?:{_NAMED}\s+)?$", re.IGNORECASE)
        told = re.compile(rf"\b(?:the|this|that|an?)\s+{head}\b[^.“”\"\n]{{0,{_BETWEEN}}}\b{_NAMED}\s+$", re.IGNORECASE)
        for mention in self._cast.mentions:
            begin = self._cast.sentences[mention.sentence][0]
            before = text[max(begin, mention.start - _BETWEEN - 40) : mention.start]
            if self._cast.entities[mention.entity].kind is not Kind.PERSON or mention.quoted:
                continue
            after = text[mention.end : mention.end + 2]
            if (beside.search(before) and after[:1] in {",", "—", "–", "."}) or told.search(before):
                found.append(mention.entity)
        return found

    def _fits(self, who: int, gender: Gender | None) -> bool:
        own = self._cast.entities[who].gender
        return own is None or gender is None or own is gender


_VAGUE = frozenset("source insider official person aide someone somebody one".split())
