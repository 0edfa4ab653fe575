"""Making again what can be derived; what is kept is never touched."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from inquit.ledger import deriving, people_state
from inquit.ledger.connection import transaction
from inquit.ledger.verify import Problem, index_is_whole, verify, version_problems


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did.

    Attributes:
        before: What was wrong.
        after: What still is: it needs a backup, or a person.
    """

    before: tuple[Problem, ...]
    after: tuple[Problem, ...]


def repair(conn: sqlite3.Connection) -> Repaired:
    """Check a ledger, make again what is wrong and derived, and check again.

    A version whose text or readings are damaged is left as it is: its rows are all that is left of it.

    Args:
        conn: The ledger, in no transaction.
    """
    from inquit.ledger import vectors  # brings numpy, which most commands on a ledger do without

    before = verify(conn).problems
    if not any(problem.repairable for problem in before):
        return Repaired(before, before)
    conn.execute("REINDEX")
    for (version_id,) in conn.execute("SELECT id FROM versions ORDER BY id").fetchall():
        with transaction(conn):
            if all(problem.repairable for problem in version_problems(conn, version_id)):
                _derive_again(conn, version_id)
    with transaction(conn):
        conn.execute("INSERT INTO people_fts(people_fts) VALUES ('rebuild')")
        conn.execute("DELETE FROM tallies WHERE version_id NOT IN (SELECT id FROM versions)")
        people_state.derive(conn, everyone=True)
        vectors.repair(conn)
    if not index_is_whole(conn):
        conn.execute("INSERT INTO statements_fts(statements_fts) VALUES ('rebuild')")
    return Repaired(before, verify(conn).problems)


def _derive_again(conn: sqlite3.Connection, version_id: int) -> None:
    expected = deriving.expected(conn, version_id).rows
    rows = conn.execute("SELECT id, short_id FROM statements WHERE version_id = ?", (version_id,)).fetchall()
    for row in rows:
        if row["short_id"] not in expected:
            conn.execute("UPDATE statements SET within_id = NULL WHERE within_id = ?", (row["id"],))
            conn.execute("DELETE FROM statements WHERE id = ?", (row["id"],))
    deriving.derive(conn, version_id)
