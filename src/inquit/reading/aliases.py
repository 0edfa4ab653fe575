"""Names of a text that belong to one another, or to nobody: the letters of a body, a name and the word after it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from inquit.reading.entities import Entity
from inquit.reading.names import SUFFIXES
from inquit.types import Kind


def drop_overlong(entities: Sequence[Entity], is_shared: Callable[[str], bool]) -> None:
    """Take out "Ann Berg Wins", of a line of links, where "Ann Berg" is a name.

    Args:
        entities: All who are named.
        is_shared: Whether a word belongs to the names of two persons.
    """
    known = {alias for entity in entities if entity.kind is Kind.PERSON for alias in entity.aliases}
    for entity in entities:
        if entity.kind is Kind.PERSON:
            entity.aliases = {
                row
                for row in entity.aliases
                if len(row) < 3 or row[-1] in SUFFIXES or row[:-1] not in known or is_shared(row[-1])
            }


LEGAL_FORMS = frozenset(
    """AG Bros Co Company Corp Corporation Cos GmbH Group Holdings Inc Incorporated LLC LLP Limited Ltd NV PLC SA
    plc""".split()
)


def join_companies(entities: Sequence[Entity]) -> None:
    """Make a company with and without its legal form one: "Brightwell Foods Inc", "Brightwell Foods"."""
    bodies = {tuple(e.words): e for e in entities if e.kind is Kind.ORGANIZATION and e.aliases}
    unsure = {tuple(e.words): e for e in entities if e.kind is Kind.PERSON and e.aliases and not (e.role or e.gender)}
    for words, body in bodies.items():
        size = len(words)
        while size > 1 and words[size - 1] in LEGAL_FORMS:
            size -= 1
            if other := bodies.get(words[:size]) or unsure.get(words[:size]):  # "Du Pont Co.", then "Du Pont"
                body.aliases |= other.aliases
                body.role_words |= other.role_words
                body.role = body.role or other.role
                other.aliases.clear()


def join_acronyms(entities: Sequence[Entity]) -> None:
    """Make the letters one more name of the body: "Harbour Workers' Union (HWU)"."""
    short = {e.name: e for e in entities if re.fullmatch(r"[A-Z&]{2,7}", e.name)}
    for entity in entities:
        if entity.kind is Kind.ORGANIZATION and len(entity.words) > 1:
            letters = "".join(w[0] for w in entity.words if w[0].isupper())
            if (other := short.get(letters)) is not None and other is not entity and other.aliases:
                entity.aliases.add((letters,))
                other.aliases.clear()
