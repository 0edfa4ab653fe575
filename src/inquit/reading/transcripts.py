"""Transcripts and interviews: "WALDEN: …", "Q: … A: …".

A turn is a statement whose source is the label, whose cue is the colon, and whose content is all that follows up to the
next turn.  The layout says so more surely than any model, so it wins; what the model found in a turn stands within it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from inquit.reading.attribution import Attribution
from inquit.sentences import paragraph_bounds
from inquit.types import Span

_LABEL = re.compile(
    r"(?P<label>Q\d{0,2}|A\d{0,2}|[A-Z][A-Z.'’\- ]{1,40}[A-Z.]|(?:[A-Z][\w.'’-]*[ ]){0,3}[A-Z][\w.'’-]+)"
    r"(?:,? \([^()]{1,40}\))?(?P<colon>:)\s+(?=\S)"
)
_ASIDE = re.compile(r"[(\[][^()\[\]]*[)\]]\.?")  # "(END VIDEO CLIP)", "[laughter]"
_FEWEST_TURNS = 3
# One paragraph in four: a story that quotes three labelled lines of a hearing is a story all the same.
_SMALLEST_SHARE = 0.25


def with_turns(text: str, found: list[Attribution]) -> list[Attribution]:
    """The attributions of a text with the turns of a transcript among them; unchanged where it is no transcript.

    Args:
        text: The article's text.
        found: What the model found, each outer attribution before the ones inside it.
    """
    turns = _turns(text)
    if not turns:
        return found
    kept: list[tuple[Attribution, Attribution | None]] = [(turn, None) for turn in turns]
    survivors: dict[int, Attribution] = {}
    for number, attribution in enumerate(found):
        turn = next((t for t in turns if _inside(attribution, t)), None)
        if turn is not None and (attribution.source == turn.source or attribution.cue == turn.cue):
            continue  # the model's own reading of the turn
        if turn is None and any(t.content.overlaps(attribution.content) for t in turns):
            continue  # runs over the edge of a turn: cannot be right
        parent = survivors.get(attribution.outer) if attribution.outer is not None else None
        survivors[number] = attribution
        kept.append((attribution, parent or turn))
    return _in_order(kept)


def _turns(text: str) -> list[Attribution]:
    paragraphs = paragraph_bounds(text)
    labels = [_LABEL.match(text, start, end) for start, end in paragraphs]
    counts = Counter(match["label"] for match in labels if match)
    # A label that comes once may be a person's only word, or "Correction:"; two that come again make a conversation.
    repeated = [label for label, n in counts.items() if n > 1]
    total = sum(counts.values())
    if total < _FEWEST_TURNS or not repeated or len(counts) < 2 or total < _SMALLEST_SHARE * len(paragraphs):
        return []
    positions = [i for i, match in enumerate(labels) if match]
    turns = []
    for position, following in zip(positions, [*positions[1:], positions[-1] + 1], strict=True):
        match = labels[position]
        assert match is not None
        rest = [p for p in paragraphs[position + 1 : following] if not _ASIDE.fullmatch(text, *p)]
        content = Span(((match.end(), paragraphs[position][1]), *rest))
        label, colon = Span((match.span("label"),)), Span((match.span("colon"),))
        turns.append(Attribution(source=label, cue=colon, content=content))
    return turns


def _inside(attribution: Attribution, turn: Attribution) -> bool:
    whole = Span((*turn.source, *turn.cue, *turn.content))
    return all(whole.covers(span) for span in (attribution.content, attribution.cue, attribution.source) if span)


def _in_order(kept: Sequence[tuple[Attribution, Attribution | None]]) -> list[Attribution]:
    """Sorted by the text, each outer attribution before the ones inside it, `outer` counted anew."""

    def place(attribution: Attribution) -> tuple[int, int]:
        pieces = [*attribution.source, *attribution.cue, *attribution.content]
        return min(pieces)[0], -max(end for _, end in pieces)

    ordered = sorted(kept, key=lambda item: place(item[0]))
    result: list[Attribution] = []
    number: dict[int, int] = {}

    def emit(item: tuple[Attribution, Attribution | None], outer: int | None) -> None:
        attribution, _ = item
        number[id(attribution)] = len(result)
        result.append(replace(attribution, outer=outer))
        own = number[id(attribution)]
        for child in ordered:
            if child[1] is attribution:
                emit(child, own)

    for item in ordered:
        if item[1] is None:
            emit(item, None)
    return result
