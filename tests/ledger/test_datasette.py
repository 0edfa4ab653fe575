"""The description of a ledger for Datasette fits the ledger: its tables, columns and queries are there."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from inquit.ledger import Ledger
from ledger.readings import FERRY, reading

METADATA = Path(__file__).resolve().parents[2] / "examples" / "datasette" / "metadata.yml"
DESCRIBED: dict[str, Any] = yaml.safe_load(METADATA.read_text(encoding="utf-8"))
QUERIES: dict[str, dict[str, str]] = DESCRIBED["databases"]["inquit"]["queries"]
TABLES: dict[str, dict[str, Any]] = DESCRIBED["databases"]["inquit"]["tables"]

ANSWERS = {
    "search": ({"words": "ferry"}, ["the ferry would sail on Friday"]),
    "by_person": ({"name": "lund"}, ["the engine needs new bolts"]),
    "promises": ({}, ["the ferry would sail on Friday"]),
    "heard_most": ({}, ["Otto Brandt", "Vera Lund"]),
    "in_its_text": ({"id": "{first}"}, ["Vera Lund said the engine needs new bolts"]),
    "changed_articles": ({}, ["Ferry to Holm stays in port"]),
    "unsure": ({}, ["the engine needs new bolts", "the ferry would sail on Friday"]),
}


@pytest.fixture
def filled(ledger: Ledger) -> Iterator[Ledger]:
    """A story with two versions."""
    ledger.add(reading(FERRY.replace("new bolts", "one new bolt")))
    ledger.add(reading())
    yield ledger


def escape_fts(words: str) -> str:
    """What Datasette makes of words that a person typed: each in quotation marks."""
    return " ".join(f'"{word}"' for word in words.replace('"', " ").split())


def first(ledger: Ledger) -> str:
    return next(iter(ledger.statements())).id


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_answers(filled: Ledger, name: str) -> None:
    given, expected = ANSWERS[name]
    filled.conn.create_function("escape_fts", 1, escape_fts)
    values = {key: value.format(first=first(filled)) for key, value in given.items()}
    rows = [tuple(row) for row in filled.conn.execute(QUERIES[name]["sql"], values)]
    assert len(rows) == len(expected)
    assert all(any(words in row for row in rows) for words in expected), rows


def test_tables_and_columns_are_those_of_the_schema(ledger: Ledger) -> None:
    for table, told in TABLES.items():
        columns = {row["name"] for row in ledger.conn.execute(f"PRAGMA table_info({table})")}
        named = {*told.get("columns", ()), *told.get("facets", ())}
        named |= {told[key] for key in ("label_column", "sort", "sort_desc") if key in told}
        assert columns, table
        assert named <= columns, (table, named - columns)


def test_every_table_is_described_or_hidden(ledger: Ledger) -> None:
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_fts%'"
    assert {row["name"] for row in ledger.conn.execute(tables)} == set(TABLES)


PAGES = [
    "/", "/inquit", *(f"/inquit/{name}" for name in (*TABLES, "who_said_what", "corrections")),
    "/inquit/statements/1", "/inquit/search?words=don't+%22%40nasa+50%25", "/inquit/in_its_text?id=none",
]  # fmt: skip


def test_the_real_datasette_serves_a_ledger(filled: Ledger) -> None:
    app = pytest.importorskip("datasette.app", reason="needs Datasette: pip install datasette")

    async def looked() -> None:
        served = app.Datasette([filled.path], metadata=DESCRIBED)
        for page in PAGES:
            assert (await served.client.get(page)).status_code == 200, page
        found = (
            await served.client.get("/inquit/statements.json?_search=ferry&current=1&_shape=objects&_labels=on")
        ).json()
        (row,) = found["rows"]
        assert (row["words"], row["article_id"]["label"], row["person_id"]["label"]) == (
            "the ferry would sail on Friday",
            "Ferry to Holm stays in port",
            "Otto Brandt",
        )
        asked = (await served.client.get("/inquit/search.json?words=bolts&_shape=objects")).json()
        assert [one["who"] for one in asked["rows"]] == ["Vera Lund"]

    asyncio.run(looked())


def test_sqlite_alone_answers_too(filled: Ledger) -> None:
    plain = sqlite3.connect(filled.path)
    assert plain.execute(QUERIES["promises"]["sql"]).fetchone()[0] == "Otto Brandt"
    plain.close()
