"""An article's text as HTML, every statement marked in place.

Spans overlap, nest and are interrupted; HTML elements only nest.  So the text is cut at every bound, and each piece
stands in one element for each span over it, the outermost first.  What two neighbours share from the outside in stays
open between them, so that a span that nothing crosses is one element.

Invariant: the text content of the blocks, one after the other, is the article's text, character by character, but for
those that HTML cannot hold (`wording.visible`).  Labels are attributes, which the style sheet shows: selecting and
copying gives the words of the article and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from inquit.export.voices import Entry, Voice
from inquit.export.wording import one_line, percent, visible
from inquit.types import Reading, Span

HUES = 8
"""Colours in the style sheet; the ninth voice takes the first again, with another kind of line."""

LINES = 4
"""Kinds of underline in the style sheet: solid, dashed, dotted, double."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the text.

    Attributes:
        html: The paragraph with its marks, the line breaks after it included.
        entries: The statements that are first marked here, in the order in which they begin.
        headline: Whether this is the article's headline.
    """

    html: Markup
    entries: tuple[tuple[Voice, Entry], ...]
    headline: bool


@dataclass(frozen=True, slots=True)
class _Layer:
    """The elements over one piece of a span.

    Attributes:
        rank: Orders layers over the same characters from the outside in.
        title: Shown where a pointer rests, as HTML.
        label: Shown where the piece begins; `None` for a layer that only colours.
        anchor: Id of the element where the piece begins, or `None`.
        continued: Whether this is a later piece of an interrupted span.
    """

    rank: tuple[int, int, int, int]
    start: int
    end: int
    classes: str
    title: str
    label: str | None
    anchor: str | None
    continued: bool


def hue(voice: Voice) -> str:
    """The classes that colour a voice: a hue and a kind of line, so that neighbours differ without colour too."""
    if voice.mark == "?":
        return "hq"
    return f"h{voice.number % HUES} u{(voice.number + voice.number // HUES) % LINES}"


def anchor(prefix: str, entry: Entry) -> str:
    """The id of a statement's place in the text; an id may hold `?`, but a link to it may not."""
    return f"{prefix}-{entry.label.replace('?', 'q')}"


