from __future__ import annotations

import pytest

from inquit.ledger import Ledger, UnknownIdError, finding
from inquit.ledger.ids import clean_url
from ledger.readings import reading


@pytest.fixture
def article(ledger: Ledger) -> str:
    return ledger.add(reading()).article


def test_an_article_is_found_by_id_beginning_address_or_given_id(ledger: Ledger, article: str) -> None:
    given = reading().article.id
    for told in (article, article[:5], "https://post.example/ferry", "HTTPS://Post.Example/ferry#top", given):
        assert finding.article(ledger.conn, told).short_id == article


def test_a_beginning_of_several_is_refused(ledger: Ledger) -> None:
    ledger.conn.execute("INSERT INTO articles(short_id) VALUES ('aaaab'), ('aaaac')")
    with pytest.raises(UnknownIdError) as caught:
        finding.article(ledger.conn, "aaaa")
    assert str(caught.value) == "'aaaa' can be more than one article: aaaab, aaaac …; give more of the id"


@pytest.mark.parametrize("told", ["", "a", "aaa", "zzzz", "https://post.example/other", "%", "\udcff", "aaaa\ud800"])
def test_what_names_nothing_is_named(ledger: Ledger, article: str, told: str) -> None:
    with pytest.raises(UnknownIdError, match=r"^there is no article "):
        finding.article(ledger.conn, told)


@pytest.mark.parametrize("told", ["\udcff", "saaa\ud800"])
def test_half_a_character_names_no_statement(ledger: Ledger, article: str, told: str) -> None:
    with pytest.raises(UnknownIdError) as caught:
        finding.statement(ledger.conn, told)
    assert str(caught.value) == f"there is no statement {told!r}; inquit search prints the ids of what it finds"


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("HTTPS://Post.Example/A?b=C#d", "https://post.example/A?b=C"),
        (" https://post.example ", "https://post.example"),
        ("tag:post.example,2024:1", "tag:post.example,2024:1"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_addresses_of_one_page_are_one(url: str, clean: str) -> None:
    assert clean_url(url) == clean
