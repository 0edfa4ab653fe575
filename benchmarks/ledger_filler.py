"""Readings of made-up stories by the million, for ledgers to be measured on: the same for the same seed.

What matters for speed is as in news: words by Zipf's law (the commonest stands in two statements of three, most in
fewer than one in ten thousand), few speakers heard often and many once, ten years of days, forty outlets, texts of
about 550 words with twenty statements.  The words themselves are syllables.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from inquit.types import (
    Act,
    Article,
    Basis,
    Flag,
    Kind,
    Mode,
    ReaderInfo,
    Reading,
    Span,
    Speaker,
    Statement,
    StatementTime,
    Type,
)

STATEMENTS_EACH = 20
SPEAKERS_EACH = 6
COMMON = """
the of to and a in that is for on it with as be at by this we have from not will are was an has they would he but
which or their its more our who been there can had if one when all were about no up out so what than into some new
people after other could time over also two first year government should before because now last
""".split()
CONSONANTS, VOWELS = "b d f g h k l m n p r s t v w br dr gl kr pl st tr".split(), "a e i o u ai ea ou".split()
CUES = ("said", "told reporters", "has said", "added", "insisted", "warned", "promised", "argued", "would not say")
ROLES = ("mayor", "minister", "spokeswoman", "analyst", "union leader", "governor", "engineer", "coach", None, None)
UNNAMED = ("a senior official", "two people briefed on the talks", "a source close to the board")
ACTS = (*(Act.ASSERT,) * 10, *Act)
DAYS = 3_650
FIRST_DAY = date(2015, 1, 1)
READER = ReaderInfo("0.1.0", "made up")


class Filler:
    """Words and names to draw from.

    Args:
        seed: Of everything that is drawn.
        words: How many different words there are.
        names: How many people there are.
    """

    def __init__(self, seed: int = 1, *, words: int = 40_000, names: int = 60_000) -> None:
        self.rng = Random(seed)
        self.words = [*COMMON, *self._made(words - len(COMMON))]
        self.word_weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))
        first, last = self._made(500), self._made(9_000)
        named = {
            f"{self.rng.choice(first).title()} {self.rng.choice(last).title()}": None for _ in range(names * 11 // 10)
        }
        self.names = list(named)[:names]
        self.name_weights = list(accumulate(1 / (rank + 20) for rank in range(len(self.names))))
        self.outlets = [
            f"The {word.title()} {kind}" for word in self._made(10) for kind in ("Post", "Times", "Echo", "Wire")
        ]

    def readings(self, statements: int) -> Iterator[Reading]:
        """Readings with that many statements together, the last one with fewer where it does not come out even."""
        for number in range(0, statements, STATEMENTS_EACH):
            yield self._reading(number, min(STATEMENTS_EACH, statements - number))

    def _reading(self, number: int, statements: int) -> Reading:
        rng = self.rng
        day = FIRST_DAY + timedelta(rng.randrange(DAYS))
        speakers = self._speakers()
        title = self._words(8).capitalize()
        parts, spans, length = [f"{title}\n\n"], [], len(title) + 2
        for _ in range(statements):
            speaker = rng.choice(speakers)
            source, cue, content = speaker.name, rng.choice(CUES), self._words(rng.randint(8, 32))
            told = f"{source} {cue} {content}. {self._words(6).capitalize()}.\n\n"
            cue_at = length + len(source) + 1
            content_at = cue_at + len(cue) + 1
            spans.append((
                speaker,
                Span(((length, length + len(source)),)),
                Span(((cue_at, cue_at + len(cue)),)),
                Span(((content_at, content_at + len(content)),)),
            ))  # fmt: skip
            parts.append(told)
            length += len(told)
        text = "".join(parts)
        article = Article(
            text,
            id=f"made-{number}",
            url=f"https://made.example/{number}",
            outlet=rng.choice(self.outlets),
            title=title,
            published=day.isoformat(),
            language="en",
        )
        made = tuple(self._statement(f"s{i}", text, day, *one) for i, one in enumerate(spans))
        return Reading(article, made, tuple(speakers), (), READER)

    def _statement(
        self, name: str, text: str, day: date, speaker: Speaker, source: Span, cue: Span, content: Span
    ) -> Statement:
        rng = self.rng
        told = rng.random()
        if told < 0.7:
            time = StatementTime(day.isoformat(), Basis.PUBLISHED)
        elif told < 0.9:
            time = StatementTime((day - timedelta(rng.randrange(10))).isoformat(), Basis.TEXT)
        else:
            time = StatementTime(f"{day:%Y-%m}" if told < 0.95 else None, Basis.TEXT)
        return Statement(
            name,
            text,
            content,
            cue,
            source,
            speaker,
            resolved_by="name in the source",
            mode=rng.choice((Mode.INDIRECT, Mode.INDIRECT, Mode.DIRECT, Mode.MIXED)),
            type=rng.choice((Type.ASSERTION, Type.ASSERTION, Type.ASSERTION, *Type)),
            act=rng.choice(ACTS),
            flags=(rng.choice((*Flag,)),) if rng.random() < 0.15 else (),
            time=time,
            confidence=round(rng.uniform(0.3, 0.99), 2),
        )

    def _speakers(self) -> list[Speaker]:
        rng = self.rng
        names = dict.fromkeys(rng.choices(self.names, cum_weights=self.name_weights, k=SPEAKERS_EACH - 1))
        made = [Speaker(f"p{i}", name, Kind.PERSON, rng.choice(ROLES)) for i, name in enumerate(names)]
        return [*made, Speaker(f"p{len(made)}", rng.choice(UNNAMED), Kind.ANONYMOUS)]

    def _words(self, number: int) -> str:
        return " ".join(self.rng.choices(self.words, cum_weights=self.word_weights, k=number))

    def _made(self, number: int) -> list[str]:
        """Different words of two to four syllables."""
        rng = self.rng
        made: dict[str, None] = {}
        while len(made) < number:
            syllables = (rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(rng.choice((2, 3, 3, 4))))
            made["".join(syllables)] = None
        return list(made)
