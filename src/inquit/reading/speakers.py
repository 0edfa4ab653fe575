"""Who speaks, where the source itself is a name.

A source that is a pronoun, a role without a name or left out stays unresolved here: an honest null beats a wrong name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from inquit.reading.attribution import Attribution
from inquit.reading.names import Name, find_name
from inquit.types import Kind, Span, Speaker

_WORD = re.compile(r"\w+")
# A first name, an initial or not, and a last name; the look-ahead lets the last one begin the next pair.
_TWO_WORDS = re.compile(r"\b([A-Z][\w’'-]+ (?:[A-Z]\. )?)(?=([A-Z][\w’'-]+))")


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
    mentions: dict[tuple[str, Kind], set[tuple[int, int]]] = {}
    for name, key in zip(names, keys, strict=True):
        if name is None or key is None:
            continue
        before = people.get(key)
        mentions.setdefault(key, set()).add(name.place)
        role = (before.role if before else None) or name.role
        people[key] = Speaker(id=before.id if before else f"p{len(people) + 1}", name=key[0], kind=key[1], role=role)
    places = _places(text, {name for name, _ in people})
    for key, speaker in people.items():
        people[key] = replace(speaker, mentions=tuple(sorted(mentions[key] | places.get(key[0], set()))))
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
    alone = {n.words for n in names if n.kind is not Kind.ORGANIZATION and " " not in n.words} - full.keys()
    written: dict[str, set[str]] = {}
    for match in _TWO_WORDS.finditer(text) if alone else ():  # may be written out where nobody speaks
        if match[2] in alone and _is_person(words := match[1] + match[2]):
            written.setdefault(match[2], set()).add(words)
    return full | {last: people.pop() if len(people) == 1 else None for last, people in written.items()}


def _is_person(words: str) -> bool:
    name = find_name(words, Span(((0, len(words)),)))
    return name is not None and name.kind is Kind.PERSON and name.words == words


def _places(text: str, names: set[str]) -> dict[str, set[tuple[int, int]]]:
    """Where each name stands in the text, in one pass over its words."""
    by_first: dict[str, list[str]] = {}
    for name in names:
        if first := _WORD.match(name):
            by_first.setdefault(first.group(), []).append(name)
    places: dict[str, set[tuple[int, int]]] = {}
    for match in _WORD.finditer(text):
        for name in by_first.get(match.group(), ()):
            end = match.start() + len(name)
            if text.startswith(name, match.start()) and not text[end : end + 1].isalnum():
                places.setdefault(name, set()).add((match.start(), end))
    return places


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
        if name.kind is None:
            return None
        return (whole if whole and _same_person(whole, name.words) else name.words), Kind.PERSON
    if whole:
        return whole, Kind.PERSON
    # "Mr Varek" with no first name anywhere is a person all the same; two Vareks are nobody.
    return (name.words, Kind.PERSON) if name.kind is Kind.PERSON and name.words not in full else None


def _reason(name: Name, full: str) -> str:
    if name.words == full:
        return "name in the source"
    return f"name in the source, in full “{full}” elsewhere in the text"
