"""What speaks for and against one time of a statement, in features that a person can read.

A feature that holds of the statement (*cue past*, *same speaker*) is told for each kind of candidate apart: for words
beside the cue, words of a sentence before, the day of publication, and "earlier".
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from inquit.reading.occasions.candidates import Candidate
from inquit.reading.occasions.cues import Form
from inquit.reading.occasions.scenery import Scenery, Utterance
from inquit.types import TimeExpression

Feature = tuple[str, float]

_PREPOSITION = re.compile(
    r"\b(on|in|since|until|by|before|after|from|for|of|to|during|at|as of|than|late|early)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_DETERMINED = re.compile(r"(?:\b(?:the|a|an|his|her|its|their|this)|['’]s)\s+$", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:—–()]|\b(?:that|who|which|when|after|because|while|and|but|as|where|before)\b")
# "The 2012 nominee", "Tuesday primaries": the date belongs to the noun behind it.
_MODIFIES = re.compile(
    r"\s+(?!(?:at|in|on|by|to|for|of|from|with|after|before|when|while|as|that|and|but|or|during|he|she|they|it|the|a|an|his"
    r"|her|their|its|about|over|against|because|who|which|where|between|following|amid|into|if|is|was|were|had|has|said"
    r"|told|says|called|would|will|night|morning|afternoon|evening)\b)(?:[a-z]{3,}(?<!ed)(?<!ing)(?<!ly)\b|[A-Z][a-z]+)"
)
_NAME_OPENS = re.compile(r"[“\"'‘]\s*$")  # “This Week” is a programme
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BEFORE = 15  # characters that are read before an expression
_BEGINS = 8  # characters in which an expression still begins its sentence
_LEAD = 8  # sentences in which the day of the story is told
_OF_THE_LEAD = ("cue", "tells", "headline", "quoted", "gap")


@dataclass(slots=True)
class History:
    """What was decided for the statements so far.

    Attributes:
        chosen: The candidate of each.
        by_speaker: The number of each speaker's last statement.
    """

    chosen: list[Candidate] = field(default_factory=list)
    by_speaker: dict[object, int] = field(default_factory=dict)

    def note(self, candidate: Candidate, speaker: object | None) -> None:
        """Keep what was decided for the next statement."""
        if speaker is not None:
            self.by_speaker[speaker] = len(self.chosen)
        self.chosen.append(candidate)


@dataclass(frozen=True, slots=True)
class Asked:
    """The statement whose time is asked for.

    Attributes:
        context: What holds of it, whatever the candidate.
        earlier: What was decided for the statement `before`, for the `speaker`'s last one, and for the `outer` one.
        same_sentence: Whether the statement before ends in the sentence in which this one begins.
        same_speaker: Whether the same one spoke there.
    """

    number: int
    utterance: Utterance
    context: tuple[str, ...]
    earlier: tuple[tuple[str, Candidate], ...]
    same_sentence: bool
    same_speaker: bool


class Judge:
    """Tells the features of the candidates of one article."""

    def __init__(
        self, scenery: Scenery, times: Sequence[TimeExpression], allowed: Sequence[int], published: str | None
    ) -> None:
        self._scenery, self._times, self._allowed = scenery, times, allowed
        self._published = published[:10] if published else None
        self._telling = {n: scenery.speaking(times[n].start, times[n].end) for n in allowed}
        self._sentence = {n: scenery.sentence_of(times[n].start) for n in allowed}
        self._homes = {u.home: u for u in scenery.utterances}
        self._vague = [(t.start, t.value) for t in times if t.value in ("PAST_REF", "PRESENT_REF")]
        days = (n for n in allowed if not self._telling[n] and _DAY.match(times[n].value or ""))
        self._lead = next((n for n in days if self._sentence[n] < _LEAD), None)

    def asked(self, number: int, outer: int | None, history: History, speaker: object | None) -> Asked:
        """What the candidates of a statement are judged by.

        Args:
            number: The statement's number.
            outer: The number of the statement in whose content it stands.
            history: What was decided for those before it.
            speaker: Who speaks.
        """
        utterances = self._scenery.utterances
        u = utterances[number]
        before = utterances[number - 1] if number else None
        last = history.by_speaker.get(speaker) if speaker is not None else None
        same = last is not None and last == number - 1
        earlier = (("before", number - 1 if number else None), ("speaker", last), ("outer", outer))
        return Asked(
            number,
            u,
            (*u.traits, *self._continuing(u, before, same=same, heard=last is not None), *self._told_beside(number, u)),
            tuple((who, history.chosen[n]) for who, n in earlier if n is not None),
            before is not None and before.last >= u.first,
            same,
        )

    def features(self, asked: Asked, candidate: Candidate) -> Iterator[Feature]:
        """What speaks for and against a candidate: names with values."""
        if candidate.number is None:
            return self._of_silence(asked, candidate.kind)
        return self._of_words(asked, candidate, candidate.number)

    def _continuing(self, u: Utterance, before: Utterance | None, *, same: bool, heard: bool) -> Iterator[str]:
        """How the statement goes on from those before it."""
        if same:
            yield "same speaker"
        elif heard:
            yield "heard before"
        if before is not None:
            gap = u.first - before.last
            yield "gap 0" if gap <= 0 else "gap 1" if gap == 1 else "gap 2" if gap < 4 else "gap far"
            if before.paragraph == u.paragraph:
                yield "same paragraph"

    def _told_beside(self, number: int, u: Utterance) -> Iterator[str]:
        """Whether its sentence names a time outside what is said."""
        own = [n for n in self._allowed if self._sentence[n] == u.home and number not in self._telling[n]]
        if own:
            yield "told beside"
        if any(not self._telling[n] for n in own):
            yield "told outright"
        begin, stop = self._scenery.sentences[u.home]
        for start, value in self._vague:
            if begin <= start < stop and number not in self._scenery.speaking(start, start + 1):
                yield f"vague {value}"

    def _of_silence(self, asked: Asked, kind: str) -> Iterator[Feature]:
        yield kind, 1.0
        for name in asked.context:
            yield f"{kind}, {name}", 1.0
        for who, other in asked.earlier:
            yield f"{kind}, {who} {other.kind}", 1.0
            if who == "before" and asked.same_sentence:
                yield f"{kind}, {who} {other.kind}, same sentence", 1.0
            if who == "before" and asked.same_speaker:
                yield f"{kind}, {who} {other.kind}, same speaker", 1.0

    def _of_words(self, asked: Asked, candidate: Candidate, n: int) -> Iterator[Feature]:
        value, where = candidate.value or "", self._where(asked, n)
        yield where, 1.0
        yield f"{where}, {_precision(value)}", 1.0
        if self._published and value[:10] == self._published:
            yield f"{where}, day of publication", 1.0
        ago, u = _ago(value, self._published), asked.utterance
        yield f"{where}, ago {ago}", 1.0
        if u.form == Form.PAST or u.tells:
            yield f"{where}, ago {ago}, {'tells' if u.tells else 'past'}", 1.0
        near = where.startswith("beside") or where == "in content"
        yield from ((f"{where}, {name}", v) for name, v in self._as_written(n))
        features = self._near(u, n) if near else self._far(asked, n)
        yield from ((f"{where}, {name}", v) for name, v in features)
        if n == self._lead:
            yield "the lead's", 1.0
            yield f"the lead's, {where}", 1.0
            yield from ((f"the lead's, {name}", 1.0) for name in asked.context if name.startswith(_OF_THE_LEAD))
        for who, other in asked.earlier:
            if other.number is not None and (other.number == n or other.value == candidate.value):
                yield f"{who}'s", 1.0
                yield f"{who}'s, {where}", 1.0
                yield from ((f"{who}'s, {name}", 1.0) for name in asked.context)

    def _where(self, asked: Asked, n: int) -> str:
        """Where the words stand, seen from the statement."""
        sentence, u = self._sentence[n], asked.utterance
        if asked.number in self._telling[n]:
            return "in content"
        if sentence == u.home:
            return "beside, in another's content" if self._telling[n] else "beside"
        if u.first <= sentence <= u.last:
            return "in another sentence of it"
        return "ahead" if sentence > u.last else "behind"

    def _as_written(self, n: int) -> Iterator[Feature]:
        """How the words are built in."""
        text, t = self._scenery.text, self._times[n]
        before = text[max(0, t.start - _BEFORE) : t.start]
        determined = _DETERMINED.search(before) is not None
        if _MODIFIES.match(text, t.end) or (determined and text[t.end : t.end + 1] not in (",", ".", "")):
            yield "modifies", 1.0
        if determined:
            yield "determined", 1.0
        if _NAME_OPENS.search(before):
            yield "a name", 1.0

    def _near(self, u: Utterance, n: int) -> Iterator[Feature]:
        """Words in the sentence that reports the statement: their place beside the cue."""
        text, t = self._scenery.text, self._times[n]
        preposition = _PREPOSITION.search(text[max(0, t.start - _BEFORE) : t.start])
        yield f"after {preposition.group(1).lower() if preposition else 'none'}", 1.0
        yield f"cue {u.form}", 1.0
        if u.tells:
            yield "tells", 1.0
        side = "left" if t.start < u.at else "right"
        begin, end = (t.end, u.at) if side == "left" else (u.at, t.start)
        yield side, 1.0
        yield f"{side}, characters", math.log1p(max(0, end - begin)) / 5
        yield f"{side}, clauses", min(4, len(_CLAUSE.findall(text[begin:end]))) / 2
        if t.start - self._scenery.sentences[u.home][0] < _BEGINS:
            yield "begins", 1.0

    def _far(self, asked: Asked, n: int) -> Iterator[Feature]:
        """Words in another sentence: how far, what they tell of there, what goes on since."""
        u, t, sentence = asked.utterance, self._times[n], self._sentence[n]
        distance = sentence - u.last if sentence > u.last else abs(u.first - sentence)
        yield "distance", math.log1p(distance)
        if distance == 1:
            yield "next", 1.0
        yield self._role(n), 1.0
        if self._scenery.paragraph_of(t.start) == u.paragraph:
            yield "same paragraph as it", 1.0
        if sentence < u.first:
            later = sum(m > n and self._times[m].end <= u.start and not self._telling[m] for m in self._allowed)
            yield "since", min(3, later)
        for name in asked.context:
            yield name, 1.0

    def _role(self, n: int) -> str:
        """What the words do in their own sentence."""
        if self._telling[n]:
            return "in what is said"
        home = self._homes.get(self._sentence[n])
        if home is None:
            return "narrated"
        return "tells when said" if home.tells else "tells when done"


def _precision(value: str) -> str:
    if _DAY.match(value):
        return "day"
    return "week" if "W" in value else "month" if len(value) >= len("2023-06") else "year"


def _ago(value: str, published: str | None) -> str:
    """How long before publication."""
    if published is None:
        return "unknown"
    if not (match := _DAY.match(value)):
        return "same year" if value[:4] == published[:4] else "other year"
    try:
        days = (date.fromisoformat(published) - date.fromisoformat(match.group())).days
    except ValueError:
        return "unknown"
    return str(days) if days < 2 else "week" if days < 7 else "month" if days < 32 else "long"
