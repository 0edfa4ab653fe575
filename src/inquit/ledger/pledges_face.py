"""What people say about pledges, as an attribute of a ledger: each method one call of the module that does it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from inquit.ledger import pledges_events
from inquit.ledger.errors import translated
from inquit.ledger.events import Event
from inquit.ledger.pledges_events import PledgeLog


@dataclass(frozen=True, slots=True)
class Pledges:
    """What people say about the pledges of a ledger; `inquit.reports.promises` lists them.

    Attributes:
        conn: The ledger's connection.
        path: The ledger, for messages.
    """

    conn: sqlite3.Connection
    path: str

    def join(self, one: str, other: str, *, who: str, why: str | None = None) -> Event:
        """Say that two statements are one pledge; see `pledges_events.join`."""
        with translated(self.path):
            return pledges_events.join(self.conn, one, other, who=who, why=why)

    def part(self, one: str, other: str, *, who: str, why: str | None = None) -> Event:
        """Say that two statements are not one pledge; see `pledges_events.part`."""
        with translated(self.path):
            return pledges_events.part(self.conn, one, other, who=who, why=why)

    def rate(
        self, statement: str, status: Mapping[str, Any], *, who: str, why: str, evidence: Iterable[str] = ()
    ) -> Event:
        """Say how a pledge stands; see `pledges_events.rate`."""
        with translated(self.path):
            return pledges_events.rate(self.conn, statement, status, who=who, why=why, evidence=evidence)

    def rate_condition(self, statement: str, met: str, *, who: str, why: str, evidence: Iterable[str] = ()) -> Event:
        """Say whether a condition was met; see `pledges_events.rate_condition`."""
        with translated(self.path):
            return pledges_events.rate_condition(self.conn, statement, met, who=who, why=why, evidence=evidence)

    def log(self, *, until: str | None = None) -> PledgeLog:
        """What counts of all this; see `pledges_events.log`."""
        with translated(self.path):
            return pledges_events.log(self.conn, until=until)
