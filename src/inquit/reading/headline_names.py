"""Persons whom only a headline names in full: "Ann Berg Wins", where the text goes on with "Berg"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from inquit.reading.lexicon import countries, is_given_name, peoples, places, titles, words
from inquit.reading.name_rows import TOKEN, plain
from inquit.reading.names import Name
from inquit.types import Kind


def names_in_headlines(
    text: str,
    headlines: Sequence[tuple[int, int]],
    in_text: Mapping[str, int],
    *,
    known: Collection[str],
    is_source: Callable[[int, int], bool],
) -> Iterator[Name]:
    """The names in some headlines that a source consists of, or whose last word the text goes on with.

    Args:
        text: The article's text.
        headlines: Where they stand.
        in_text: How often each word stands in the text, headlines included.
        known: Words of names that are known already.
        is_source: Whether a source stands exactly at a place.
    """
    rows = [list(TOKEN.finditer(text, start, end)) for start, end in headlines]
    there = Counter(plain(token.group()) for row in rows for token in row)
    for row in rows:
        for first, last in pairwise(row):
            given, family = plain(first.group()), plain(last.group())
            if last.start() - first.end() != 1 or not is_given_name(given) or given in known:
                continue
            if not _can_be_last(family) or in_text[family.lower()]:
                continue
            end = first.end() + 1 + len(family)
            if in_text[family] > there[family] or is_source(first.start(), end):
                start = first.start()
                yield Name((given, family), text[start:end], (), Kind.PERSON, None, frozenset(), "", False, start)


def _can_be_last(word: str) -> bool:
    """Whether a word of a headline can be a last name, where nearly every word has a capital."""
    listed = word in words("bodies", "organisation") or word in words("bodies", "common") or word in peoples()
    listed = listed or word in places() or word in countries() or word in titles() or is_given_name(word)
    return word[:1].isupper() and len(word) > 2 and not listed
