"""From tagged windows to attributions: which source, cue and content belong together.

The cue is the centre: a content points to its cue, a cue to its source or to none, and what meets in one cue is one
attribution (the model of PARC and PolNeAR; Pareti 2016).  A content may have several pieces, since the reporting clause
often interrupts it; a source may serve several cues ("he said …, adding that …").
The model reads windows one by one; what crosses their edges, a quotation that goes on in the next paragraph, is joined
here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from inquit.model.encoder import TaggedWindow
from inquit.model.linking import Cue, Layer, Link
from inquit.model.tags import TaggedSpan
from inquit.model.windows import Window
from inquit.quotation import is_closed, parts_inside, quoted_ranges
from inquit.reading.whole_phrases import whole_phrases
from inquit.reading.whole_words import whole_words, without_tail
from inquit.sentences import paragraph_bounds, sentence_bounds
from inquit.types import Span

_NOBODY = re.compile(r"(?:a|an|the|of|and|\W)*")
_NOTHING = re.compile(r"(?:a|an|the|of|to|could|would|will|can|may|might|should|\W)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, a cue and a content that belong together, before anybody asked who the source is.

    Attributes:
        outer: Position, in the same list, of the attribution in whose content this one stands; `None` for outer ones.
        found: How sure the tags of the content and the cue are, 0 to 1.
        linked: How sure the content's links are, 0 to 1.
        sourced: How sure the source, or that there is none, is, 0 to 1.
        doubtful: Found only because more was asked for than the model is sure of, see `inquit.reading.doubtful`.
    """

    source: Span
    cue: Span
    content: Span
    outer: int | None = None
    found: float = 1.0
    linked: float = 1.0
    sourced: float = 1.0
    doubtful: bool = False


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
        outer += _of_layer(text, window.window, window.outer)
        nested += [a for a in _of_layer(text, window.window, window.nested) if a.cue]
    outer, nested = _with_whole_words(text, outer), _with_whole_words(text, nested)
    starts = {start for start, _ in quotes}
    sentences = sentence_bounds(text)
    begins = [start for start, _ in sentences]
    outer = [part for a in outer for part in _torn_apart(a, begins, quotes)]
    outer, whole = _with_whole_phrases(text, outer, sentences), _with_whole_phrases(text, nested, sentences)
    outer = _continued(text, quotes, [a for a in outer if a.cue or _is_quotation(starts, a.content)])
    pairs = sorted(zip(whole, _without_tails(text, nested), strict=True), key=lambda pair: place_of(pair[1]))
    return list(_with_nested(sorted(outer, key=place_of), pairs))


def _of_layer(text: str, window: Window, layer: Layer) -> Iterator[Attribution]:
    """One attribution for each cue that something points to, and one for each content that has no cue."""
    by_cue: dict[int, list[Link]] = {}
    for link in layer.contents:
        if _NOTHING.fullmatch(text, *_bounds(window, link.content)):
            continue  # "the" or "could", cut off from its clause, says nothing
        if link.cue is None:
            yield _attribution(text, window, None, [link])
        else:
            by_cue.setdefault(link.cue, []).append(link)
    for number, links in by_cue.items():
        yield _attribution(text, window, layer.cues[number], links)


def _attribution(text: str, window: Window, cue: Cue | None, links: Sequence[Link]) -> Attribution:
    def span(*tagged: TaggedSpan) -> Span:
        return Span(tuple(_bounds(window, s) for s in tagged))

    source = cue.source if cue else None
    if source and _NOBODY.fullmatch(text, *_bounds(window, source)):
        source = None  # "a", cut off from its noun, is no source
    scores = [link.content.score for link in links] + ([cue.span.score] if cue else [])
    return Attribution(
        source=span(source) if source else Span(),
        cue=span(cue.span) if cue else Span(),
        content=span(*(link.content for link in links)),
        found=min(scores),
        linked=min(link.probability for link in links),
        sourced=(cue.probability if cue else 0.0) * (source.score if source else 1.0),
    )


def _with_whole_words(text: str, found: list[Attribution]) -> list[Attribution]:
    starts = _starts(found)
    spans = ([whole_words(text, span, starts) for span in (a.source, a.cue, a.content)] for a in found)
    return [
        replace(a, source=source, cue=cue, content=content)
        for a, (source, cue, content) in zip(found, spans, strict=True)
    ]


def _with_whole_phrases(text: str, found: list[Attribution], sentences: Sequence[tuple[int, int]]) -> list[Attribution]:
    starts = _starts(found)
    drawn = [replace(a, content=whole_phrases(text, a.content, (a.source, a.cue), starts, sentences)) for a in found]
    return _without_tails(text, drawn)


def _without_tails(text: str, found: list[Attribution]) -> list[Attribution]:
    return [replace(a, content=without_tail(text, a.content, (a.source, a.cue))) for a in found]


def _starts(found: Sequence[Attribution]) -> list[int]:
    """Where the spans of a layer begin."""
    return sorted({start for a in found for span in (a.source, a.cue, a.content) for start, _ in span})


