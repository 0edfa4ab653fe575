from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inquit.errors import FormatError, InquitError, LedgerError, UnknownIdError
from inquit.ledger import Ledger, people_state
from inquit.ledger.events import Event
from inquit.ledger.people_events import Office
from inquit.ledger.search_query import Query
from ledger.readings import reading

NAMES = ("Ida Holm", "Ida Hulm", "Otto Brandt", "Vera Lund")


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    for number, text in enumerate((
        "A\n\nIda Holm said one. Otto Brandt said two.",
        "B\n\nIda Hulm said three. Vera Lund said four.",
        "C\n\nIda Holm said five.",
    )):  # fmt: skip
        ledger.add(reading(text, url=f"https://a.example/{number}"))
    return ledger


def said_by(ledger: Ledger, name: str) -> list[str]:
    return sorted(row.words for row in ledger.search(Query(speaker=name)))


def article(ledger: Ledger, words: str) -> str:
    return ledger.search(words).rows[0].article


def test_who_is_merged_speaks_as_the_one_who_stays(full: Ledger) -> None:
    (event,) = full.people.merge("Ida Holm", "Ida Hulm", who="ed", why="a slip")

    assert said_by(full, "Ida Holm") == said_by(full, "Ida Hulm") == ["five", "one", "three"]
    assert {row.who for row in full.search(Query(speaker="Ida Hulm"))} == {"Ida Holm"}
    assert (event.what, event.who, event.why, event.was) == ("merge", "ed", "a slip", "Ida Hulm")
    assert full.verify().problems == ()


def test_a_merge_holds_for_articles_that_come_later(full: Ledger) -> None:
    full.people.merge("Ida Holm", "Ida Hulm", who="ed")
    full.add(reading("D\n\nIda Hulm said six.", url="https://a.example/6"))

    assert said_by(full, "Ida Holm") == ["five", "one", "six", "three"]


def test_a_split_makes_another_one_in_some_articles(full: Ledger) -> None:
    event = full.people.split("Ida Holm", [article(full, "five")], name="Ida Holm (coach)", who="ed")

    assert said_by(full, "coach") == ["five"]
    assert said_by(full, full.search("one").rows[0].person or "") == ["one"]
    full.undo(event.id, who="ed")
    assert said_by(full, "Ida Holm") == ["five", "one"]
    assert full.verify().problems == ()


def test_a_new_reading_of_a_split_article_keeps_to_the_split(full: Ledger) -> None:
    from inquit.types import ReaderInfo

    full.people.split("Ida Holm", [article(full, "five")], name="The Coach", who="ed")
    newer = ReaderInfo("0.2.0", "tests 2")
    full.add(reading("C\n\nIda Holm said five.", url="https://a.example/2", reader=newer))

    assert said_by(full, "The Coach") == ["five"]


def test_who_is_renamed_is_found_by_both_names(full: Ledger) -> None:
    full.people.rename("Ida Holm", "Ida Brekke", who="ed", why="married")

    assert said_by(full, "Ida Brekke") == said_by(full, "Ida Holm") == ["five", "one"]
    assert full.search("one").rows[0].who == "Ida Brekke"


CHANGES: list[Callable[[Ledger], object]] = [
    lambda ledger: ledger.people.merge("Ida Holm", "Ida Hulm", "Otto Brandt", who="ed"),
    lambda ledger: ledger.people.split("Ida Holm", [article(ledger, "five")], who="ed"),
    lambda ledger: ledger.people.rename("Vera Lund", "Vera Moe", who="ed"),
    lambda ledger: ledger.people.hold("Ida Holm", Office("mayor", "Norvik", "2023-05"), who="ed"),
    lambda ledger: ledger.people.identify("Ida Holm", "Q42", who="ed"),
]


def state(ledger: Ledger) -> list[tuple[object, ...]]:
    people = ledger.conn.execute(
        "SELECT short_id, name, merged_into, wikidata FROM people WHERE joined_by NOT GLOB '*/2'"
    )
    speakers = ledger.conn.execute("SELECT id, person_id FROM speakers ORDER BY id")
    said = ledger.conn.execute("SELECT id, person_id FROM statements ORDER BY id")
    offices = ledger.conn.execute("SELECT * FROM offices")
    partings = ledger.conn.execute("SELECT * FROM partings")
    return [tuple(row) for rows in (people, speakers, said, offices, partings) for row in rows]


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_can_be_taken_back(full: Ledger, change: Callable[[Ledger], object]) -> None:
    before = state(full)
    made = change(full)
    assert state(full) != before
    for event in reversed(made if isinstance(made, tuple) else (made,)):
        assert isinstance(event, Event)
        full.undo(event.id, who="ed")

    assert state(full) == before


def test_to_undo_an_undo_brings_a_merge_back(full: Ledger) -> None:
    (event,) = full.people.merge("Ida Holm", "Ida Hulm", who="ed")
    undone = full.undo(event.id, who="ann")
    full.undo(undone.id, who="ed")

    assert said_by(full, "Ida Holm") == ["five", "one", "three"]


def test_a_merge_into_one_who_is_merged_later_leads_on(full: Ledger) -> None:
    full.people.merge("Ida Holm", "Ida Hulm", who="ed")
    full.people.merge("Vera Lund", "Ida Holm", who="ed")

    assert said_by(full, "Ida Hulm") == ["five", "four", "one", "three"]


def test_who_is_told_apart_is_not_merged_by_mistake(full: Ledger) -> None:
    event = full.people.distinct("Ida Holm", "Ida Hulm", who="ann")

    with pytest.raises(
        LedgerError, match=rf"^ann said on .* that Ida Hulm and Ida Holm are not the same; .* {event.id}$"
    ):
        full.people.merge("Ida Hulm", "Ida Holm", who="ed")
    full.undo(event.id, who="ed")
    full.people.merge("Ida Hulm", "Ida Holm", who="ed")


