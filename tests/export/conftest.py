"""A ledger for the exports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from export import ledgers
from inquit.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with one story of seven statements."""
    with ledgers.filled(tmp_path / "inquit.db") as opened:
        yield opened
