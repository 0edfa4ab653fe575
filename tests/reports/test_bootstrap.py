from __future__ import annotations

import numpy as np
import pytest

from inquit.reports.bootstrap import Interval, ratio_intervals


def shares(counts: list[list[float]], **more: int) -> list[Interval | None]:
    above = np.array(counts, dtype=np.float64)
    below = np.repeat(above.sum(axis=1, keepdims=True), above.shape[1], axis=1)
    total = above.sum()
    return ratio_intervals(above, below, [column / total for column in above.sum(axis=0)], seed=1, **more)


def test_articles_that_are_all_alike_leave_no_doubt() -> None:
    assert shares([[1, 3]] * 50) == [Interval(0.25, 0.25), Interval(0.75, 0.75)]


def test_the_same_seed_gives_the_same_intervals() -> None:
    counts = [[number % 3, 2.0] for number in range(40)]

    assert shares(counts) == shares(counts)


def test_a_share_of_independent_statements_has_the_binomials_interval() -> None:
    rng = np.random.default_rng(7)
    yes = rng.random(400) < 0.3
    found = shares([[float(one), float(not one)] for one in yes])[0]
    share = yes.mean()
    half = 1.96 * np.sqrt(share * (1 - share) / 400)

    assert found is not None
    assert (found.low, found.high) == pytest.approx((share - half, share + half), abs=0.008)


def test_statements_that_come_in_clumps_leave_more_doubt() -> None:
    rng = np.random.default_rng(7)
    spread = rng.multinomial(10, [0.5, 0.5], size=100).astype(float)
    clumped = np.array([[10.0, 0.0] if number % 2 else [0.0, 10.0] for number in range(100)])
    widths = [found.high - found.low for found in (shares(spread.tolist())[0], shares(clumped.tolist())[0]) if found]

    assert widths[1] > 2 * widths[0]


def test_a_sample_of_articles_gives_the_interval_of_all() -> None:
    rng = np.random.default_rng(3)
    counts = rng.poisson([[2.0, 5.0]] * 8_000).astype(float)
    every, sample = shares(counts.tolist())[0], shares(counts[:2_000].tolist(), articles=8_000)[0]

    assert every is not None and sample is not None
    assert sample.high - sample.low == pytest.approx(every.high - every.low, rel=0.15)


@pytest.mark.parametrize(
    ("above", "below", "ratio"),
    [([[1.0]], [[2.0]], 0.5), ([[1.0], [0.0]], [[2.0], [0.0]], 0.5), ([[0.0], [0.0]], [[0.0], [0.0]], None)],
    ids=["one article", "one article that tells", "nothing below"],
)
def test_where_nothing_can_be_told(above: list[list[float]], below: list[list[float]], ratio: float | None) -> None:
    assert ratio_intervals(np.array(above), np.array(below), [ratio], seed=1) == [None]
