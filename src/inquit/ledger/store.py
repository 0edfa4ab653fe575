"""The face of a ledger: opened as a context manager, each method one call of the module that does the work."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from inquit.ledger import (
    adding,
    connection,
    corrections,
    difference,
    doctor,
    exporting,
    frames,
    meaning,
    removal,
    verify,
)
from inquit.ledger import backup as backing_up
from inquit.ledger import search as searching
from inquit.ledger.adding import Added, SourceBytes
from inquit.ledger.article_view import ArticleView, article_view
from inquit.ledger.connection import PATIENCE_S
from inquit.ledger.difference import Difference
from inquit.ledger.doctor import Repaired
from inquit.ledger.errors import translated
from inquit.ledger.events import Event
from inquit.ledger.meaning import Embedder, Indexed
from inquit.ledger.people_face import People
from inquit.ledger.pledges_face import Pledges
from inquit.ledger.removal import Removal
from inquit.ledger.rows import StatementRow
from inquit.ledger.search import Found
from inquit.ledger.search_query import Query
from inquit.ledger.statement_view import StatementView, statement_view
from inquit.ledger.verify import Verified
from inquit.types import Article, ReaderInfo, Reading

if TYPE_CHECKING:
    from pandas import DataFrame


class Ledger:
    """One file that keeps who said what.

    >>> with Ledger("inquit.db") as ledger:
    ...     ledger.add(reading)

    Any number of programs may read it while others write.  A ledger belongs to the thread that opened it.

    Args:
        path: The file.
        create: Make a new one where there is none; otherwise that is an error.
        patience_s: How long to wait for another program that is writing.

    Attributes:
        path: The file, as it was given.
        conn: The connection to it, for the modules of this package.
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool = True, patience_s: float = PATIENCE_S) -> None:
        self.path = os.fspath(path)
        self.conn: sqlite3.Connection = connection.connect(path, create=create, patience_s=patience_s)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was recorded is on the disk."""
        self.conn.close()

    def add(self, reading: Reading, *, source: SourceBytes | None = None) -> Added:
        """Record a reading; see `adding.add`."""
        with translated(self.path):
            return adding.add(self.conn, reading, source=source)

    def known_as(self, article: Article, reader: ReaderInfo | None) -> Added | None:
        """What adding an article's reading would answer; see `adding.known_as`."""
        with translated(self.path):
            return adding.known_as(self.conn, article, reader)

    def known_at(self, url: str) -> Added | None:
        """The article that was recorded from an address; see `adding.known_at`."""
        with translated(self.path):
            return adding.known_at(self.conn, url)

    def holds_only(self, articles: Iterable[Article]) -> bool:
        """Whether there is no article but some of these; see `adding.holds_only`."""
        with translated(self.path):
            return adding.holds_only(self.conn, articles)

    def correct(
        self, statement: str, fields: Mapping[str, Any], *, who: str, why: str | None = None
    ) -> tuple[Event, ...]:
        """Set fields of a statement; see `corrections.correct`."""
        with translated(self.path):
            return corrections.correct(self.conn, statement, fields, who=who, why=why)

    def strike(self, statement: str, *, who: str, why: str | None = None) -> Event:
        """Say that it is not a statement; see `corrections.strike`."""
        with translated(self.path):
            return corrections.strike(self.conn, statement, who=who, why=why)

    def confirm(self, statement: str, *, who: str, why: str | None = None) -> Event:
        """Say that a statement is right; see `corrections.confirm`."""
        with translated(self.path):
            return corrections.confirm(self.conn, statement, who=who, why=why)

    def add_missed(self, article: str, record: Mapping[str, Any], *, who: str, why: str | None = None) -> Event:
        """Add a statement that the reader missed; see `corrections.add_missed`."""
        with translated(self.path):
            return corrections.add_missed(self.conn, article, record, who=who, why=why)

    def undo(self, event: int, *, who: str, why: str | None = None) -> Event:
        """Take an event back; see `corrections.undo`."""
        with translated(self.path):
            return corrections.undo(self.conn, event, who=who, why=why)

    def remove(self, article: str, *, reason: str, who: str) -> Removal:
        """Take an article out for good; see `removal.remove`."""
        with translated(self.path):
            return removal.remove(self.conn, article, reason=reason, who=who)

    def diff(self, article: str, *, before: int | None = None, after: int | None = None) -> Difference:
        """What changed between two versions of an article; see `difference.difference`."""
        with translated(self.path):
            return difference.difference(self.conn, article, before=before, after=after)

    def search(
        self,
        query: Query | str = "",
        *,
        limit: int = 20,
        cursor: str | None = None,
        facets: bool = False,
        embedder: Embedder | None = None,
    ) -> Found:
        """Find statements that stand; see `search.search`."""
        with translated(self.path):
            return searching.search(self.conn, query, limit=limit, cursor=cursor, facets=facets, embedder=embedder)

    def index(self, *, embedder: Embedder | None = None, progress: Callable[[int, int], None] | None = None) -> Indexed:
        """Make what searching by meaning needs, for all statements that lack it; see `meaning.index`."""
        with translated(self.path):
            return meaning.index(self.conn, embedder=embedder, progress=progress)

    def statement(self, statement: str) -> StatementView:
        """All that is known of a statement; see `statement_view.statement_view`."""
        with translated(self.path):
            return statement_view(self.conn, statement)

    def article(self, article: str, *, version: int | None = None) -> ArticleView:
        """An article as it stands; see `article_view.article_view`."""
        with translated(self.path):
            return article_view(self.conn, article, version=version)

    @property
    def people(self) -> People:
        """Who speaks, across articles."""
        return People(self.conn, self.path)

    @property
    def pledges(self) -> Pledges:
        """What people say about pledges."""
        return Pledges(self.conn, self.path)

    def verify(self, *, progress: Callable[[int, int], None] | None = None) -> Verified:
        """Check every hash, span and link; see `verify.verify`."""
        with translated(self.path):
            return verify.verify(self.conn, progress=progress)

    def repair(self) -> Repaired:
        """Make again what can be derived; see `doctor.repair`."""
        with translated(self.path):
            return doctor.repair(self.conn)

    def backup(self, to: str | os.PathLike[str], *, progress: Callable[[int, int], None] | None = None) -> Path:
        """Copy the ledger while others use it; see `backup.backup`."""
        with translated(self.path):
            return backing_up.backup(self.conn, to, progress=progress)

    def statements(self, *, every: bool = False) -> Iterator[StatementRow]:
        """All statements, as rows; see `exporting.statements`."""
        with translated(self.path):
            yield from exporting.statements(self.conn, every=every)

    def complete(self, *, every: bool = False, min_confidence: float | None = None) -> Iterator[dict[str, Any]]:
        """All statements, with everything about them; see `exporting.complete`."""
        with translated(self.path):
            yield from exporting.complete(self.conn, every=every, min_confidence=min_confidence)

    def to_pandas(self, *, every: bool = False) -> DataFrame:
        """All statements as a pandas table; see `frames.to_pandas`."""
        with translated(self.path):
            return frames.to_pandas(self.conn, every=every)

    def corrected_readings(self) -> Iterator[dict[str, Any]]:
        """What people corrected, in the reading format; see `exporting.corrected_readings`."""
        with translated(self.path):
            yield from exporting.corrected_readings(self.conn)
