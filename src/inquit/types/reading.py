"""What was read in an article: who speaks in it, what they say, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from inquit.sentences import sentence_bounds
from inquit.types.article import NOWHERE, Article, Span
from inquit.types.terms import Act, Basis, Flag, Kind, Mode, TimexType, Type


@dataclass(frozen=True, slots=True)
class Anonymity:
    """What the text says about a speaker whom it does not name.

    Attributes:
        descriptor: How they are described: *a senior official*.
        basis: How they know: *briefed on the talks*.
        granted: That they may stay unnamed: *on condition of anonymity*.
        reason: Why: *because he was not allowed to speak to the press*.
        number: How many they are: a number, `many`, or `None` where the text does not tell.
    """

    descriptor: Span = NOWHERE
    basis: Span = NOWHERE
    granted: Span = NOWHERE
    reason: Span = NOWHERE
    number: int | str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who speaks in an article, under all the names that the article gives them.

    Attributes:
        id: Unique within the reading.
        name: The fullest name that the text gives.
        mentions: `(start, end)` ranges of the words that mean this speaker, in order.
        role: Title or office, as the text words it; `None` where it gives none.
        anonymity: Set for unnamed speakers only.
    """

    id: str
    name: str
    kind: Kind
    role: str | None = None
    mentions: tuple[tuple[int, int], ...] = ()
    anonymity: Anonymity | None = None

    def __str__(self) -> str:
        return f"{self.name}, {self.role}" if self.role else self.name


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression of the text, normalised (TIMEX3, ISO 8601).

    Attributes:
        value: As precise as the words: `2022-09`, `2023-W26`, `PAST_REF`; `None` where it cannot be told.
        mod: TIMEX3 modifier (`START`, `MID`, `APPROX` …) or `None`.
        anchor: What it was counted from: `published`, or the `start:end` of an earlier expression; `None` for none.
    """

    start: int
    end: int
    type: TimexType
    value: str | None
    mod: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class StatementTime:
    """When a statement was made.

    Attributes:
        value: ISO 8601 or TIMEX3 value; `None` means said earlier, unknown when.
        start: Where the words that tell it begin, with `basis` `text`; `None` where no words tell it.
        end: Where they end.
    """

    value: str | None
    basis: Basis
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution: somebody (source) says, thinks or wants (cue) something (content).

    Attributes:
        id: Unique within the reading, derived from the text and the spans: the same words keep the same id.
        text: The article's text, which all spans point into.
        source: The words that name who speaks; empty where the text leaves them out.
        cue: The words that signal the attribution, auxiliaries and negation included.
        content: What is attributed, quotation marks and the word *that* included.
        speaker: Who speaks; `None` means not known.
        resolved_by: Why this speaker, in words; `None` where no speaker was found.
        type, act: `None` where the reader that made the statement did not tell.
        acts: All acts that came into question with their probabilities, the most probable first.
        time: `None` where the reader did not tell; a `StatementTime` without value means said earlier.
        within: Id of the statement in whose content this one stands.
        confidence: Probability that content and speaker are both right, 0 to 1; `None` on hand-made readings.
    """

    id: str
    text: str = field(repr=False, compare=False)
    content: Span
    cue: Span = NOWHERE
    source: Span = NOWHERE
    speaker: Speaker | None = None
    resolved_by: str | None = None
    mode: Mode = Mode.INDIRECT
    type: Type | None = None
    act: Act | None = None
    acts: tuple[tuple[Act, float], ...] = ()
    flags: tuple[Flag, ...] = ()
    condition: Span = NOWHERE
    time: StatementTime | None = None
    addressee: Span = NOWHERE
    setting: Span = NOWHERE
    target: Span = NOWHERE
    target_speaker: Speaker | None = None
    within: str | None = None
    confidence: float | None = None

    @property
    def who(self) -> str | None:
        """The speaker's name; where the speaker is not known the words of the source; `None` without either."""
        if self.speaker is not None:
            return self.speaker.name
        return self.source.of(self.text) or None

    @property
    def words(self) -> str:
        """The content's characters."""
        return self.content.of(self.text)

    @property
    def when(self) -> str | None:
        """When it was said, as an ISO 8601 or TIMEX3 value; `None` if not known."""
        return self.time.value if self.time else None

    @property
    def sentence(self) -> str:
        """The sentence or sentences in which the statement stands, from its first word to its last."""
        pieces = [*self.source, *self.cue, *self.content]
        start, end = min(piece[0] for piece in pieces), max(piece[1] for piece in pieces)
        return " ".join(self.text[s:e] for s, e in sentence_bounds(self.text) if s < end and start < e)

    def __str__(self) -> str:
        return f"{self.who or 'not known'} ({self.cue.of(self.text) or '–'}): {self.words}"


@dataclass(frozen=True, slots=True)
class ReaderInfo:
    """What made a reading: the package's version, and the model's name with the hash of its files."""

    version: str
    model: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one article."""

    article: Article
    statements: tuple[Statement, ...]
    speakers: tuple[Speaker, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    reader: ReaderInfo | None = None

    def __iter__(self) -> Iterator[Statement]:
        return iter(self.statements)

    def __len__(self) -> int:
        return len(self.statements)

    def to_dict(self, *, codes: bool = False) -> dict[str, Any]:
        """The reading as one object of the reading format, ready for `json.dumps`.

        Args:
            codes: Tell the codes of each statement's act in PLOVER and CAMEO too.
        """
        from inquit.types.written import record  # it takes readings

        return record(self, codes=codes)

    def _repr_html_(self) -> str:
        """A table for notebooks: who, how, what."""
        from inquit.types.written import html_table

        return html_table(self)