def blocks(
    reading: Reading,
    groups: Sequence[Voice],
    prefix: str,
    *,
    anchors: Callable[[str, Entry], str] = anchor,
    signs: Callable[[Entry], str] = lambda entry: "",
) -> tuple[Block, ...]:
    """The article's paragraphs with the statements of `groups` marked.

    Args:
        reading: What was read.
        groups: The voices of the reading, as `voices.voices` gives them.
        prefix: Begins every id, so that several readings can stand on one page.
        anchors: Makes the id of a statement's place from the prefix and the statement.
        signs: What stands after a statement's label where it begins: a sign of its act.
    """
    text = visible(reading.article.text)
    made = _layers(reading, groups, prefix, len(text), anchors, signs)
    layers = sorted(made, key=lambda layer: (layer.start, layer.rank))
    entries = {anchors(prefix, entry): (voice, entry) for voice in groups for entry in voice.entries}
    result: list[Block] = []
    title = (reading.article.title or "").strip()
    active: list[_Layer] = []
    upcoming = 0
    for start, end in _lines(text):
        while upcoming < len(layers) and layers[upcoming].start < end:
            active.append(layers[upcoming])
            upcoming += 1
        begun = tuple(
            entries[layer.anchor] for layer in active if layer.anchor is not None and start <= layer.start < end
        )
        headline = not result and bool(title) and text[start:end].strip() == title
        result.append(Block(Markup("".join(_fragments(text, start, end, active))), begun, headline))
        active = [layer for layer in active if layer.end > end]
    return tuple(result)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Each line with text on it, with the line feeds and empty lines that follow; those before belong to the first."""
    start, seen = 0, False
    position = 0
    for line in text.split("\n"):
        if line.strip():
            if seen:
                yield start, position
                start = position
            seen = True
        position += len(line) + 1
    if text:
        yield start, len(text)


def _fragments(text: str, start: int, end: int, layers: Sequence[_Layer]) -> Iterator[str]:
    """The HTML of `text[start:end]`, of which `layers` cover parts."""
    cuts = {start, end}
    opening: dict[int, list[_Layer]] = {}
    for layer in layers:
        first, last = max(layer.start, start), min(layer.end, end)
        if first < last:
            cuts.update((first, last))
            opening.setdefault(first, []).append(layer)
    covering: list[_Layer] = []
    opened: list[_Layer] = []
    bounds = sorted(cuts)
    for here, there in pairwise(bounds):
        covering = sorted(
            (*(layer for layer in covering if layer.end > here), *opening.get(here, ())), key=lambda layer: layer.rank
        )
        shared = _shared(opened, covering)
        yield "</span>" * (len(opened) - shared)
        for layer in covering[shared:]:
            yield _tag(layer, here, start)
        opened = covering
        yield escape(text[here:there])
    yield "</span>" * len(opened)


def _shared(left: Sequence[_Layer], right: Sequence[_Layer]) -> int:
    """How many layers both begin with."""
    count = 0
    while count < min(len(left), len(right)) and left[count] is right[count]:
        count += 1
    return count


def _tag(layer: _Layer, position: int, line_start: int) -> str:
    """The opening tag of a layer at `position`: labelled where its piece begins, or goes on in a new paragraph."""
    begins = position == layer.start
    label = layer.label if begins or position == line_start else None
    if label and (layer.continued or not begins):
        label = f"…{label}"
    data = f' data-label="{label}"' if label else ""
    place = f' id="{layer.anchor}"' if layer.anchor and begins else ""
    return f'<span class="{layer.classes}" title="{layer.title}"{data}{place}>'


def _layers(
    reading: Reading,
    groups: Sequence[Voice],
    prefix: str,
    length: int,
    anchors: Callable[[str, Entry], str],
    signs: Callable[[Entry], str],
) -> Iterator[_Layer]:
    """Every piece of every content, source and cue, ranked from the outside in."""
    parents = {statement.id: statement.within for statement in reading.statements}
    for voice in groups:
        for entry in voice.entries:
            statement = entry.statement
            spans = {"content": statement.content, "cue": statement.cue, "source": statement.source}
            pieces = {role: _inside(span, length) for role, span in spans.items()}
            # A statement without content (nobody answered) carries its label on what it has.
            labelled = next((role for role in pieces if pieces[role]), None)
            depth = _depth(statement.id, parents)
            label = " ".join(part for part in (entry.label, signs(entry)) if part)
            told = ", ".join(part for part in (one_line(voice.name), percent(statement.confidence)) if part)
            for inner, role in enumerate(pieces):
                for number, (start, end) in enumerate(pieces[role]):
                    yield _Layer(
                        # Contents lie outside sources and cues; the longer of two contents outside the shorter.
                        rank=(0, depth, start, -end) if role == "content" else (1, inner, start, -end),
                        start=start,
                        end=end,
                        classes=f"{role} {hue(voice)}",
                        title=f"{entry.label} {role}: {escape(told)}",
                        label=label if role == labelled else None,
                        anchor=anchors(prefix, entry) if role == labelled and number == 0 else None,
                        continued=number > 0,
                    )


def _inside(span: Span, length: int) -> list[tuple[int, int]]:
    return [(start, min(end, length)) for start, end in span if 0 <= start < min(end, length)]


def _depth(statement: str, parents: dict[str, str | None]) -> int:
    """How many statements lie around one; a circle, which only a hand-made reading can hold, is left at once."""
    seen = {statement}
    parent = parents.get(statement)
    while parent is not None and parent not in seen:
        seen.add(parent)
        parent = parents.get(parent)
    return len(seen) - 1
