"""Whom a pronoun, a title or a missing source goes back to: who was named or heard before, and how near.

Gender and kind must fit.  Among those who do, a pronoun takes the likeliest by the learned weights of `salience`, a
title or description by weights set by hand on fewer features.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from inquit.reading.entities import Mention
from inquit.reading.lexicon import Gender, gender_of
from inquit.reading.mentions import Cast
from inquit.reading.phrases import Source
from inquit.reading.salience import Salience
from inquit.reading.standing import Told
from inquit.types import Kind, Span
from inquit.types.article import NOWHERE

_LOOK_BACK = 12
"""Sentences behind which nobody is looked for: further back, a pronoun is never plain."""

_MOST = 100
"""Places that are looked at, the last ones of each sort: keeps time linear where one sentence names thousands."""

_AHEAD = 2
"""Sentences in which a name may follow its pronoun."""
_CLAUSES = 300  # characters that are read before a name
# Another noun phrase and its verb, or a complement, before a name: "The capital's mayor on Tuesday met Ann Berg".
_OTHER_SUBJECT = re.compile(
    r"(?:The|An?|His|Her|Its|Their)\s[^,“”\"]*\b(?:on|in|to|for|with|by|at|from|after|[a-z]+ed)\s"
)
_CLAUSE = re.compile(r"\b(?:who|whose|which|that)\b")


@dataclass(frozen=True, slots=True)
class Heard:
    """Somebody at one place of the text: named there, or speaking.

    Attributes:
        entity: Position in `Cast.entities`; `None` for those who are only described.
        key: The name, in `Voices`, of a speaker who was already made; empty for those who were only named.
        spoke: Whether they spoke there.
        leading: Whether they most likely are the subject of the sentence.
        head: The noun that describes them.
        modifiers: The words before that noun, lower case.
        pronoun: Whether a pronoun stands there, traced back to them.
    """

    start: int
    end: int
    sentence: int
    kind: Kind
    gender: Gender | None
    entity: int | None = None
    key: str = ""
    spoke: bool = False
    leading: bool = False
    quoted: bool = False
    possessive: bool = False
    head: str = ""
    modifiers: tuple[str, ...] = ()
    pronoun: bool = False

    @property
    def who(self) -> object:
        """The same for all places of one speaker."""
        return self.key if self.entity is None else self.entity


class Trail:
    """Who was named or heard, place by place."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._named = [self._from(mention) for mention in cast.mentions]
        self._starts = [heard.start for heard in self._named]
        self._heard: list[Heard] = []
        self._told = Told(self._named)

    @cached_property
    def _salience(self) -> Salience:
        return Salience(self._cast)

    def _from(self, m: Mention) -> Heard:
        entity = self._cast.entities[m.entity]
        return Heard(
            m.start, m.end, m.sentence, entity.kind, entity.gender, m.entity,
            leading=m.leading, quoted=m.quoted, possessive=m.possessive,
        )  # fmt: skip

    def spoke(self, heard: Heard) -> None:
        """Enter who spoke."""
        self._heard.append(heard)

    def said(self, source: Span, content: Span) -> None:
        """Enter the words that whoever was entered last spoke, and those that name them."""
        self._told.spoke(self._heard[-1].who, source, content)

    def meant(self, heard: Heard, start: int, end: int) -> None:
        """Enter that a pronoun of the narrative means somebody."""
        sentence = self._cast.sentence_of(start)
        self._heard.append(
            replace(
                heard,
                start=start,
                end=end,
                sentence=sentence,
                pronoun=True,
                spoke=False,
                leading=True,
                quoted=False,
                possessive=False,
            )
        )

    def has_spoken(self, entity: int) -> bool:
        """Whether somebody was heard of late."""
        return any(heard.entity == entity for heard in self._heard[-_MOST:] if not heard.pronoun)

    def describe(self, key: str, source: Source, kind: Kind, gender: Gender | None) -> None:
        """Enter somebody who is described and not named."""
        start, end = source.place
        sentence = self._cast.sentence_of(start)
        self._heard.append(
            Heard(
                start, end, sentence, kind, gender, key=key, head=source.head, leading=True, modifiers=source.modifiers
            )
        )

    def best(
        self,
        position: int,
        *,
        kinds: Collection[Kind],
        gender: Gender | None = None,
        fits: Callable[[Heard], bool] | None = None,
        content: Span = NOWHERE,
    ) -> Heard | None:
        """The likeliest one before a position; `None` where nobody fits.

        Args:
            position: Where the pronoun or description stands.
            kinds: What they may be.
            gender: What gender they must not contradict.
            fits: What else is asked of them.
            content: What is being said there: whoever is named in it is hardly the one who says it.
        """
        sentence = self._cast.sentence_of(position)
        scores: dict[object, tuple[float, Heard]] = {}
        for heard in self._fitting(position, kinds, gender, fits):
            score = self._score(heard, position, sentence, gender, content)
            old = scores.get(heard.who)
            if old is None or score > old[0]:
                scores[heard.who] = (score, heard)
        return max(scores.values(), key=lambda pair: pair[0])[1] if scores else None

    def candidates(
        self,
        position: int,
        word: str,
        *,
        kinds: Collection[Kind],
        gender: Gender | None = None,
        fits: Callable[[Heard], bool] | None = None,
        content: Span = NOWHERE,
    ) -> list[tuple[Heard, dict[str, float]]]:
        """Every place before a pronoun that it could go back to, with what speaks for it; see `best`."""
        asked = self._salience.asked(position, word, content)
        last = next((h.start for h in reversed(self._heard) if h.spoke and h.end <= position), -1)
        places = list(self._fitting(position, kinds, gender, fits))
        known = {heard.who: gender is not None and self._gender(heard) is gender for heard in places}
        standings = self._told.standings(places, asked, self._salience, last=last, fits=known)
        return [
            (heard, self._salience.features(heard, asked, standing))
            for heard, standing in zip(places, standings, strict=True)
        ]

    def likeliest(self, candidates: Sequence[tuple[Heard, dict[str, float]]]) -> tuple[Heard, float] | None:
        """The candidate with the best place, and how likely it is the right one; `None` where there is none."""
        best: dict[object, tuple[float, Heard, dict[str, float]]] = {}
        for heard, features in candidates:
            score = self._salience.score(features)
            if heard.who not in best or score > best[heard.who][0]:
                best[heard.who] = (score, heard, features)
        if not best:
            return None
        top, heard, features = max(best.values(), key=lambda found: found[0])
        share = 1 / sum(math.exp(score - top) for score, _, _ in best.values())
        return heard, self._salience.sure(share, features)

    def _fitting(
        self, position: int, kinds: Collection[Kind], gender: Gender | None, fits: Callable[[Heard], bool] | None
    ) -> Iterator[Heard]:
        for heard in self._before(position, self._cast.sentence_of(position)):
            if heard.kind in kinds and self._may_be(heard, gender) and (fits is None or fits(heard)):
                yield heard

    def _before(self, position: int, sentence: int) -> Iterator[Heard]:
        after = bisect_left(self._starts, position)
        for heard in (*self._named[max(0, after - _MOST) : after], *self._heard[-_MOST:]):
            if heard.end <= position and sentence - heard.sentence <= _LOOK_BACK:
                yield heard

    def _may_be(self, heard: Heard, gender: Gender | None) -> bool:
        if gender is None or heard.kind not in {Kind.PERSON, Kind.ANONYMOUS}:
            return True
        return self._gender(heard) in (gender, None)

    def _gender(self, heard: Heard) -> Gender | None:
        if heard.entity is None:
            return heard.gender
        entity = self._cast.entities[heard.entity]
        return entity.gender or gender_of(entity.words[0])

    def _score(self, heard: Heard, position: int, sentence: int, gender: Gender | None, content: Span) -> float:
        score = -1.0 * (sentence - heard.sentence)
        score += 1.2 if heard.spoke else 0.0
        score += 1.0 if heard.leading else 0.0
        score -= 2.0 if heard.quoted else 0.0
        score -= 0.7 if heard.possessive else 0.0
        score += 0.5 if gender and self._gender(heard) is gender else 0.0
        score -= 3.0 if any(a <= heard.start < b for a, b in content) else 0.0
        score -= 1.0 if heard.kind in {Kind.ANONYMOUS, Kind.DOCUMENT} and not heard.spoke else 0.0
        if heard.entity is not None:
            score += 0.1 * min(6, self._cast.counts[heard.entity])
        return score - 0.001 * (position - heard.end) / 100

    def speaking_at(self, position: int) -> Heard | None:
        """Whoever speaks in the words that a position stands in."""
        for heard in reversed(self._heard[-_MOST:]):
            if heard.spoke and heard.start < position < heard.end:
                return heard
        return None

    def spoke_before(self, position: int, between: re.Pattern[str]) -> Heard | None:
        """Whoever speaks in the words right before a position.

        Args:
            position: Where to look.
            between: What may stand between them and the position.
        """
        for heard in reversed(self._heard[-_MOST:]):
            near = heard.spoke and heard.start < heard.end <= position
            if near and between.fullmatch(self._cast.text, heard.end, position):
                return heard
        return None

    def next_person(self, position: int, gender: Gender | None) -> Heard | None:
        """The first person named after a pronoun, in its sentence or the next two."""
        sentence = self._cast.sentence_of(position)
        for heard in self._named[bisect_right(self._starts, position) :][:_MOST]:
            if heard.sentence - sentence > _AHEAD:
                return None
            if heard.kind is Kind.PERSON and not heard.quoted:
                return heard if self._may_be(heard, gender) else None
        return None

    def introduced_later(self, position: int, gender: Gender | None) -> Heard | None:
        """The first person whom one of the next sentences begins with; `None` where anybody was heard before."""
        sentence = self._cast.sentence_of(position)
        before = {heard.who for heard in self._heard[-_MOST:] if heard.kind is Kind.PERSON and not heard.pronoun}
        for heard in self._named[bisect_right(self._starts, position) :][:_MOST]:
            if heard.sentence - sentence > _AHEAD:
                return None
            begin = max(self._cast.sentences[heard.sentence][0], heard.start - _CLAUSES)
            subject = heard.leading and not _CLAUSE.search(self._cast.text, begin, heard.start)
            subject = subject and not _OTHER_SUBJECT.match(self._cast.text, begin, heard.start)
            if heard.sentence > sentence and subject and heard.kind is Kind.PERSON:
                return heard if before <= {heard.who} and self._may_be(heard, gender) else None
        return None

    def subject(self, position: int) -> Heard | None:
        """The first one named in the sentence, before a position."""
        sentence = self._cast.sentence_of(position)
        first = bisect_left(self._starts, self._cast.sentences[sentence][0]) if self._cast.sentences else 0
        for heard in self._named[first : first + _MOST]:
            if heard.leading:
                return heard if heard.end <= position else None
        return None

    def last_people(self, position: int, count: int) -> list[Heard]:
        """The persons named last, in the order of the text, each once."""
        found: dict[object, Heard] = {}
        after = bisect_left(self._starts, position)
        for heard in reversed(self._named[max(0, after - _MOST) : after]):
            if heard.end <= position and heard.kind is Kind.PERSON and not heard.quoted:
                found.setdefault(heard.who, heard)
                if len(found) == count:
                    break
        return sorted(found.values(), key=lambda h: h.start)
