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
    from inquit.reading.standing import Standing

_ASKS = re.compile(r"[^.\n]{0,40}?\b(?:ask(?:ed|s)|wondered|inquired|pressed|questioned)\b")
_IS_ASKED = re.compile(
    r"\b(?:told|tells|asked|asks|pressed|questioned|interviewed|quoted|introduced)\s+(?:[A-Z][\w.]*\s+){0,3}$"
)
_DEPENDENT = re.compile(
    r"\b(?:of|for|to|with|by|against|about|on|over|from|than|as|like|under|behind|toward|towards|between|and|after|before)\s+"
    r"(?:the\s|then[-–])?(?:[A-Z][\w.’'-]*\s+){0,4}$"
)  # fmt: skip
_SAYS = re.compile(
    r"\w+(?:\s(?:also|then|later|has|had|\w+ly))*\s(?:said|says|added|adds|told|tells|wrote|writes|tweeted|asked|noted|argued"
    r"|explained|continued|declared|insisted|recalled|concluded|stated|acknowledged|called|suggested)\b"
)
_GOES_ON = re.compile(
    r"\w+\s(?:has\s|had\s)?(?:added|adds|continued|continues|went on|goes on|concluded|also|further|later|then)\b"
)
_INTRODUCED = re.compile(r"\s*[,(]\s*(?:an?|the|who|whose|one|\d\d|R|D|former|\w+[’']s?)\b")
_SUBORDINATE = re.compile(
    r"[“\"]?(?:When|As|While|After|Before|If|Although|Though|Because|Since|Once|Until|Unlike|Like|In|On|At|With"
    r"|Following|Despite|During|For|By)\b"
)
_AFTER_CLAUSE = re.compile(r",\s+(?:[A-Z][\w.]*\s+){0,3}$")
_BEFORE = 60  # characters that are read before a name, and after a source
_SENTENCE_BEGINS = 25  # characters in which a pronoun still begins its sentence

WEIGHTS: dict[str, float] = {
    "sentences apart": -0.31,
    "same sentence": 0.18,
    "same sentence, its subject": 0.30,
    "sentence before": 0.08,
    "far": 0.07,
    "same paragraph": 0.46,
    "paragraphs apart": -0.17,
    "spoke": 0.41,
    "spoke last": 0.39,
    "spoke last, far": -0.06,
    "spoke last, a quotation follows": 0.16,
    "spoke last, begins": 0.17,
    "overtaken": -0.65,
    "overtaken twice": -0.22,
    "spoke, overtaken": 0.05,
    "asks": -0.16,
    "pronoun, a quotation follows": 0.06,
    "subject": 0.22,
    "subject, a quotation follows": 0.31,
    "opens its paragraph": 0.37,
    "opens its paragraph, same": 0.26,
    "opens its paragraph, next": 0.27,
    "depends": -0.31,
    "possessive": -0.29,
    "quoted": -0.20,
    "in what is said": -0.26,
    "gender": 0.59,
    "often named": 0.09,
    "named most": 0.14,
    "document": -0.03,
    "they, a group": 0.32,
    "they, a body": -0.32,
    "they, a body, spoke": -0.03,
    "spoke last, goes on": 0.23,
    "spoke, goes on": 0.20,
    "named, says": -0.10,
    "subject, says": 0.32,
    "others since": 0.10,
    "spoke, others since": 0.46,
    "times": 0.59,
    "here": 0.80,
    "before, opens": 0.33,
    "most here": 0.82,
    "most before": 0.23,
    "most before, opens": 0.31,
    "in another's source": -0.21,
    "in another's words": -0.53,
    "new, near": 0.52,
    "named in what is said": -0.57,
    "introduced": 0.54,
    "subject after a clause": 0.21,
    "characters": 0.15,
}
"""Learned; see `training/LOG.md`."""


