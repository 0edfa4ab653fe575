"""Statements as linked data in the words of schema.org: `Quotation` and `Claim`.

What is all in quotation marks is a `Quotation`; what the article tells in words of its own, wholly or partly, is a
`Claim`, whose author schema.org takes for the one who makes it.  The types and properties are those of the published
vocabulary and no others: places in the text, how sure the reader was and what the words are a condition of have none
there, and are in the other formats.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from inquit.export.articles import ToldArticle
from inquit.types import Kind, Mode

CONTEXT = "https://schema.org"
URN = "urn:x-inquit:"
"""Before a short id: a name that is the same in every ledger; no registry knows it (RFC 8141, section 5.1)."""

ISO_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?")


def document(articles: Iterable[ToldArticle]) -> Iterator[str]:
    """One JSON-LD document, a statement a line, as pieces of text."""
    yield f'{{"@context": "{CONTEXT}", "@graph": [\n'
    before = ""
    for article in articles:
        source = _article(article)
        for statement in article.statements:
            yield f"{before}{json.dumps(_statement(statement, article, source), ensure_ascii=False)}"
            before = ",\n"
    yield "\n]}\n" if before else "]}\n"


def _statement(statement: dict[str, Any], article: ToldArticle, source: dict[str, Any]) -> dict[str, Any]:
    is_quotation = statement["mode"] == Mode.DIRECT
    speaker = _speaker(statement)
    return _without_nothing({
        "@type": "Quotation" if is_quotation else "Claim",
        "@id": f"{URN}{statement['id']}",
        "identifier": statement["id"],
        "text": statement["words"],
        "author": speaker,
        "creditText": statement["who"],
        "isBasedOn": _document(statement),
        "dateCreated": _date(statement["said"]),
        "keywords": [label for label in (statement["act"], *statement["flags"]) if label],
        "mentions": statement["target_speaker"] and {"@type": "Thing", "name": statement["target_speaker"]},
        "inLanguage": article.language,
        "isPartOf" if is_quotation else "appearance": source,
    })  # fmt: skip


def _article(article: ToldArticle) -> dict[str, Any]:
    return _without_nothing({
        "@type": "NewsArticle",
        "@id": f"{URN}{article.id}",
        "url": article.url,
        "headline": article.title,
        "datePublished": _date(article.published),
        "publisher": article.outlet and {"@type": "Organization", "name": article.outlet},
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "inLanguage": article.language,
    })  # fmt: skip


def _speaker(statement: dict[str, Any]) -> dict[str, Any] | None:
    """Who says it; `None` where nobody is known by name: schema.org has no unnamed people, `creditText` has words."""
    if statement["kind"] == Kind.PERSON:
        told = {"@type": "Person", "name": statement["who"], "jobTitle": statement["role"]}
    elif statement["kind"] in (Kind.ORGANIZATION, Kind.GROUP):
        told = {"@type": "Organization", "name": statement["who"]}
    else:
        return None
    return _without_nothing({**told, "@id": statement["person"] and f"{URN}{statement['person']}"})


def _document(statement: dict[str, Any]) -> dict[str, Any] | None:
    """The report or poll that says it: a work, which cannot be an author."""
    if statement["kind"] != Kind.DOCUMENT:
        return None
    name = statement["person"] and f"{URN}{statement['person']}"
    return _without_nothing({"@type": "CreativeWork", "@id": name, "name": statement["who"]})


def _date(value: str | None) -> str | None:
    """A value where it is an ISO 8601 date as schema.org means it: no week, no time of the day by name."""
    return value if value is not None and ISO_DATE.fullmatch(value) else None


def _without_nothing(told: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value not in (None, "", [])}
