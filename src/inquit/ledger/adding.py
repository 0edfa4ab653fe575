"""Readings into the ledger: idempotent, one article a transaction.

the article is new                       →  article, version, reading
its address is known, its text is new    →  a new version; the old one keeps its statements
text known, reader new                   →  a new reading of the same version
both known                               →  nothing
the article was removed                  →  nothing
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from inquit.errors import FormatError
from inquit.ledger import deriving
from inquit.ledger.connection import transaction
from inquit.ledger.events import now
from inquit.ledger.ids import article_id, clean_url
from inquit.ledger.packing import Packed, packed, packed_reading, record_of
from inquit.types import Article, ReaderInfo, Reading


class Outcome(StrEnum):
    """What adding a reading made of it."""

    ARTICLE = "new article"
    VERSION = "new version"
    READING = "new reading"
    NOTHING = "known"
    REMOVED = "removed before"


@dataclass(frozen=True, slots=True)
class SourceBytes:
    """What an article was made from.

    Attributes:
        place: The path, or the address that was asked for.
        data: The bytes as they came.
        final_url: The address that answered; `None` where nothing was fetched.
        fetched: When, UTC, ISO 8601; `None`: just now.
    """

    place: str
    data: bytes
    final_url: str | None = None
    fetched: str | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a reading.

    Attributes:
        article: Short id of the article.
        version: Number of its version; `None` where the article was removed before.
        statements: How many statements the reading brought; 0 where nothing was added.
    """

    outcome: Outcome
    article: str
    version: int | None
    statements: int


def add(conn: sqlite3.Connection, reading: Reading, *, source: SourceBytes | None = None) -> Added:
    """Record a reading in one transaction; what is there already is not added again.

    Args:
        conn: The ledger.
        reading: What was read.
        source: What its article was made from; kept with a new version.

    Raises:
        FormatError: The text cannot be kept as it is.
    """
    # Outside the transaction: packing takes longer than writing, and others may write meanwhile.
    if (known := known_as(conn, reading.article, reading.reader)) is not None:
        return known
    _check_text(reading.article)
    record = record_of(reading)
    made = packed_reading(record)
    kept = packed(source.data) if source is not None else None
    with transaction(conn):
        return _add(conn, reading, record, made, source, kept)


def known_as(conn: sqlite3.Connection, article: Article, reader: ReaderInfo | None) -> Added | None:
    """What adding an article's reading would answer without adding anything; `None` where it would add something.

    Lets a caller spare the reading of an article that is there already.

    Args:
        conn: The ledger.
        article: The article.
        reader: Who would read it; `None`, a reading made by hand, is never known beforehand.
    """
    url = clean_url(article.url) if article.url else None
    sha256 = article.sha256
    short_id = article_id(url, sha256)
    row = conn.execute("SELECT id, current_version_id FROM articles WHERE short_id = ?", (short_id,)).fetchone()
    if row is None:
        return None
    if row["current_version_id"] is None:
        return Added(Outcome.REMOVED, short_id, None, 0)
    if reader is None:
        return None
    found = conn.execute(
        "SELECT v.number FROM versions v JOIN readings r ON r.version_id = v.id"
        " WHERE v.article_id = ? AND v.sha256 = ? AND r.reader IS ? AND r.model IS ?",
        (row["id"], sha256, reader.version, reader.model),
    ).fetchone()
    return Added(Outcome.NOTHING, short_id, found[0], 0) if found is not None else None


def known_at(conn: sqlite3.Connection, url: str) -> Added | None:
    """The article that was recorded from an address: at it, asked for by it, or answered by it; `None`: there is none.

    Lets a caller spare the fetching.
    """
    row = conn.execute(
        "SELECT a.short_id, v.number FROM articles a LEFT JOIN versions v ON v.id = a.current_version_id"
        " WHERE a.short_id = ?1 OR a.id IN (SELECT v.article_id FROM versions v JOIN sources s ON s.version_id = v.id"
        " WHERE s.place = ?2 OR s.final_url = ?2) LIMIT 1",
        (article_id(clean_url(url), ""), url),
    ).fetchone()
    if row is None:
        return None
    outcome = Outcome.NOTHING if row["number"] is not None else Outcome.REMOVED
    return Added(outcome, row["short_id"], row["number"], 0)


def holds_only(conn: sqlite3.Connection, articles: Iterable[Article]) -> bool:
    """Whether there is no article in the ledger but some of these."""
    ids = {article_id(clean_url(article.url) if article.url else None, article.sha256) for article in articles}
    return all(row[0] in ids for row in conn.execute("SELECT short_id FROM articles"))


def _add(
    conn: sqlite3.Connection,
    reading: Reading,
    record: dict[str, Any],
    made: Packed,
    source: SourceBytes | None,
    kept: Packed | None,
) -> Added:
    """Record what is not there yet; another program may have added some of it since `add` looked."""
    article = reading.article
    if (known := known_as(conn, article, reading.reader)) is not None:
        return known
    url = clean_url(article.url) if article.url else None
    short_id = article_id(url, article.sha256)
    article_row, outcome = _article_row(conn, short_id, url)
    version = conn.execute(
        "SELECT id, number, current_reading_id FROM versions WHERE article_id = ? AND sha256 = ?",
        (article_row, article.sha256),
    ).fetchone()
    if version is None:
        version_id, number = _insert_version(conn, article_row, article)
        _make_current(conn, article_row, version_id)
        if source is not None and kept is not None:
            _insert_source(conn, version_id, source, kept)
    else:
        version_id, number, outcome = version["id"], version["number"], Outcome.READING
        if _same_reading(conn, version_id, made):
            return Added(Outcome.NOTHING, short_id, number, 0)
    reading_id = _insert_reading(conn, version_id, reading, made)
    if version is None or _supersedes(conn, reading.reader, version["current_reading_id"]):
        conn.execute("UPDATE versions SET current_reading_id = ? WHERE id = ?", (reading_id, version_id))
    deriving.derive(conn, version_id, new=record if version is None else None)
    return Added(outcome, short_id, number, len(reading))


