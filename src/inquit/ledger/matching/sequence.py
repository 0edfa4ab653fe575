"""Which words of two texts stand for one another, in order.

A weighted longest common subsequence: equal words count, words of meaning more than those of grammar, runs more than
scattered ones, so that a lone *the* between two changed halves ties nothing.  `difflib` finds longest blocks first and
ties exactly those; it is used here only to cut long texts into parts that can be compared word by word.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from inquit.ledger.matching.words import Word

CONTENT, GRAMMAR, RUN = 1.0, 0.3, 0.25
"""What a pair of equal words counts, and a pair that goes on a run of pairs.  By judgement: three words of grammar in a
row outweigh no word of meaning."""

RELATED = 0.7
"""What two forms of a word count, or two words of one meaning, beside 1 for the same word."""

CELLS = 40_000
"""Pairs of words that are compared one by one, as two texts of 200 words; longer ones are cut at their common runs."""

ANCHOR = 6
"""Words in a row at which long texts are cut."""

Pair = tuple[int, int]


def pairs(one: Sequence[Word], other: Sequence[Word]) -> list[Pair]:
    """Positions of words that stand for one another, both increasing."""
    if len(one) * len(other) <= CELLS:
        return _tidy(one, other, _best(one, other))
    found: list[Pair] = []
    matcher = SequenceMatcher(None, [word.key for word in one], [word.key for word in other], autojunk=False)
    i = j = 0
    for block in matcher.get_matching_blocks():
        if block.size and block.size < ANCHOR:
            continue
        before = one[i : block.a], other[j : block.b]
        if len(before[0]) * len(before[1]) <= CELLS:
            found += [(i + a, j + b) for a, b in _tidy(*before, _best(*before))]
        found += [(block.a + k, block.b + k) for k in range(block.size)]
        i, j = block.a + block.size, block.b + block.size
    return found


def _best(one: Sequence[Word], other: Sequence[Word]) -> list[Pair]:
    """The pairs of the highest sum (Needleman and Wunsch 1970, without costs for what is left out)."""
    width = len(other) + 1
    best = [[0.0] * width]  # of the first i and j words
    run = [[0.0] * width]  # of those whose last words are a pair; 0: they are none
    for a in one:
        above, above_run = best[-1], run[-1]
        row, row_run = [0.0] * width, [0.0] * width
        a_key, a_stem, weight = a.key, a.stem, CONTENT if a.is_content else GRAMMAR
        for j, b in enumerate(other, 1):
            highest = above[j] if above[j] >= row[j - 1] else row[j - 1]
            if a_stem == b.stem:
                alike = weight if a_key == b.key else weight * RELATED
                before = above[j - 1]
                if above_run[j - 1] and above_run[j - 1] + RUN > before:
                    before = above_run[j - 1] + RUN
                row_run[j] = before + alike
                if row_run[j] > highest:
                    highest = row_run[j]
            row[j] = highest
        best.append(row)
        run.append(row_run)
    return _traced(best, run)


def _traced(best: list[list[float]], run: list[list[float]]) -> list[Pair]:
    found: list[Pair] = []
    i, j = len(best) - 1, len(best[0]) - 1
    in_run = False
    while i and j:
        if run[i][j] and (in_run or run[i][j] >= best[i][j] - 1e-9):
            found.append((i - 1, j - 1))
            before = run[i - 1][j - 1]
            in_run = bool(before) and before + RUN > best[i - 1][j - 1]
            i, j = i - 1, j - 1
        elif best[i - 1][j] >= best[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return found[::-1]


def _tidy(one: Sequence[Word], other: Sequence[Word], found: list[Pair]) -> list[Pair]:
    """The pairs without lone words of grammar: runs without a word of meaning that are shorter than the gaps around."""
    kept: list[Pair] = []
    runs = _runs(found)
    for number, whole in enumerate(runs):
        if any(one[i].is_content for i, _ in whole) or len(whole) == len(one) or len(whole) == len(other):
            kept += whole
            continue
        before = runs[number - 1][-1] if number else (-1, -1)
        after = runs[number + 1][0] if number + 1 < len(runs) else (len(one), len(other))
        gap = min(
            max(whole[0][0] - before[0], whole[0][1] - before[1]) - 1,
            max(after[0] - whole[-1][0], after[1] - whole[-1][1]) - 1,
        )
        if gap < len(whole):
            kept += whole
    return kept


def _runs(found: list[Pair]) -> list[list[Pair]]:
    runs: list[list[Pair]] = []
    for i, j in found:
        if runs and runs[-1][-1] == (i - 1, j - 1):
            runs[-1].append((i, j))
        else:
            runs.append([(i, j)])
    return runs
