"""Connections to a ledger: opened so that many can read and several write, and never half-way.

WAL: readers go on while one writes.  Every change is one `transaction`: BEGIN IMMEDIATE takes the write lock at once
and waits for it, so that nothing fails in the middle of a change because another program was quicker.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inquit.errors import LedgerError
from inquit.ledger import migrations
from inquit.ledger.errors import translated

PATIENCE_S = 10.0
"""How long a writer waits for another one: longer than any article takes, shorter than people do."""

CACHE_KIB = 64_000
"""Pages kept in memory: the inner pages of all indexes of a million statements fit."""


def connect(
    path: str | os.PathLike[str], *, create: bool = False, patience_s: float = PATIENCE_S
) -> sqlite3.Connection:
    """Open a ledger, of an older version as well: it is brought up to ours where it can be written to.

    Args:
        path: The file.
        create: Make a new ledger where there is no file.
        patience_s: How long to wait for another writer.

    Raises:
        LedgerError: There is no ledger at that path, it cannot be opened, or a newer version made it.
    """
    where = os.fspath(path)
    file = Path(where)
    _check_place(file, create=create)
    with translated(where):
        conn = _opened(file, create=create, patience_s=patience_s)
        try:
            migrations.bring_up(conn, where, create=create)
        except BaseException:
            conn.close()
            raise
    return conn


@contextmanager
def transaction(conn: sqlite3.Connection) -> Iterator[None]:
    """One change, whole or not at all; inside another one it is a part of that."""
    if conn.in_transaction:
        yield
        return
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:  # a full disk has rolled it back already; a second ROLLBACK would hide that error
            conn.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(conn: sqlite3.Connection) -> Iterator[None]:
    """Several queries over the same state, whatever others write meanwhile."""
    if conn.in_transaction:
        yield
        return
    conn.execute("BEGIN")
    try:
        yield
    finally:
        conn.execute("ROLLBACK")


def _check_place(file: Path, *, create: bool) -> None:
    where = str(file)
    if file.is_dir():
        raise LedgerError("is a directory, not a ledger", where=where, remedy="name the file, such as inquit.db")
    if not create and not file.exists():
        raise LedgerError("there is no ledger", where=where, remedy="make one with: inquit add")
    if create and not file.parent.is_dir():
        raise LedgerError("its folder is not there", where=where, remedy="make the folder first")


def _opened(file: Path, *, create: bool, patience_s: float) -> sqlite3.Connection:
    address = file.absolute().as_uri()
    try:
        return _prepared(f"{address}?mode={'rwc' if create else 'rw'}", patience_s)
    except sqlite3.OperationalError as error:
        if create or error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
    # A ledger that may only be read.  Where its folder is read-only too, SQLite cannot make the files beside it that it
    # shares with other programs; then nobody else can write either, and the file may be taken as unchanging.
    try:
        return _prepared(f"{address}?mode=ro", patience_s)
    except sqlite3.OperationalError:
        if file.with_name(f"{file.name}-wal").exists():
            raise
        return _prepared(f"{address}?mode=ro&immutable=1", patience_s)


def _prepared(address: str, patience_s: float) -> sqlite3.Connection:
    conn = sqlite3.connect(address, uri=True, timeout=patience_s, isolation_level=None, cached_statements=256)
    try:
        conn.row_factory = sqlite3.Row
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        # In WAL mode a killed program loses nothing that was committed, a power cut at most the last articles.
        conn.execute("PRAGMA synchronous = NORMAL")
        _use_wal(conn, patience_s)
    except BaseException:
        conn.close()
        raise
    return conn


def _use_wal(conn: sqlite3.Connection, patience_s: float) -> None:
    """Switch to WAL where it is not on yet.  SQLite does not wait for this switch (its docs say so), so we do."""
    deadline = time.monotonic() + patience_s
    while conn.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            conn.execute("PRAGMA journal_mode = WAL")
            return  # "wal", or another mode where the file system cannot share memory: it works all the same
        except sqlite3.OperationalError as error:
            code = error.sqlite_errorcode & 0xFF
            if code == sqlite3.SQLITE_READONLY:
                return
            if code != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
