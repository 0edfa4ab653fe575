"""What the user may decide about following feeds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from inquit import __version__
from inquit.ingest.politeness import PAUSE_S
from inquit.sources import ReadOptions

RECHECKS = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 72, 168))
"""How long after a page was first listed it is looked at again: stories are mostly changed in their first hours."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How feeds are followed.

    Attributes:
        options: How pages are fetched and read.
        every_s: Seconds between two looks at a feed; a feed that asks for longer gets longer, up to a day.
        rechecks: When pages are looked at again, after they were first listed; empty: only if the feed says so.
        since_days: Of a sitemap only pages that are no older than this, where it tells how old they are.
        limit: How many pages are fetched at most, in one call; `None`: all.
        pause_s: Seconds between two requests to one host, at least.
        contact: An address or page, told to every server: who it is that asks.
        keep_source: Keep the bytes of pages in the ledger.
    """

    options: ReadOptions = field(default_factory=ReadOptions)
    every_s: float = 900.0
    rechecks: tuple[timedelta, ...] = RECHECKS
    since_days: int = 7
    limit: int | None = None
    pause_s: float = PAUSE_S
    contact: str | None = None
    keep_source: bool = True

    @property
    def headers(self) -> dict[str, str]:
        """The headers of every request: a clear name, and whom to write to."""
        contact = f"; {self.contact}" if self.contact else ""
        return {"User-Agent": f"Inquit/{__version__} (follows feeds{contact})"}
