"""The core types: an article, who speaks in it, and what they say, as frozen values.

All offsets are half-open `[start, end)` positions in `Article.text`, counted in Unicode code points.  The field names
are those of the reading format (docs/reading-format.md); `jsonl` writes these types as JSON and reads them back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape
from typing import Any

from inquit.sentences import sentence_bounds

FORMAT = 1
"""Number of the reading format that this version writes; a reader accepts all numbers up to its own."""


class Kind(StrEnum):
    """What sort of speaker speaks."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"


class Mode(StrEnum):
    """How much of the content stands in quotation marks: all, some, none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Type(StrEnum):
    """How the speaker is tied to the content (PDTB 2.0, section 5; PARC 3)."""

    ASSERTION = "assertion"
    BELIEF = "belief"
    FACT = "fact"
    EVENTUALITY = "eventuality"


class Act(StrEnum):
    """What a speaker does by a statement (docs/acts.md): Searle's classes, with PLOVER's names where one fits."""

    ASSERT = "assert"
    PREDICT = "predict"
    PROMISE = "promise"
    PLAN = "plan"
    THREATEN = "threaten"
    REFUSE = "refuse"
    DEMAND = "demand"
    ASK = "ask"
    ACCUSE = "accuse"
    DENY = "deny"
    CONCEDE = "concede"
    SUPPORT = "support"
    EXPRESS = "express"
    DECLINE = "decline"


class Flag(StrEnum):
    """What can hold beside any act."""

    CONDITIONAL = "conditional"
    NEGATED = "negated"
    HEDGED = "hedged"


class Basis(StrEnum):
    """Where the time of a statement comes from: words of the text, or the article's own date."""

    TEXT = "text"
    PUBLISHED = "published"


class TimexType(StrEnum):
    """The four types of TIMEX3 (TimeML 1.2.1, section 2.1.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a text: one piece, or several where the words are interrupted, or none.

    Attributes:
        pieces: `(start, end)` ranges in code points, in the order of the text, not overlapping.
    """

    pieces: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self.pieces)

    def __len__(self) -> int:
        return len(self.pieces)

    @property
    def start(self) -> int:
        """First position of the first piece.  Raises `IndexError` on an empty span."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Position after the last piece.  Raises `IndexError` on an empty span."""
        return self.pieces[-1][1]

    def of(self, text: str) -> str:
        """The span's characters, its pieces parted by an ellipsis."""
        return " … ".join(text[start:end] for start, end in self.pieces)

    def covers(self, other: Span) -> bool:
        """Whether every piece of `other`, which must not be empty, lies inside a piece of this span."""
        return bool(other) and all(any(start <= s and e <= end for start, end in self.pieces) for s, e in other.pieces)

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return any(start < e and s < end for start, end in self.pieces for s, e in other.pieces)

    def utf16(self, text: str) -> tuple[tuple[int, int], ...]:
        """The pieces counted in UTF-16 code units, as JavaScript and the browser's DOM count.

        Args:
            text: The text that the span points into.
        """
        return tuple((_utf16_length(text[:start]), _utf16_length(text[:end])) for start, end in self.pieces)


