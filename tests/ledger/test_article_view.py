from __future__ import annotations

import pytest

from inquit.errors import LedgerError, UnknownIdError
from inquit.ledger import Ledger
from tests.ledger.readings import FERRY, reading


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path / "town.db") as made:
        yield made


def test_an_article_is_shown_as_it_stands(ledger: Ledger) -> None:
    article = ledger.add(reading()).article
    row = ledger.search("bolts").rows[0]
    ledger.correct(row.id, {"speaker": "Ida Falk"}, who="ann")
    view = ledger.article(article)
    assert view.reading.article.text == FERRY
    assert [(s.id, s.who, s.words) for s in view.reading.statements] == [
        (row.id, "Ida Falk", "the engine needs new bolts"),
        (ledger.search("friday").rows[0].id, "Otto Brandt", "the ferry would sail on Friday"),
    ]
    assert view.corrected == {row.id}
    assert view.people[row.id] == ledger.people.view("Ida Falk").line.id
    assert (view.version, view.newest, view.fetched) == (1, True, None)


def test_an_older_version_is_shown_when_asked(ledger: Ledger) -> None:
    article = ledger.add(reading()).article
    ledger.add(reading(FERRY.replace("new bolts", "many new bolts")))
    assert ledger.article(article).version == 2
    view = ledger.article(article, version=1)
    assert (view.version, view.newest) == (1, False)
    assert view.reading.article.text == FERRY
    assert [(one.number, one.statements) for one in view.versions] == [(1, 2), (2, 2)]


def test_an_article_is_found_by_its_address(ledger: Ledger) -> None:
    article = ledger.add(reading()).article
    assert ledger.article("https://post.example/ferry").id == article


def test_a_version_that_is_not_there_is_told(ledger: Ledger) -> None:
    article = ledger.add(reading()).article
    with pytest.raises(UnknownIdError, match=f"the article {article} has no version 3; it has 1 to 1"):
        ledger.article(article, version=3)


def test_a_removed_article_says_why(ledger: Ledger) -> None:
    article = ledger.add(reading()).article
    ledger.remove(article, reason="a court said so", who="ann")
    with pytest.raises(LedgerError, match=rf"the article {article} was removed on \d{{4}}-\d\d-\d\d: a court said so"):
        ledger.article(article)
