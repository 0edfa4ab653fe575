"""Transcripts and interviews, "WALDEN: …", "Q: … A: …"; where no such turns are, signed posts (`inquit.reading.posts`).

A turn is a statement whose source is the label, whose cue is the colon, and whose content is all that follows up to the
next turn.  The layout says so more surely than any model, so it wins; what the model found in a turn stands within it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace

from inquit.reading.attribution import Attribution, place_of
from inquit.reading.posts import signed_posts
from inquit.sentences import paragraph_bounds
from inquit.types import Span

_LABEL = re.compile(
    r"(?:(?P<short>[QA]\d{0,2})(?P<stop>[:.])"
    r"|(?P<name>[A-Z][A-Z.'’\- ]{1,40}[A-Z.]|(?:[A-Z][\w.'’-]*[ ]){0,3}[A-Z][\w.'’-]+)"
    r"(?:,? \([^()]{1,40}\))?(?P<colon>:))"
    r"\s+(?=\S)"
)
_SENTENCE_END = re.compile(r"[.!?…—–-][\"'”’)\]]*$")
_ASIDE = re.compile(r"[(\[][^()\[\]]*[)\]]\.?")  # "(END VIDEO CLIP)", "[laughter]"
_FEWEST_TURNS = 3
# One paragraph in four: a story that quotes three labelled lines of a hearing is a story all the same.
_SMALLEST_SHARE = 0.25


def with_turns(text: str, found: list[Attribution]) -> list[Attribution]:
    """The attributions of a text with the turns of a transcript among them, or the posts set into a story.

    Unchanged where it has neither.

    Args:
        text: The article's text.
        found: What the model found, each outer attribution before the ones inside it.
    """
    turns = _turns(text) or list(signed_posts(text))
    if not turns:
        return found
    starts = [place_of(turn)[0] for turn in turns]
    # Attributions by their parent: a turn (negative: -1 - its number), another attribution, or nothing.
    children: dict[int | None, list[int]] = {None: [-1 - number for number in range(len(turns))]}
    kept: set[int] = set()
    for number, attribution in enumerate(found):
        at = bisect_right(starts, place_of(attribution)[0]) - 1
        turn = turns[at] if at >= 0 else None
        if turn is not None and not _inside(attribution, turn):
            if turn.content.overlaps(attribution.content):
                continue  # runs over the edge of a turn: cannot be right
            turn = None
        elif at + 1 < len(turns) and attribution.content.overlaps(turns[at + 1].content):
            continue
        if turn is not None and (attribution.source == turn.source or attribution.cue == turn.cue):
            continue  # the model's own reading of the turn
        kept.add(number)
        parent = attribution.outer if attribution.outer in kept else None
        if parent is None and turn is not None:
            parent = -1 - at
        children.setdefault(parent, []).append(number)
    result: list[Attribution] = []

    def emit(numbers: list[int], outer: int | None) -> None:
        chosen = [(found[n] if n >= 0 else turns[-1 - n], n) for n in numbers]
        for attribution, number in sorted(chosen, key=lambda item: place_of(item[0])):
            own = len(result)
            result.append(replace(attribution, outer=outer))
            emit(children.get(number, []), own)

    emit(children[None], None)
    return result


def _turns(text: str) -> list[Attribution]:
    paragraphs = paragraph_bounds(text)
    labels = {i: match for i, (start, end) in enumerate(paragraphs) if (match := _LABEL.match(text, start, end))}
    counts = Counter(_who(match) for match in labels.values())
    spoken = sum(_SENTENCE_END.search(text[slice(*paragraphs[i])]) is not None for i in labels)
    # One label that comes again makes a conversation; "Time: … Place: …" is a notice, whose lines are no sentences.
    if (
        len(labels) < _FEWEST_TURNS
        or len(counts) < 2
        or max(counts.values()) < 2
        or len(labels) < _SMALLEST_SHARE * len(paragraphs)
        or spoken < len(labels) / 2
    ):
        return []
    turns = []
    for (position, match), following in zip(labels.items(), [*list(labels)[1:], max(labels) + 1], strict=True):
        rest = [p for p in paragraphs[position + 1 : following] if not _ASIDE.fullmatch(text, *p)]
        label, colon = ("short", "stop") if match["short"] else ("name", "colon")
        source, cue = Span((match.span(label),)), Span((match.span(colon),))
        turns.append(Attribution(source=source, cue=cue, content=Span(((match.end(), paragraphs[position][1]), *rest))))
    return turns


def _who(match: re.Match[str]) -> str:
    """The label without its number: Q1, A1, Q2, A2 are two who speak in turn."""
    return match["name"] or match["short"][0]


def _inside(attribution: Attribution, turn: Attribution) -> bool:
    whole = Span((*turn.source, *turn.cue, *turn.content))
    return all(whole.covers(span) for span in (attribution.content, attribution.cue, attribution.source) if span)
