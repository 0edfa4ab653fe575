"""The sources of an article: who is quoted, how much and how; who is not named, does not answer, or is not dated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from inquit.reports.prepared import Passage, Prepared, joined, position_of
from inquit.types import Act, Anonymity, Basis, Kind, Mode, Span, Speaker, Statement, Type

NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Unnamed:
    """What the text tells of a source whom it does not name; `None` where it does not tell.

    Attributes:
        described: How they are described.
        knows: How they know.
        granted: That they may stay unnamed.
        reason: Why.
        number: How many they are: a number, `many`.
    """

    described: str | None
    knows: str | None
    granted: str | None
    reason: str | None
    number: int | str | None


@dataclass(frozen=True, slots=True)
class Source:
    """One who is told to have said something.

    Attributes:
        speaker: Id in the reading; `None` for the statements whose speaker is not known.
        name: As the article names them.
        statements: Ids, in the order of the text.
        words: In their statements; those inside another's statement count for both.
        share: Of the article's words, 0 to 1.
        direct, mixed, indirect: How many statements stand wholly, partly or not in quotation marks.
        first: Where they are first told to have said something.
        unnamed: Set where the article does not name them.
    """

    speaker: str | None
    name: str
    role: str | None
    kind: Kind | None
    statements: tuple[str, ...]
    words: int
    share: float
    direct: int
    mixed: int
    indirect: int
    first: Passage
    unnamed: Unnamed | None


@dataclass(frozen=True, slots=True)
class Told:
    """A statement that a question is asked about.

    Attributes:
        statement: Its id.
        who: The speaker, or the words of the source, or `not known`.
        where: From its first word to its last.
        type: How they are tied to what is told; `None` where the reader did not tell.
        why: What the question is, in words.
    """

    statement: str
    who: str
    where: Passage
    type: Type | None
    why: str


def sources(page: Prepared) -> tuple[Source, ...]:
    """Everybody who is told to have said something, in the order in which they first do; the unknown ones as one."""
    groups: dict[str | None, list[Statement]] = {}
    for statement in sorted(page.reading.statements, key=position_of):
        groups.setdefault(statement.speaker.id if statement.speaker else None, []).append(statement)
    total = count_words(page.text)
    return tuple(_source(page, statements, total) for statements in groups.values())


def declined(page: Prepared) -> tuple[Told, ...]:
    """Who did not answer, in the order of the text."""
    return tuple(
        _told(page, statement, statement.cue.of(page.text) or "did not answer")
        for statement in sorted(page.reading.statements, key=position_of)
        if statement.act is Act.DECLINE
    )


def undated(page: Prepared) -> tuple[Told, ...]:
    """Statements of which the article does not tell when they were made."""
    return tuple(
        _told(page, statement, why)
        for statement in sorted(page.reading.statements, key=position_of)
        if (why := _undated(statement)) is not None
    )


def who(statement: Statement) -> str:
    """The speaker, or the words of the source, or `not known`."""
    return " ".join((statement.who or NOT_KNOWN).split())


def stretch(page: Prepared, statement: Statement) -> Passage:
    """A statement from the first word of source, cue and content to the last."""
    pieces = [*statement.source, *statement.cue, *statement.content]
    return page.passage(min(start for start, _ in pieces), max(end for _, end in pieces))


def _source(page: Prepared, statements: list[Statement], total: int) -> Source:
    speaker = statements[0].speaker
    words = sum(
        count_words(page.text[start:end])
        for start, end in joined(piece for statement in statements for piece in statement.content)
    )
    modes = Counter(statement.mode for statement in statements)
    return Source(
        speaker=speaker.id if speaker else None,
        name=speaker.name if speaker else NOT_KNOWN,
        role=speaker.role if speaker else None,
        kind=speaker.kind if speaker else None,
        statements=tuple(statement.id for statement in statements),
        words=words,
        share=round(words / total, 4) if total else 0.0,
        direct=modes[Mode.DIRECT],
        mixed=modes[Mode.MIXED],
        indirect=modes[Mode.INDIRECT],
        first=stretch(page, statements[0]),
        unnamed=_unnamed(page, speaker),
    )


def _unnamed(page: Prepared, speaker: Speaker | None) -> Unnamed | None:
    if speaker is None or (speaker.anonymity is None and speaker.kind is not Kind.ANONYMOUS):
        return None
    a = speaker.anonymity or Anonymity()

    def told(span: Span) -> str | None:
        return " ".join(span.of(page.text).split()) or None

    return Unnamed(told(a.descriptor) or speaker.name, told(a.basis), told(a.granted), told(a.reason), a.number)


def _undated(statement: Statement) -> str | None:
    time = statement.time
    if time is None:
        return "not told when"
    if time.value is not None:
        return None
    return "said earlier, not told when" if time.basis is Basis.TEXT else "the article's own date is not known"


def _told(page: Prepared, statement: Statement, why: str) -> Told:
    return Told(statement.id, who(statement), stretch(page, statement), statement.type, " ".join(why.split()))


def count_words(text: str) -> int:
    """Words of a text, told by the spaces between them; marks alone are none."""
    return sum(1 for word in text.split() if any(map(str.isalnum, word)))


def accusations(page: Prepared) -> Iterator[Statement]:
    """The statements that are aimed at somebody who should be heard, in the order of the text."""
    for statement in sorted(page.reading.statements, key=position_of):
        if statement.act in (Act.ACCUSE, Act.REFUSE, Act.THREATEN):
            yield statement
