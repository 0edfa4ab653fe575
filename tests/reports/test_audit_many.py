from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from inquit.errors import UnknownIdError
from inquit.ledger import Ledger
from inquit.reports import audit_many, audit_outlet
from inquit.reports.audit_many import AuditOfMany
from reports.stories import TOLL, say, story

FERRY = story(
    "Ferry sinks at night\n\nThe ferry sank at night, Ida Holm said.",
    say("Ida Holm", "said", "The ferry sank at night"),
    published="2024-04-01",
    url="https://echo.example/ferry",
)
OTHER = story("Toll\n\nIt rises.", outlet="Norvik Post", url="https://post.example/toll")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "town.db") as opened:
        for reading in (TOLL, FERRY, OTHER):
            opened.add(reading)
        yield opened


def titles(found: AuditOfMany) -> list[str | None]:
    return [line.title for line in found.lines]


def test_a_line_an_article_and_sums() -> None:
    found = audit_many([TOLL, FERRY], of="two stories")

    assert [(line.statements, line.quotations, line.verbs, line.headline) for line in found.lines] == [
        (5, 3, 2, "weaker"),
        (1, 0, 0, "weaker"),
    ]
    assert found.totals() == {
        "words": 115, "statements": 6, "sources": 3, "unnamed": 1, "unexplained": 1, "quotations": 3, "verbs": 2,
        "unheard": 1, "declined": 1, "undated": 1, "unsourced": 5, "questionable": 2,
        "headline supported": 0, "headline weaker": 2, "headline not found": 0,
    }  # fmt: skip
    assert [(one.name, one.articles, one.statements) for one in found.sources] == [("Ida Holm", 2, 5)]


def test_an_outlets_newest_articles(ledger: Ledger) -> None:
    found = audit_outlet(ledger, "norvik echo", limit=1)

    assert (found.of, found.articles, titles(found)) == ("Norvik Echo", 2, ["Ferry sinks at night"])
    assert found.sections()[0].note == "The newest 1 of 2 articles."


def test_as_of_a_day(ledger: Ledger) -> None:
    found = audit_outlet(ledger, "echo", as_of=date(2024, 3, 31))

    assert (found.articles, titles(found)) == (1, [TOLL.article.title])


def test_ids_are_those_of_the_ledger(ledger: Ledger) -> None:
    (line, _) = audit_outlet(ledger, "Echo").lines

    assert ledger.article(line.id).reading.article.title == "Ferry sinks at night"


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ("Norvik", "'Norvik' can be more than one outlet: Norvik Echo, Norvik Post; give more of the name"),
        ("Norvik Eco", "there is no article and no outlet 'Norvik Eco'; did you mean Norvik Echo?"),
        ("", "there is no article and no outlet ''; inquit search --facets lists outlets"),
    ],
)
def test_an_outlet_that_there_is_not(ledger: Ledger, told: str, message: str) -> None:
    with pytest.raises(UnknownIdError) as error:
        audit_outlet(ledger, told)

    assert str(error.value) == message
