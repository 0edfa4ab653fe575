"""Statements by what they mean: `index` makes their vectors, `nearest` ranks them by the cosine to a text's.

The ledger knows no model.  Whatever has a name and gives vectors for texts will do (`Embedder`); by default it is the
one that the package `inquit-meaning` brings, where it is installed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from inquit.errors import FormatError, LedgerError, ModelError
from inquit.ledger import search_plan, vectors
from inquit.ledger.connection import transaction
from inquit.ledger.search_query import Resolved
from inquit.ledger.search_words import MAX_CHARACTERS, printable
from inquit.ledger.vectors import Made

BATCH = 512
"""Statements of one transaction: what a program that is killed loses, a second of work."""

MOST = 1_000
"""Hits of a search by meaning: everything is near to some degree, and nobody reads on after these."""

SHORTLIST = 4_000
"""Statements that are compared exactly, of those nearest by the signs alone."""

EXACT = 20_000
"""Statements that filters leave over which are all compared exactly: what the first pass over a million costs."""

ADDED_TOLD = 10_000
"""Statements without a vector that a note counts."""


class Embedder(Protocol):
    """Gives vectors for texts."""

    @property
    def name(self) -> str:
        """Tells models apart whose vectors do not compare."""

    @property
    def dimensions(self) -> int:
        """Length of a vector, a multiple of 8."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A vector for each text, `(texts, dimensions)`: the nearer two point, the more alike the texts."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What `index` did.

    Attributes:
        made: Vectors that were made.
        dropped: Vectors of another model that were dropped for it.
        model: The model.
    """

    made: int
    dropped: int
    model: str


@dataclass(frozen=True, slots=True)
class Near:
    """A statement that was found by its meaning.

    Attributes:
        score: The cosine in ten-thousandths, so that the same hit has the same everywhere; 10,000: the same direction.
        row: Of the statement.
    """

    score: int
    row: int


def packaged_embedder() -> Embedder:
    """The model of the package `inquit-meaning`.

    Raises:
        ModelError: It is not installed.
    """
    try:
        import inquit_meaning
    except ImportError as error:
        raise ModelError(
            "meaning is compared by a model of its own, the package inquit-meaning, which is not installed",
            remedy="in a checkout of inquit: pip install ./packages/inquit-meaning",
        ) from error
    embedder: Embedder = inquit_meaning.embedder()
    return embedder


def index(
    conn: sqlite3.Connection,
    *,
    embedder: Embedder | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Indexed:
    """Make vectors for all statements that stand and have none.

    A batch is one transaction, and what is there is not made again: the same call goes on where another was ended.

    Args:
        conn: The ledger, in no transaction.
        embedder: Makes them; by default `packaged_embedder`.
        progress: Told how many of how many are done, at the beginning and after each batch.

    Raises:
        ModelError: The default model is not installed.
        LedgerError: Another program makes vectors by another model.
    """
    embedder = embedder or packaged_embedder()
    model = Made(embedder.name, embedder.dimensions)
    if model.dimensions % 8:
        raise ModelError(f"vectors of {model.dimensions} numbers: the length must be a multiple of 8")
    dropped = made = looked_at = last = 0
    if vectors.made(conn) != model:
        with transaction(conn):
            dropped = vectors.begin(conn, model)
    total = vectors.count_missing(conn)
    tell = progress or (lambda done, of: None)
    tell(0, total)
    while batch := vectors.missing(conn, BATCH, last):
        found = embedder.embed([words for _, words in batch])
        with transaction(conn):
            if vectors.made(conn) != model:
                raise LedgerError(
                    "another program is making vectors by another model", remedy="let it end, then do the same again"
                )
            made += vectors.store(conn, batch, found)
        last = batch[-1][0]
        looked_at += len(batch)
        tell(looked_at, max(total, looked_at))
    return Indexed(made, dropped, model.model)


def nearest(
    conn: sqlite3.Connection, query: Resolved, text: str, embedder: Embedder | None = None
) -> tuple[list[Near], tuple[str, ...]]:
    """The statements that fulfil a query, those nearest to a text in meaning first.

    Where filters leave few, all are compared.  Else those are whose signs differ least (see `vectors`), so that at the
    end of the list one may be missed.

    Args:
        conn: The ledger.
        query: What must hold beside it.
        text: What is looked for.
        embedder: Made the vectors; by default `packaged_embedder`.

    Returns:
        At most `MOST` hits, and notes.

    Raises:
        LedgerError: There are no vectors yet, or another model made them.
        ModelError: The default model is not installed.
    """
    text = printable(text)[:MAX_CHARACTERS].strip()
    if not text:
        return [], ("there is no meaning to look for",)
    embedder = _of_the_same_model(conn, embedder)
    vector = vectors.quantised(embedder.embed([text]))[0]
    rows, cosines = vectors.cosines(conn, _candidates(conn, query, vector), vector)
    scores = np.rint(cosines * 10_000).astype(np.int64)
    best = np.lexsort((-rows, -scores))[:MOST]
    return [Near(score, row) for score, row in zip(scores[best].tolist(), rows[best].tolist(), strict=True)], _notes(
        conn
    )


def cursor_of(near: Near) -> str:
    """Where a page ended, for `after`."""
    return f"near-{near.score + 10_000}-{near.row}"


def after(hits: list[Near], cursor: str | None) -> list[Near]:
    """The hits that follow a cursor; all where there is none.

    Raises:
        FormatError: It is not a cursor of a search by meaning.
    """
    if cursor is None:
        return hits
    name, *numbers = cursor.split("-")
    if name != "near" or len(numbers) != 2 or not all(number.isdecimal() and len(number) < 19 for number in numbers):
        raise FormatError(
            f"{cursor!r} is not a cursor of a search by meaning", remedy="take the one that its last page gave"
        )
    place = (10_000 - int(numbers[0]), -int(numbers[1]))
    return [hit for hit in hits if (-hit.score, -hit.row) > place]


def _of_the_same_model(conn: sqlite3.Connection, embedder: Embedder | None) -> Embedder:
    made = vectors.made(conn)
    if made is None:
        raise LedgerError("no statement has a vector yet, by which meanings are compared", remedy="call: inquit index")
    embedder = embedder or packaged_embedder()
    if made.model != embedder.name:
        raise LedgerError(
            f"the vectors are by the model {made.model}, and {embedder.name} is installed",
            remedy="call inquit index, which makes them again",
        )
    return embedder


def _candidates(conn: sqlite3.Connection, query: Resolved, vector: NDArray[np.int8]) -> list[int]:
    """Rows of statements to compare exactly.

    1. Filters that an index answers with few rows: all of these.
    2. Else the nearest by signs, as many as leave `MOST` once the filters have taken theirs.
    3. Where that would be most of the ledger, the filters leave next to nothing: all that they do.
    """
    filtered = query.expression is not None or bool(query.conditions)
    if filtered and search_plan.leads_to_few(conn, query, EXACT) and (few := _filtered(conn, query)) is not None:
        return few
    rows, distances = vectors.distances(conn, vectors.codes_of(vector[None])[0])
    number = SHORTLIST
    while True:
        chosen = _closest(rows, distances, number)
        holding = search_plan.among(conn, query, chosen.tolist()) if filtered else chosen.tolist()
        if len(holding) >= MOST or len(chosen) == len(rows) or not filtered:
            return holding
        # The filters leave a share of these; so many more are needed.  Half as many again, since shares differ.
        number = max(2 * number, int(1.5 * number * MOST / max(len(holding), 1)))
        if number > len(rows) // 4 and (few := _filtered(conn, query)) is not None:
            return few


def _filtered(conn: sqlite3.Connection, query: Resolved) -> list[int] | None:
    """All rows that fulfil a query; `None` where they are more than `EXACT`."""
    left = search_plan.some(conn, query, "s.id", EXACT + 1)
    return [row for (row,) in left] if len(left) <= EXACT else None


def _closest(rows: vectors.Rows, distances: NDArray[np.uint16], number: int) -> vectors.Rows:
    """The rows whose distances are smallest, with all that are as near as the last of them: no order decides."""
    if len(rows) <= number:
        return rows
    last = np.partition(distances, number - 1)[number - 1]
    near: vectors.Rows = rows[distances <= last]
    return near


def _notes(conn: sqlite3.Connection) -> tuple[str, ...]:
    added = vectors.count_since(conn, ADDED_TOLD + 1)
    if not added:
        return ()
    many = f"more than {ADDED_TOLD:,}" if added > ADDED_TOLD else f"{added:,}"
    verb = "was" if added == 1 else "were"
    return (f"{many} statement{'' if added == 1 else 's'} {verb} added since; to find them too, call: inquit index",)
