"""The part of a ledger that SQLite keeps in memory while all of it is written out.

A ledger keeps up to 64 MB of pages, since searches come back to the same ones.  An export comes by each page once, or
nearly so: it would fill all of that and gain nothing, and a large ledger would take more memory than a small one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress

KIB = 2_000
"""SQLite's own default.  With it, jsonl and webannotation of 100,000 statements took 37 MB instead of 100, and the same
time within what two runs differ by (November 2026)."""


@contextmanager
def small_page_cache(conn: sqlite3.Connection) -> Iterator[None]:
    """Keep few pages, and afterwards as many as before."""
    kept = conn.execute("PRAGMA cache_size").fetchone()[0]
    conn.execute(f"PRAGMA cache_size = -{KIB}")
    try:
        yield
    finally:
        with suppress(sqlite3.ProgrammingError):  # closed already, by a caller who did not read to the end
            conn.execute(f"PRAGMA cache_size = {kept}")
