"""A model that never errs: marked-up stories in, the tagged windows that a perfect network would give out.

The markup is that of `training/stories/`: `[s1 Ida Holm] [q1 said] [c1 the bridge is shut].`, one paragraph a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np

from inquit.model.encoder import MODEL_FOLDER, TaggedWindow
from inquit.model.linking import Cue, Layer, Link
from inquit.model.regions import Region, Words
from inquit.model.tags import Role, TaggedSpan
from inquit.model.windows import WINDOW, Window, windows
from inquit.model.wordpieces import load_tokenizer
from inquit.reading.attribution import Attribution
from inquit.types import Span
from training.stories import parse

tokenizer = cache(lambda: load_tokenizer(MODEL_FOLDER / "tokenizer.json"))
INFO = {"name": "marked", "sha256": "0123456789abcdef" * 4}

Story = dict[str, Any]


def story(markup: str) -> Story:
    """The one story of a markup: its `text` and its `attributions`."""
    [only] = parse(markup)
    return only


def expected(story: Story) -> list[Attribution]:
    """The attributions of a story as they should be found: in the order of the text, outer before inner.

    Without those two levels down: the model's second layer holds one level only.
    """
    outer, nested = _levels(story)
    order = [a for top in outer for a in (top, *(inner for inner in nested if inner["within"] == top["id"]))]
    numbers = {a["id"]: number for number, a in enumerate(order)}
    return [
        Attribution(*(_span(a[part]) for part in ("source", "cue", "content")), outer=numbers.get(a["within"]))
        for a in order
    ]


def tagged(story: Story, *, size: int = WINDOW) -> list[TaggedWindow]:
    """The windows of a story with both layers filled in as marked, all probabilities 1.

    Args:
        story: A parsed story.
        size: Word pieces in a window; small ones cut short stories.
    """
    outer, nested = _levels(story)
    return [
        TaggedWindow(window, _layer(window, outer), _layer(window, nested))
        for window in windows(story["text"], tokenizer(), size)
    ]


class FakeEncoder:
    """Stands for `inquit.model.encoder.Encoder`: knows the marked stories by heart, and finds nothing elsewhere.

    Attributes:
        calls: How many windows each call of `tag` got.
    """

    def __init__(self, *stories: Story, size: int = WINDOW, info: dict[str, Any] = INFO) -> None:
        self.info = info
        self.calls: list[int] = []
        self._stories = {story["text"]: story for story in stories}
        self._size = size
        self._tagged: dict[int, TaggedWindow] = {}

    def windows(self, text: str) -> list[Window]:
        known = self._stories.get(text, {"text": text, "attributions": []})
        result = tagged(known, size=self._size)
        self._tagged |= {id(t.window): t for t in result}
        return [t.window for t in result]

    def tag(self, windows: Sequence[Window]) -> list[TaggedWindow]:
        self.calls.append(len(windows))
        return [self._tagged[id(window)] for window in windows]

    def statements(self, text: str, words: Words, regions: Sequence[Region]) -> None:
        """No head: acts are not told."""


def _levels(story: Story) -> tuple[list[Story], list[Story]]:
    gold = story["attributions"]
    outer = [a for a in gold if not a["within"]]
    return outer, [a for a in gold if a["within"] in {top["id"] for top in outer}]


def _span(pieces: list[list[int]]) -> Span:
    return Span(tuple((start, end) for start, end in pieces))


def _layer(window: Window, gold: list[Story]) -> Layer:
    """What the window holds of some attributions: a cue is one piece, as for the network, and so is a source."""
    cues: list[Cue] = []
    links: list[Link] = []
    homeless: list[TaggedSpan] = []
    for attribution in gold:
        cue, source = (
            next(_tagged_spans(window, role, attribution[part]), None)
            for role, part in ((Role.CUE, "cue"), (Role.SOURCE, "source"))
        )
        contents = list(_tagged_spans(window, Role.CONTENT, attribution["content"]))
        if cue is None:
            homeless += contents
        else:
            links += [Link(content, len(cues), 1.0) for content in contents]
            cues.append(Cue(cue, source, 1.0))
    # A content whose cue stands in another window: the network must still point to one of this window's, if any.
    links += [Link(content, 0 if cues else None, 1.0 if cues else 0.0) for content in homeless]
    return Layer(tuple(cues), tuple(sorted(links, key=lambda link: link.content.first)))


def _tagged_spans(window: Window, role: Role, pieces: list[list[int]]) -> Iterator[TaggedSpan]:
    for start, end in pieces:
        inside = np.flatnonzero((window.start < end) & (window.end > start))
        if len(inside):
            yield TaggedSpan(role, int(inside[0]), int(inside[-1]), 1.0)
