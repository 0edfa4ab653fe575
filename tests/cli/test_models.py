"""`inquit models`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from inquit.model.catalogue import Model, TrainingData

Run = Callable[..., Result]

COURTS = Model(
    name="courts",
    title="courts-1",
    sha256="ab" * 32,
    package="courts-model 2.0",
    folder=Path("/somewhere"),
    is_reader=True,
    size_bytes=41_600_000,
    reads="court reports",
    licence="MIT",
    started_from="nothing",
    trained_on=(TrainingData("reports of our own", "12 reports", "MIT"),),
    measured_on="three reports",
    figures=(("attribution F1", 50.5), ("alpha", 60.0)),
)
BARE = Model("mine", "mine-1", "cd" * 32, None, Path("/mine"), True, 1_000_000)

TABLE = """\
courts · courts-1 abababababab · courts-model 2.0 · 42 MB · MIT
    reads: court reports
    reaches: attribution F1 50.5, alpha 60 (three reports)
    started from: nothing
    trained on: reports of our own, 12 reports; licence: MIT
    in: /somewhere

mine · mine-1 cdcdcdcdcdcd · 1 MB · licence not told
    in: /mine
"""


@pytest.fixture(autouse=True)
def _two_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inquit.model.catalogue.models", lambda: (COURTS, BARE))


def test_models_are_listed_with_their_cards(run: Run) -> None:
    assert run("models").stdout == TABLE


def test_json_tells_all(run: Run) -> None:
    first, second = json.loads(run("models", "--format", "json").stdout)

    assert (first["name"], first["figures"], first["is_default"]) == (
        "courts", {"attribution F1": 50.5, "alpha": 60.0}, False,
    )  # fmt: skip
    assert second["licence"] is None
