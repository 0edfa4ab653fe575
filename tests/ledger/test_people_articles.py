from __future__ import annotations

from pathlib import Path

import pytest

from inquit.errors import UnknownIdError
from inquit.ledger import Ledger
from inquit.ledger.people_articles import SpeaksIn, articles_of
from tests.ledger.readings import reading

LATER = "Toll\n\nVera Lund said the toll must rise. Vera Lund denied the toll helps.\n"


def test_the_articles_of_a_person_are_listed_the_latest_first(tmp_path: Path) -> None:
    with Ledger(tmp_path / "town.db") as ledger:
        first = ledger.add(reading()).article
        later = ledger.add(
            reading(LATER, url="https://echo.example/toll", outlet="Norvik Echo", published="2024-05-01")
        ).article
        found, more = articles_of(ledger.conn, "Vera Lund")
        assert found == (
            SpeaksIn(later, "Toll", "Norvik Echo", "2024-05-01", ("Vera Lund",), (), 2),
            SpeaksIn(first, "Ferry to Holm stays in port", "The Holm Post", "2024-03-09", ("Vera Lund",), (), 1),
        )
        assert not more
        assert articles_of(ledger.conn, "Vera Lund", limit=1) == (found[:1], True)
        assert articles_of(ledger.conn, "Vera Lund", limit=1, after=1) == (found[1:], False)


def test_nobody_has_no_articles(tmp_path: Path) -> None:
    with Ledger(tmp_path / "town.db") as ledger, pytest.raises(UnknownIdError, match="nobody is named"):
        articles_of(ledger.conn, "Nobody")
