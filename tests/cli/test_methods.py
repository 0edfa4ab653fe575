from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _added(run: Run) -> None:
    assert run("add", "bridge.txt").exit_code == 0


def test_the_paragraph_is_printed_with_what_to_cite(run: Run) -> None:
    paragraph, empty, citation = run("methods").stdout.splitlines()
    assert paragraph.startswith("Statements were found with Inquit 0 (model fake). It was given 1 article of")
    assert (empty, citation[:22]) == ("", "The Inquit developers.")


def test_counts_are_json_and_the_citation_is_bibtex(run: Run) -> None:
    assert json.loads(run("methods", "--format", "json").stdout)["statements"] == 2
    assert run("methods", "--format", "bibtex").stdout.startswith(
        "@software{inquit, author = {{The Inquit developers}},"
    )
