"""The version of a ledger's file, and the steps from one to the next.

`PRAGMA user_version` holds it.  schema.sql makes the newest version; step_N.sql makes version N + 1 of version N, all
steps in one transaction with the number.  `PRAGMA application_id` tells a ledger from other SQLite files, into which
nothing of ours is ever written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib import resources

from inquit.errors import LedgerError
from inquit.ledger import tallies

APPLICATION_ID = 0x494E5154
"""`INQT`, at byte 68 of the file: `file(1)` shows it."""

VERSION = 4
"""What schema.sql makes, and what the steps lead to."""


FILLED = {3: tallies.fill}
"""What fills the tables that a step made, where SQL cannot."""


def bring_up(conn: sqlite3.Connection, where: str, *, create: bool) -> None:
    """Make a new ledger in an empty file, or an old one new.

    Args:
        conn: The file, in no transaction.
        where: Its path, for messages.
        create: Whether an empty file becomes a ledger.

    Raises:
        LedgerError: It is not a ledger, or of a newer version.
    """
    if (version := _version(conn, where)) == VERSION:
        return
    if version == 0 and not create:
        raise LedgerError("is empty, no ledger yet", where=where, remedy="make one of it with: inquit add")
    try:
        _change(conn, where)
    except sqlite3.OperationalError as error:
        if version == 0 or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
        raise LedgerError(
            f"is of version {version} and must be brought up to {VERSION}, but the file or its folder is read-only",
            where=where,
            remedy="change their permissions, or copy the ledger to a place of your own",
        ) from error


def script(version: int) -> str:
    """The SQL that leads on from a version; from 0, an empty file, straight to the newest."""
    name = f"step_{version}.sql" if version else "schema.sql"
    return resources.files("inquit.ledger").joinpath(name).read_text(encoding="utf-8")


def _change(conn: sqlite3.Connection, where: str) -> None:
    conn.execute("BEGIN IMMEDIATE")
    try:
        while (version := _version(conn, where)) != VERSION:  # again: another program may have been quicker
            for statement in _statements(script(version)):
                conn.execute(statement)
            if version in FILLED:
                FILLED[version](conn)
            conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            conn.execute(f"PRAGMA user_version = {version + 1 if version else VERSION}")
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


def _version(conn: sqlite3.Connection, where: str) -> int:
    """The version of a ledger; 0 for an empty file."""
    version = int(conn.execute("PRAGMA user_version").fetchone()[0])
    application = conn.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID:
        if conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] or version:
            raise LedgerError(
                "is a SQLite file of another program, not a ledger", where=where, remedy="name another file"
            )
        return 0
    if version > VERSION:
        raise LedgerError(
            f"a newer Inquit made it: version {version} of the file, this program knows {VERSION}",
            where=where,
            remedy="update inquit",
        )
    return version


def _statements(script: str) -> Iterator[str]:
    """The statements of a script.  Not `executescript`, which would end our transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
