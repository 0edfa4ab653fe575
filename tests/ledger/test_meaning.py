from __future__ import annotations

import sys
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from inquit.errors import FormatError, LedgerError, ModelError
from inquit.ledger import Ledger, Query, meaning, vectors
from inquit.ledger.rows import NearRow, StatementRow
from ledger.embedding import FakeEmbedder
from ledger.looking import count
from ledger.readings import FERRY, reading

BOLTS = "the engine needs new bolts"
SAILS = "the ferry would sail on Friday"
MANY = [
    f"Vera Lund said item {number} of {number * 37} is {word}."
    for number, word in enumerate("red wet old new far".split() * 8)
]


@pytest.fixture
def indexed(ledger: Ledger) -> Ledger:
    """A ledger with two statements and their vectors."""
    ledger.add(reading())
    ledger.index(embedder=FakeEmbedder())
    return ledger


@pytest.fixture
def many(ledger: Ledger) -> Ledger:
    """A ledger with forty statements in four articles of four days, indexed."""
    for number in range(4):
        text = "\n\n".join(["Items", *MANY[number * 10 : number * 10 + 10]])
        ledger.add(reading(text, url=f"https://post.example/{number}", published=f"2024-03-0{number + 1}"))
    ledger.index(embedder=FakeEmbedder())
    return ledger


def near(ledger: Ledger, text: str, **asked: object) -> list[str]:
    """The words of the hits."""
    return [row.words for row in ledger.search(Query(meaning=text, **asked), embedder=FakeEmbedder())]  # type: ignore[arg-type]


def test_the_nearest_comes_first(indexed: Ledger) -> None:
    assert near(indexed, "new bolts for the engine") == [BOLTS, SAILS]
    assert near(indexed, "it will sail on Friday") == [SAILS, BOLTS]


def test_a_hit_says_how_near_it_is(indexed: Ledger) -> None:
    first, second = indexed.search(Query(meaning=BOLTS), embedder=FakeEmbedder())

    assert isinstance(first, NearRow) and isinstance(second, NearRow)
    assert first.score == 1.0 > second.score
    (row,) = indexed.search("bolts")
    assert {field.name: getattr(first, field.name) for field in fields(StatementRow)} == {
        field.name: getattr(row, field.name) for field in fields(StatementRow)
    }


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"speaker": "Brandt"}, [SAILS]),
        ({"acts": ("assert",)}, [BOLTS]),
        ({"words": "ferry"}, [SAILS]),
        ({"words": "-ferry"}, [BOLTS]),
        ({"published_from": "2024-04"}, []),
        ({"speaker": "Nobody Known"}, []),
    ],
)
def test_what_the_filters_leave_is_ranked(indexed: Ledger, asked: dict[str, object], words: list[str]) -> None:
    assert near(indexed, BOLTS, **asked) == words


