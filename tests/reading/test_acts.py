from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from model.worded import span, words_by_hand

from inquit.model.regions import Region, regions
from inquit.model.statement_head import FIELDS, ROOTS, Scores
from inquit.reading.acts import TARGETED, Doing, aimed_at, doing, mended, segments, with_whole_names
from inquit.reading.attribution import Attribution
from inquit.types import Act, Flag, Kind, Span, Speaker, Type

TEXT = "If it rains Ada Lunt told the guild she would sue Tor"
WORDS = words_by_hand(TEXT)
(REGION,) = regions(
    TEXT, WORDS, [Attribution(span(TEXT, "Ada Lunt"), span(TEXT, "told"), span(TEXT, "she would sue Tor"))]
)


GUILD = Speaker("p1", "the guild", Kind.GROUP, mentions=((26, 35),))
SUED = Speaker("p2", "Tor", Kind.PERSON, mentions=((50, 53),))
GUILDSMAN = Speaker("p3", "guild", Kind.GROUP, mentions=((26, 29),))


def scores(act: Act = Act.ASSERT, *, flags: tuple[Flag, ...] = (), has: tuple[str, ...] = (), **words: str) -> Scores:
    """Scores that are sure of what is named: the act, its flags, which fields are told, and each field's words."""
    inside = np.full((len(REGION.words), 3, len(FIELDS)), -3, dtype=np.float32)
    inside[:, 1:] = 0
    for name, told in words.items():
        for part in told.split("|"):
            inside[WORDS.inside(span(TEXT, part))[REGION.words], 0, FIELDS.index(name)] = 3
    return Scores(
        type=np.array([one is Type.EVENTUALITY for one in Type], dtype=np.float32),
        act=np.array([4.0 * (one is act) for one in Act], dtype=np.float32),
        flags=np.array([1.0 if flag in flags else -1.0 for flag in Flag], dtype=np.float32),
        root=np.zeros(len(ROOTS), dtype=np.float32),
        has=np.array([1.0 if name in has else -1.0 for name in FIELDS], dtype=np.float32),
        inside=inside,
    )


def logits(*inside: float) -> np.ndarray:
    return np.array([[value, 0, 0] for value in inside], dtype=np.float32).reshape(-1, 3)


@pytest.mark.parametrize(
    ("inside", "most", "expected"),
    [
        ((), 1, []),
        ((-1, 4, 4, -1), 1, [(1, 2)]),
        ((4, -1, 4), 1, [(0, 2)]),  # a doubtful word inside costs little
        ((4, -6, 5), 1, [(2, 2)]),
        ((4, -6, 5), 2, [(0, 0), (2, 2)]),
        ((1, -6, 5), 2, [(2, 2)]),  # a second piece must be better than none
        ((4, 4, 4), 2, [(0, 2)]),  # and does not touch the first
        ((-3, -2, -3), 1, [(1, 1)]),  # there is one, so the least unlikely word
        ((100, -6, -6, 4, 4), 1, [(3, 4)]),  # no word outweighs a clause
    ],
)
def test_segments_are_the_best_runs(inside: tuple[float, ...], most: int, expected: list[tuple[int, int]]) -> None:
    assert segments(logits(*inside), most) == expected


def test_edges_move_where_a_run_begins_and_ends() -> None:
    row = logits(0.5, 1, 1, 0.5)
    row[1, 1] = row[2, 2] = 5
    assert segments(row, 1) == [(1, 2)]


@given(
    arrays(np.float32, st.tuples(st.integers(0, 12), st.just(3)), elements=st.floats(-20, 20, width=32)),
    st.integers(1, 3),
)
def test_segments_lie_in_order_and_apart(row: np.ndarray, most: int) -> None:
    found = segments(row, most)
    assert len(found) <= most
    assert bool(found) == bool(len(row))
    assert all(0 <= first <= last < len(row) for first, last in found)
    assert all(before[1] + 1 < after[0] for before, after in pairwise(found))


def test_flags_type_and_acts_are_told() -> None:
    done = doing(scores(Act.THREATEN, flags=(Flag.HEDGED, Flag.NEGATED)), REGION, WORDS)
    assert (done.type, done.act, set(done.flags)) == (Type.EVENTUALITY, Act.THREATEN, {Flag.HEDGED, Flag.NEGATED})
    assert done.acts[0][0] is Act.THREATEN
    assert all(0.05 <= share <= 1 for _, share in done.acts)


def test_acts_are_ranked_three_at_most() -> None:
    some = scores()
    act = np.zeros(len(Act), dtype=np.float32)
    act[:4] = 2.0, 2.1, 2.2, 2.3
    done = doing(replace(some, act=act), REGION, WORDS)
    assert [one for one, _ in done.acts] == [list(Act)[n] for n in (3, 2, 1)]
    assert [share for _, share in done.acts] == sorted((share for _, share in done.acts), reverse=True)


@pytest.mark.parametrize(
    ("flags", "has", "expected"), [((Flag.CONDITIONAL,), (), "If it rains"), ((), ("condition",), ""), ((), (), "")]
)
def test_only_what_is_conditional_has_a_condition(flags: tuple[Flag, ...], has: tuple[str, ...], expected: str) -> None:
    assert doing(scores(flags=flags, has=has, condition="If it rains"), REGION, WORDS).condition.of(TEXT) == expected


