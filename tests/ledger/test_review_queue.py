from __future__ import annotations

import pytest

from inquit.ledger import Ledger
from inquit.ledger.overview import newest_articles, outlets, overview, state
from inquit.ledger.review_queue import Queued, Verdict, last_of, least_confident, sample, share_right
from tests.ledger.readings import FERRY, reading


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path / "town.db") as made:
        for number in range(10):
            text = FERRY.replace("Friday", f"day {number}")
            made.add(reading(text, url=f"https://post.example/{number}", confidence=number / 10))
        yield made


def test_the_least_confident_come_first(ledger: Ledger) -> None:
    queue = least_confident(ledger.conn, limit=30)
    told = [ledger.statement(one.id).row.confidence for one in queue]
    assert told == sorted(told)
    assert len(queue) == 20
    assert all(one.verdict is Verdict.OPEN for one in queue)


def test_the_queue_goes_on_after_a_statement(ledger: Ledger) -> None:
    queue = least_confident(ledger.conn, limit=30)
    assert least_confident(ledger.conn, after=queue[4].id, limit=30) == queue[5:]


@pytest.mark.parametrize("say", ["confirm", "strike", "correct"])
def test_what_is_checked_is_in_the_queue_again_once_that_is_undone(ledger: Ledger, say: str) -> None:
    (first,) = least_confident(ledger.conn, limit=1)
    if say == "correct":
        (event,) = ledger.correct(first.id, {"act": "predict"}, who="ann")
    else:
        event = getattr(ledger, say)(first.id, who="ann")
    assert first not in least_confident(ledger.conn, limit=30)
    ledger.undo(event.id, who="ann")
    assert least_confident(ledger.conn, limit=1) == (first,)


def test_a_sample_depends_on_its_seed_alone(ledger: Ledger) -> None:
    one = sample(ledger.conn, seed=1, size=5)
    assert one == sample(ledger.conn, seed=1, size=5)
    assert one == sample(ledger.conn, seed=1, size=8)[:5]
    assert len({sample(ledger.conn, seed=seed, size=5) for seed in range(10)}) > 3
    everything = sample(ledger.conn, seed=3, size=1000)
    assert len({queued.id for queued in everything}) == len(everything) == 20


def test_a_sample_keeps_what_was_struck_out_and_tells_each_verdict(ledger: Ledger) -> None:
    right, wrong, struck, left = (one.id for one in sample(ledger.conn, seed=1, size=4))
    ledger.confirm(right, who="ann")
    ledger.correct(wrong, {"act": "predict"}, who="ann")
    ledger.strike(struck, who="ann")
    assert sample(ledger.conn, seed=1, size=4) == (
        Queued(right, Verdict.RIGHT),
        Queued(wrong, Verdict.CORRECTED),
        Queued(struck, Verdict.STRUCK),
        Queued(left, Verdict.OPEN),
    )


def test_every_statement_is_as_likely_to_be_drawn(ledger: Ledger) -> None:
    seen = {one.id: 0 for one in sample(ledger.conn, seed=0, size=1000)}
    for seed in range(400):
        for one in sample(ledger.conn, seed=seed, size=5):
            seen[one.id] += 1
    # A run of hashes is as random as its beginning, but neighbours come together: wide bounds around 100.
    assert 20 < min(seen.values()) < max(seen.values()) < 300


@pytest.mark.parametrize(
    ("right", "checked", "low", "high"),
    [
        (0, 10, 0.0, 0.278),
        (10, 10, 0.722, 1.0),
        (81, 90, 0.821, 0.946),
    ],  # Wilson's interval, as published tables have it
)
def test_the_share_has_its_interval(right: int, checked: int, low: float, high: float) -> None:
    queue = [Queued("s", Verdict.RIGHT)] * right + [Queued("s", Verdict.STRUCK)] * (checked - right)
    share = share_right((*queue, Queued("s", Verdict.OPEN)))
    assert share is not None
    assert (share.right, share.checked) == (right, checked)
    assert (share.low, share.high) == (pytest.approx(low, abs=0.001), pytest.approx(high, abs=0.001))


def test_nothing_checked_has_no_share() -> None:
    assert share_right((Queued("s", Verdict.OPEN),)) is None


def test_the_last_word_of_a_person_is_one_that_they_did_not_take_back(ledger: Ledger) -> None:
    one, other, _ = least_confident(ledger.conn, limit=3)
    first = ledger.confirm(one.id, who="ann")
    second = ledger.confirm(other.id, who="ann")
    ledger.confirm(other.id, who="ben")
    assert last_of(ledger.conn, "ann") == second
    ledger.undo(second.id, who="ann")
    assert last_of(ledger.conn, "ann") == first
    assert last_of(ledger.conn, "cem") is None


def test_a_ledger_is_told_at_a_glance(ledger: Ledger) -> None:
    before = state(ledger.conn)
    ledger.confirm(least_confident(ledger.conn, limit=1)[0].id, who="ann")
    told = overview(ledger.conn)
    assert (told.articles, told.statements, told.people, told.outlets, told.checked) == (10, 20, 2, 1, 1)
    assert (told.first, told.last) == ("2024-03-09", "2024-03-09")
    assert outlets(ledger.conn) == (("The Holm Post", 10),)
    assert [one.statements for one in newest_articles(ledger.conn, limit=3)] == [2, 2, 2]
    assert state(ledger.conn) != before
