"""Which articles were there before: the same text, or one that is much alike.

What was seen lies in a database that is deleted at the end, so that memory stays the same however long the batch is.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from inquit.batch.sketches import bands, likeness


@dataclass(frozen=True, slots=True)
class Same:
    """An earlier article that has the same text.

    Attributes:
        key: Its key in the batch.
        likeness: `None` where the texts are the same to the letter.
    """

    key: str
    likeness: float | None = None


class Seen:
    """The articles that were there, in the order in which they were asked about.

    Args:
        path: Where the database may lie; one that is there is left from a batch that was killed, and replaced.
        near: From this likeness on an article counts as a duplicate; `None`: only equal texts do.
    """

    def __init__(self, path: Path, *, near: float | None = None) -> None:
        self.near = near
        self._path = path
        self._delete()
        self._conn = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -32000", "locking_mode = EXCLUSIVE"):
            self._conn.execute(f"PRAGMA {pragma}")
        self._conn.execute("CREATE TABLE texts (sha256 BLOB PRIMARY KEY, key TEXT NOT NULL) WITHOUT ROWID")
        self._conn.execute("CREATE TABLE sketches (id INTEGER PRIMARY KEY, key TEXT NOT NULL, sketch BLOB NOT NULL)")
        self._conn.execute(
            "CREATE TABLE bands (band INTEGER, sketch INTEGER, PRIMARY KEY (band, sketch)) WITHOUT ROWID"
        )

    def close(self) -> None:
        """Forget everything."""
        self._conn.close()
        self._delete()

    def same_as(self, key: str, sha256: str, sketched: bytes) -> Same | None:
        """The first article with the same text, or the one most alike; `None` where this is the first, which is kept.

        Args:
            key: Of the article.
            sha256: Of its text.
            sketched: Of its text; empty where only equal texts count.
        """
        digest = bytes.fromhex(sha256)
        found = self._conn.execute("SELECT key FROM texts WHERE sha256 = ?", (digest,)).fetchone()
        if found is not None:
            return Same(found[0])
        if self.near is not None and sketched and (near := self._near(sketched)) is not None:
            return near
        self.keep(key, sha256, sketched)
        return None

    def keep(self, key: str, sha256: str, sketched: bytes) -> None:
        """Take note of an article that was read."""
        self._conn.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", (bytes.fromhex(sha256), key))
        if self.near is not None and sketched:
            made = self._conn.execute("INSERT INTO sketches(key, sketch) VALUES (?, ?)", (key, sketched))
            rows = [(band, made.lastrowid) for band in bands(sketched)]
            self._conn.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", rows)

    def _near(self, sketched: bytes) -> Same | None:
        marks = bands(sketched)
        found = self._conn.execute(
            "SELECT id, key, sketch FROM sketches WHERE id IN (SELECT sketch FROM bands WHERE band IN"
            f" ({', '.join('?' * len(marks))})) ORDER BY id",
            marks,
        )
        best: Same | None = None
        for _, key, other in found:
            alike = likeness(sketched, other)
            if alike >= (self.near or 1) and (best is None or alike > (best.likeness or 0)):
                best = Same(key, round(alike, 3))
        return best

    def _delete(self) -> None:
        for suffix in ("", "-journal", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
