"""Indexing and searching by meaning from the command line, by a model of the tests' own."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from click.testing import Result
from ledger.embedding import FakeEmbedder

LEDGER = ("--ledger", "town.db")


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEmbedder]:
    """Stands for the package with the model."""
    embedder = FakeEmbedder()
    monkeypatch.setitem(sys.modules, "inquit_meaning", SimpleNamespace(embedder=lambda: embedder))  # type: ignore[arg-type]
    yield embedder


@pytest.fixture
def town(run: Callable[..., Result]) -> Callable[..., Result]:
    """Call a command on a ledger with two statements."""
    run("add", "bridge.txt", *LEDGER)
    return lambda *arguments: run(*arguments, *LEDGER)


def test_index_then_search_by_meaning(town: Callable[..., Result]) -> None:
    assert town("index").stdout == "town.db: 2 vectors made\n"

    found = town("search", "--meaning", "new cables for the bridge").stdout.splitlines()
    assert re.fullmatch(r"s\w{12}  Vera Lund · 0\.\d\d near", found[0])
    assert found[1] == "    said: the bridge needs new cables"


def test_indexing_again_says_that_nothing_was_to_do(town: Callable[..., Result]) -> None:
    town("index")

    assert town("index").stdout == "town.db: all statements had their vectors\n"


def test_another_model_is_noted(town: Callable[..., Result], installed: FakeEmbedder) -> None:
    town("index")
    installed.name = "fake 2"

    again = town("index")
    assert again.stdout == "town.db: 2 vectors made\n"
    assert again.stderr == "inquit: note: 2 vectors of another model were dropped; all are of fake 2 now\n"


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_rows_tell_how_near_they_are(town: Callable[..., Result], form: str) -> None:
    town("index")
    printed = town("search", "--meaning", "the bridge needs new cables", "--limit", "1", "--format", form).stdout

    if form == "csv":
        head, row = printed.splitlines()
        assert (head.rpartition(",")[2], row.rpartition(",")[2]) == ("score", "1.0")
    else:
        record = json.loads(printed)
        assert (record["rows"][0] if form == "json" else record)["score"] == 1.0


def test_searching_before_indexing_says_what_to_call(town: Callable[..., Result]) -> None:
    result = town("search", "--meaning", "cables")

    assert result.exit_code == 1
    assert (
        result.stderr == "inquit: no statement has a vector yet, by which meanings are compared; call: inquit index\n"
    )


def test_a_missing_package_names_the_install_line(town: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "inquit_meaning", None)
    result = town("index")

    assert result.exit_code == 1
    assert result.stderr == (
        "inquit: meaning is compared by a model of its own, the package inquit-meaning, which is not installed;"
        " in a checkout of inquit: pip install ./packages/inquit-meaning\n"
    )


def test_an_order_of_time_beside_a_meaning_is_a_wrong_call(town: Callable[..., Result]) -> None:
    result = town("search", "--meaning", "cables", "--order", "newest")

    assert result.exit_code == 2
    assert "order: newest does not go with a meaning, which is an order; leave it out" in result.stderr
