"""Vectors of statements in the ledger's file: written a batch at a time, searched in two passes.

The invariant: a row of `vectors` belongs to a statement that stands and to the words that it has, and its code in
`vector_codes` holds the signs of its numbers; where there is no row, the code is zero.  Triggers keep it when
statements change (see schema.sql), `store` when vectors come, `problems` checks it and `repair` makes it so again.

SQLite cannot load extensions here, and reading a million vectors takes a second.  So a search compares signs first, a
bit for each number, 4,096 statements in one blob (Charikar 2002: the angle shows in how many signs differ), and then
the vectors themselves of the few thousand that are nearest by that.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BLOCK = 4_096
"""Statements whose codes stand in one blob, by their row's number; schema.sql counts with it too."""

_TABLE_OF_BITS = np.array([number.bit_count() for number in range(1 << 16)], dtype=np.uint8)
"""Bits of each number of 16 bits, for numpy before 2.0, which does not count them itself."""

Int8 = NDArray[np.int8]
Bytes = NDArray[np.uint8]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Made:
    """Which model made a ledger's vectors."""

    model: str
    dimensions: int


def made(conn: sqlite3.Connection) -> Made | None:
    """What made the vectors; `None`: there are none."""
    row = conn.execute("SELECT model, dimensions FROM meaning").fetchone()
    return Made(*row) if row is not None else None


def begin(conn: sqlite3.Connection, model: Made) -> int:
    """Take note of the model that the next vectors are by, and drop those of another one.

    Args:
        conn: The ledger, in a transaction.
        model: The model.

    Returns:
        How many vectors were dropped.
    """
    dropped = 0
    if made(conn) not in (None, model):
        conn.execute("DELETE FROM vector_codes")  # first: each vector that goes would write its block anew
        dropped = conn.execute("DELETE FROM vectors").rowcount
    conn.execute("INSERT OR REPLACE INTO meaning VALUES (1, ?, ?)", (model.model, model.dimensions))
    return dropped


def missing(conn: sqlite3.Connection, limit: int, after: int = 0) -> list[tuple[int, str]]:
    """Rows and words of statements that stand and have no vector, the longest there first; not those without words."""
    cursor = conn.cursor()
    cursor.row_factory = None
    return cursor.execute(
        "SELECT s.id, s.words FROM statements s INDEXED BY statements_by_id WHERE s.id > ? AND s.current = 1"
        " AND NOT EXISTS (SELECT 1 FROM vectors v WHERE v.statement_id = s.id) AND s.words <> '' ORDER BY s.id LIMIT ?",
        (after, limit),
    ).fetchall()


def count_missing(conn: sqlite3.Connection) -> int:
    """How many statements stand and have no vector."""
    sql = (
        "SELECT count(*) FROM statements s INDEXED BY statements_by_id WHERE s.current = 1"
        " AND NOT EXISTS (SELECT 1 FROM vectors v WHERE v.statement_id = s.id) AND s.words <> ''"
    )
    return int(conn.execute(sql).fetchone()[0])


def count_since(conn: sqlite3.Connection, most: int) -> int:
    """How many statements were added after the last that has a vector; capped, so that it takes no time."""
    sql = (
        "SELECT count(*) FROM (SELECT 1 FROM statements s INDEXED BY statements_by_id"
        " WHERE s.id > (SELECT coalesce(max(statement_id), 0) FROM vectors) AND s.current = 1 LIMIT ?)"
    )
    return int(conn.execute(sql, (most,)).fetchone()[0])


def store(conn: sqlite3.Connection, statements: Sequence[tuple[int, str]], vectors: NDArray[np.float32]) -> int:
    """Keep vectors, of those statements that still stand with these words.

    Args:
        conn: The ledger, in a transaction.
        statements: Their rows and words.
        vectors: A vector each, `(statements, dimensions)`.

    Returns:
        How many were kept.
    """
    found = dict(_standing(conn, [row for row, _ in statements]))
    kept = [number for number, (row, words) in enumerate(statements) if found.get(row) == words]
    packed = quantised(vectors[kept])
    rows = np.array([statements[number][0] for number in kept], dtype=np.int64)
    conn.executemany(
        "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
        [
            (row, words_crc(statements[number][1]), vector.tobytes())
            for row, number, vector in zip(rows.tolist(), kept, packed, strict=True)
        ],
    )
    _write_codes(conn, rows, codes_of(packed))
    return len(kept)


