"""A copy of a ledger, made while others read and write it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from inquit.errors import LedgerError
from inquit.ledger.errors import translated

PAGES = 2_048
"""Pages copied at a time, 8 MB: writers wait no longer than that takes."""


def backup(
    conn: sqlite3.Connection, to: str | os.PathLike[str], *, progress: Callable[[int, int], None] | None = None
) -> Path:
    """Copy a ledger as it is at this moment; the copy is one file, there as a whole or not at all.

    Args:
        conn: The ledger.
        to: The copy; a file that is there is never replaced.
        progress: Told how many pages are copied, of how many.

    Raises:
        LedgerError: There is a file already, or it cannot be written.
    """
    target = Path(to)
    if target.exists():
        raise LedgerError("is there already", where=str(target), remedy="name a file that is not")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with translated(str(target)):
            copy = sqlite3.connect(part, isolation_level=None)
            try:
                conn.execute("BEGIN")  # one moment for all pages, however long it takes
                try:
                    conn.execute("SELECT 1 FROM sqlite_master").fetchone()
                    conn.backup(copy, pages=PAGES, progress=_told(progress))
                finally:
                    conn.execute("ROLLBACK")
                copy.execute("PRAGMA journal_mode = DELETE").fetchone()
            finally:
                copy.close()
        part.replace(target)
    finally:
        for name in (part, Path(f"{part}-wal"), Path(f"{part}-shm"), Path(f"{part}-journal")):
            name.unlink(missing_ok=True)
    return target


def _told(progress: Callable[[int, int], None] | None) -> Callable[[int, int, int], None] | None:
    if progress is None:
        return None
    return lambda status, remaining, total: progress(total - remaining, total)
