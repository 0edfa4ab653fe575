"""Quote sheets: what somebody said, the newest first, each line with what must be said on air beside it."""

from __future__ import annotations

from collections.abc import Iterator

from inquit.ledger import Ledger, Query
from inquit.ledger.search_query import Order
from inquit_broadcast.settings import limit


def of_speaker(ledger: Ledger, speaker: str) -> Iterator[str]:
    """The lines of a sheet."""
    for row in ledger.search(Query(speaker=speaker, order=Order.NEWEST), limit=limit()):
        yield line(row.who, row.cue, row.words, row.said or row.published, row.outlet)


def of_all(ledger: Ledger, every: bool) -> Iterator[str]:
    """The sheets of everybody as pieces of one Markdown text, in the order of their names."""
    for number, (person, name) in enumerate(sorted(people(ledger), key=lambda one: one[1])):
        yield f"\n## {name}\n\n" if number else f"## {name}\n\n"
        for told in of_speaker(ledger, person):
            yield f"- {told}\n"


def people(ledger: Ledger) -> set[tuple[str, str]]:
    """Id and name of everybody who says something that stands."""
    return {(row.person, row.who) for row in ledger.statements() if row.person and row.who}


def line(who: str | None, cue: str, words: str, day: str | None, outlet: str | None) -> str:
    """One statement on one line."""
    said = " ".join(words.split())
    place = ", ".join(part for part in (outlet, day) if part)
    return f"{who or 'not known'}, {cue.strip(': ') or 'said'}: {said}{f' ({place})' if place else ''}"
