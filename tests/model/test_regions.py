from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.model.regions import DISTANCES, LONGEST, OTHERS, PARTS, Words, regions, words_of
from inquit.reading.attribution import Attribution
from inquit.types import Span
from model.worded import span, words_by_hand

TEXT = "It rained. In Holm on Monday nobody spoke. Ada Lunt said the pier was safe. The mayor left."
SAID = Attribution(span(TEXT, "Ada Lunt"), span(TEXT, "said"), span(TEXT, "the pier was safe"))


def shown(text: str, words: Words, numbers: np.ndarray) -> list[str]:
    return [text[words.start[n] : words.end[n]] for n in numbers]


def test_no_windows_have_no_words() -> None:
    words = words_of([])
    assert (len(words.start), len(words.end), len(words.states)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("pieces", "touched"),
    [
        ((), []),
        (((0, 2),), ["It"]),
        (((1, 4),), ["It", "rained"]),
        (((2, 3),), []),  # only the space between
        (((0, 2), (14, 18)), ["It", "Holm"]),
    ],
)
def test_a_span_holds_the_words_that_it_touches(pieces: tuple[tuple[int, int], ...], touched: list[str]) -> None:
    words = words_by_hand(TEXT)
    assert shown(TEXT, words, np.flatnonzero(words.inside(Span(pieces)))) == touched


def test_a_region_is_the_own_sentence_and_the_one_before() -> None:
    words = words_by_hand(TEXT)
    (region,) = regions(TEXT, words, [SAID])
    assert shown(TEXT, words, region.words) == TEXT[11:74].replace(".", "").split()
    assert region.sentence.tolist() == [1] * 6 + [0] * 7
    assert region.part.tolist() == [0] * 6 + [1, 1, 2, 3, 3, 3, 3]


def test_distance_tells_how_far_the_cue_is_and_on_which_side() -> None:
    (region,) = regions(TEXT, words_by_hand(TEXT), [SAID])
    cue = region.part.tolist().index(2)
    assert region.distance[cue] == 0
    assert region.distance[:cue].tolist() == sorted(region.distance[:cue].tolist(), reverse=True)
    assert region.distance[cue - 1] != region.distance[cue + 1]


def test_without_a_cue_distance_is_counted_from_the_content() -> None:
    (region,) = regions(TEXT, words_by_hand(TEXT), [Attribution(SAID.source, Span(), SAID.content)])
    assert region.distance[region.part == 3].tolist() == [0, 0, 0, 0]


def test_another_statement_is_seen_from_a_region() -> None:
    text = "Ada Lunt said the mayor hopes for rain."
    outer = Attribution(span(text, "Ada Lunt"), span(text, "said"), span(text, "the mayor hopes for rain"))
    inner = Attribution(span(text, "the mayor"), span(text, "hopes"), span(text, "for rain"))
    seen, from_within = regions(text, words_by_hand(text), [outer, inner])
    assert seen.other.tolist() == [0, 0, 0, 1, 1, 1, 2, 2]
    assert from_within.other.tolist() == [1, 1, 1, 2, 2, 2, 2, 2]


def test_of_a_long_sentence_the_words_near_the_reporting_clause_are_kept() -> None:
    text = f"Ada said {'rain and ' * 200}wind."
    (region,) = regions(
        text, words_by_hand(text), [Attribution(span(text, "Ada"), span(text, "said"), Span(((9, len(text) - 1),)))]
    )
    assert region.words.tolist() == list(range(LONGEST))


def test_nothing_is_read_of_no_statements_and_nothing_found_in_no_words() -> None:
    assert regions(TEXT, words_by_hand(TEXT), []) == []
    (region,) = regions("…", words_by_hand("…"), [Attribution(Span(), Span(), Span(((0, 1),)))])
    assert len(region.words) == 0


@given(st.text(alphabet="ab .\n", min_size=1, max_size=60), st.data())
def test_every_region_stays_within_its_bounds(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4, unique=False)))
    source, cue, content = (Span(((a, b),) if a < b else ()) for a, b in pairwise(cuts))
    content = content or Span(((0, len(text)),))
    words = words_by_hand(text)
    (region,) = regions(text, words, [Attribution(source, cue, content)])
    assert len(region.words) <= LONGEST
    assert (np.diff(region.words) > 0).all()
    assert region.words.size == 0 or 0 <= region.words[0] <= region.words[-1] < len(words.start)
    for values, limit in (
        (region.part, PARTS),
        (region.other, OTHERS),
        (region.sentence, 2),
        (region.distance, DISTANCES),
    ):
        assert len(values) == len(region.words)
        assert ((values >= 0) & (values < limit)).all()
