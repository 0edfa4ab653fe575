"""Against schema.org as it was published, by a JSON-LD processor of others."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inquit.export.of_ledger import LedgerFormat, exported
from inquit.ledger import Ledger

PUBLISHED = Path(__file__).parent / "published"
VOCABULARY = json.loads((PUBLISHED / "schemaorg-vocabulary-12.0.json").read_text(encoding="utf-8"))
LITERALS = {"Text", "Date", "DateTime", "URL"}


@pytest.fixture
def document(ledger: Ledger) -> dict[str, Any]:
    return dict(json.loads("".join(exported(ledger, LedgerFormat.JSONLD))))


def kinds(name: str) -> set[str]:
    """A type and all above it."""
    return {name}.union(*(kinds(above) for above in VOCABULARY["types"][name]))


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """All objects with a type, wherever they stand."""
    if isinstance(value, dict):
        if "@type" in value and "@value" not in value:
            yield value
        for below in value.values():
            yield from nodes(below)
    elif isinstance(value, list):
        for below in value:
            yield from nodes(below)


def test_each_statement_is_a_quotation_or_a_claim(document: dict[str, Any]) -> None:
    assert [node["@type"] for node in document["@graph"]].count("Quotation") == 2
    assert len(document["@graph"]) == 7
    quotation = next(node for node in document["@graph"] if "refuse" in node.get("keywords", ()))
    article = {
        "@type": "NewsArticle",
        "@id": quotation["isPartOf"]["@id"],
        "url": "https://post.example/ferry?a=1&b=ö",
        "headline": "Skarvik ferry “will not sail”, mayor says",
        "datePublished": "2024-02-29",
        "publisher": {"@type": "Organization", "name": "The Skarvik Post"},
        "author": [{"@type": "Person", "name": "Tor Lie"}],
        "inLanguage": "en",
    }
    assert {key: value for key, value in quotation.items() if key not in ("@id", "identifier", "text")} == {
        "@type": "Quotation",
        "author": {"@type": "Person", "name": "Ida Brekke", "jobTitle": "mayor", "@id": quotation["author"]["@id"]},
        "creditText": "Ida Brekke",
        "dateCreated": "2024-02-29",
        "keywords": ["refuse", "conditional", "negated"],
        "mentions": {"@type": "Thing", "name": "The ministry"},
        "inLanguage": "en",
        "isPartOf": article,
    }


def test_who_is_no_person_and_no_body_is_credited_in_words(document: dict[str, Any]) -> None:
    credited = {node.get("creditText"): node for node in document["@graph"]}
    assert "author" not in credited["A senior official"]
    assert credited["The report"]["isBasedOn"]["@type"] == "CreativeWork"
    assert credited["the harbour master"]["author"]["@type"] == "Organization"
    assert "author" not in credited[None]


def test_weeks_are_no_dates_there(document: dict[str, Any]) -> None:
    dates = {node.get("creditText"): node.get("dateCreated") for node in document["@graph"]}
    assert (dates["The ministry"], dates["the harbour master"]) == ("2024-02", None)


def test_types_have_the_properties_that_they_may_have(document: dict[str, Any]) -> None:
    for node in nodes(document["@graph"]):
        for key, value in node.items():
            if key.startswith("@"):
                continue
            told = VOCABULARY["properties"][key]
            assert kinds(node["@type"]) & set(told["of"]), f"{node['@type']} has no {key}"
            for one in value if isinstance(value, list) else [value]:
                found = kinds(one["@type"]) if isinstance(one, dict) else LITERALS
                assert found & set(told["is"]), f"{key} cannot be {one!r}"


def test_the_published_context_knows_every_word(document: dict[str, Any]) -> None:
    jsonld = pytest.importorskip("pyld.jsonld", reason="pyld is not installed: pip install pyld")
    context = json.loads(gzip.decompress((PUBLISHED / "schemaorg-context-12.0.jsonld.gz").read_bytes()))

    def loaded(url: str, options: object) -> dict[str, Any]:
        assert url == "https://schema.org"
        return {"contextUrl": None, "documentUrl": url, "document": context}

    expanded = jsonld.expand(document, {"documentLoader": loaded})
    assert len(expanded) == 7
    words = {
        node["http://schema.org/identifier"][0]["@value"]: node["http://schema.org/text"][0]["@value"]
        for node in expanded
    }
    assert words == {node["identifier"]: node["text"] for node in document["@graph"]}
    known = {f"http://schema.org/{term}" for term in context["@context"]}
    for node in nodes(expanded):
        assert {key for key in node if not key.startswith("@")} <= known
        assert set(node["@type"]) <= known
    quoted = jsonld.to_rdf(document, {"documentLoader": loaded, "format": "application/n-quads"})
    assert quoted.count("<http://schema.org/Quotation>") == 2


def test_an_empty_ledger_is_an_empty_document(tmp_path: Path) -> None:
    with Ledger(tmp_path / "empty.db") as empty:
        assert json.loads("".join(exported(empty, LedgerFormat.JSONLD))) == {
            "@context": "https://schema.org",
            "@graph": [],
        }
