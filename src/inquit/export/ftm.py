"""A ledger as FollowTheMoney entities, one a line: what OpenAleph, Aleph and OpenSanctions' tools import.

An article is an `Article` with its text; those who speak are `Person`, `Organization` or `LegalEntity` (groups); each
statement is an `Event` in which its speaker is involved, with the article as its proof.  Unnamed speakers and documents
are no entities of their own: the event's summary names them.  Entities of the same id are one: people come once.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

from inquit.errors import InquitError
from inquit.export.articles import ToldArticle, told_articles
from inquit.export.jsonld import ISO_DATE
from inquit.ledger import Ledger
from inquit.types import Kind

if TYPE_CHECKING:
    from followthemoney import Model
    from followthemoney.proxy import EntityProxy

PREFIX = "inquit-"
INSTALL = "pip install 'inquit[ftm]'"
SCHEMAS = {Kind.PERSON: "Person", Kind.ORGANIZATION: "Organization", Kind.GROUP: "LegalEntity"}
NAME_CHARS = 100
"""Of a statement in the name of its event, which lists show; the description has all of it."""


def lines(ledger: Ledger, *, every: bool = False, min_confidence: float | None = None) -> Iterator[str]:
    """Each entity as one line.

    Raises:
        InquitError: FollowTheMoney is not installed.
    """
    with closing(_Told()) as told:
        entities = Entities(ledger, told)
        for article in told_articles(ledger, every=every, min_confidence=min_confidence):
            for entity in entities.of(article):
                yield f"{json.dumps(entity.to_dict(), ensure_ascii=False)}\n"


class Entities:
    """Makes entities, each person only once."""

    def __init__(self, ledger: Ledger, told: _Told) -> None:
        self.conn = ledger.conn
        self.model = _model()
        self.told = told

    def of(self, article: ToldArticle) -> Iterator[EntityProxy]:
        """The article, those who speak in it for the first time, and what is said."""
        yield self._article(article)
        for statement in article.statements:
            person = statement["person"]
            if person and statement["kind"] in SCHEMAS and self.told.is_new(person):
                yield self._speaker(person, statement)
            yield self._event(statement, article)

    def _article(self, article: ToldArticle) -> EntityProxy:
        return self._made("Article", f"{article.id}-{article.version}", {
            "title": article.title,
            "name": article.title or article.url or article.id,
            "author": article.authors,
            "publisher": article.outlet,
            "publishedAt": _date(article.published),
            "sourceUrl": article.url,
            "language": article.language,
            "bodyText": article.text,
        })  # fmt: skip

    def _speaker(self, person: str, statement: dict[str, Any]) -> EntityProxy:
        row = self.conn.execute("SELECT id, name, told, wikidata FROM people WHERE short_id = ?", (person,)).fetchone()
        roles = self.conn.execute(
            "SELECT DISTINCT role FROM speakers WHERE person_id = ? AND role IS NOT NULL ORDER BY role LIMIT 20",
            (row["id"],),
        ).fetchall()
        schema = SCHEMAS[statement["kind"]]
        told = {"name": row["name"], "alias": row["told"] if row["told"] != row["name"] else None}
        if schema == "Person":
            told |= {"position": [role for (role,) in roles], "wikidataId": row["wikidata"]}
        return self._made(schema, person, told)

    def _event(self, statement: dict[str, Any], article: ToldArticle) -> EntityProxy:
        who, words = statement["who"] or "not known", statement["words"]
        involved = statement["person"] if statement["kind"] in SCHEMAS else None
        exact = _date(statement["said"])
        return self._made("Event", statement["id"], {
            "name": f"{who}: {words if len(words) <= NAME_CHARS else f'{words[: NAME_CHARS - 1]}…'}",
            "description": words,
            "summary": f"{who} ({statement['cue'] or '–'}): {words}",
            "involved": involved and f"{PREFIX}{involved}",
            "date": exact,
            "startDate": None if exact else statement["said_first"],
            "endDate": None if exact else statement["said_last"],
            "keywords": [label for label in (statement["act"], *statement["flags"]) if label],
            "proof": f"{PREFIX}{article.id}-{article.version}",
            "recordId": statement["id"],
            "publisher": article.outlet,
            "sourceUrl": article.url,
        })  # fmt: skip

    def _made(self, schema: str, name: str, told: dict[str, Any]) -> EntityProxy:
        entity = self.model.make_entity(schema)
        entity.id = f"{PREFIX}{name}"
        for key, value in told.items():
            if value:
                entity.add(key, value)
        return entity


class _Told:
    """Whom the export has told of: on the disk, so that a million people take no more memory than ten.

    SQLite's own kind of temporary file (an empty name), which is gone when it is closed, or when the program ends.
    """

    def __init__(self) -> None:
        self.conn = sqlite3.connect("")
        self.conn.execute("PRAGMA journal_mode = OFF")  # nothing is ever taken back
        self.conn.execute("CREATE TABLE people (short_id TEXT PRIMARY KEY) WITHOUT ROWID")

    def is_new(self, person: str) -> bool:
        """Whether nobody has asked for this person before."""
        return self.conn.execute("INSERT OR IGNORE INTO people VALUES (?)", (person,)).rowcount == 1

    def close(self) -> None:
        self.conn.close()


def _date(value: str | None) -> str | None:
    return value if value is not None and ISO_DATE.fullmatch(value) else None


def _model() -> Model:
    try:
        from followthemoney import model
    except ImportError as error:
        raise InquitError("FollowTheMoney is not installed", remedy=f"install it with: {INSTALL}") from error
    return model
