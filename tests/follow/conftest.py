"""A site and a ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cli.fake import FakeReader

from follow.site import Site, serving
from inquit.follow import Event, Settings, follow
from inquit.ledger import Ledger
from inquit.sources import ReadOptions

OPTIONS = ReadOptions(allow_private=True, timeout_s=2, any_language=True)
SETTINGS = Settings(OPTIONS, pause_s=0.0)

Once = Callable[..., list[Event]]


@pytest.fixture
def site() -> Iterator[Site]:
    """A site without pages."""
    with serving() as served:
        yield served


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger(tmp_path / "inquit.db") as opened:
        yield opened


@pytest.fixture
def once(site: Site, ledger: Ledger) -> Once:
    """Follow feeds of the site once."""

    def called(*paths: str, settings: Settings = SETTINGS, **options: Any) -> list[Event]:
        feeds = [f"{site.base}{path}" for path in paths or ("/feed.xml",)]
        return list(follow(feeds, ledger, settings, once=True, reader=FakeReader(), **options))

    return called
