from __future__ import annotations

import pytest

from inquit import jsonl
from inquit.ledger import Ledger
from inquit.ledger.people import is_full
from ledger.readings import reading


@pytest.mark.parametrize(
    ("name", "kind", "full"),
    [
        ("Ida Holm", "person", True),
        ("Ludwig van Holm", "person", True),
        ("I. B. Holm", "person", True),
        ("Holm", "person", False),
        ("Mr. Holm", "person", False),
        ("Mayor Holm", "person", False),
        ("the mayor of Norvik", "person", False),
        ("Ministry of Ports", "organization", True),
        ("The NPA", "organization", True),
        ("the weather service", "organization", False),
        ("police", "group", False),
        ("Norvik fishermen", "group", True),
    ],
)
def test_a_full_name_tells_in_another_article_whom_it_means(name: str, kind: str, full: bool) -> None:
    assert is_full(name, kind) is full


def test_the_same_full_name_is_one_person_in_all_articles(ledger: Ledger) -> None:
    ledger.add(reading("A\n\nIda Holm said yes.", url="https://a.example/1"))
    ledger.add(reading("B\n\nIda Holm said no.", url="https://a.example/2"))

    (line,) = ledger.people.list()
    assert (line.name, line.statements, line.articles) == ("Ida Holm", 2, 2)


def test_a_last_name_joins_within_its_article_only(ledger: Ledger) -> None:
    for number in (1, 2):
        made = reading(f"A\n\nIda Holm said yes. Otto Brandt said {number}.", url=f"https://a.example/{number}")
        record = made.to_dict()
        record["speakers"][1]["name"] = "Brandt"
        ledger.add(jsonl.from_record(record))

    assert [(line.name, line.articles) for line in ledger.people.list()] == [
        ("Ida Holm", 2),
        ("Brandt", 1),
        ("Brandt", 1),
    ]


def test_the_most_heard_come_first_and_words_of_the_name_narrow_the_list(ledger: Ledger) -> None:
    ledger.add(reading("A\n\nIda Holm said yes. Otto Brandt said no. Otto Brandt said never.", published="2024-03-09"))

    assert [line.name for line in ledger.people.list()] == ["Otto Brandt", "Ida Holm"]
    assert [line.name for line in ledger.people.list("hol")] == ["Ida Holm"]
    assert ledger.people.list("holm", kind="organization") == ()
    assert ledger.people.list(limit=1)[0].last == "2024-03-09"
