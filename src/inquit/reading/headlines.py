"""Headlines and other lines in which nearly every word is capitalised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_SMALL_IN_HEADLINES = frozenset("the and but for from with over into than amid after before via nor".split())


def headlines(text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Sentences in which nearly every word is capitalised: they tell no name from a word."""
    known: set[tuple[str, ...]] = set()
    for number, (start, end) in enumerate(sentences):
        row = [word.rstrip("’'") for word in re.findall(r"[^\W\d_][\w’'-]+", text[start:end])]
        long = [word for word in row if len(word) > 2 and word not in _SMALL_IN_HEADLINES]
        ends = start > 0 and text[end - 1] in ".”\"'’" and tuple(row) not in known
        if not ends and len(row) > 4 and len(long) >= 3 and sum(w[0].isupper() for w in long) >= 0.9 * len(long):
            known.add(tuple(row))  # a page's title may come again as the text's first line, with a full stop
            yield number