@pytest.mark.parametrize("asked", [{}, {"published_from": "2024-03-02"}, {"words": "old"}])
def test_many_are_ranked_as_if_all_were_compared(
    many: Ledger, asked: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    exactly = near(many, "item 7 is old", **asked)
    monkeypatch.setattr(meaning, "EXACT", 0)
    monkeypatch.setattr(meaning, "SHORTLIST", 8)
    monkeypatch.setattr(meaning, "MOST", 5)

    assert near(many, "item 7 is old", **asked)[:2] == exactly[:2]


def test_pages_follow_each_other(many: Ledger) -> None:
    query = Query(meaning="item 7 is old")
    whole = many.search(query, limit=100, embedder=FakeEmbedder())
    pages, cursor = [], None
    while cursor is not None or not pages:
        found = many.search(query, limit=7, cursor=cursor, embedder=FakeEmbedder())
        pages.append(found)
        cursor = found.next

    assert [row for page in pages for row in page] == list(whole)
    assert [len(page) for page in pages] == [7, 7, 7, 7, 7, 5]


def test_facets_count_the_hits(indexed: Ledger) -> None:
    facets = indexed.search(Query(meaning=BOLTS), facets=True, limit=1, embedder=FakeEmbedder()).facets

    assert facets is not None
    assert (facets.hits, facets.complete) == (2, True)
    assert [(one.label, one.hits) for one in facets.speakers] == [("Vera Lund", 1), ("Otto Brandt", 1)]


def test_indexing_again_makes_nothing(indexed: Ledger) -> None:
    embedder = FakeEmbedder()

    assert indexed.index(embedder=embedder) == meaning.Indexed(0, 0, "fake 1")
    assert embedder.asked == 0


def test_only_what_is_new_is_made(indexed: Ledger) -> None:
    indexed.add(reading("Bridge\n\nVera Lund said the bridge is shut.", url="https://post.example/bridge"))
    embedder = FakeEmbedder()

    assert indexed.search(Query(meaning=BOLTS), embedder=embedder).notes == (
        "1 statement was added since; to find them too, call: inquit index",
    )
    assert indexed.index(embedder=embedder).made == 1
    assert indexed.search(Query(meaning=BOLTS), embedder=embedder).notes == ()


def test_what_was_killed_goes_on_where_it_was(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "BATCH", 4)
    ledger.add(reading("\n\n".join(["Items", *MANY])))
    with pytest.raises(KeyboardInterrupt):
        ledger.index(embedder=FakeEmbedder(fail_after=8))
    assert count(ledger, "vectors") == 8

    told: list[tuple[int, int]] = []
    assert ledger.index(embedder=FakeEmbedder(), progress=lambda done, of: told.append((done, of))).made == 32
    assert told == [(done, 32) for done in range(0, 33, 4)]
    assert list(vectors.problems(ledger.conn)) == []


def test_another_model_makes_all_again(indexed: Ledger) -> None:
    with pytest.raises(LedgerError) as error:
        indexed.search(Query(meaning=BOLTS), embedder=FakeEmbedder("fake 2"))
    assert str(error.value) == (
        "the vectors are by the model fake 1, and fake 2 is installed; call inquit index, which makes them again"
    )

    other = FakeEmbedder("fake 2", dimensions=16)
    assert indexed.index(embedder=other) == meaning.Indexed(2, 2, "fake 2")
    assert indexed.search(Query(meaning=BOLTS), embedder=other).rows[0].words == BOLTS
    assert list(vectors.problems(indexed.conn)) == []


def test_two_models_at_once_do_not_mix(ledger: Ledger, path: Path) -> None:
    ledger.add(reading())

    class Disturbed(FakeEmbedder):
        def embed(self, texts):  # type: ignore[no-untyped-def]
            with Ledger(path) as other:
                other.index(embedder=FakeEmbedder("fake 2"))
            return super().embed(texts)

    with pytest.raises(LedgerError, match=r"^another program is making vectors by another model"):
        ledger.index(embedder=Disturbed())
    assert ledger.conn.execute("SELECT model FROM meaning").fetchone()[0] == "fake 2"


def test_a_corrected_statement_loses_its_vector(indexed: Ledger) -> None:
    statement = indexed.search("bolts").rows[0].id
    at = FERRY.index("new bolts")
    indexed.correct(statement, {"content": [[at, at + 9]]}, who="ann")

    assert list(vectors.problems(indexed.conn)) == []
    assert near(indexed, BOLTS) == [SAILS]
    assert indexed.index(embedder=FakeEmbedder()).made == 1
    assert near(indexed, BOLTS) == ["new bolts", SAILS]


def test_what_is_struck_out_is_not_found_and_an_undo_brings_it_back(indexed: Ledger) -> None:
    event = indexed.strike(indexed.search("bolts").rows[0].id, who="ann")
    assert (near(indexed, BOLTS), count(indexed, "vectors")) == ([SAILS], 1)

    indexed.undo(event.id, who="ann")
    indexed.index(embedder=FakeEmbedder())
    assert near(indexed, BOLTS) == [BOLTS, SAILS]


def test_a_removed_article_leaves_no_trace_in_the_file(indexed: Ledger, path: Path) -> None:
    rows = indexed.conn.execute("SELECT statement_id, vector FROM vectors").fetchall()
    traces = [blob for _, blob in rows]
    traces += [vectors.codes_of(np.frombuffer(blob, dtype=np.int8)[None])[0].tobytes() for blob in traces]
    assert all(trace in _bytes(path) for trace in traces)

    indexed.remove("https://post.example/ferry", reason="a court said so", who="ann")

    assert not any(trace in _bytes(path) for trace in traces)
    assert count(indexed, "vectors") == 0
    assert list(vectors.problems(indexed.conn)) == []


def _bytes(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def test_searching_an_unindexed_ledger_says_what_to_call(ledger: Ledger) -> None:
    with pytest.raises(LedgerError) as error:
        ledger.search(Query(meaning="anything"), embedder=FakeEmbedder())
    assert str(error.value) == "no statement has a vector yet, by which meanings are compared; call: inquit index"


def test_a_missing_package_names_the_install_line(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "inquit_meaning", None)
    with pytest.raises(ModelError) as error:
        ledger.index()
    assert str(error.value) == (
        "meaning is compared by a model of its own, the package inquit-meaning, which is not installed;"
        " in a checkout of inquit: pip install ./packages/inquit-meaning"
    )


@pytest.mark.parametrize("text", ["", "  ", "\x00", "\ud800"])
def test_no_meaning_finds_nothing(indexed: Ledger, text: str) -> None:
    found = indexed.search(Query(meaning=text), embedder=FakeEmbedder())

    assert (found.rows, found.notes) == ((), ("there is no meaning to look for",))


@pytest.mark.parametrize("text", ["don't", "50%", '"@nasa', "🦆", "x" * 9_000, "a\nb", "[MASK]"])
def test_no_text_is_an_error(indexed: Ledger, text: str) -> None:
    assert len(near(indexed, text)) == 2


@pytest.mark.parametrize("cursor", ["best-0-2024-03-09-1", "near-1", "near-x-1", "near-1-1-1", "near--1-1", "near-1-²"])
def test_other_cursors_are_named(indexed: Ledger, cursor: str) -> None:
    with pytest.raises(FormatError) as error:
        indexed.search(Query(meaning=BOLTS), cursor=cursor, embedder=FakeEmbedder())
    assert (
        str(error.value) == f"{cursor!r} is not a cursor of a search by meaning; take the one that its last page gave"
    )


def test_an_order_of_time_does_not_go_with_a_meaning(indexed: Ledger) -> None:
    with pytest.raises(FormatError) as error:
        indexed.search(Query(meaning=BOLTS, order="newest"), embedder=FakeEmbedder())  # type: ignore[arg-type]
    assert str(error.value) == "order: newest does not go with a meaning, which is an order; leave it out"


def test_a_model_of_odd_width_is_refused(ledger: Ledger) -> None:
    with pytest.raises(ModelError, match=r"^vectors of 12 numbers: the length must be a multiple of 8$"):
        ledger.index(embedder=FakeEmbedder(dimensions=12))
