"""Possible changes: the same side on the same matter, in other words than before.

Only set side by side, with both texts, days and the reason: whether anybody changed their mind, or one article had less
room than another, is for people to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import Any

from inquit.ledger.pledges import TURNING_DOWN, Said, Time
from inquit.ledger.pledges_sides import Party, shared
from inquit.reports.deadlines import Bound, Deadline, deadlines, due
from inquit.reports.pledges_joining import JOINED, Matter, likeness, matter


class ChangeKind(StrEnum):
    """What is otherwise than before."""

    FIGURE = "figure"
    CONDITION = "condition"
    DEADLINE = "deadline"
    HEDGE = "hedge"
    TURNED_DOWN = "turned down"


@dataclass(frozen=True, slots=True)
class Change:
    """Two statements of one side on one matter that do not say the same.

    Attributes:
        before, after: In the order they were said.
        score: How alike they are otherwise, 0 to 1.
        why: What is otherwise, in words.
    """

    kind: ChangeKind
    before: Said
    after: Said
    score: float
    why: str

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "kind": str(self.kind),
            "before": told(self.before),
            "after": told(self.after),
            "score": self.score,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class _Day:
    """What a side said on one day about one matter: the fullest statement stands for the others."""

    fullest: Said
    matter: Matter
    figures: frozenset[str]
    condition: str | None
    due: Deadline | None
    hedged: bool


def told(one: Said) -> dict[str, Any]:
    """A statement as reports show it in JSON: who, how, when, where, and what leads back to the words."""
    return {
        "id": one.id,
        "who": one.who,
        "role": one.role,
        "person": one.person,
        "act": one.act,
        "cue": one.cue,
        "words": one.words,
        "condition": one.condition,
        "flags": list(one.flags),
        "day": one.day or None,
        "outlet": one.outlet,
        "title": one.title,
        "url": one.url,
        "article": one.article,
        "start": one.start,
        "stop": one.stop,
    }


def deadlines_of(one: Said, times: Sequence[Time]) -> tuple[Deadline, ...]:
    """The days that a statement names for what it promises."""
    found: list[Deadline] = []
    at = 0
    for start, stop in one.spans.get("content", ()):
        text = one.words[at : at + stop - start]
        inside = [time for time in times if start <= time.start and time.stop <= stop]
        condition = one.spans.get("condition", ())
        found += deadlines(text, start, inside, said=one.day, condition=condition, negated="negated" in one.flags)
        at += stop - start + len(" … ")
    return tuple(found)


def within_pledge(
    statements: Sequence[Said], times: Mapping[int, Sequence[Time]], weight: Mapping[str, float]
) -> tuple[Change, ...]:
    """Where a pledge is otherwise on a later day: another figure or none, a condition, a later day, a hedge.

    Args:
        statements: Its own statements, in the order they were said.
        times: The time expressions of each version.
        weight: What words count; see `pledges_joining.weights`.
    """
    days = [_day(list(ones), times) for _, ones in groupby(statements, key=lambda one: one.day)]
    found: list[Change] = []
    for number, after in enumerate(days[1:], 1):
        before = days[number - 1]
        score = round(likeness(before.matter, after.matter, weight), 3)
        for kind, why in _differences(before, after):
            found.append(Change(kind, before.fullest, after.fullest, score, why))
    return tuple(found)


def turned_down(
    commitments: Sequence[tuple[Said, Matter, tuple[Party, ...]]],
    refusals: Sequence[tuple[Said, Matter, tuple[Party, ...]]],
    weight: Mapping[str, float],
) -> tuple[Change, ...]:
    """Where a side commits itself to something and turns the same down, or the other way round.

    Args:
        commitments: Its promises, plans and threats with what they are about and whose they are.
        refusals: What it refused or denied.
        weight: What words count.
    """
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, (_, theirs, _) in enumerate(refusals):
        for word in theirs.stems:
            by_word[word].append(number)
    found = []
    for one, ours, our_parties in commitments:
        numbers = sorted({number for word in ours.stems for number in by_word.get(word, ())})
        changes = (_turned(one, ours, our_parties, *refusals[number], weight) for number in numbers)
        best = max((change for change in changes if change is not None), key=lambda change: change.score, default=None)
        if best is not None:
            found.append(best)
    return tuple(found)


def _turned(
    one: Said,
    ours: Matter,
    our_parties: tuple[Party, ...],
    other: Said,
    theirs: Matter,
    their_parties: tuple[Party, ...],
    weight: Mapping[str, float],
) -> Change | None:
    """The change between a commitment and a refusal; `None` where they go together or are about two matters."""
    if ours.stays == theirs.stays or shared(our_parties, their_parties) is None:
        return None
    score = round(likeness(ours, replace(theirs, stays=ours.stays), weight), 3)
    if score < JOINED:
        return None
    before, after = sorted((one, other), key=lambda said: (said.day, said.row))
    common = ", ".join(sorted(ours.names[word] for word in ours.stems & theirs.stems))
    way = "commits to it, then turns it down" if before is one else "turns it down, then commits to it"
    return Change(ChangeKind.TURNED_DOWN, before, after, score, f"{way}: {common}")


def refused(one: Said, times: Sequence[Time]) -> Matter:
    """What a refusal or denial is about; whether it leaves things as they are follows from what it says no to.

    “Refused to close the pool” and “we will not close the pool” leave it; “refused to keep it open” does not.
    """
    about = matter(one, times)
    if one.act in TURNING_DOWN and not about.denied:
        return replace(about, stays=not about.stays)
    return about


def _day(ones: list[Said], times: Mapping[int, Sequence[Time]]) -> _Day:
    matters = [matter(one, times.get(one.version_row, ())) for one in ones]
    found = [due(deadlines_of(one, times.get(one.version_row, ()))) for one in ones]
    fullest = max(
        range(len(ones)),
        key=lambda i: (bool(ones[i].condition), len(matters[i].figures), found[i] is not None, len(matters[i].stems)),
    )
    return _Day(
        ones[fullest],
        matters[fullest],
        _figures(matters, fullest),
        next((one.condition for one in ones if one.condition), None),
        next((one for one in found if one is not None), None),
        any("hedged" in one.flags for one in ones),
    )


def _figures(matters: Sequence[Matter], fullest: int) -> frozenset[str]:
    """The figures that all tellings of a day share, those without any apart; else those of the fullest one."""
    told_figures = [one.figures for one in matters if one.figures]
    common = frozenset.intersection(*told_figures) if told_figures else frozenset()
    return common or matters[fullest].figures


def _differences(before: _Day, after: _Day) -> list[tuple[ChangeKind, str]]:
    found = []
    if before.figures and not after.figures:
        found.append((ChangeKind.FIGURE, f"the figure {_listed(before.figures)} is not told any more"))
    elif before.figures and after.figures and not before.figures & after.figures:
        found.append((ChangeKind.FIGURE, f"{_listed(before.figures)} → {_listed(after.figures)}{_less(before, after)}"))
    if after.condition and not before.condition:
        found.append((ChangeKind.CONDITION, f"a condition is added: {after.condition}"))
    if before.due and before.due.bound is Bound.DUE:
        if after.due is None:
            found.append((ChangeKind.DEADLINE, f"the deadline {before.due.day} is not told any more"))
        elif after.due.day > before.due.day:
            found.append((ChangeKind.DEADLINE, f"{before.due.day} → {after.due.day}, later"))
    if after.hedged and not before.hedged:
        found.append((ChangeKind.HEDGE, "it is hedged now"))
    return found


def _listed(figures: frozenset[str]) -> str:
    return ", ".join(f"{float(one):,.12g}" for one in sorted(figures, key=float))


def _less(before: _Day, after: _Day) -> str:
    if len(before.figures) == len(after.figures) == 1:
        old, new = float(*before.figures), float(*after.figures)
        return ", smaller" if new < old else ", larger"
    return ""
