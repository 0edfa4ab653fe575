"""What went missing from the words: two wordings side by side, with what one has and the other lacks.

Neither is called the right one.  The older one stands first; what it has and the other lacks is `lost`, what the other
has beside it is `added`, each with its kind, its place and the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from inquit.errors import FormatError
from inquit.ledger import Ledger
from inquit.ledger.alignment import Stretch, align
from inquit.ledger.matching import Match, Wording, relation, same_matter, wording
from inquit.ledger.matching.likeness import overlap, stems
from inquit.ledger.matching.losses import Loss, losses
from inquit.reports.lost_sides import Document, Side, resolved, versions_of
from inquit.reports.sections import Cell, Section
from inquit.types import Article

PARTNER = 0.4
"""Share of words from which on a sentence of one text is held against one of another.  Headlines are short and drop
words of grammar: by judgement on the sample stories, a lower share pairs sentences that have a name in common."""


HELD = 0.5
"""Share of a headline's words of meaning that the sentence must hold against which it is set.  By judgement: a headline
sums up, and half of its words often come from elsewhere in the story."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Two wordings, the older one first.

    Attributes:
        match: How they are one statement; `None` where the rules do not take them for one, and the caller does.
        stretches: The two texts word by word, end to end.
        lost: What the first has and the second lacks.
        added: What the second has and the first lacks.
    """

    first: Side
    second: Side
    match: Match | None
    stretches: tuple[Stretch, ...]
    lost: tuple[Loss, ...]
    added: tuple[Loss, ...]

    def to_dict(self) -> dict[str, Any]:
        """All of it, ready for `json.dumps`."""
        return {
            "first": self.first.to_dict(),
            "second": self.second.to_dict(),
            "match": asdict(self.match) if self.match else None,
            "stretches": [asdict(stretch) for stretch in self.stretches],
            "lost": [asdict(loss) for loss in self.lost],
            "added": [asdict(loss) for loss in self.added],
        }

    def marked(self) -> str:
        """Both texts as one: `[-what the second lacks-]`, `{+what it has beside+}`."""
        return "".join(_shown(self, stretch) for stretch in self.stretches)


@dataclass(frozen=True, slots=True)
class Lost:
    """What went missing between two texts.

    Attributes:
        strips: Pairs of wordings that differ in what counts, in the order of the older text.
        same: How many pairs do not.
        only_first: Sentences or statements of the first text that have no counterpart in the second.
        only_second: The other way round.
    """

    strips: tuple[Strip, ...]
    same: int
    only_first: tuple[Side, ...] = ()
    only_second: tuple[Side, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """All of it, ready for `json.dumps`."""
        return {
            "strips": [strip.to_dict() for strip in self.strips],
            "same": self.same,
            "only_first": [side.to_dict() for side in self.only_first],
            "only_second": [side.to_dict() for side in self.only_second],
        }

    def sections(self) -> tuple[Section, ...]:
        """What differs by kind, the wordings themselves, and what stands in one text only."""
        return (
            Section(
                "What one has and the other lacks",
                ("pair", "kind", "words", "instead", "why", "has it", "lacks it"),
                tuple(_rows(self.strips)),
                None if any(True for _ in _rows(self.strips)) else "Nothing of a kind that is looked for went missing.",
            ),
            Section(
                "Word by word",
                ("pair", "first", "second", "as one"),
                tuple((n, _place(s.first), _place(s.second), s.marked()) for n, s in enumerate(self.strips, 1)),
                "[-…-] only the first has it, {+…+} only the second.",
            ),
            Section(
                "In one text only",
                ("where", "words"),
                tuple((_place(side), side.text) for side in (*self.only_first, *self.only_second)),
            ),
        )


def lost(one: str | Article, other: str | Article | None = None, *, ledger: Ledger | None = None) -> Lost:
    """What went missing between two texts.

    Args:
        one: Words; an article; or, with a ledger, the id of a statement or of an article (`a…@2`: its second version).
        other: The same.  Without it `one` is an article: its headline is held against its body and each of its versions
            against the next.
        ledger: Where ids are looked up.

    Raises:
        UnknownIdError: There is nothing under an id.
        FormatError: `one` stands alone and is no article with a headline or versions.
    """
    first = resolved(one, ledger)
    if other is None:
        return _alone(one, first, ledger)
    second = resolved(other, ledger)
    if isinstance(first, Side) and isinstance(second, Side):
        return _told([strip(first, second)], always=True)
    if isinstance(first, Side) or isinstance(second, Side):
        return _against(first, second)
    return _documents(first, second)


def strip(one: Side, other: Side, match: Match | None = None) -> Strip:
    """Two wordings side by side, the older one first where both are dated; otherwise as given."""
    if one.published and other.published and other.published[:10] < one.published[:10]:
        one, other = other, one
    if match is None:
        match = relation(_wording(one), _wording(other)) or same_matter(one.text, other.text)
    return Strip(
        one, other, match, align(one.text, other.text), losses(one.text, other.text), losses(other.text, one.text)
    )


def _wording(side: Side) -> Wording:
    return wording(side.text, bare=side.statement is not None)


def _alone(told: str | Article, first: Side | Document, ledger: Ledger | None) -> Lost:
    """An article by itself: headline against body, version against version."""
    if isinstance(first, Side):
        raise FormatError(
            "one text alone has nothing to be held against", remedy="name a second one, or an article with a headline"
        )
    strips: list[Strip] = []
    same = 0
    headline = first.headline()
    if headline is not None:
        found = _against(headline, first)
        strips, same = list(found.strips), found.same
    gone: list[Side] = []
    came: list[Side] = []
    if ledger is not None and isinstance(told, str) and first.about.article is not None:
        for before, after in pairwise(versions_of(ledger, first.about.article)):
            older, newer = (resolved(f"{first.about.article}@{number}", ledger) for number in (before, after))
            assert isinstance(older, Document)  # an id with a version is one
            assert isinstance(newer, Document)
            change = _documents(older, newer)
            strips, same = [*strips, *change.strips], same + change.same
            gone, came = [*gone, *change.only_first], [*came, *change.only_second]
    elif headline is None:
        raise FormatError("it has no headline to hold against its body", remedy="name a second text")
    return Lost(tuple(strips), same, tuple(gone), tuple(came))


def _against(one: Side | Document, other: Side | Document) -> Lost:
    """Words against a whole text: held against its nearest sentence or statement; the text is the first wording."""
    words, document = (one, other) if isinstance(one, Side) else (other, one)
    assert isinstance(words, Side)  # one of the two is, by the caller
    assert isinstance(document, Document)
    units = document.body() if words.sha256 == document.about.sha256 else (*document.statements, *document.sentences())
    asked = stems(wording(words.text).said)
    scored = [(*_held(asked, stems(wording(unit.text).said)), -n) for n, unit in enumerate(units)]
    share, _, place = max(scored, default=(0.0, 0.0, 0))
    if share < HELD:
        return Lost((), 0, only_first=(words,))
    return _told([strip(units[-place], words)], always=True)


def _held(asked: frozenset[str], there: frozenset[str]) -> tuple[float, float]:
    """How much of one is held by the other, and how much of the other that is: the fuller, then the shorter is best."""
    shared = len(asked & there)
    return (shared / len(asked), shared / len(there)) if asked and there else (0.0, 0.0)


def _documents(one: Document, other: Document) -> Lost:
    """Two texts: their statements where both have some and they are two articles, otherwise sentence by sentence."""
    both = one.statements and other.statements and one.about.article != other.about.article
    ours, theirs = (one.statements, other.statements) if both else (one.sentences(), other.sentences())
    partners = dict(_partners(ours, theirs))
    strips = [strip(ours[i], theirs[j]) for i, j in sorted(partners.items())]
    taken = set(partners.values())
    return _told(
        strips,
        only_first=tuple(side for i, side in enumerate(ours) if i not in partners),
        only_second=tuple(side for j, side in enumerate(theirs) if j not in taken),
    )


def _partners(ours: Sequence[Side], theirs: Sequence[Side]) -> Iterator[tuple[int, int]]:
    """Which one of one text is which of the other: equal ones first, then the likest that are left."""
    free: dict[str, list[int]] = {}
    for j, side in enumerate(theirs):
        free.setdefault(side.text, []).append(j)
    left_ours, taken = [], set()
    for i, side in enumerate(ours):
        if free.get(side.text):
            j = free[side.text].pop(0)
            taken.add(j)
            yield i, j
        else:
            left_ours.append(i)
    left_theirs = [j for j in range(len(theirs)) if j not in taken]
    words = {("a", i): wording(ours[i].text).said for i in left_ours}
    words |= {("b", j): wording(theirs[j].text).said for j in left_theirs}
    scored = sorted(
        (
            (score, -abs(i - j), i, j)
            for i in left_ours
            for j in left_theirs
            if (score := overlap(words["a", i], words["b", j])) >= PARTNER
        ),
        reverse=True,
    )
    used: set[int] = set()
    for _, _, i, j in scored:
        if i not in used and j not in taken:
            used.add(i)
            taken.add(j)
            yield i, j


def _told(
    strips: Iterable[Strip],
    *,
    always: bool = False,
    only_first: tuple[Side, ...] = (),
    only_second: tuple[Side, ...] = (),
) -> Lost:
    """The strips in which something went missing or came; all of them with `always`."""
    strips = list(strips)
    kept = tuple(one for one in strips if always or one.lost or one.added)
    return Lost(kept, len(strips) - sum(bool(one.lost or one.added) for one in strips), only_first, only_second)


def _rows(strips: Iterable[Strip]) -> Iterator[tuple[Cell, ...]]:
    for number, one in enumerate(strips, 1):
        for found, has, lacks in ((one.lost, one.first, one.second), (one.added, one.second, one.first)):
            for loss in found:
                yield number, str(loss.kind), loss.words, loss.instead, loss.why, _place(has), _place(lacks)


def _place(side: Side) -> str:
    """Where a wording stands, for people: date, outlet, id."""
    known = [side.published and side.published[:10], side.outlet, side.statement or side.article, side.label]
    if side.statement:
        known[-1] = None
    return " · ".join(part for part in known if part)


def _shown(one: Strip, stretch: Stretch) -> str:
    old = one.first.text[stretch.old_start : stretch.old_end]
    new = one.second.text[stretch.new_start : stretch.new_end]
    if stretch.kind == "same":
        return old
    return f"{_set('[-', old, '-]')}{_set('{+', new, '+}')}"


def _set(begin: str, words: str, end: str) -> str:
    """The words between two marks, the space after them outside."""
    bare = words.rstrip()
    return f"{begin}{bare}{end}{words[len(bare) :]}" if bare else words
