from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inquit.errors import FormatError
from inquit.ledger import Ledger, search_plan
from inquit.ledger.search import Found, search
from inquit.ledger.search_query import Order, Query
from ledger.readings import reading

FIRST = "Toll\n\nIda Holm said the harbour toll will rise. Otto Brandt denied that a toll at the harbour helps."
SECOND = "Ferry\n\nIda Holm promised a ferry by May. Ida Holm said the toll is too high. Vera Lund said no."
THIRD = "Talks\n\nKari Holm said the harbour is open. Otto Brandt promised lower tolls if the council agrees."


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    ledger.add(reading(FIRST, url="https://post.example/1", outlet="The Holm Post", published="2024-03-09"))
    ledger.add(reading(SECOND, url="https://echo.example/2", outlet="Norvik Echo", published="2024-05-01"))
    ledger.add(
        reading(THIRD, url="https://echo.example/3", outlet="Norvik Echo", published="2023-12-24", flags=["hedged"])
    )
    return ledger


def told(found: Found) -> list[str]:
    return [f"{row.who}: {row.words}" for row in found]


RISE, HELPS = "Ida Holm: the harbour toll will rise", "Otto Brandt: that a toll at the harbour helps"
FERRY, HIGH, NO = "Ida Holm: a ferry by May", "Ida Holm: the toll is too high", "Vera Lund: no"
OPEN, LOWER = "Kari Holm: the harbour is open", "Otto Brandt: lower tolls if the council agrees"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query("harbour toll"), [RISE, HELPS]),
        (Query("toll"), [HIGH, HELPS, RISE, LOWER]),
        (Query("toll", order=Order.OLDEST), [LOWER, RISE, HELPS, HIGH]),
        (Query('"harbour toll"'), [RISE]),
        (Query("toll -harbour"), [HIGH, LOWER]),
        (Query("-toll"), [NO, FERRY, OPEN]),
        (Query("toll", speaker="Ida Holm"), [HIGH, RISE]),
        (Query(speaker="holm"), [HIGH, FERRY, RISE, OPEN]),
        (Query(speaker="Hol"), [HIGH, FERRY, RISE, OPEN]),
        (Query(acts=("promise",)), [FERRY, LOWER]),
        (Query(acts=("promise", "deny")), [FERRY, HELPS, LOWER]),
        (Query(flags=("hedged",)), [LOWER, OPEN]),
        (Query(outlets=("echo",), order=Order.OLDEST), [OPEN, LOWER, FERRY, HIGH, NO]),
        (Query(said_from="2024-03", said_to="2024-04"), [HELPS, RISE]),
        (Query(published_from="2024-04"), [NO, HIGH, FERRY]),
        (Query(published_to="2023"), [LOWER, OPEN]),
        (Query("tolls", speaker="Brandt", published_to="2024-01-01"), [LOWER]),
        (Query(types=("belief",)), []),
    ],
)
def test_a_query_finds(full: Ledger, query: Query, expected: list[str]) -> None:
    assert told(full.search(query)) == expected


def test_words_alone_are_a_query(full: Ledger) -> None:
    assert told(full.search("ferry")) == [FERRY]


def test_a_speaker_is_found_by_id(full: Ledger) -> None:
    person = full.search("ferry").rows[0].person
    assert person is not None

    assert told(full.search(Query(speaker=person))) == [HIGH, FERRY, RISE]


def test_an_unnamed_speaker_is_found_by_the_words_of_the_source(full: Ledger) -> None:
    found = full.search(Query(speaker="otto brandt of norvik"))

    assert told(found) == []
    assert found.notes == (
        "nobody is named 'otto brandt of norvik'; there is Otto Brandt; looked for in the words that name the source",
    )


