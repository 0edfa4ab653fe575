"""Of whom a text tells, or everybody knows, that they are "the mayor" or "the ministry"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from inquit.reading.entities import Entity
from inquit.types import Kind

MOST = 50
"""Holders of one title among whom a text still tells anybody apart: keeps time linear."""


class Rolls:
    """Who is called what.

    Args:
        entities: All who are named in the text.
    """

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._told: dict[tuple[Kind, str], list[int]] = {}
        self._known: dict[str, list[int]] = {}
        for number, entity in enumerate(entities):
            own = entity.name.lower().split() if entity.kind is Kind.ORGANIZATION else ()
            for word in entity.role_words.union(own):
                self._told.setdefault((entity.kind, word), []).append(number)
            for role in entity.renown.roles if entity.renown else ():
                row = role.removeprefix("former ").split()
                for noun in {" ".join(row), row[0], row[-1]}:
                    self._known.setdefault(noun, []).append(number)

    def told(self, words: Iterable[str], kind: Kind) -> list[int]:
        """Those of whom the text tells one of some nouns, or whose name holds it; none where they are too many."""
        found = list(dict.fromkeys(n for word in words for n in self._told.get((kind, word), ())))
        return found if len(found) <= MOST else []

    def known(self, words: Iterable[str]) -> list[int]:
        """The persons of whom one of some nouns is known, though the text need not tell it."""
        return list(dict.fromkeys(n for word in words for n in self._known.get(word, ())))
