from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inquit.ledger import Ledger, vectors
from inquit.ledger.connection import transaction
from inquit.ledger.migrations import script
from ledger.embedding import FakeEmbedder
from ledger.looking import count
from ledger.readings import reading

ROWS = np.random.default_rng(5).normal(size=(300, 64)).astype(np.float32)


@pytest.fixture
def indexed(ledger: Ledger) -> Ledger:
    """A ledger with two statements and their vectors."""
    ledger.add(reading())
    ledger.index(embedder=FakeEmbedder())
    return ledger


def codes(ledger: Ledger) -> list[bytes]:
    """The code of each row from 1 on, eight bytes each."""
    blob = ledger.conn.execute("SELECT codes FROM vector_codes").fetchone()[0]
    return [blob[at : at + 8] for at in range(8, len(blob), 8)]


def test_directions_survive_being_made_whole_numbers() -> None:
    packed = vectors.quantised(ROWS).astype(np.float64)

    cosines = (packed * ROWS).sum(axis=1) / np.linalg.norm(packed, axis=1) / np.linalg.norm(ROWS, axis=1)
    assert cosines.min() > 0.9998


def test_a_vector_of_zeros_stays_one() -> None:
    assert not vectors.quantised(np.zeros((1, 64), dtype=np.float32)).any()


def test_the_code_holds_the_signs() -> None:
    assert vectors.codes_of(np.array([[3, -1, 0, 9, -5, -5, -5, 1]], dtype=np.int8)).tolist() == [[0b10010001]]


@pytest.mark.parametrize("width", [1, 2, 3, 8, 48])
@pytest.mark.parametrize("old", [False, True], ids=["numpy 2", "numpy 1"])
def test_differing_bits_are_counted(width: int, old: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if old:
        monkeypatch.delattr(np, "bitwise_count", raising=False)
    rows = np.random.default_rng(1).integers(0, 256, size=(50, width), dtype=np.uint8)

    assert vectors._bits(rows).tolist() == np.unpackbits(rows, axis=1).sum(axis=1).tolist()


def test_codes_stand_where_their_statements_rows_say(indexed: Ledger) -> None:
    rows = indexed.conn.execute("SELECT statement_id, vector FROM vectors ORDER BY statement_id").fetchall()

    expected = {row: vectors.codes_of(np.frombuffer(blob, dtype=np.int8)[None])[0].tobytes() for row, blob in rows}
    assert dict(enumerate(codes(indexed), 1)) == expected


def test_the_cosine_is_exact(indexed: Ledger) -> None:
    embedder = FakeEmbedder()
    vector = vectors.quantised(embedder.embed(["the engine needs new bolts"]))[0]

    rows, cosines = vectors.cosines(indexed.conn, [1, 2, 77], vector)
    assert rows.tolist() == [1, 2]
    assert cosines[0] == pytest.approx(1.0, abs=1e-12)
    assert cosines[1] < 0.9


def test_a_statement_that_changed_meanwhile_gets_no_vector(ledger: Ledger) -> None:
    ledger.add(reading())
    with transaction(ledger.conn):
        vectors.begin(ledger.conn, vectors.Made("fake 1", 64))
        kept = vectors.store(ledger.conn, [(1, "other words"), (9, "gone")], ROWS[:2])

    assert (kept, count(ledger, "vectors"), count(ledger, "vector_codes")) == (0, 0, 0)


@pytest.fixture(scope="module")
def numbered() -> Iterator[sqlite3.Connection]:
    """A database in memory with statements of every number, and the tables of vectors."""
    conn = sqlite3.connect(":memory:", isolation_level=None)
    conn.execute("CREATE TABLE statements (id INTEGER PRIMARY KEY, short_id, words, current)")
    conn.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
        " INSERT INTO statements SELECT i, 's' || i, 'words ' || i, 1 FROM n",
        (3 * vectors.BLOCK,),
    )
    sql = script(0)
    sql = sql[sql.index("-- Which model made the vectors") :]
    conn.executescript(sql[: sql.index("\n\n\n")])
    yield conn
    conn.close()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.sets(st.integers(1, 3 * vectors.BLOCK), min_size=1, max_size=12), data=st.data())
def test_codes_written_in_any_order_are_those_of_the_vectors(
    numbered: sqlite3.Connection, rows: set[int], data: st.DataObject
) -> None:
    numbered.executescript("DELETE FROM vector_codes; DELETE FROM vectors; DELETE FROM meaning")
    vectors.begin(numbered, vectors.Made("fake 1", 64))
    order = data.draw(st.permutations(sorted(rows)))
    cut = data.draw(st.integers(0, len(order)))
    for part in (order[:cut], order[cut:]):
        vectors.store(numbered, [(row, f"words {row}") for row in part], ROWS[: len(part)])
    numbered.execute("DELETE FROM vectors WHERE statement_id = ?", (data.draw(st.sampled_from(order)),))

    assert list(vectors.problems(numbered)) == []
    assert set(rows) <= set(vectors.distances(numbered, np.zeros(8, dtype=np.uint8))[0].tolist())


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (
            "UPDATE vectors SET words_crc = 7 WHERE statement_id = 1",
            ("vector of statement {0}", "is not of what stands"),
        ),
        (
            "UPDATE vectors SET vector = x'01' WHERE statement_id = 1",
            ("vector of statement {0}", "is not of what stands"),
        ),
        (
            "UPDATE vector_codes SET codes = zeroblob(24)",
            ("vector_codes, block 0", "does not hold the signs of the vectors"),
        ),
        ("DELETE FROM vector_codes", ("vector_codes, block 0", "does not hold the signs of the vectors")),
        (
            "INSERT INTO vector_codes VALUES (7, x'ff')",
            ("vector_codes, block 7", "does not hold the signs of the vectors"),
        ),
        ("DELETE FROM meaning", ("vectors", "are of no known model")),
    ],
)
def test_damage_is_found_and_repaired(indexed: Ledger, damage: str, problem: tuple[str, str]) -> None:
    short_id = indexed.conn.execute("SELECT short_id FROM statements WHERE id = 1").fetchone()[0]
    indexed.conn.execute(damage)

    assert (problem[0].format(short_id), problem[1]) in list(vectors.problems(indexed.conn))
    with transaction(indexed.conn):
        vectors.repair(indexed.conn)
    assert list(vectors.problems(indexed.conn)) == []
    indexed.index(embedder=FakeEmbedder())
    assert count(indexed, "vectors") == 2
    assert list(vectors.problems(indexed.conn)) == []
