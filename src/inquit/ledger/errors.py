"""SQLite's errors as `LedgerError`s with a remedy; what a program did wrong (a wrong SQL statement) passes as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from inquit.errors import FormatError, LedgerBusyError, LedgerDamagedError, LedgerError

IN_USE = "in use: another program is writing to it and did not end"
WAIT = "try again when it is done"
RESTORE = "take a backup (inquit backup makes them), or save what is readable with sqlite3's .recover"

# SQLite's result codes (https://sqlite.org/rescode.html), the primary code in the lower byte.
_MESSAGES: dict[int, tuple[type[LedgerError], str, str]] = {
    sqlite3.SQLITE_BUSY: (LedgerBusyError, IN_USE, WAIT),
    sqlite3.SQLITE_LOCKED: (LedgerBusyError, IN_USE, WAIT),
    sqlite3.SQLITE_FULL: (
        LedgerError,
        "the disk is full; what was recorded before is kept",
        "make room and do it again: what is there is not added twice",
    ),
    sqlite3.SQLITE_READONLY: (
        LedgerError,
        "cannot be written to: the file or its folder is read-only",
        "change their permissions, or copy the ledger to a place of your own",
    ),
    sqlite3.SQLITE_CORRUPT: (LedgerDamagedError, "the file is damaged", RESTORE),
    sqlite3.SQLITE_NOTADB: (LedgerDamagedError, "is not a ledger: not even a SQLite file", "check the path"),
    sqlite3.SQLITE_CANTOPEN: (LedgerError, "cannot be opened", "check that its folder is there and may be written to"),
    sqlite3.SQLITE_PERM: (LedgerError, "may not be opened", "check its permissions"),
    sqlite3.SQLITE_IOERR: (
        LedgerError,
        "the disk did not do as asked; what was recorded before is kept",
        "check the disk, then do it again",
    ),
}


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn an error of SQLite that the user can do something about into ours, text that it cannot keep included.

    Args:
        where: The ledger's path, for the message.
    """
    try:
        yield
    except UnicodeEncodeError as error:  # SQLite keeps text as UTF-8, which has no halves of characters
        raise FormatError(
            f"{error.object!r}: the lone surrogate at {error.start} is not a character",
            remedy="mend it, then do the same again",
        ) from error
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)  # None: raised by the module itself, not by SQLite
        if code is None or code & 0xFF not in _MESSAGES:
            raise
        kind, what, remedy = _MESSAGES[code & 0xFF]
        raise kind(what, where=where, remedy=remedy) from error
