"""The statements of a reading grouped by who makes them: what the table, the page and the Markdown all show.

Statements whose speaker is known stand together under the speaker's name.  Where the speaker is not known they stand
under the words of the source, in quotation marks, as the text puts them.  A pronoun or a missing source tells nobody
apart: those statements come last, under "not known", and are never joined to anybody by a guess of the exporter.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase

from inquit.types import Reading, Statement

NOT_KNOWN = "not known"

PRONOUNS = frozenset({
    "he", "she", "they", "it", "we", "i", "you", "who", "which", "that", "this", "these", "those", "one", "some",
    "others", "another", "both", "all", "many", "him", "her", "them", "himself", "herself", "itself", "themselves",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement as it is listed.

    Attributes:
        label: Unique within the reading: the mark of the voice and a running number, `A1`, `A2`, `B1`, `?1`.
        told_by: Who makes the statement in whose content this one stands; `None` where it stands by itself.
    """

    label: str
    statement: Statement
    told_by: str | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """One who speaks, as far as the reading tells them apart.

    Attributes:
        number: Place among the voices of the reading, from 0.
        mark: `A`, `B` … `Z`, `AA` …, in the order in which they first speak; `?` for those who are not known.
        name: The speaker's name, or the words of the source in quotation marks, or `not known`.
        role: The speaker's role, or `None`.
        known: Whether the reader resolved the speaker.
    """

    number: int
    mark: str
    name: str
    role: str | None
    known: bool
    entries: tuple[Entry, ...]


def voices(reading: Reading) -> tuple[Voice, ...]:
    """Everybody who speaks, in the order in which they first speak, those not known last."""
    groups: dict[tuple[str, str], list[Statement]] = {}
    for statement in sorted(reading.statements, key=position):
        groups.setdefault(_group(statement), []).append(statement)
    keys = sorted(groups, key=lambda key: key[0] == NOT_KNOWN)  # stable: the rest keeps the order of the text
    marks = {key: "?" if key[0] == NOT_KNOWN else mark(number) for number, key in enumerate(keys)}
    labels = {
        statement.id: f"{marks[key]}{number}"
        for key, statements in groups.items()
        for number, statement in enumerate(statements, 1)
    }
    names = {statement.id: _name(key, statement) for key, statements in groups.items() for statement in statements}
    return tuple(
        Voice(
            number=number,
            mark=marks[key],
            name=_name(key, groups[key][0]),
            role=_role(groups[key][0]),
            known=groups[key][0].speaker is not None,
            entries=tuple(Entry(labels[s.id], s, names.get(s.within or "")) for s in groups[key]),
        )
        for number, key in enumerate(keys)
    )


def position(statement: Statement) -> int:
    """Where a statement begins in the text: the first character of its source, cue or content."""
    return min((start for span in (statement.source, statement.cue, statement.content) for start, _ in span), default=0)


def mark(number: int) -> str:
    """`A` for 0, `Z` for 25, `AA` for 26: a sign for a voice that does not need colour."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, len(ascii_uppercase))
        letters = ascii_uppercase[rest] + letters
    return letters


def _group(statement: Statement) -> tuple[str, str]:
    if statement.speaker is not None:
        return "speaker", statement.speaker.id
    words = _source_words(statement).casefold()
    return (NOT_KNOWN, "") if not words or words in PRONOUNS else ("words", words)


def _name(key: tuple[str, str], statement: Statement) -> str:
    if statement.speaker is not None:
        return statement.speaker.name
    return NOT_KNOWN if key[0] == NOT_KNOWN else f"“{_source_words(statement)}”"


def _source_words(statement: Statement) -> str:
    """The words of the source on one line, without the comma that ends an apposition."""
    return " ".join(statement.source.of(statement.text).split()).strip(" ,;:–—")


def _role(statement: Statement) -> str | None:
    return statement.speaker.role if statement.speaker else None