SURENESS = {"log odds": 0.447, "unnamed": -0.089, "document": -0.763, "no gender": -1.701, "bias": 1.381}
"""Learned beside them, from predictions for articles that were left out."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The place that asks for somebody.

    Attributes:
        word: The pronoun, lower case.
        after_quotation: Whether what is said there ends right before: “…”, he said.
        begins: Whether it begins its sentence, and `opens` its paragraph.
        says: Whether a verb of saying follows it.
        goes_on: Whether what follows it goes on with what was said: *added*, *also*.
    """

    position: int
    sentence: int
    paragraph: int
    word: str
    content: Span
    after_quotation: bool
    begins: bool
    opens: bool
    says: bool
    goes_on: bool


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
        says, goes_on = (pattern.match(text, position) is not None for pattern in (_SAYS, _GOES_ON))
        return Asked(position, sentence, paragraph, word, content, after, begins, opens, says, goes_on)

    def features(self, heard: Heard, asked: Asked, standing: Standing) -> dict[str, float]:
        """What speaks for and against one place of a candidate."""
        text = self._cast.text
        near = asked.sentence - heard.sentence
        apart = asked.paragraph - self.paragraph_of(heard.start)
        before = text[max(0, heard.start - _BEFORE) : heard.start]
        topic = heard.entity is not None and heard.entity == self._topic
        into = heard.start - self._paragraphs[asked.paragraph - apart]
        opener = heard.leading and not heard.spoke and into < _BEFORE
        plain = not heard.spoke and not heard.pronoun
        unnamed, last = heard.entity is None, standing.last
        found: dict[str, float] = {
            "sentences apart": min(near, 6),
            "same sentence": near == 0,
            "same sentence, its subject": near == 0 and heard.leading,
            "sentence before": near == 1,
            "far": near > 3,
            "same paragraph": apart == 0,
            "paragraphs apart": min(apart, 4),
            "spoke": heard.spoke,
            "spoke last": heard.spoke and last,
            "spoke last, far": heard.spoke and last and near > 2,
            "spoke last, a quotation follows": heard.spoke and last and asked.after_quotation,
            "spoke last, begins": heard.spoke and last and asked.begins,
            "overtaken": standing.overtaken > 0,
            "overtaken twice": standing.overtaken > 1,
            "spoke, overtaken": heard.spoke and standing.overtaken > 0,
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
            "gender": standing.gender_fits,
            "often named": math.log1p(self._cast.counts[heard.entity]) if heard.entity is not None else 0.0,
            "named most": topic,
            "unnamed": unnamed,
            "document": heard.kind is Kind.DOCUMENT,
            "they, a group": asked.word.startswith("the") and heard.kind is Kind.GROUP,
            "they, a body": asked.word.startswith("the") and heard.kind is Kind.ORGANIZATION,
            "they, a body, spoke": asked.word.startswith("the") and heard.kind is Kind.ORGANIZATION and heard.spoke,
            "spoke last, goes on": heard.spoke and last and asked.goes_on,
            "spoke, goes on": heard.spoke and asked.goes_on,
            "named, says": plain and asked.says,
            "subject, says": plain and heard.leading and asked.says,
            "others since": math.log1p(standing.since),
            "spoke, others since": math.log1p(standing.since) if heard.spoke else 0,
            "times": math.log1p(standing.times),
            "here": math.log1p(standing.here),
            "before, begins": math.log1p(standing.before) if asked.begins else 0,
            "before, opens": math.log1p(standing.before) if asked.opens else 0,
            "most here": standing.most_here,
            "most before": standing.most_before and not standing.here,
            "most before, opens": standing.most_before and asked.opens,
            "in another's source": standing.in_source,
            "in another's words": standing.in_words and not heard.quoted,
            "new, near": plain and standing.is_new and near < 2,
            "named in what is said": standing.in_content,
            "introduced": plain and not unnamed and _INTRODUCED.match(text, heard.end) is not None,
            "subject after a clause": plain and self._after_clause(heard, before),
            "characters": math.log1p(max(0, asked.position - heard.end)) / 5,
        }  # fmt: skip
        return found

    def _after_clause(self, heard: Heard, before: str) -> bool:
        """Whether a name follows the clause that its sentence begins with: "When it rained, Ann Berg …"."""
        opening = self._cast.sentences[heard.sentence][0]
        follows = not heard.quoted and _SUBORDINATE.match(self._cast.text, opening) is not None
        return follows and _AFTER_CLAUSE.search(before) is not None

    def score(self, features: dict[str, float]) -> float:
        """The weighted sum."""
        return sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())

    def sure(self, share: float, features: dict[str, float]) -> float:
        """How likely the best candidate is the right one.

        Args:
            share: Its share of the likelihood of all candidates: too high a figure, since the right one may be missing.
            features: What spoke for its best place.
        """
        bounded = min(max(share, 1e-3), 1 - 1e-3)
        score = SURENESS["bias"] + SURENESS["log odds"] * math.log(bounded / (1 - bounded))
        score += SURENESS["unnamed"] * features["unnamed"] + SURENESS["document"] * features["document"]
        return 1 / (1 + math.exp(-score - SURENESS["no gender"] * (1 - features["gender"])))