def _torn_apart(
    attribution: Attribution, sentences: Sequence[int], quotes: Sequence[tuple[int, int]]
) -> Iterator[Attribution]:
    """The attribution with the pieces of content that can belong to its cue, and what is left over without one.

    A piece whose own cue was missed points to the next best cue.  Only a quotation goes on in the next sentence: of the
    other pieces that stand in another sentence than the one before, none belonged to it (training/LOG.md).
    """
    pieces = attribution.content.pieces
    if len(pieces) == 1 or not attribution.cue:
        yield attribution
        return
    groups = [[pieces[0]]]
    for before, piece in pairwise(pieces):
        apart = bisect_right(sentences, piece[0]) - bisect_right(sentences, before[1] - 1)
        if apart > 1 or (apart == 1 and not (_is_quoted(quotes, before) and _is_quoted(quotes, piece))):
            groups.append([])
        groups[-1].append(piece)
    cue = attribution.cue
    nearest = min(groups, key=lambda group: min(max(a - cue.end, cue.start - b, 0) for a, b in group))
    yield replace(attribution, content=Span(tuple(nearest)))
    for group in groups:
        if group is not nearest:
            yield replace(attribution, source=Span(), cue=Span(), content=Span(tuple(group)), sourced=0.0)


def _is_quoted(quotes: Sequence[tuple[int, int]], piece: tuple[int, int]) -> bool:
    """Whether most of a piece stands in quotation marks."""
    start, end = piece
    return sum(closing - opening for opening, closing in parts_inside(quotes, start, end)) > 0.6 * (end - start)


def _bounds(window: Window, tagged: TaggedSpan) -> tuple[int, int]:
    """The characters of a tagged span."""
    return int(window.start[tagged.first]), int(window.end[tagged.last])


def place_of(attribution: Attribution) -> tuple[int, int]:
    """Where an attribution stands in the order of the text: its first word, then its cue (a source may be shared)."""
    pieces = [*attribution.source, *attribution.cue, *attribution.content]
    return min(pieces)[0], (attribution.cue or attribution.content).start


def _is_quotation(starts: set[int], content: Span) -> bool:
    """Whether the content begins with an opening mark: the one reason to keep a content that has no cue."""
    return content.start in starts or content.start - 1 in starts


def _continued(text: str, quotes: Sequence[tuple[int, int]], found: list[Attribution]) -> list[Attribution]:
    """Give a quotation that goes on from the paragraph before to the statement that was open there.

    Where the going-on paragraph has a cue of its own, it is a statement of its own.
    """
    opened = _going_on(text, quotes)
    contents = [list(attribution.content) for attribution in found]
    owner_at: dict[int, int] = {}  # where a piece ends, and whose it is by now
    for piece, number in sorted((piece, number) for number, a in enumerate(found) for piece in a.content):
        before, stop = opened.get(piece[0], (-1, -1))
        owner = owner_at.get(before, owner_at.get(before - 1, number))
        if owner != number and any(piece[0] <= start < stop for start, _ in found[number].cue):
            owner = number
        if owner != number:
            contents[number].remove(piece)
            contents[owner].append(piece)
        owner_at[piece[1]] = owner
    return [
        replace(attribution, content=Span(tuple(sorted(pieces))))
        for attribution, pieces in zip(found, contents, strict=True)
        if pieces
    ]


def _going_on(text: str, quotes: Sequence[tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Paragraphs that go on with a quotation: start to (end of the open quotation before it, end of the paragraph)."""
    starts = {start for start, _ in quotes}
    unclosed = {end for start, end in quotes if not is_closed(text, start, end)}
    return {
        start: (end_before, end)
        for (_, end_before), (start, end) in pairwise(paragraph_bounds(text))
        if start in starts and end_before in unclosed
    }


def _with_nested(outer: list[Attribution], nested: list[tuple[Attribution, Attribution]]) -> Iterator[Attribution]:
    """Each outer attribution, then those whose cue and content lie inside its content; others are dropped.

    Args:
        outer: In the order of the text.
        nested: The same, each with its content drawn on and as it was read: the first of them that fits is taken.
    """
    inside: dict[int, list[Attribution]] = {}
    pieces = sorted((start, end, number) for number, a in enumerate(outer) for start, end in a.content)
    starts = [start for start, _, _ in pieces]
    for both in nested:
        cue = both[0].cue
        at = bisect_right(starts, cue.start) - 1
        if at < 0 or pieces[at][1] < cue.end:
            continue
        content = outer[pieces[at][2]].content
        fits = (inner for inner in both if content.covers(inner.content) and inner.content != content)
        if inner := next(fits, None):
            inside.setdefault(pieces[at][2], []).append(inner)
    position = 0
    for number, attribution in enumerate(outer):
        yield attribution
        children = inside.get(number, [])
        yield from (replace(inner, outer=position) for inner in children)
        position += 1 + len(children)
