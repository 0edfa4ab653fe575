"""What is remembered of feeds and pages, in the ledger itself: the table `followed`.

A page is written down when a feed lists it, in the transaction that also keeps the feed's validators, and before it is
fetched: whatever ends the program, the next one knows which pages are still to be fetched.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from inquit.ledger.connection import transaction
from inquit.sources.feed import Entry


@dataclass(frozen=True, slots=True)
class Followed:
    """A feed or a page.

    Attributes:
        root: The feed that somebody named, by which it came; its own address where it is that feed.
        is_feed: Whether it is read for what it lists.
        told: What the feed says of a page: `title`, `published`, `updated`, `outlet`.
        etag, last_modified: Of the last answer; `None`: it told none.
        seen: When it was first listed or named.
        due: When it is to be asked; `None`: not again.
        failures: In a row.
    """

    url: str
    root: str
    is_feed: bool
    told: dict[str, Any]
    etag: str | None
    last_modified: str | None
    seen: datetime
    due: datetime | None
    failures: int


class State:
    """Reads and writes the table."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.conn = conn

    def name(self, feeds: Iterable[str], now: datetime) -> None:
        """Follow feeds; those that are known are asked at once unless they failed last time."""
        with transaction(self.conn):
            for url in feeds:
                self.conn.execute(
                    "INSERT INTO followed(url, kind, seen, due) VALUES (?1, 'feed', ?2, ?2) ON CONFLICT DO UPDATE SET"
                    " kind = 'feed', feed = NULL, due = CASE WHEN failures THEN due ELSE ?2 END",
                    (url, stamp(now)),
                )

    def due(self, feeds: Sequence[str], now: datetime) -> list[Followed]:
        """What is to be asked now of some feeds and of what they listed: feeds first, then the newest pages."""
        rows = self.conn.execute(
            f"SELECT * FROM followed WHERE due <= ? AND {self._of(feeds)}"
            " ORDER BY kind, json_extract(told, '$.published') DESC, seen DESC, url",
            (stamp(now), *feeds, *feeds),
        )
        return [_followed(row) for row in rows]

    def next_due(self, feeds: Sequence[str]) -> datetime | None:
        """When the next of them is to be asked; `None`: never."""
        (due,) = self.conn.execute(
            f"SELECT min(due) FROM followed WHERE due IS NOT NULL AND {self._of(feeds)}", (*feeds, *feeds)
        ).fetchone()
        return None if due is None else moment(due)

    def listed(
        self, feed: Followed, pages: Iterable[Entry], feeds: Iterable[Entry], outlet: str | None, now: datetime
    ) -> tuple[int, int]:
        """Write down what a feed lists; how many pages are new, and how many it says were changed."""
        new = changed = 0
        with transaction(self.conn):
            for entry in pages:
                told = {
                    "title": entry.title, "published": entry.published, "updated": entry.updated, "outlet": outlet,
                }  # fmt: skip
                known = self.conn.execute("SELECT kind, told FROM followed WHERE url = ?", (entry.url,)).fetchone()
                if known is None:
                    new += 1
                    self._insert(entry.url, feed.root, "page", told, now)
                elif known["kind"] == "page" and entry.updated != json.loads(known["told"] or "{}").get("updated"):
                    changed += 1
                    self.conn.execute(
                        "UPDATE followed SET told = ?, due = ?, failures = 0 WHERE url = ?",
                        (json.dumps(told), stamp(now), entry.url),
                    )
            for entry in feeds:
                if self.conn.execute("SELECT 1 FROM followed WHERE url = ?", (entry.url,)).fetchone() is None:
                    self._insert(entry.url, feed.root, "feed", {"updated": entry.updated}, now)
        return new, changed

    def answered(
        self, url: str, now: datetime, due: datetime | None, *, etag: str | None, last_modified: str | None
    ) -> None:
        """It answered; ask again when it is due."""
        with transaction(self.conn):
            self.conn.execute(
                "UPDATE followed SET checked = ?, due = ?, etag = ?, last_modified = ?, failures = 0, error = NULL"
                " WHERE url = ?",
                (stamp(now), due and stamp(due), etag, last_modified, url),
            )

    def failed(self, url: str, due: datetime | None, error: str) -> None:
        """It could not be had, or not be read; ask again when it is due."""
        with transaction(self.conn):
            self.conn.execute(
                "UPDATE followed SET due = ?, failures = failures + 1, error = ? WHERE url = ?",
                (due and stamp(due), error, url),
            )

    def _insert(self, url: str, feed: str, kind: str, told: dict[str, Any], now: datetime) -> None:
        self.conn.execute(
            "INSERT INTO followed(url, feed, kind, told, seen, due) VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
            (url, feed, kind, json.dumps(told), stamp(now)),
        )

    def _of(self, feeds: Sequence[str]) -> str:
        marks = ", ".join("?" * len(feeds))
        return f"(url IN ({marks}) OR feed IN ({marks}))"


def stamp(when: datetime) -> str:
    """A moment as the table has it: UTC, to the millisecond, so that words sort as times do."""
    return when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment(told: str) -> datetime:
    """The moment that is meant."""
    return datetime.fromisoformat(told)


def rechecks_of(seen: datetime, now: datetime, after: Sequence[timedelta]) -> datetime | None:
    """When a page that was first seen then is to be asked next; `None`: not again."""
    return next((seen + one for one in after if seen + one > now), None)


def _followed(row: sqlite3.Row) -> Followed:
    return Followed(
        url=row["url"],
        root=row["feed"] or row["url"],
        is_feed=row["kind"] == "feed",
        told=json.loads(row["told"] or "{}"),
        etag=row["etag"],
        last_modified=row["last_modified"],
        seen=moment(row["seen"]),
        due=row["due"] and moment(row["due"]),
        failures=row["failures"],
    )
