"""From tagged windows to attributions: which source, cue and content belong together.

The cue is the centre: a content points to its cue, a cue to its source or to none, and what meets in one cue is one
attribution (the model of PARC and PolNeAR; Pareti 2016).  A content may have several pieces, since the reporting clause
often interrupts it; a source may serve several cues ("he said …, adding that …").
The model reads windows one by one; what crosses their edges, a quotation that goes on in the next paragraph, is joined
here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from inquit.model.encoder import TaggedWindow
from inquit.model.linking import Cue, Layer, Link
from inquit.model.tags import TaggedSpan
from inquit.model.windows import Window
from inquit.quotation import quoted_ranges
from inquit.sentences import paragraph_bounds
from inquit.types import Mode, Span

_CLOSING = "”»\"'’"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, a cue and a content that belong together, before anybody asked who the source is.

    Attributes:
        outer: Position, in the same list, of the attribution in whose content this one stands; `None` for outer ones.
        found: How sure the tags of the content and the cue are, 0 to 1.
        linked: How sure the content's links are, 0 to 1.
        sourced: How sure the source, or that there is none, is, 0 to 1.
    """

    source: Span
    cue: Span
    content: Span
    outer: int | None = None
    found: float = 1.0
    linked: float = 1.0
    sourced: float = 1.0


def attributions(text: str, tagged: Sequence[TaggedWindow]) -> list[Attribution]:
    """All attributions of an article, in the order of the text, each outer one before the ones inside it.

    Args:
        text: The article's text.
        tagged: Its windows, in order.
    """
    quotes = quoted_ranges(text)
    outer: list[Attribution] = []
    nested: list[Attribution] = []
    for window in tagged:
        outer += _of_layer(window.window, window.outer)
        nested += [a for a in _of_layer(window.window, window.nested) if a.cue]
    outer = _continued(text, quotes, [a for a in outer if a.cue or _is_quotation(quotes, a.content)])
    outer.sort(key=_first)
    return list(_with_nested(outer, sorted(nested, key=_first)))


def mode_of(text: str, content: Span, quotes: Sequence[tuple[int, int]]) -> Mode:
    """Whether all, some or none of the content's words stand in quotation marks.

    Args:
        text: The article's text.
        content: Where the words are.
        quotes: What `quoted_ranges` found in the text.
    """
    inside = outside = False
    for start, end in content:
        position = start
        for opening, closing in quotes:
            if closing <= position:
                continue
            if opening >= end:
                break
            outside = outside or _has_word(text[position:opening])
            inside = inside or _has_word(text[max(opening, position) : min(closing, end)])
            position = min(closing, end)
        outside = outside or _has_word(text[position:end])
    if inside and not outside:
        return Mode.DIRECT
    return Mode.MIXED if inside else Mode.INDIRECT


def _of_layer(window: Window, layer: Layer) -> Iterator[Attribution]:
    """One attribution for each cue that something points to, and one for each content that has no cue."""
    by_cue: dict[int, list[Link]] = {}
    for link in layer.contents:
        if link.cue is None:
            yield _attribution(window, None, [link])
        else:
            by_cue.setdefault(link.cue, []).append(link)
    for number, links in by_cue.items():
        yield _attribution(window, layer.cues[number], links)


def _attribution(window: Window, cue: Cue | None, links: Sequence[Link]) -> Attribution:
    def span(*tagged: TaggedSpan) -> Span:
        return Span(tuple((int(window.start[s.first]), int(window.end[s.last])) for s in tagged))

    source = cue.source if cue else None
    scores = [link.content.score for link in links] + ([cue.span.score] if cue else [])
    return Attribution(
        source=span(source) if source else Span(),
        cue=span(cue.span) if cue else Span(),
        content=span(*(link.content for link in links)),
        found=min(scores),
        linked=min(link.probability for link in links),
        sourced=(cue.probability if cue else 0.0) * (source.score if source else 1.0),
    )


def _first(attribution: Attribution) -> tuple[int, int]:
    pieces = [*attribution.source, *attribution.cue, *attribution.content]
    return min(pieces)[0], -max(end for _, end in pieces)


def _is_quotation(quotes: Sequence[tuple[int, int]], content: Span) -> bool:
    """Whether the content begins with an opening mark: the one reason to keep a content that has no cue."""
    return any(start <= content.start < start + 2 for start, _ in quotes)


def _continued(text: str, quotes: Sequence[tuple[int, int]], found: list[Attribution]) -> list[Attribution]:
    """Join a quotation without cue to the one that the paragraph before left open."""
    opened = _open_paragraphs(text, quotes)
    result: list[Attribution] = []
    for attribution in found:
        before = opened.get(attribution.content.start) if not attribution.cue else None
        owner = next(
            (i for i, a in enumerate(result) if before and any(s < before <= e + 1 for s, e in a.content)), None
        )
        if owner is None:
            result.append(attribution)
        else:
            joined = Span((*result[owner].content, *attribution.content))
            result[owner] = replace(result[owner], content=joined, found=min(result[owner].found, attribution.found))
    return result


def _open_paragraphs(text: str, quotes: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Start of each paragraph that goes on with a quotation, to the end of the open quotation before it."""
    starts = {start for start, _ in quotes}
    unclosed = {end for start, end in quotes if text[end - 1] not in _CLOSING or end - start == 1}
    paragraphs = paragraph_bounds(text)
    result = {}
    for (_, end), (start, _) in pairwise(paragraphs):
        line_end = next((e for e in unclosed if end <= e <= start), None)
        if line_end is not None and start in starts:
            result[start] = end
    return result


def _with_nested(outer: list[Attribution], nested: list[Attribution]) -> Iterator[Attribution]:
    """Each outer attribution, then those inside its content; what stands inside none is dropped.

    An inner attribution must lie whole inside one content, apart from its parts that repeat the outer one.
    """
    position = 0
    taken: set[int] = set()
    for attribution in outer:
        yield attribution
        parent, position = position, position + 1
        for number, inner in enumerate(nested):
            whole = Span(tuple(sorted((*inner.source, *inner.cue, *inner.content))))
            if number not in taken and attribution.content.covers(whole) and inner.content != attribution.content:
                taken.add(number)
                yield replace(inner, outer=parent)
                position += 1


def _has_word(text: str) -> bool:
    return any(c.isalnum() for c in text)