@pytest.mark.parametrize(
    ("query", "note"),
    [
        (Query("!!"), "there is no word to look for in '!!'"),
        (Query(outlets=("Gazette",)), "there is no outlet 'Gazette'"),
        (
            Query(speaker="Ida Holn"),
            "nobody is named 'Ida Holn'; there is Ida Holm; looked for in the words that name the source",
        ),
    ],
)
def test_what_cannot_be_found_is_said(full: Ledger, query: Query, note: str) -> None:
    found = full.search(query, facets=True)

    assert (found.rows, found.next, found.notes) == ((), None, (note,))
    assert found.facets is not None
    assert found.facets.hits == 0


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (Query(said_from="soon"), "said_from: 'soon' is not a date; write it as 2024-03-09, 2024-03 or 2024"),
        (Query(acts=("promis",)), "'promis' is no act; did you mean 'promise'?"),
        (Query(flags=("sure",)), "'sure' is no flag; there are conditional, negated, hedged"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(full: Ledger, query: Query, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        full.search(query)

    assert str(caught.value) == message


@pytest.mark.parametrize("cursor", ["", "best", "best-0-2024-05-01-", "newest-0-2024-05-01-3", "best-0-2024-05-01-3;"])
def test_a_cursor_of_another_search_is_refused(full: Ledger, cursor: str) -> None:
    with pytest.raises(FormatError, match="is not a cursor of this search"):
        full.search("toll", cursor=cursor)


@pytest.mark.parametrize("order", [None, *Order])
@pytest.mark.parametrize("words", ["harbour toll", "toll", "", "-ferry", "tol*"])
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_follow_each_other(full: Ledger, words: str, order: Order | None, limit: int) -> None:
    query = Query(words, order=order)
    found = full.search(query, limit=limit)
    rows = list(found)
    while found.next is not None:
        found = full.search(query, limit=limit, cursor=found.next)
        rows += found

    assert rows == list(full.search(query))


def test_a_cursor_stays_where_it_is_when_something_is_added(full: Ledger) -> None:
    first = full.search("toll", limit=2)
    full.add(reading("New\n\nIda Holm said a new toll is near.", url="https://post.example/9", published="2024-06-01"))
    full.add(
        reading("Old\n\nIda Holm said an old toll was dear.", url="https://post.example/8", published="2020-06-01")
    )
    second = full.search("toll", limit=9, cursor=first.next)

    assert told(first) + told(second) == [HIGH, HELPS, RISE, LOWER, "Ida Holm: an old toll was dear"]


def test_facets_count_what_is_found(full: Ledger) -> None:
    facets = full.search("toll", limit=1, facets=True).facets
    assert facets is not None

    assert (facets.hits, facets.complete) == (4, True)
    assert [(one.label, one.hits) for one in facets.speakers] == [("Otto Brandt", 2), ("Ida Holm", 2)]
    assert {one.value: one.hits for one in facets.acts} == {"assert": 2, "deny": 1, "promise": 1}
    assert {one.value: one.hits for one in facets.outlets} == {"The Holm Post": 2, "Norvik Echo": 2}
    assert [(one.value, one.hits) for one in facets.months] == [("2024-05", 1), ("2024-03", 2), ("2023-12", 1)]


def test_a_facet_is_a_search_of_its_own(full: Ledger) -> None:
    facets = full.search("toll", facets=True).facets
    assert facets is not None

    for one in facets.speakers:
        assert len(full.search(Query("toll", speaker=one.value))) == one.hits


def test_what_is_struck_or_superseded_is_not_found(full: Ledger) -> None:
    full.strike(full.search("ferry").rows[0].id, who="me")
    full.add(reading("Toll\n\nIda Holm said the harbour toll stays.", url="https://post.example/1"))

    assert full.search("ferry").rows == ()
    assert told(full.search('"harbour toll"')) == ["Ida Holm: the harbour toll stays"]


QUERIES = [
    Query(words, speaker=speaker, acts=acts, outlets=outlets, published_from=first, order=order)
    for words in ("toll", "harbour toll", "")
    for speaker in (None, "Holm", "Otto Brandt")
    for acts in ((), ("promise",))
    for outlets in ((), ("echo",))
    for first in (None, "2024")
    for order in (None, Order.OLDEST)
]


@pytest.mark.parametrize(
    "changes",
    [{"GATHERED": 0}, {"CHECK_COST": 0}, {"NARROW": 0}, {"COVERED": 0}, {"NARROW": 0, "COVERED": 0, "GATHERED": 0}],
)
def test_every_way_leads_to_the_same_hits(
    full: Ledger, monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any]
) -> None:
    expected = [(list(full.search(query)), full.search(query, facets=True).facets) for query in QUERIES]
    for name, value in changes.items():
        monkeypatch.setattr(search_plan, name, value)

    for query, (rows, facets) in zip(QUERIES, expected, strict=True):
        found = full.search(query, facets=True)
        assert list(found) == rows
        assert found.facets is not None
        assert facets is not None
        assert set(found.facets.acts) == set(facets.acts)
        assert found.facets.hits == facets.hits


def test_many_people_of_one_name_are_found(ledger: Ledger) -> None:
    for number in range(210):
        name = f"{chr(65 + number % 26)}{chr(97 + number // 26)}nna Holm"
        ledger.add(reading(f"A\n\n{name} said yes number {number}.", url=f"https://a.example/{number}"))

    assert len(ledger.search(Query(speaker="Holm"), limit=500)) == 210
    assert len(ledger.search(Query("yes", speaker="Holm"), limit=500)) == 210


ODD = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="\"“”-*() \x00\ud800:^+{}%@#'’ANDORNEARtoll🙂\u0301", max_size=40),
    st.lists(
        st.sampled_from(['"', "-", "toll", "harb*", "NEAR(", "AND", "NOT", "don't", "50%", '"@nasa', "{words}:", "^"])
    ).map(" ".join),
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    opened = Ledger(tmp_path_factory.mktemp("odd") / "inquit.db")
    opened.add(reading(FIRST))
    return opened.conn


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=ODD, speaker=st.none() | ODD, outlet=st.none() | ODD, order=st.sampled_from([None, *Order]))
def test_no_words_are_an_error(
    shared: sqlite3.Connection, words: str, speaker: str | None, outlet: str | None, order: Order | None
) -> None:
    query = Query(words, speaker=speaker, outlets=(outlet,) if outlet is not None else (), order=order)
    found = search(shared, query, facets=True)

    assert len(found) <= 2
    assert found.next is None
