"""`Ledger.people`: who speaks across articles, and what people say about who is who."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from inquit.ledger import people_events, people_import, people_review, people_view
from inquit.ledger.errors import translated
from inquit.ledger.events import Event
from inquit.ledger.people_events import Office
from inquit.ledger.people_import import Imported
from inquit.ledger.people_review import Doubt
from inquit.ledger.people_view import PersonLine, PersonView


class People:
    """The people of a ledger.  Whoever is meant is told by an id, or by words of a name that only one has.

    Every change is an event: `Ledger.undo` takes it back.

    Args:
        conn: The ledger.
        path: Its path, for messages.
    """

    def __init__(self, conn: sqlite3.Connection, path: str) -> None:
        self.conn = conn
        self.path = path

    def list(self, words: str = "", *, kind: str | None = None, limit: int = 50) -> tuple[PersonLine, ...]:
        """Those who speak, the most heard first; see `people_view.people`."""
        with translated(self.path):
            return people_view.people(self.conn, words, kind=kind, limit=limit)

    def view(self, person: str) -> PersonView:
        """All that is known of a person; see `people_view.view`."""
        with translated(self.path):
            return people_view.view(self.conn, person)

    def review(self, *, limit: int = 20) -> tuple[Doubt, ...]:
        """Names that may mean one, the likeliest first; see `people_review.review`."""
        with translated(self.path):
            return people_review.review(self.conn, limit=limit)

    def merge(self, kept: str, *others: str, who: str, why: str | None = None) -> tuple[Event, ...]:
        """Say that people are one; see `people_events.merge`."""
        with translated(self.path):
            return tuple(people_events.merge(self.conn, kept, others, who=who, why=why))

    def split(
        self, person: str, articles: Iterable[str], *, who: str, name: str | None = None, why: str | None = None
    ) -> Event:
        """Say that in some articles the name means another one; see `people_events.split`."""
        with translated(self.path):
            return people_events.split(self.conn, person, articles, who=who, name=name, why=why)

    def rename(self, person: str, name: str, *, who: str, why: str | None = None) -> Event:
        """Call a person otherwise; see `people_events.rename`."""
        with translated(self.path):
            return people_events.rename(self.conn, person, name, who=who, why=why)

    def distinct(self, one: str, other: str, *, who: str, why: str | None = None) -> Event:
        """Say that two are not the same; see `people_events.distinct`."""
        with translated(self.path):
            return people_events.distinct(self.conn, one, other, who=who, why=why)

    def unsure(self, one: str, other: str, *, who: str, why: str | None = None) -> Event:
        """Say that one could not tell whether two are the same; see `people_events.unsure`."""
        with translated(self.path):
            return people_events.unsure(self.conn, one, other, who=who, why=why)

    def hold(self, person: str, office: Office, *, who: str, why: str | None = None) -> Event:
        """Say which office a person holds, or whom they speak for; see `people_events.hold`."""
        with translated(self.path):
            return people_events.hold(self.conn, person, office, who=who, why=why)

    def identify(self, person: str, wikidata: str, *, who: str, why: str | None = None) -> Event:
        """Say which item of Wikidata a person is; see `people_events.identify`."""
        with translated(self.path):
            return people_events.identify(self.conn, person, wikidata, who=who, why=why)

    def take(self, lines: Iterable[str], *, who: str, why: str | None = None, new: bool = False) -> Imported:
        """Take the offices and ids of a CSV file into the log; see `people_import.import_people`."""
        with translated(self.path):
            return people_import.import_people(self.conn, lines, who=who, why=why, new=new)