@dataclass(frozen=True, slots=True)
class PublishedCandidate:
    """One date that the input offers as its day of publication, and where it stood.

    Attributes:
        value: ISO 8601, with a zone only where the input gives one.
        origin: Where it was found: `json-ld datePublished`, `meta article:published_time`, `date line`, `user` …
    """

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Article:
    """A text as it was read, exactly: never changed afterwards, so that spans stay true.

    Attributes:
        text: Headline as the first paragraph where there is one, an empty line, then the rest; line feeds end lines.
        id: Stable name of the article; derived from URL or text where the input gives none.
        title: The headline, or `None`.
        published: ISO 8601 date or date and time, with a zone only where the input gives one; `None` if not known.
        published_candidates: All dates found, the one taken first.
        language: ISO 639-1 code, as declared or as told by the words; `None` where neither says.
        extra: Further fields of the input's record, kept when the user asks for it.
        warnings: What was odd about the input but did not stop it from being read, one sentence each.
    """

    text: str
    id: str = ""
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    published_candidates: tuple[PublishedCandidate, ...] = ()
    language: str | None = None
    extra: dict[str, Any] = field(default_factory=dict, hash=False)
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", f"a{self.sha256[:12]}")

    @property
    def sha256(self) -> str:
        """SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


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

    descriptor: Span = Span()
    basis: Span = Span()
    granted: Span = Span()
    reason: Span = Span()
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
    cue: Span = Span()
    source: Span = Span()
    speaker: Speaker | None = None
    resolved_by: str | None = None
    mode: Mode = Mode.INDIRECT
    type: Type | None = None
    act: Act | None = None
    acts: tuple[tuple[Act, float], ...] = ()
    flags: tuple[Flag, ...] = ()
    condition: Span = Span()
    time: StatementTime | None = None
    addressee: Span = Span()
    setting: Span = Span()
    target: Span = Span()
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

    def to_dict(self) -> dict[str, Any]:
        """The reading as one object of the reading format, ready for `json.dumps`."""
        article = self.article
        record: dict[str, Any] = {
            "format": FORMAT,
            "id": article.id,
            "url": article.url,
            "outlet": article.outlet,
            "title": article.title,
            "authors": list(article.authors),
            "published": article.published,
            "published_candidates": [{"value": c.value, "origin": c.origin} for c in article.published_candidates],
            "modified": article.modified,
            "language": article.language,
            "text": article.text,
            "sha256": article.sha256,
            "speakers": [_speaker_record(speaker) for speaker in self.speakers],
            "statements": [_statement_record(statement) for statement in self.statements],
            "times": [
                {"start": t.start, "end": t.end, "type": t.type, "value": t.value, "mod": t.mod, "anchor": t.anchor}
                for t in self.times
            ],
            "reader": {"version": self.reader.version, "model": self.reader.model} if self.reader else None,
        }
        if article.warnings:
            record["warnings"] = list(article.warnings)
        if article.extra:
            record["extra"] = article.extra
        return record

    def _repr_html_(self) -> str:
        """A table for notebooks: who, how, what."""
        rows = "".join(
            f"<tr><td>{escape(s.who or 'not known')}</td><td>{escape(s.cue.of(s.text))}</td>"
            f"<td>{escape(s.words)}</td></tr>"
            for s in self.statements
        )
        title = escape(self.article.title or self.article.id)
        return (
            f"<table><caption>{title}</caption><thead><tr><th>who</th><th>cue</th><th>what</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )


def _pieces(span: Span) -> list[list[int]]:
    return [[start, end] for start, end in span.pieces]


def _speaker_record(speaker: Speaker) -> dict[str, Any]:
    a = speaker.anonymity
    anonymity = a and {
        "descriptor": _pieces(a.descriptor),
        "basis": _pieces(a.basis),
        "granted": _pieces(a.granted),
        "reason": _pieces(a.reason),
        "number": a.number,
    }
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        "role": speaker.role,
        "mentions": [[start, end] for start, end in speaker.mentions],
        "anonymity": anonymity,
    }


def _statement_record(s: Statement) -> dict[str, Any]:
    return {
        "id": s.id,
        "source": _pieces(s.source),
        "cue": _pieces(s.cue),
        "content": _pieces(s.content),
        "speaker": s.speaker.id if s.speaker else None,
        "resolved_by": s.resolved_by,
        "mode": s.mode,
        "type": s.type,
        "act": s.act,
        "acts": [[act, probability] for act, probability in s.acts],
        "flags": list(s.flags),
        "condition": _pieces(s.condition),
        "time": s.time and {"value": s.time.value, "start": s.time.start, "end": s.time.end, "basis": s.time.basis},
        "addressee": _pieces(s.addressee),
        "setting": _pieces(s.setting),
        "target": _pieces(s.target),
        "target_speaker": s.target_speaker.id if s.target_speaker else None,
        "within": s.within,
        "confidence": s.confidence,
    }


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
