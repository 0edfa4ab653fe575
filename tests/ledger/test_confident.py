"""What is sure enough to be found: by its confidence, or since a person has looked at it."""

from __future__ import annotations

import pytest

from inquit.errors import FormatError
from inquit.ledger import Ledger
from inquit.ledger.search_query import Query
from ledger.readings import reading

SURE = "Toll\n\nIda Holm said the toll will rise. Otto Brandt denied that it helps."
UNSURE = "Ferry\n\nIda Holm promised a ferry by May. Vera Lund said it leaks. Kari Holm said it sails."
BY_HAND = "Talks\n\nKari Holm said the harbour is open."


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    ledger.add(reading(SURE, url="https://post.example/1"))
    ledger.add(reading(UNSURE, url="https://post.example/2", confidence=0.3))
    ledger.add(reading(BY_HAND, url="https://post.example/3", confidence=None))
    return ledger


def found(ledger: Ledger, query: Query) -> set[str]:
    return {row.words for row in ledger.search(query)}


RISE, HELPS, OPEN = "the toll will rise", "that it helps", "the harbour is open"
FERRY, LEAKS, SAILS = "a ferry by May", "it leaks", "it sails"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(min_confidence=0.5), {RISE, HELPS, OPEN}),
        (Query(min_confidence=0.3), {RISE, HELPS, OPEN, FERRY, LEAKS, SAILS}),
        (Query("toll", min_confidence=0.91), set()),
        (Query("toll", min_confidence=0.9), {RISE}),
        (Query(speaker="Holm", min_confidence=1), {OPEN}),
    ],
)
def test_a_search_leaves_out_what_is_less_sure(full: Ledger, query: Query, expected: set[str]) -> None:
    assert found(full, query) == expected


def test_what_a_person_looked_at_is_found_however_unsure_the_reader_was(full: Ledger) -> None:
    ids = {row.words: row.id for row in full.statements()}
    confirmed = full.confirm(ids[LEAKS], who="ann")
    full.correct(ids[FERRY], {"act": "predict"}, who="ann")

    assert found(full, Query(min_confidence=0.95)) == {OPEN, LEAKS, FERRY}

    full.undo(confirmed.id, who="ann")
    assert found(full, Query(min_confidence=0.95)) == {OPEN, FERRY}


def test_an_export_leaves_it_out_too(full: Ledger) -> None:
    assert [one["words"] for one in full.complete(min_confidence=0.5)] == [RISE, HELPS, OPEN]
    assert len(list(full.complete())) == 6


@pytest.mark.parametrize("confidence", [-0.1, 50])
def test_a_confidence_goes_from_0_to_1(full: Ledger, confidence: float) -> None:
    for asked in (
        lambda: full.search(Query(min_confidence=confidence)),
        lambda: list(full.complete(min_confidence=confidence)),
    ):
        with pytest.raises(FormatError) as caught:
            asked()
        assert str(caught.value) == f"min_confidence: {confidence:g} is not between 0 and 1"
