"""Who speaks where the source is left out: "…, adding that …", "but did not say …", a quotation that goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inquit.reading.attribution import Attribution
from inquit.reading.phrases import Form, Source
from inquit.reading.pronouns import Pronouns
from inquit.reading.voices import Found, Voices
from inquit.types import Kind

_LOOK_BACK = 30  # attributions
_NEAR = 300  # characters between the parts of one quotation
# Cues whose agent the text does not name: nobody said it, or everybody.
_IMPERSONAL = re.compile(
    r"\b(?:seem|appear|look|likely|reported(?:ly)?|alleged(?:ly)?|supposed(?:ly)?|apparent(?:ly)?|know[ns]|unknown|regarded"
    r"|considered|widely|thought|believed|expected|rumou?red|estimated|required|forced|rated|charged|became|certain|clear"
    r"|perceived|seen|celebrated|accused|criticized|criticised|praised|denied|projected|scheduled|planned|set)\w*",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"^(?:is|are|was|were|be|been|being|has been|have been|had been)\s(?:\w+\s){0,2}?\w+(?:ed|en|ld|ght|wn)\b",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"^(?:\w+ly\s|also\s|then\s|and\s|but\s|while\s|before\s|after\s|by\s|in\s|even\s|not\s|never\s)*\w+ing\b",
    re.IGNORECASE,
)
_SECOND_VERB = re.compile(r"(?:and|but|also|to|did|does|had|has)\b")
_OWNER = re.compile(r"(?:in|by|with|for|to)\s+(his|her|their|its)\s", re.IGNORECASE)
_ASKED = re.compile(r"(?:(?:when|if)\s+)?(?:asked|pressed|questioned)\b", re.IGNORECASE)
_WAS_ASKED = re.compile(r"\b(?:was|were|been)\s+(?:\w+\s+)?(?:asked|pressed|questioned)\b")
_INTERVIEW = re.compile(
    r"\b(?:told|(?:interview|conversation|talk|spoke)(?:\s+\w+){0,2}?\s+(?:with|to|by|on))(?:\s+(?:the|an?))?\s+$"
)
_AN_INTERVIEW = re.compile(r"(?:[’']s?)?\s+(?:\w+\s+)?interview\b")
_NEAR_INTERVIEW = 1000  # characters
_PRONOUN_BEFORE = re.compile(
    r"\b(he|she|it|they|who|I|we)\s+(?:(?:also|then|later|now|still|[a-z]+ly)\s+)?$", re.IGNORECASE
)
# What everybody and nobody raises: no noun of these tells by itself whose it is.
_AT_LARGE = re.compile(
    r"(?:\b(?:calls|chants|concerns?|controversy|criticism|cries|debates?|discussions?|doubts?|fears|outrage|questions?"
    r"|rumou?rs|speculation|suspicions?|talk|uncertainty|worries|worry)\b|\bassociated\b)(?!\s+(?:by|from|of)\s+(?:his|her))"
)
_POLLS = ("poll", "survey")
_NOUN = re.compile(r"(?:the|this|that|his|her)\s", re.IGNORECASE)


class Omitted:
    """Finds the speakers of attributions without a source.

    Args:
        voices: The speakers so far.
        pronouns: Resolves "his" in "in his address".
        found: All attributions.
        sources: Their sources, analysed.
        answers: Who speaks in those already resolved; grows while the text is read.
    """

    def __init__(
        self,
        voices: Voices,
        pronouns: Pronouns,
        found: Sequence[Attribution],
        sources: Sequence[Source],
        answers: Sequence[Found | None],
    ) -> None:
        self._voices = voices
        self._pronouns = pronouns
        self._cast = voices.cast
        self._found = found
        self._sources = sources
        self._answers = answers

    def resolve(self, number: int, *, outer: str | None) -> Found | None:
        """Who speaks in an attribution.

        Args:
            number: Its position.
            outer: Who says the statement in which it stands.
        """
        cue = self._found[number].cue.of(self._cast.text).strip().replace(" … ", " ")  # "was … told" is a passive
        before = self._previous(number)
        known = None if before is None else self._answers[before]
        speaker = known.key if known else None
        if not cue:
            return self._goes_on(number, before, speaker)
        if _WAS_ASKED.search(cue) or (_ASKED.match(cue) and self._asks_nobody(self._found[number].cue.start)):
            return self._asker(self._found[number].cue.start)
        if owner := _OWNER.match(cue):
            place = (self._found[number].cue.start + owner.start(1), self._found[number].cue.start + owner.end(1))
            word = Source(Form.PRONOUN, words=owner[1], head=owner[1].lower(), place=place)
            return self._pronouns.resolve(word, outer=outer)
        participle = _PARTICIPLE.match(cue) is not None
        if _PASSIVE.match(cue):
            return None
        if (_IMPERSONAL.search(cue) and not participle) or (_AT_LARGE.search(cue) and not participle):
            return None
        if before_it := self._pronoun_before(number):
            return self._pronouns.resolve(before_it, content=self._found[number].content, outer=outer)
        if before is not None and speaker is not None and self._apart(before, number) == 0:
            return Found(speaker, "no source of its own: the speaker of the same sentence goes on", "left out")
        if outer is not None and participle:
            return Found(outer, "no source of its own: whoever says the words around it", "left out")
        if participle and (ahead := self._next_in_sentence(number)):
            return Found(ahead, "no source of its own: the speaker named after it", "left out")
        if _NOUN.match(cue) and before is not None and speaker is not None and self._apart(before, number) <= 2:
            return Found(speaker, "no source of its own: the words of whoever spoke before", "left out")
        if participle or _SECOND_VERB.match(cue):
            heard = self._voices.trail.subject(self._found[number].cue.start)
            if heard is not None:
                return Found(self._voices.key_of(heard), "no source of its own: the sentence’s subject", "left out")
        return None

    def _pronoun_before(self, number: int) -> Source | None:
        """The pronoun right before a cue, its subject though no source: "Ek said that he <plans> to stay"."""
        start = self._found[number].cue.start
        sentence = self._cast.sentences[self._cast.sentence_of(start)][0]
        match = _PRONOUN_BEFORE.search(self._cast.text, max(sentence, start - 30), start)
        if match is None:
            return None
        return Source(Form.PRONOUN, words=match[1], head=match[1].lower(), place=match.span(1))

    def _next_in_sentence(self, number: int) -> str | None:
        """Who speaks next in the same sentence: "Calling it a mistake, Berg said …"."""
        for k in range(number + 1, min(number + 3, len(self._found))):
            same = self._found[k].outer == self._found[number].outer and self._apart(number, k) == 0
            if same and self._sources[k].form is Form.NAME:
                return self._voices.entity(self._sources[k].names[0].entity)
        return None

    def _asks_nobody(self, position: int) -> bool:
        """Whether "asked" at a position is a participle: it begins its sentence, or follows "when"."""
        sentence = self._cast.sentences[self._cast.sentence_of(position)][0]
        before = self._cast.text[max(sentence, position - 20) : position].split()[-1:]
        return not before or before[0].lower() in {"when", "if"} or not any(c.isalnum() for c in before[0])

    def _asker(self, position: int) -> Found | None:
        """Who asks: the poll that is reported, or the outlet to which an interview was given."""
        poll = self._voices.last_described(_POLLS)
        if poll and position - self._voices[poll].descriptor.start < _NEAR_INTERVIEW:
            return Found(poll, "asked by the poll", "left out")
        begin = max(0, position - _NEAR_INTERVIEW)
        inside = self._cast.within(begin, min(position + _NEAR_INTERVIEW, len(self._cast.text)))
        for mention in reversed(inside):
            body = self._cast.entities[mention.entity].kind is Kind.ORGANIZATION
            before = _INTERVIEW.search(self._cast.text, max(0, mention.start - 40), mention.start)
            if body and (before or _AN_INTERVIEW.match(self._cast.text, mention.end)):
                return Found(
                    self._voices.entity(mention.entity), "asked by whom the interview was given to", "left out"
                )
        return None

    def _goes_on(self, number: int, before: int | None, speaker: str | None) -> Found | None:
        """A quotation without a reporting clause belongs to whoever was speaking."""
        if before is None or speaker is None:
            return None
        a = self._found[before]
        end = max(span.end for span in (a.source, a.cue, a.content) if span)
        near = self._found[number].content.start - end < _NEAR
        return Found(speaker, "the quotation goes on", "continued") if near else None

    def _previous(self, number: int) -> int | None:
        """The last attribution that begins before this one and does not contain it."""
        place, outer = place_of_cue(self._found[number]), self._found[number].outer
        for k in range(number - 1, max(-1, number - 1 - _LOOK_BACK), -1):
            if self._found[k].outer == outer and place_of_cue(self._found[k]) <= place:
                return k
        return None

    def _apart(self, a: int, b: int) -> int:
        """How many sentences lie from one attribution to a later one."""
        first, second = (self._cast.sentence_of(place_of_cue(self._found[n])) for n in (a, b))
        return second - first


def place_of_cue(attribution: Attribution) -> int:
    """Where an attribution's cue begins, or its content where it has none."""
    return (attribution.cue or attribution.content).start
