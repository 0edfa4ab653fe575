"""Who speaks, where the source itself is a name.

A source that is a pronoun, a role without a name or left out stays unresolved here: an honest null beats a wrong name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inquit.reading.attribution import Attribution
from inquit.reading.names import Name, find_name
from inquit.types import Kind, Span, Speaker


@dataclass(frozen=True, slots=True)
class Resolved:
    """The speaker of one attribution, and why."""

    speaker: Speaker
    reason: str


@dataclass(frozen=True, slots=True)
class Speakers:
    """The speakers of an article, and for each attribution who speaks in it.

    Attributes:
        all: In the order in which they are first heard.
        by_attribution: As long as the list of attributions; `None` where it is not known who speaks.
    """

    all: tuple[Speaker, ...]
    by_attribution: tuple[Resolved | None, ...]


def named_speakers(text: str, found: Sequence[Attribution]) -> Speakers:
    """Resolve the sources that name their speaker.

    Args:
        text: The article's text.
        found: Its attributions.
    """
    names = [find_name(text, attribution.source) for attribution in found]
    full = _full_names(text, [name for name in names if name])
    keys = [_key(name, full) if name else None for name in names]
    people: dict[tuple[str, Kind], Speaker] = {}
    for name, key in zip(names, keys, strict=True):
        if name is None or key is None:
            continue
        before = people.get(key)
        people[key] = Speaker(
            id=before.id if before else f"p{len(people) + 1}",
            name=key[0],
            kind=key[1],
            role=(before.role if before else None) or name.role,
            mentions=_mentions(text, key[0], name, before),
        )
    resolved = tuple(
        Resolved(people[key], _reason(name, key[0])) if name and key else None
        for name, key in zip(names, keys, strict=True)
    )
    return Speakers(tuple(people.values()), resolved)


def _full_names(text: str, names: Sequence[Name]) -> dict[str, str | None]:
    """The one full name that each last name stands for; `None` where two people share it."""
    full: dict[str, str | None] = {}
    for name in names:
        if name.kind is Kind.PERSON and " " in name.words:
            last = _last(name.words)
            before = full.get(last, name.words)
            if not _same_person(before, name.words):
                full[last] = None
            elif last not in full or len(name.words) > len(before or ""):
                full[last] = name.words
    for name in names:  # a last name alone may be written out where nobody speaks
        if name.kind is not Kind.ORGANIZATION and " " not in name.words and name.words not in full:
            written = set(re.findall(rf"\b([A-Z][\w’'-]+ (?:[A-Z]\. )?{re.escape(name.words)})\b", text))
            people = {words for words in written if _is_person(words)}
            if people:
                full[name.words] = people.pop() if len(people) == 1 else None
    return full


def _is_person(words: str) -> bool:
    name = find_name(words, Span(((0, len(words)),)))
    return name is not None and name.kind is Kind.PERSON and name.words == words


def _last(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


def _same_person(a: str | None, b: str) -> bool:
    """Whether two full names with the same last name share the first one."""
    return a is not None and a.split()[0] == b.split()[0]


def _key(name: Name, full: dict[str, str | None]) -> tuple[str, Kind] | None:
    """Name and kind of the speaker; `None` where a last name fits nobody or two, or the kind is unclear."""
    if name.kind is Kind.ORGANIZATION:
        return name.words, Kind.ORGANIZATION
    whole = full.get(_last(name.words))
    if " " in name.words:
        return (whole if whole and _same_person(whole, name.words) else name.words), Kind.PERSON
    if whole:
        return whole, Kind.PERSON
    # "Mr Varek" with no first name anywhere is a person all the same; two Vareks are nobody.
    return (name.words, Kind.PERSON) if name.kind is Kind.PERSON and name.words not in full else None


def _mentions(text: str, full: str, name: Name, before: Speaker | None) -> tuple[tuple[int, int], ...]:
    own = before.mentions if before else [match.span() for match in re.finditer(rf"\b{re.escape(full)}\b", text)]
    return tuple(sorted({*own, name.place}))


def _reason(name: Name, full: str) -> str:
    if name.words == full:
        return "name in the source"
    return f"name in the source, in full “{full}” elsewhere in the text"
