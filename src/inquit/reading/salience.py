"""How likely somebody named or heard before is the one whom a pronoun goes back to.

A linear model over what the literature on pronouns agrees on (Lappin and Leass 1994): nearness, subjecthood, having
spoken, repetition, going on.  `training.antecedents` learned the weights.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inquit.types import Kind, Span

if TYPE_CHECKING:
    from inquit.reading.antecedents import Heard
    from inquit.reading.mentions import Cast

_ASKS = re.compile(r"[^.\n]{0,40}?\b(?:ask(?:ed|s)|wondered|inquired|pressed|questioned)\b")
_IS_ASKED = re.compile(
    r"\b(?:told|tells|asked|asks|pressed|questioned|interviewed|quoted|introduced)\s+(?:[A-Z][\w.]*\s+){0,3}$"
)
_DEPENDENT = re.compile(
    r"\b(?:of|for|to|with|by|against|about|on|over|from|than|as|like|under|behind|toward|towards|between|and|after|before)\s+"
    r"(?:the\s|then[-–])?(?:[A-Z][\w.’'-]*\s+){0,4}$"
)  # fmt: skip
_BEFORE = 60  # characters that are read before a name, and after a source
_SENTENCE_BEGINS = 25  # characters in which a pronoun still begins its sentence

WEIGHTS: dict[str, float] = {
    "sentences apart": -0.28,
    "same sentence": 0.21,
    "same sentence, its subject": 0.49,
    "sentence before": 0.11,
    "far": 0.28,
    "same paragraph": 1.25,
    "paragraphs apart": -0.74,
    "spoke": 1.55,
    "spoke last": 0.86,
    "spoke last, far": -0.41,
    "spoke last, a quotation follows": 0.13,
    "spoke last, begins": -0.10,
    "spoke, sentences apart": 0.18,
    "overtaken": -0.60,
    "overtaken twice": -0.26,
    "spoke, overtaken": -0.27,
    "asks": -0.37,
    "is asked": 0.47,
    "pronoun": 0.73,
    "pronoun, a subject": 0.73,
    "pronoun, a quotation follows": 0.25,
    "subject": 0.21,
    "subject, a quotation follows": 0.23,
    "subject, begins": -0.25,
    "opens its paragraph": 0.78,
    "opens its paragraph, same": 0.38,
    "opens its paragraph, next": 0.34,
    "depends": -0.81,
    "possessive": -0.38,
    "quoted": -0.66,
    "in what is said": -1.11,
    "gender": 0.62,
    "often named": 0.22,
    "named most": 0.19,
    "named most, a paragraph opens": 0.19,
    "unnamed": -0.48,
    "document": -0.11,
    "they, a group": 0.74,
    "they, a body": -0.73,
    "characters": 0.83,
}
"""Learned; see `training/LOG.md`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The place that asks for somebody.

    Attributes:
        word: The pronoun, lower case.
        after_quotation: Whether what is said there ends right before: “…”, he said.
        begins: Whether it begins its sentence, and `opens` its paragraph.
    """

    position: int
    sentence: int
    paragraph: int
    word: str
    content: Span
    after_quotation: bool
    begins: bool
    opens: bool


class Salience:
    """Scores candidates in one text."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._paragraphs = [0, *(m.end() for m in re.finditer(r"\n+", cast.text))]
        people = [(n, -number) for number, n in cast.counts.items() if cast.entities[number].kind is Kind.PERSON]
        self._topic = -max(people)[1] if people else None

    def paragraph_of(self, position: int) -> int:
        """Number of the paragraph at a position."""
        return bisect_right(self._paragraphs, position) - 1

    def asked(self, position: int, word: str, content: Span) -> Asked:
        """What a candidate for a place is judged by."""
        text, sentence = self._cast.text, self._cast.sentence_of(position)
        begin = self._cast.sentences[sentence][0] if self._cast.sentences else 0
        paragraph = self.paragraph_of(position)
        begins = position - begin <= _SENTENCE_BEGINS and not self._cast.quoted(begin)
        ends = any(b <= position < b + 4 for _, b in content)
        after = ends and text[position - 2] in "”\"'’"
        opens = begin == self._paragraphs[paragraph] or (begins and self.paragraph_of(max(0, begin - 1)) != paragraph)
        return Asked(position, sentence, paragraph, word, content, after, begins, opens)

    def features(
        self, heard: Heard, asked: Asked, *, gender_fits: bool, last: bool, overtaken: int
    ) -> dict[str, float]:
        """What speaks for and against one place of a candidate.

        Args:
            heard: The place.
            asked: The place that asks.
            gender_fits: Whether the candidate's gender is known and the one asked for.
            last: Whether nobody spoke since.
            overtaken: How many others who fit were the subject of a sentence since.
        """
        text = self._cast.text
        near = asked.sentence - heard.sentence
        apart = asked.paragraph - self.paragraph_of(heard.start)
        before = text[max(0, heard.start - _BEFORE) : heard.start]
        topic = heard.entity is not None and heard.entity == self._topic
        into = heard.start - self._paragraphs[asked.paragraph - apart]
        opener = heard.leading and not heard.spoke and into < _BEFORE
        plain = not heard.spoke and not heard.pronoun
        unnamed = heard.entity is None
        found: dict[str, float] = {
            "sentences apart": min(near, 6),
            "same sentence": near == 0,
            "same sentence, its subject": near == 0 and heard.leading,
            "same sentence, begins it": near == 0 and asked.begins,
            "sentence before": near == 1,
            "far": near > 3,
            "same paragraph": apart == 0,
            "paragraphs apart": min(apart, 4),
            "spoke": heard.spoke,
            "spoke last": heard.spoke and last,
            "spoke last, far": heard.spoke and last and near > 2,
            "spoke last, a quotation follows": heard.spoke and last and asked.after_quotation,
            "spoke last, a paragraph opens": heard.spoke and last and asked.opens,
            "spoke last, begins": heard.spoke and last and asked.begins,
            "spoke, sentences apart": min(near, 6) if heard.spoke else 0,
            "overtaken": overtaken > 0,
            "overtaken twice": overtaken > 1,
            "spoke, overtaken": heard.spoke and overtaken > 0,
            "asks": heard.spoke and _ASKS.match(text, heard.end, heard.end + _BEFORE) is not None,
            "is asked": plain and _IS_ASKED.search(before) is not None,
            "pronoun": heard.pronoun,
            "pronoun, a subject": heard.pronoun and heard.leading,
            "pronoun, same paragraph": heard.pronoun and apart == 0,
            "pronoun, a quotation follows": heard.pronoun and asked.after_quotation,
            "subject": heard.leading and plain,
            "subject, a quotation follows": heard.leading and plain and asked.after_quotation,
            "subject, begins": heard.leading and plain and asked.begins,
            "opens its paragraph": opener,
            "opens its paragraph, same": opener and apart == 0,
            "opens its paragraph, next": opener and apart == 1 and asked.opens,
            "depends": plain and not heard.leading and _DEPENDENT.search(before) is not None,
            "possessive": heard.possessive,
            "quoted": heard.quoted,
            "in what is said": any(a <= heard.start < b for a, b in asked.content),
            "gender": gender_fits,
            "often named": math.log1p(self._cast.counts[heard.entity]) if heard.entity is not None else 0.0,
            "named most": topic,
            "named most, a paragraph opens": topic and asked.opens,
            "unnamed": unnamed,
            "unnamed, silent": unnamed and plain,
            "document": heard.kind is Kind.DOCUMENT,
            "they, a group": asked.word.startswith("the") and heard.kind is Kind.GROUP,
            "they, a body": asked.word.startswith("the") and heard.kind is Kind.ORGANIZATION,
            "they, a body, spoke": asked.word.startswith("the") and heard.kind is Kind.ORGANIZATION and heard.spoke,
            "characters": math.log1p(max(0, asked.position - heard.end)) / 5,
        }  # fmt: skip
        return found

    def score(self, features: dict[str, float]) -> float:
        """The weighted sum."""
        return sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())