def quantised(vectors: NDArray[np.float32]) -> Int8:
    """Vectors as whole numbers from -127 to 127, each by its own scale: only directions are compared."""
    largest = np.abs(vectors).max(axis=1, keepdims=True, initial=1e-12)
    packed: Int8 = np.rint(vectors * (127 / largest)).astype(np.int8)
    return packed


def codes_of(vectors: Int8) -> Bytes:
    """The signs of vectors, a bit each, `(n, dimensions / 8)`: 1 for what is above zero."""
    return np.packbits(vectors > 0, axis=1)


def words_crc(words: str) -> int:
    """What tells the words that a vector was made of."""
    return crc32(words.encode("utf-8", "surrogatepass"))


def distances(conn: sqlite3.Connection, code: Bytes) -> tuple[Rows, NDArray[np.uint16]]:
    """Rows of statements, and in how many signs each one differs from a code; rows without a vector are among them.

    Args:
        conn: The ledger.
        code: The code, `(dimensions / 8,)`.
    """
    rows = [np.zeros(0, dtype=np.int64)]
    found = [np.zeros(0, dtype=np.uint16)]
    for block, codes in _blocks(conn, len(code)):
        rows.append(np.arange(len(codes), dtype=np.int64) + block * BLOCK)
        found.append(_bits(codes ^ code))
    return np.concatenate(rows), np.concatenate(found)


def cosines(conn: sqlite3.Connection, rows: Iterable[int], vector: Int8) -> tuple[Rows, NDArray[np.float64]]:
    """The cosine between a vector and those of statements, exact: the same to the last digit on every machine.

    Args:
        conn: The ledger.
        rows: The statements; those without a vector are left out.
        vector: The vector, as `quantised` gives it.

    Returns:
        Rows and their cosines.
    """
    cursor = conn.cursor()
    cursor.row_factory = None
    found = cursor.execute(
        "SELECT statement_id, vector FROM vectors WHERE statement_id IN (SELECT value FROM json_each(?))",
        (json.dumps([int(row) for row in rows]),),
    ).fetchall()
    if not found:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    packed = np.frombuffer(b"".join(blob for _, blob in found), dtype=np.int8).reshape(len(found), -1)
    # Products of whole numbers that stay below 2 ** 24, so that float32 adds them up exactly, in whatever order.
    others = packed.astype(np.float32)
    dots = (others @ vector.astype(np.float32)).astype(np.float64)
    squares = np.einsum("ij,ij->i", others, others).astype(np.float64)
    lengths = np.sqrt(squares * float(np.square(vector, dtype=np.float64).sum()))
    return np.array([row for row, _ in found], dtype=np.int64), dots / np.maximum(lengths, 1)


