from __future__ import annotations

import pytest

from inquit.errors import FormatError
from inquit.ledger import Ledger
from inquit.ledger.people_import import Imported
from ledger.readings import reading


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    ledger.add(reading("A\n\nIda Holm said one. Otto Brandt said two."))
    return ledger


def take(ledger: Ledger, *lines: str, new: bool = False) -> Imported:
    return ledger.people.take([f"{line}\n" for line in lines], who="ed", new=new)


def test_offices_and_ids_are_taken(full: Ledger) -> None:
    imported = take(
        full,
        "person,office,of,from,to,speaks_for,wikidata,party",
        "Ida Holm,mayor,Norvik,2023-05,,,Q42,blue",
        'otto brandt,spokesman,,2020,,"Ida Holm",,',
        ",,,,,,,",
    )
    assert (imported.events, imported.known, imported.failures) == (4, 0, ())
    assert full.people.view("Ida Holm").wikidata == "Q42"
    assert [str(one) for one in full.people.view("Ida Holm").offices] == ["mayor of Norvik from 2023-05"]
    assert sorted(str(one) for one in full.people.view("Otto Brandt").offices) == [
        "speaks for Ida Holm from 2020",
        "spokesman from 2020",
    ]
    assert full.verify().problems == ()


def test_the_same_list_again_says_nothing_new(full: Ledger) -> None:
    lines = ("person,office,wikidata", "Ida Holm,mayor,Q42", "Otto Brandt,clerk,", "Otto Brandt,clerk,")
    assert take(full, *lines).known == 1
    assert take(full, *lines) == Imported(0, 3, ())


def test_a_row_that_fails_is_named_and_the_rest_is_taken(full: Ledger) -> None:
    imported = take(
        full,
        "name,office,since,qid,kind",
        "Vera Lund,mayor,,,",
        "Ida Holm,mayor,soon,,",
        "Ida Holm,mayor,,X1,",
        ",mayor,,,",
        "Otto Brandt,mayor,2020,,",
    )
    assert imported.events == 1
    assert [str(failure) for failure in imported.failures] == [
        "record 2: nobody is named 'Vera Lund'; inquit people lists those who speak",
        "record 3: since: 'soon' is not a date; write it as 2023-05-14, 2023-05 or 2023",
        "record 4: 'X1' is no item of Wikidata; write it as Q42",
        "record 5: the person is missing",
    ]
    assert full.verify().problems == ()


def test_new_people_are_made_where_that_is_asked_for(full: Ledger) -> None:
    imported = take(full, "person,kind,office", "Vera Lund,,mayor", "Norvik Council,organization,", "Lund,,x", new=True)

    assert [str(failure) for failure in imported.failures] == []
    assert [str(one) for one in full.people.view("Vera Lund").offices] == ["x", "mayor"]
    full.add(reading("B\n\nVera Lund said three.", url="https://a.example/3"))
    assert full.people.view("Vera Lund").line.statements == 1


def test_a_last_name_makes_nobody(full: Ledger) -> None:
    (failure,) = take(full, "person,office", "Moe,mayor", new=True).failures

    assert failure.what == "'Moe' is not a full name: nobody new can be known by it"


@pytest.mark.parametrize("lines", [(), ("office,of", "mayor,Norvik")])
def test_a_file_without_people_is_refused(full: Ledger, lines: tuple[str, ...]) -> None:
    with pytest.raises(FormatError, match="there is no column 'person'"):
        take(full, *lines)
