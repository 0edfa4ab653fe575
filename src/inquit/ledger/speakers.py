"""Those who speak in one version: rows for the speakers of its readings and for those whom corrections name."""

from __future__ import annotations

import sqlite3
from typing import Any

from inquit.ledger import people

_SPEAKER = """
INSERT INTO speakers(version_id, reading_id, key, name, kind, role, person_id) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT(version_id, reading_id, key) DO UPDATE SET
    name = excluded.name, kind = excluded.kind, role = excluded.role, person_id = excluded.person_id
RETURNING *
"""


class Speakers:
    """The rows of a version's speakers, made where they are missing.

    Args:
        conn: The ledger, in a transaction.
        version_id: The version.
        article: Short id of its article.
        current_id: Its current reading: a person who names a speaker means one of its speakers where the name fits.
        write: Make rows that are missing or wrong; otherwise such speakers are not known.
    """

    def __init__(
        self, conn: sqlite3.Connection, version_id: int, article: str, current_id: int | None, *, write: bool
    ) -> None:
        self.conn = conn
        self.version_id = version_id
        self.article = article
        self.current_id = current_id
        self.write = write
        self.rows: dict[tuple[int | None, str], sqlite3.Row] = {}
        self.named: dict[tuple[str, str], sqlite3.Row] = {}
        for row in conn.execute("SELECT * FROM speakers WHERE version_id = ? ORDER BY id", (version_id,)).fetchall():
            self._remember(row)

    def of_reading(self, reading_id: int, record: dict[str, Any]) -> None:
        """Write the speakers of a reading."""
        for speaker in record["speakers"]:
            row = self.rows.get((reading_id, speaker["id"]))
            if row is None or any(row[name] != speaker[name] for name in ("name", "kind", "role")):
                self._write(reading_id, speaker["id"], speaker)

    def get(self, told: Any, reading_id: int | None) -> tuple[int | None, int | None]:
        """Rows of a speaker and of the person behind it; `None` for those that are not known.

        Args:
            told: An id of the reading's, an object with name, kind and role, or `None`.
            reading_id: The reading that the id belongs to.
        """
        if told is None:
            return None, None
        if isinstance(told, str):
            row = self.rows.get((reading_id, told))
        else:
            place = told["name"].casefold(), told["kind"]
            if place not in self.named:
                self._write(None, f"{told['kind']}:{told['name']}", told)
            row = self.named.get(place)
        return (row["id"], row["person_id"]) if row is not None else (None, None)

    def kinds(self) -> dict[int | None, str | None]:
        """Whether they are people, organisations or others, by their rows."""
        return {row["id"]: row["kind"] for row in self.rows.values()}

    def _write(self, reading_id: int | None, key: str, told: dict[str, Any]) -> None:
        if not self.write:
            return
        name, kind = told["name"], told["kind"]
        person_id = people.person_for(self.conn, name, kind, self.article)
        made = self.conn.execute(_SPEAKER, (self.version_id, reading_id, key, name, kind, told.get("role"), person_id))
        self._remember(made.fetchone())

    def _remember(self, row: sqlite3.Row) -> None:
        self.rows[row["reading_id"], row["key"]] = row
        if row["reading_id"] is None or row["reading_id"] == self.current_id:
            self.named.setdefault((row["name"].casefold(), row["kind"]), row)
