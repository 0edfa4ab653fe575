"""Posts from social networks, set into a story: "The pier is safe. — Ida Brekke (@idabrekke) May 2, 2024".

That is how an embedded post reads where its frame is lost.  The post is a statement whose source is the name, whose cue
is the handle that signs it, and whose content is what stands before the dash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from inquit.reading.attribution import Attribution
from inquit.sentences import paragraph_bounds
from inquit.types import Span

_SIGNATURE = re.compile(
    r"(?P<dash>\s*[—–]\s*)(?P<name>[^\n()@—–:]{2,60}?)\s*(?P<handle>\(@\w{1,30}\))"
    r"(?:\s+(?:[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+\.? \d{4}))?\W*$"
)
_LINKS = re.compile(r"(?:\s*(?:https?://\S+|pic\.twitter\.com/\S+))+$")
_LONGEST = 4000  # characters: a longer paragraph is no post


def signed_posts(text: str) -> Iterator[Attribution]:
    """The posts of a text, in order; a signature that stands alone signs the paragraph before it."""
    before: tuple[int, int] | None = None
    for start, end in paragraph_bounds(text):
        signature = _SIGNATURE.search(text, max(start, end - 200), end) if end - start <= _LONGEST else None
        if signature:
            post = (start, signature.start("dash")) if signature.start("dash") > start else before
            if post and (content := _without_links(text, *post)):
                source, cue = Span((signature.span("name"),)), Span((signature.span("handle"),))
                yield Attribution(source, cue, Span((content,)))
        before = None if signature else (start, end)


def _without_links(text: str, start: int, end: int) -> tuple[int, int] | None:
    links = _LINKS.search(text, start, end)
    end = links.start() if links else end
    return (start, end) if text[start:end].strip() else None
