"""A small ledger, and its site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from inquit.ledger import Ledger
from inquit.web.app import create_app
from inquit.web.settings import Settings
from tests.cli.fake import FakeReader
from tests.ledger.readings import reading
from tests.web.pages import Site

TOLL = """Toll of the Holm ferry rises

Vera Lund said the toll must rise. Otto Brandt denied the toll helps the harbour. Ida Falk said the ferry is full.
"""


def filled(path: Path) -> Path:
    """A ledger of two articles, one of them in two versions, five people's statements."""
    with Ledger(path) as ledger:
        ledger.add(reading())
        ledger.add(reading(reading().article.text.replace("new bolts", "many new bolts")))
        ledger.add(reading(TOLL, url="https://echo.example/toll", outlet="Norvik Echo", published="2024-05-01"))
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return filled(tmp_path / "town.db")


@pytest.fixture
def settings(path: Path) -> Settings:
    return Settings(str(path), who="ann", threads=2, requests_per_s=None)


@pytest.fixture(scope="session")
def shared_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site for tests that change nothing: making one takes half a second."""
    path = filled(tmp_path_factory.mktemp("web") / "town.db")
    app = create_app(Settings(str(path), who="ann", threads=2, requests_per_s=None), reader=FakeReader)
    with TestClient(app, base_url="http://localhost", follow_redirects=False, raise_server_exceptions=False) as client:
        yield Site(client)


@pytest.fixture
def site(settings: Settings) -> Iterator[Site]:
    app = create_app(settings, reader=FakeReader)
    with TestClient(app, base_url="http://localhost", follow_redirects=False, raise_server_exceptions=False) as client:
        yield Site(client)
