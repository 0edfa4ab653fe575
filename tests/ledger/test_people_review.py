from __future__ import annotations

import pytest

from inquit.ledger import Ledger, people
from inquit.ledger.people_events import Office
from inquit.ledger.people_review import Doubt


def known(ledger: Ledger, *names: str, kind: str = "person") -> None:
    for number, name in enumerate(names):
        people.person_for(ledger.conn, name, kind, f"a{number}")


def pairs(doubts: tuple[Doubt, ...]) -> set[frozenset[str]]:
    return {frozenset((doubt.one.name, doubt.other.name)) for doubt in doubts}


@pytest.mark.parametrize(
    ("one", "other", "kind", "reason"),
    [
        ("Ida Holm", "I. Holm", "person", "same last name, and the initials fit"),
        ("Ida B. Holm", "Ida Brekke Holm", "person", "same last name, and the initials fit"),
        ("Ida Holm", "Ida Brekke Holm", "person", "the words of one name are among those of the other"),
        ("Ida Holm", "Dr. Ida Maria Holm", "person", "the words of one name are among those of the other"),
        ("Jonas Brekke", "Jonas Berkke", "person", "the names differ by one letter"),
        ("Jonas Brekke", "Jonas Breke", "person", "the names differ by one letter"),
        ("Katharina Lund", "Catharine Lund", "person", None),  # three letters
        ("Katharina Lund", "Catharina Lund", "person", "the names differ by one letter"),
        ("Ida Holm", "Holm", "person", "the only full name with this last name"),
        ("Ministry of Ports", "Ports Ministry", "organization", "the same words, small ones and their order apart"),
        ("Norvik Port Authority", "NPA", "organization", "one name is the initials of the other"),
        (
            "Port Authority",
            "Norvik Port Authority",
            "organization",
            "the words of one name are among those of the other",
        ),
        ("Ida Holm", "Otto Holm", "person", None),
        ("Ida Holm", "J. Holm", "person", None),
        ("Ida Holm", "Ida Lund", "person", None),
        ("Ida Holm", "Ida Holm", "organization", None),
    ],
)
def test_names_in_doubt_come_with_a_reason(ledger: Ledger, one: str, other: str, kind: str, reason: str | None) -> None:
    known(ledger, one, other, kind=kind)

    assert [doubt.reasons for doubt in ledger.people.review()] == ([] if reason is None else [(reason,)])


def test_a_person_and_a_body_of_one_name_are_no_pair(ledger: Ledger) -> None:
    known(ledger, "Anker Bolt")
    known(ledger, "Anker Bolt", kind="organization")

    assert ledger.people.review() == ()


def test_a_last_name_of_several_is_no_pair(ledger: Ledger) -> None:
    known(ledger, "Ida Holm", "Otto Holm", "Holm")

    assert ledger.people.review() == ()


def test_the_same_office_on_the_same_days_is_a_reason(ledger: Ledger) -> None:
    known(ledger, "Ida Holm", "Vera Lund", "Otto Brandt")
    ledger.people.hold("Ida Holm", Office("mayor", "Norvik", "2020", "2023-05"), who="ed")
    ledger.people.hold("Vera Lund", Office("Mayor", "Norvik", "2023-04"), who="ed")
    ledger.people.hold("Otto Brandt", Office("mayor", "Norvik", "2015", "2019"), who="ed")
    (doubt,) = ledger.people.review()

    assert doubt.reasons == ("both hold the same office on the same days: mayor of Norvik",)
    assert pairs((doubt,)) == {frozenset(("Ida Holm", "Vera Lund"))}


def test_the_same_item_of_wikidata_is_the_best_reason(ledger: Ledger) -> None:
    known(ledger, "Ida Holm", "I. Holm", "Vera Lund")
    ledger.people.identify("Ida Holm", "https://www.wikidata.org/wiki/Q7", who="ed")
    ledger.people.identify("Vera Lund", "q7", who="ed")

    assert ledger.people.review()[0].reasons == ("both are Q7 of Wikidata",)


def test_what_was_decided_is_not_asked_again(ledger: Ledger) -> None:
    known(ledger, "Ida Holm", "I. Holm", "Ida B. Holm", "Otto Brandt", "Otto Brandd")
    ledger.people.merge("Ida Holm", "I. Holm", who="ed")
    ledger.people.distinct("Otto Brandt", "Otto Brandd", who="ed")

    assert pairs(ledger.people.review()) == {frozenset(("Ida Holm", "Ida B. Holm"))}


def test_what_holds_for_one_holds_for_all_who_were_merged_with_them(ledger: Ledger) -> None:
    known(ledger, "Ida Holm", "I. Holm", "Ida B. Holm")
    ledger.people.distinct("Ida B. Holm", "I. Holm", who="ed")
    ledger.people.merge("Ida Holm", "I. Holm", who="ed")

    assert ledger.people.review() == ()


def test_who_could_not_tell_puts_a_pair_at_the_end(ledger: Ledger) -> None:
    known(ledger, "Ida Holm", "I. Holm", "Otto Brandt", "Otto Brandd")
    ledger.people.unsure("Ida Holm", "I. Holm", who="ed")
    first, last = ledger.people.review()

    assert (first.unsure, last.unsure) == (False, True)
    assert pairs((last,)) == {frozenset(("Ida Holm", "I. Holm"))}