def _article_row(conn: sqlite3.Connection, short_id: str, url: str | None) -> tuple[int, Outcome]:
    row = conn.execute("SELECT id FROM articles WHERE short_id = ?", (short_id,)).fetchone()
    if row is not None:
        return int(row["id"]), Outcome.VERSION
    made = conn.execute("INSERT INTO articles(short_id, url) VALUES (?, ?)", (short_id, url))
    assert made.lastrowid is not None  # an INSERT that succeeded has one
    return made.lastrowid, Outcome.ARTICLE


def _insert_version(conn: sqlite3.Connection, article_row: int, article: Article) -> tuple[int, int]:
    """The row and the number of a new version."""
    number = conn.execute(
        "SELECT coalesce(max(number), 0) + 1 FROM versions WHERE article_id = ?", (article_row,)
    ).fetchone()[0]
    details = {
        "url": article.url,
        "authors": list(article.authors),
        "published_candidates": [
            {"value": candidate.value, "origin": candidate.origin} for candidate in article.published_candidates
        ],
        "warnings": list(article.warnings),
        "extra": article.extra,
    }
    made = conn.execute(
        "INSERT INTO versions(article_id, number, sha256, text, added, title, outlet_id, published, modified, language,"
        " given_id, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article_row,
            number,
            article.sha256,
            article.text,
            now(),
            article.title,
            _outlet_row(conn, article.outlet),
            article.published,
            article.modified,
            article.language,
            article.id,
            json.dumps({name: value for name, value in details.items() if value}, ensure_ascii=False),
        ),
    )
    assert made.lastrowid is not None  # an INSERT that succeeded has one
    return made.lastrowid, number


def _make_current(conn: sqlite3.Connection, article_row: int, version_id: int) -> None:
    """Let a new version stand for its article; the statements of the others stand no longer."""
    conn.execute(
        "UPDATE statements SET current = 0 WHERE version_id IN (SELECT id FROM versions WHERE article_id = ?)",
        (article_row,),
    )
    conn.execute(
        "UPDATE articles SET current_version_id = v.id, title = v.title, outlet_id = v.outlet_id"
        " FROM versions v WHERE v.id = ? AND articles.id = ?",
        (version_id, article_row),
    )


def _outlet_row(conn: sqlite3.Connection, name: str | None) -> int | None:
    if not name:
        return None
    conn.execute("INSERT INTO outlets(name) VALUES (?) ON CONFLICT DO NOTHING", (name,))
    return int(conn.execute("SELECT id FROM outlets WHERE name = ?", (name,)).fetchone()[0])


def _insert_source(conn: sqlite3.Connection, version_id: int, source: SourceBytes, kept: Packed) -> None:
    conn.execute(
        "INSERT INTO sources(version_id, place, final_url, fetched, sha256, size_bytes, packed)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            version_id,
            source.place,
            source.final_url,
            source.fetched or now(),
            kept.sha256,
            len(source.data),
            kept.data,
        ),
    )


def _insert_reading(conn: sqlite3.Connection, version_id: int, reading: Reading, packed_as: Packed) -> int:
    reader = reading.reader
    made = conn.execute(
        "INSERT INTO readings(version_id, added, reader, model, statements, sha256, packed)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            version_id,
            now(),
            reader and reader.version,
            reader and reader.model,
            len(reading),
            packed_as.sha256,
            packed_as.data,
        ),
    )
    assert made.lastrowid is not None  # an INSERT that succeeded has one
    return made.lastrowid


def _same_reading(conn: sqlite3.Connection, version_id: int, packed_as: Packed) -> bool:
    """Whether a reading made by hand, which has no reader to be known by, is there already."""
    found = conn.execute(
        "SELECT 1 FROM readings WHERE version_id = ? AND reader IS NULL AND sha256 = ?", (version_id, packed_as.sha256)
    )
    return found.fetchone() is not None


def _supersedes(conn: sqlite3.Connection, reader: ReaderInfo | None, current_id: int | None) -> bool:
    """Whether a reader's reading stands in place of the current one: unless an older version of the program made it.

    So an old file of readings that is added late does not hide what a newer program found.
    """
    row = conn.execute("SELECT reader FROM readings WHERE id = ?", (current_id,)).fetchone()
    if row is None or row["reader"] is None or reader is None:
        return True
    return _release(reader.version) >= _release(row["reader"])


def _release(version: str) -> tuple[int, ...]:
    """The numbers that a version begins with: 0.1.0, and none of what follows."""
    match = re.match(r"\d+(\.\d+)*", version)
    return tuple(int(part) for part in match[0].split(".")) if match else ()


def _check_text(article: Article) -> None:
    try:
        article.text.encode()
    except UnicodeEncodeError as error:
        raise FormatError(
            f"text: the lone surrogate at {error.start} is not a character", remedy="mend the text, then read it again"
        ) from error
