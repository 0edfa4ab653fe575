"""Who "the candidate" or "the Republican nominee" is: whoever's campaign the text tells of."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from inquit.reading.mentions import Cast
from inquit.reading.origins import LEFT, RIGHT, Origins, party_of
from inquit.types import Kind

RACE = frozenset("candidate nominee contender hopeful front-runner frontrunner".split())
"""Nouns for whoever runs for an office."""

_CAMPAIGN = re.compile(
    r"(?:[’']s?)?\s+(?:[a-z]+\s+)?"
    r"(?:campaign|candidacy|candidature|supporters?|backers?|rall(?:y|ies)|camp|delegates|bid)\b"
)
_NEAR = 60  # characters after a name
_PARTIES = RIGHT | LEFT


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is meant; `who` is `None` where several can be and none is plainly the one."""

    who: int | None


class Contenders:
    """Tells candidates apart.

    Args:
        cast: Who is named in the text.
        origins: Of which party they are.
    """

    def __init__(self, cast: Cast, origins: Origins) -> None:
        self._cast = cast
        self._origins = origins

    def choose(
        self, holders: Collection[int], modifiers: Collection[str], beside: Collection[int] = ()
    ) -> Choice | None:
        """Whom a noun of `RACE` means; `None` where the text tells of no campaign that would decide it.

        Args:
            holders: The persons whom the text itself calls so.
            modifiers: The words before the noun, lower case.
            beside: Who cannot be meant.
        """
        asked = _PARTIES.intersection(modifiers)
        if self._dominant is not None and self._dominant in self._campaigning:
            found = [self._dominant]  # a text about one campaign, whoever else once ran
        else:
            found = sorted(self._campaigning.union(holders))
        found = [n for n in found if n not in beside]
        most = max((self._cast.counts[n] for n in self._people), default=0)
        if asked:
            parties = {n: self._origins.parties(n) for n in found}
            same = party_of(asked)
            found = [n for n in found if parties[n] & same] or [n for n in found if not parties[n]]
            one = self._cast.foremost(found) if found else None
            if one is not None and not parties[one] and 2 * self._cast.counts[one] < most:
                return None  # of no party that the text tells, and not what it is about
            return Choice(one) if found else None
        if len(found) == 1 and self._cast.counts[found[0]] == most:
            return Choice(found[0])
        return None

    @cached_property
    def _people(self) -> list[int]:
        return [n for n in self._cast.counts if self._cast.entities[n].kind is Kind.PERSON]

    @cached_property
    def _dominant(self) -> int | None:
        return self._cast.foremost(self._people)

    @cached_property
    def _campaigning(self) -> frozenset[int]:
        """Those whose campaign, supporters or rallies the text tells of."""
        return frozenset(
            m.entity
            for m in self._cast.mentions
            if self._cast.entities[m.entity].kind is Kind.PERSON
            and _CAMPAIGN.match(self._cast.text, m.end, m.end + _NEAR)
        )