@pytest.mark.parametrize(
    ("office", "told"),
    [
        (Office("mayor", "Norvik", "2023-05"), "mayor of Norvik from 2023-05"),
        (Office("mayor", None, "2020", "2023-05-04"), "mayor from 2020 to 2023-05-04"),
        (Office(None, "Vera Lund", speaks_for=True), "speaks for Vera Lund"),
    ],
)
def test_an_office_is_told(full: Ledger, office: Office, told: str) -> None:
    full.people.hold("Ida Holm", office, who="ed")

    assert [str(one) for one in full.people.view("Ida Holm").offices] == [told]


def test_an_office_leads_to_the_one_whose_it_is(full: Ledger) -> None:
    full.people.hold("Ida Holm", Office(None, "Vera Lund", speaks_for=True), who="ed")
    full.people.merge("Otto Brandt", "Vera Lund", who="ed")
    (held,) = full.people.view("Ida Holm").offices

    assert full.people.view(held.of_person or "").line.name == "Otto Brandt"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (Office(), "an office needs a name, or one whose it is"),
        (Office("aide", speaks_for=True), "speaks for: whom is missing"),
        (Office("mayor", since="soon"), "since: 'soon' is not a date; write it as 2023-05-14, 2023-05 or 2023"),
        (Office("mayor", None, "2023", "2022"), "the office ends (2022) before it begins (2023)"),
    ],
)
def test_an_office_that_cannot_be_is_refused(full: Ledger, wrong: Office, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        full.people.hold("Ida Holm", wrong, who="ed")

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ("Ida Holn", "nobody is named 'Ida Holn'; did you mean 'Ida Holm'?"),
        ("xy", "nobody is named 'xy'; inquit people lists those who speak"),
    ],
)
def test_an_unknown_name_suggests_the_nearest(full: Ledger, told: str, message: str) -> None:
    with pytest.raises(UnknownIdError) as caught:
        full.people.rename(told, "X", who="ed")

    assert str(caught.value) == message


def test_a_name_of_several_asks_for_the_id(full: Ledger) -> None:
    with pytest.raises(UnknownIdError, match=r"^'ida' can be p\w+ Ida Holm, p\w+ Ida Hulm; give the id$"):
        full.people.view("ida")


@pytest.mark.parametrize("articles", [[], ["https://a.example/0", "https://a.example/2"]])
def test_a_split_leaves_somebody(full: Ledger, articles: list[str]) -> None:
    with pytest.raises(LedgerError, match="nobody would be left"):
        full.people.split("Ida Holm", articles, who="ed")


def test_a_split_needs_articles_in_which_they_speak(full: Ledger) -> None:
    with pytest.raises(LedgerError, match="Ida Holm does not speak in a"):
        full.people.split("Ida Holm", ["https://a.example/1"], who="ed")


def test_all_that_was_said_stays_to_be_seen(full: Ledger) -> None:
    (event,) = full.people.merge("Ida Holm", "Ida Hulm", who="ed")
    full.undo(event.id, who="ann", why="two sisters")
    view = full.people.view("Ida Holm")

    assert [(one.what, one.who, one.live) for one in view.events] == [("merge", "ed", False), ("undo", "ann", True)]


def test_doctor_makes_people_again_from_the_log(full: Ledger) -> None:
    full.people.merge("Ida Holm", "Ida Hulm", who="ed")
    full.people.hold("Otto Brandt", Office("mayor"), who="ed")
    whole = state(full)
    full.conn.execute("UPDATE people SET merged_into = NULL, name = 'X'")
    full.conn.execute("UPDATE speakers SET person_id = 1")
    full.conn.execute("DELETE FROM offices")
    assert any(problem.where.startswith("speaker Vera Lund of") for problem in full.verify().problems)

    assert full.repair().after == ()
    assert state(full) == whole


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
        st.tuples(st.just("distinct"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
        st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
        st.tuples(st.just("split"), st.sampled_from(NAMES), st.sampled_from(("one", "three", "five"))),
        st.tuples(st.just("undo"), st.integers(1, 6), st.none()),
    ),
    max_size=6,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_people_say_the_tables_follow_from_the_log(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, object, object]]
) -> None:
    with Ledger(tmp_path_factory.mktemp("steps") / "inquit.db") as ledger:
        ledger.conn.execute("PRAGMA synchronous = OFF")
        ledger.add(reading("A\n\nIda Holm said one. Otto Brandt said two.", url="https://a.example/0"))
        ledger.add(
            reading("B\n\nIda Hulm said three. Vera Lund said four. Ida Holm said five.", url="https://a.example/1")
        )
        for what, one, other in steps:
            try:
                if what == "undo":
                    ledger.undo(int(str(one)), who="ed")
                elif what == "split":
                    ledger.people.split(str(one), [article(ledger, str(other))], who="ed")
                else:
                    getattr(ledger.people, what)(str(one), str(other), who="ed")
            except InquitError:
                continue  # refused, and nothing of it may be left
        assert list(people_state.problems(ledger.conn)) == []


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("change", CHANGES)
def test_an_article_can_be_removed_whatever_was_said(
    full: Ledger, change: Callable[[Ledger], object], number: int
) -> None:
    full.people.hold("Vera Lund", Office(None, "Otto Brandt", speaks_for=True), who="ed")
    made = change(full)
    full.remove(f"https://a.example/{number}", reason="a court order", who="ed")
    assert full.verify().problems == ()
    for event in reversed(made if isinstance(made, tuple) else (made,)):
        assert isinstance(event, Event)
        full.undo(event.id, who="ed")

    assert full.verify().problems == ()