def problems(conn: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Vectors that are not of what stands, and codes that are not those of their vectors: where, and what."""
    known = made(conn)
    if known is None:
        if conn.execute("SELECT 1 FROM vectors UNION ALL SELECT 1 FROM vector_codes LIMIT 1").fetchone():
            yield "vectors", "are of no known model"
        return
    for row, short_id in _stale(conn, known):
        yield f"vector of {f'statement {short_id}' if short_id else f'row {row}'}", "is not of what stands"
    width = known.dimensions // 8
    blocks = {block for (block,) in conn.execute("SELECT block FROM vector_codes")}
    blocks |= {block for (block,) in conn.execute(f"SELECT DISTINCT statement_id / {BLOCK} FROM vectors")}
    for block in sorted(blocks):
        row = conn.execute("SELECT codes FROM vector_codes WHERE block = ?", (block,)).fetchone()
        if row is None or row[0] != _expected(conn, block, width, len(row[0]) // width).tobytes():
            yield f"vector_codes, block {block}", "does not hold the signs of the vectors"


def repair(conn: sqlite3.Connection) -> None:
    """Drop vectors that are not of what stands, and make the codes again; `inquit index` fills the gaps.

    Args:
        conn: The ledger, in a transaction.
    """
    known = made(conn)
    conn.execute("DELETE FROM vector_codes")
    if known is None:
        conn.execute("DELETE FROM vectors")
        return
    conn.executemany("DELETE FROM vectors WHERE statement_id = ?", [(row,) for row, _ in list(_stale(conn, known))])
    blocks = conn.execute(f"SELECT DISTINCT statement_id / {BLOCK} FROM vectors").fetchall()
    for (block,) in blocks:
        codes = _expected(conn, block, known.dimensions // 8)
        conn.execute("INSERT INTO vector_codes VALUES (?, ?)", (block, codes.tobytes()))


def _standing(conn: sqlite3.Connection, rows: list[int]) -> list[tuple[int, str]]:
    cursor = conn.cursor()
    cursor.row_factory = None
    return cursor.execute(
        "SELECT id, words FROM statements WHERE current = 1 AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(rows),),
    ).fetchall()


def _stale(conn: sqlite3.Connection, known: Made) -> Iterator[tuple[int, str | None]]:
    """Rows and short ids of vectors of other words, of the wrong length, or of what does not stand."""
    cursor = conn.cursor()
    cursor.row_factory = None
    rows: Iterator[tuple[Any, ...]] = cursor.execute(
        "SELECT v.statement_id, s.short_id, v.words_crc, length(v.vector), s.words, s.current FROM vectors v"
        " LEFT JOIN statements s ON s.id = v.statement_id ORDER BY v.statement_id"
    )
    for row, short_id, crc, length, words, current in rows:
        if not current or length != known.dimensions or words_crc(words) != crc:
            yield row, short_id


def _expected(conn: sqlite3.Connection, block: int, width: int, least: int = 0) -> Bytes:
    """The codes of a block as its vectors say, as many as there must be and at least so many."""
    cursor = conn.cursor()
    cursor.row_factory = None
    found = cursor.execute(
        "SELECT statement_id, vector FROM vectors WHERE statement_id >= ? AND statement_id < ? AND length(vector) = ?"
        " ORDER BY statement_id",
        (block * BLOCK, (block + 1) * BLOCK, width * 8),
    ).fetchall()
    codes = np.zeros((max([least, *(row % BLOCK + 1 for row, _ in found[-1:])]), width), dtype=np.uint8)
    if found:
        packed = np.frombuffer(b"".join(blob for _, blob in found), dtype=np.int8).reshape(len(found), -1)
        codes[[row % BLOCK for row, _ in found]] = codes_of(packed)
    return codes


def _blocks(conn: sqlite3.Connection, width: int) -> Iterator[tuple[int, Bytes]]:
    """Number and codes of each block, `(statements, width)`; what a damaged one has over is left out."""
    cursor = conn.cursor()
    cursor.row_factory = None
    for block, blob in cursor.execute("SELECT block, codes FROM vector_codes ORDER BY block"):
        whole = len(blob) // width
        yield block, np.frombuffer(blob, dtype=np.uint8, count=whole * width).reshape(whole, width)


def _write_codes(conn: sqlite3.Connection, rows: Rows, codes: Bytes) -> None:
    """Put codes into their blocks."""
    for block in np.unique(rows // BLOCK).tolist():
        chosen = rows // BLOCK == block
        places = rows[chosen] % BLOCK
        found = conn.execute("SELECT codes FROM vector_codes WHERE block = ?", (block,)).fetchone()
        width = codes.shape[1]
        old = np.frombuffer(found[0] if found else b"", dtype=np.uint8)
        new = np.zeros((max(int(places.max()) + 1, len(old) // width), width), dtype=np.uint8)
        new[: len(old) // width] = old[: len(old) // width * width].reshape(-1, width)
        new[places] = codes[chosen]
        conn.execute("INSERT OR REPLACE INTO vector_codes VALUES (?, ?)", (block, new.tobytes()))


def _bits(differing: Bytes) -> NDArray[np.uint16]:
    """How many bits are set in each row."""
    rows, width = differing.shape
    if hasattr(np, "bitwise_count"):
        counts = np.bitwise_count(differing.view(np.uint64) if width % 8 == 0 else differing)
    else:
        counts = _TABLE_OF_BITS[differing.view(np.uint16) if width % 2 == 0 else differing]
    # Column by column: numpy adds up along a short row at a tenth of the speed.
    total = np.zeros(rows, dtype=np.uint16)
    for column in counts.T:
        total += column
    return total
