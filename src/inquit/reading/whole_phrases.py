"""Contents that break off or have a hole inside a phrase are drawn on to its end, or closed.

The model tags word by word, and now and then leaves a clause at "that the tide would turn their", or skips two words in
the middle of one.  No statement ends on a preposition with a noun behind it.  Of some 2,500 contents of PolNeAR dev
50 are drawn on and 34 closed: content exact F1 70.9 → 71.2, strict F1 66.7 → 66.8 (training/LOG.md).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from inquit.types import Span

# Words after which the phrase that they begin must go on.
_OPENING = frozenset(
    """the a an these those his its their our your my every her this that
    of in on at by for with from to into onto about against between under over through during despite without within
    among toward towards upon than as
    has have had is are was were be been will would can could may might must shall should do does did""".split()
)
_ALONE = frozenset({"that", "these", "this", "those"})
_LAST_WORD = re.compile(r"[\w’'-]+$")
_LONGEST_WORD = 8  # characters of those above
_WORD_FOLLOWS = re.compile(r"\s{1,2}(?=\w)")
_CLAUSE_ENDS = re.compile(r"[,;:!?—–()\"“”\n]|\s-\s|--")
_AT_MOST = 12  # words that are added: a clause, not a paragraph
_LONGEST_HOLE = 3  # words


def whole_phrases(
    text: str, content: Span, reporting: Sequence[Span], starts: Sequence[int], sentences: Sequence[tuple[int, int]]
) -> Span:
    """A content without holes in a sentence, each piece drawn on to the end of the phrase in which it breaks off.

    Args:
        text: The article's text.
        content: Of a statement.
        reporting: Its source and its cue: where they stand is no hole.
        starts: Where sources, cues and contents begin, sorted: nothing is drawn on past one.
        sentences: Of the text, as `(start, end)`.
    """
    own = [piece for span in reporting for piece in span]
    pieces = [content.pieces[0]]
    for piece in content.pieces[1:]:
        before = pieces[-1]
        if _is_hole(text, before[1], piece[0], own, sentences):
            pieces[-1] = (before[0], piece[1])
        else:
            pieces.append(piece)
    return Span(tuple((start, _drawn_on(text, start, end, starts, sentences)) for start, end in pieces))


def _is_hole(
    text: str, start: int, end: int, own: Sequence[tuple[int, int]], sentences: Sequence[tuple[int, int]]
) -> bool:
    """Whether between two pieces stand a few words of their sentence that do not report them."""
    reports = any(begin < end and stop > start for begin, stop in own)
    one_sentence = _sentence(sentences, start - 1) == _sentence(sentences, end)
    return one_sentence and not reports and len(text[start:end].split()) <= _LONGEST_HOLE


def _drawn_on(text: str, start: int, end: int, starts: Sequence[int], sentences: Sequence[tuple[int, int]]) -> int:
    """Where the phrase ends that a piece breaks off in; `end` where it does not break off, or goes on too long."""
    last = _LAST_WORD.search(text, max(start, end - _LONGEST_WORD), end)
    if last is None or last.group().lower() not in _OPENING or not _WORD_FOLLOWS.match(text, end):
        return end
    if last.start() == start and last.group().lower() in _ALONE:
        return end  # "they had promised that"
    stop = sentences[_sentence(sentences, end - 1)][1]
    following = bisect_left(starts, end)
    limit = min(stop, starts[following]) if following < len(starts) else stop
    clause = _CLAUSE_ENDS.search(text, end, limit)
    added = text[end : clause.start() if clause else limit].rstrip(" ." if limit == stop else " ")
    return end + len(added) if len(added.split()) <= _AT_MOST else end


def _sentence(sentences: Sequence[tuple[int, int]], position: int) -> int:
    return max(0, bisect_right(sentences, (position, 2**62)) - 1)
