"""Doubtful statements: what the model would say if it said "outside" less readily, beside what it does say.

Who must not miss a statement (a fact-checker, a lawyer) asks for `Recall.HIGH` and looks through more that is wrong.
What is read without it is read with it too, word for word; the doubtful ones are added where nothing was found, and
their confidence says what they are worth (docs/accuracy.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import groupby

from inquit.model.encoder import TaggedWindow
from inquit.model.linking import Layer
from inquit.reading.attribution import Attribution, attributions, place_of
from inquit.types import Span


class Recall(StrEnum):
    """How much is read: what is more likely right than not, or what is doubtful too."""

    NORMAL = "normal"
    HIGH = "high"


READIER = 2.25
"""Taken off the logit of "outside" beyond what the model's own setting takes off.  Chosen on the 40 tune articles:
there it finds 4.5 points more with one in five right; 1.25 finds 1.9, 3.75 finds 6.3, one in six right."""

_SHARED = 0.3
"""Share of a doubtful content that may lie in one that was found anyway; above, it is the same words said twice."""


def with_doubtful(text: str, found: Sequence[Attribution], tagged: Sequence[TaggedWindow]) -> list[Attribution]:
    """What was found and what is doubtful, in the order of the text, each outer one before the ones inside it.

    Args:
        text: The article's text.
        found: What was found in it.
        tagged: Its windows, with their doubtful layers.
    """
    layers = (replace(one, outer=one.doubtful, nested=Layer((), ())) for one in tagged if one.doubtful is not None)
    taken = [a.content for a in found if a.outer is None]
    more = [replace(a, doubtful=True) for a in attributions(text, list(layers)) if not _is_taken(a.content, taken)]
    return list(_merged(found, more)) if more else list(found)


def _is_taken(content: Span, taken: Iterable[Span]) -> bool:
    size = sum(end - start for start, end in content)
    pieces = [piece for one in taken for piece in one]
    shared = sum(max(0, min(end, e) - max(start, s)) for start, end in content for s, e in pieces)
    return shared > _SHARED * size


def _merged(found: Sequence[Attribution], more: Sequence[Attribution]) -> Iterator[Attribution]:
    """Both in one list; the numbers of the outer ones are counted anew."""
    families = [list(group) for _, group in groupby(enumerate(found), key=lambda pair: _family(*pair))]
    told = [[a for _, a in family] for family in families] + [[a] for a in more]
    position = 0
    for family in sorted(told, key=lambda family: place_of(family[0])):
        yield family[0]
        yield from (replace(inner, outer=position) for inner in family[1:])
        position += len(family)


def _family(number: int, attribution: Attribution) -> int:
    return number if attribution.outer is None else attribution.outer
