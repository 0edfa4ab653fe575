"""What `lost` holds side by side: words with the place that proves them."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from inquit.ledger import Ledger, UnknownIdError, finding
from inquit.ledger.rows import COLUMNS, StatementRow, statement_row
from inquit.reports.compare_links import link_to
from inquit.sentences import paragraph_bounds, sentence_bounds
from inquit.types import Article

ID = re.compile(r"(?P<id>[as][a-z2-7]{4,12})(?:@(?P<version>\d+))?")
"""An id, or a beginning of one; of an article with the number of a version."""


@dataclass(frozen=True, slots=True)
class Side:
    """One wording, and where it stands.

    Attributes:
        text: The words.
        label: What it is, a few words: `headline`, `version 2`, a path.
        who: The speaker, where it is a statement and they are known.
        published: Day of the article, ISO 8601.
        article, statement: Short ids; `None` where it is in no ledger.
        version: Number of the article's version.
        sha256: Of the whole text in which the words stand.
        pieces: Their places in it, in code points, half-open.
    """

    text: str
    label: str
    who: str | None = None
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    article: str | None = None
    version: int | None = None
    statement: str | None = None
    sha256: str | None = None
    pieces: tuple[tuple[int, int], ...] = ()

    @property
    def link(self) -> str | None:
        """The page, opened at the words."""
        return link_to(self.url, self.text)

    def to_dict(self) -> dict[str, Any]:
        """All of it, the link included."""
        return {**asdict(self), "link": self.link}


@dataclass(frozen=True, slots=True)
class Document:
    """A whole text: a version of an article, or a file.

    Attributes:
        label: What it is.
        statements: Those that stand in it; empty for files.
        has_headline: Whether its first paragraph is a headline.
    """

    text: str
    about: Side
    statements: tuple[Side, ...]
    has_headline: bool

    def sentences(self) -> tuple[Side, ...]:
        """Its sentences, the headline one of them."""
        return tuple(self._part(start, end) for start, end in sentence_bounds(self.text))

    def headline(self) -> Side | None:
        """Its headline; `None` where it has none."""
        bounds = paragraph_bounds(self.text)
        return self._part(*bounds[0], "headline") if self.has_headline and bounds else None

    def body(self) -> tuple[Side, ...]:
        """The sentences after the headline."""
        headline = self.headline()
        end = headline.pieces[0][1] if headline else 0
        return tuple(side for side in self.sentences() if side.pieces[0][0] >= end)

    def _part(self, start: int, end: int, label: str | None = None) -> Side:
        return replace(self.about, text=self.text[start:end], label=label or self.about.label, pieces=((start, end),))


def resolved(told: str | Article, ledger: Ledger | None) -> Side | Document:
    """What a caller means: a statement or an article of the ledger, an article that was read, or plain words.

    Raises:
        UnknownIdError: It looks like an id, and the ledger holds nothing under it.
    """
    if isinstance(told, Article):
        return _of_article(told)
    match = ID.fullmatch(told.strip())
    if match is None or ledger is None:
        return Side(told, "text", sha256=_sha256(told), pieces=((0, len(told)),))
    if told.startswith("s") and match["version"] is None:
        return _statement(ledger, match["id"])
    return _version(ledger, match["id"], int(match["version"]) if match["version"] else None)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _of_article(article: Article) -> Document:
    title = article.title
    about = Side(
        "", article.url or title or article.id, None, article.outlet, article.published, title, article.url,
        sha256=article.sha256,
    )  # fmt: skip
    first = article.text.partition("\n")[0].strip()
    return Document(article.text, about, (), bool(title) and first == (title or "").strip())


def _statement(ledger: Ledger, told: str) -> Side:
    key = finding.statement(ledger.conn, told)
    return next(iter(_sides(ledger.conn, "s.id = ?", (key.id,))))


def _version(ledger: Ledger, told: str, number: int | None) -> Document:
    conn = ledger.conn
    key = finding.article(conn, told)
    row = conn.execute(
        "SELECT v.*, a.url, o.name AS outlet FROM versions v JOIN articles a ON a.id = v.article_id"
        " LEFT JOIN outlets o ON o.id = v.outlet_id WHERE v.article_id = ?1"
        " AND v.number = coalesce(?2, (SELECT number FROM versions WHERE id = a.current_version_id))",
        (key.id, number),
    ).fetchone()
    if row is None:
        raise UnknownIdError(
            f"the article {key.short_id} has no version {number}"
            if number
            else f"the article {key.short_id} was removed",
            remedy=f"inquit show {key.short_id} lists them",
        )
    about = Side(
        "", f"version {row['number']}", None, row["outlet"], row["published"], row["title"], row["url"], key.short_id,
        row["number"], None, row["sha256"],
    )  # fmt: skip
    standing = tuple(_sides(conn, "s.version_id = ? AND s.current = 1", (row["id"],)))
    first = row["text"].partition("\n")[0].strip()
    return Document(row["text"], about, standing, bool(row["title"]) and first == (row["title"] or "").strip())


def versions_of(ledger: Ledger, article: str) -> tuple[int, ...]:
    """The numbers of an article's versions, in order."""
    key = finding.article(ledger.conn, article)
    rows = ledger.conn.execute("SELECT number FROM versions WHERE article_id = ? ORDER BY number", (key.id,))
    return tuple(row[0] for row in rows)


def _sides(conn: sqlite3.Connection, where: str, values: tuple[Any, ...]) -> Iterable[Side]:
    """Statements by a condition on their table, in the order of the text."""
    rows = conn.execute(
        f"SELECT s.short_id, s.spans, v.sha256 FROM statements s JOIN versions v ON v.id = s.version_id WHERE {where}"
        " ORDER BY s.start, s.id",
        values,
    ).fetchall()
    for short_id, spans, sha256 in rows:
        told = conn.execute(f"SELECT {COLUMNS} FROM who_said_what WHERE id = ?", (short_id,)).fetchone()
        yield side_of(statement_row(told), json.loads(spans).get("content", []), sha256)


def side_of(row: StatementRow, content: list[list[int]], sha256: str) -> Side:
    """A statement as a side.

    Args:
        row: The statement.
        content: The places of its words.
        sha256: Of the version's text.
    """
    places = tuple((start, end) for start, end in content)
    return Side(
        row.words, "statement", row.who, row.outlet, row.published, row.title, row.url,
        row.article, row.version, row.id, sha256, places,
    )  # fmt: skip