@pytest.mark.parametrize("act", Act)
def test_only_acts_that_are_aimed_have_a_target(act: Act) -> None:
    target = doing(scores(act, has=("target",), target="Tor"), REGION, WORDS).target
    assert target.of(TEXT) == ("Tor" if act in TARGETED else "")


def test_spans_are_told_only_where_the_text_tells_them() -> None:
    told = scores(has=("addressee",), addressee="the guild", setting="rains")
    done = doing(told, REGION, WORDS)
    assert (done.addressee.of(TEXT), done.setting) == ("the guild", Span())


@pytest.mark.parametrize(
    ("act", "words", "expected"),
    [
        (Act.ACCUSE, "the guild|Tor", "Tor"),
        (Act.ACCUSE, "the guild", ""),
        (Act.DEMAND, "the guild", "the guild"),
        (Act.THREATEN, "the guild", "the guild"),
    ],
)
def test_who_is_told_is_no_target_of_a_reproach(act: Act, words: str, expected: str) -> None:
    told = scores(act, has=("addressee", "target"), addressee="the guild", target=words)
    assert doing(told, REGION, WORDS).target.of(TEXT) == expected


@pytest.mark.parametrize(
    ("words", "kept"), [("the", ""), ("the guild", "the guild"), ("the|Tor", "Tor"), ("If it", "If it"), ("", "")]
)
def test_an_article_alone_tells_nothing(words: str, kept: str) -> None:
    pieces = Span(tuple(piece for word in words.split("|") if word for piece in span(TEXT, word)))
    done = mended(Doing(addressee=pieces, setting=pieces, target=pieces), TEXT)
    assert [found.of(TEXT) for found in (done.addressee, done.setting, done.target)] == [kept] * 3


def test_fields_are_drawn_to_the_ends_of_names_and_nouns() -> None:
    text = "If Mr. Lunt comes, the guild will oppose the bill’s passage."
    done = mended(Doing(condition=span(text, "If Mr"), target=span(text, "the bill’s")), text)
    assert (done.condition.of(text), done.target.of(text)) == ("If Mr. Lunt", "the bill’s passage")


@pytest.mark.parametrize(
    ("target", "expected"),
    [((), ()), (((50, 53),), ((50, 53),)), (((30, 35),), ((26, 35),)), (((30, 32), (33, 51)), ((26, 53),))],
)
def test_a_name_that_a_target_cuts_through_is_made_whole(
    target: tuple[tuple[int, int], ...], expected: tuple[tuple[int, int], ...]
) -> None:
    assert with_whole_names(Span(target), (GUILD, SUED)) == Span(expected)


def test_a_span_of_words_that_are_all_unlikely_is_not_told() -> None:
    unlikely = scores(Act.ACCUSE, flags=(Flag.CONDITIONAL,), has=FIELDS)
    done = doing(unlikely, REGION, WORDS)
    assert (done.setting, done.target) == (Span(), Span())
    assert done.condition  # the flag has told that there is one


def test_a_condition_may_have_two_pieces() -> None:
    done = doing(scores(flags=(Flag.CONDITIONAL,), condition="If it|sue Tor"), REGION, WORDS)
    assert done.condition.of(TEXT) == "If it … sue Tor"


def test_a_region_without_words_tells_no_spans() -> None:
    none = np.zeros(0, dtype=np.int64)
    told = scores(Act.ACCUSE, flags=(Flag.CONDITIONAL,), has=FIELDS)
    done = doing(replace(told, inside=told.inside[:0]), Region(none, none, none, none, none), WORDS)
    assert (done.act, done.condition, done.target, done.addressee) == (Act.ACCUSE, Span(), Span(), Span())


@given(arrays(np.float32, (len(REGION.words), 3, len(FIELDS)), elements=st.floats(-9, 9, width=32)))
def test_spans_lie_inside_the_text_and_are_whole_words(inside: np.ndarray) -> None:
    told = scores(Act.ACCUSE, flags=(Flag.CONDITIONAL,), has=FIELDS)
    done = doing(replace(told, inside=inside), REGION, WORDS)
    assert done.condition
    for found in (done.condition, done.addressee, done.setting, done.target):
        for start, end in found:
            assert 0 <= start < end <= len(TEXT)
            assert set(TEXT[start:end].split()) <= set(TEXT.split())


def test_nothing_told_leaves_the_fields_of_a_statement_empty() -> None:
    assert Doing().fields() == {
        "type": None, "act": None, "acts": (), "flags": (),
        "condition": Span(), "addressee": Span(), "setting": Span(), "target": Span(),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("target", "speakers", "expected"),
    [
        (Span(), (GUILD, SUED), None),
        (Span(((50, 53),)), (GUILD, SUED), SUED),
        (Span(((26, 53),)), (SUED, GUILD), GUILD),  # the first in the words
        (Span(((26, 53),)), (GUILDSMAN, GUILD), GUILD),  # by the longest mention
        (Span(((30, 35),)), (GUILD,), None),  # not the whole mention
    ],
)
def test_a_target_is_the_speaker_first_mentioned_in_it(
    target: Span, speakers: tuple[Speaker, ...], expected: Speaker | None
) -> None:
    assert aimed_at(target, speakers) == expected
