from __future__ import annotations

from datetime import date

import pytest

from inquit.errors import FormatError, LedgerError, UnknownIdError
from inquit.ledger import Ledger, Office
from inquit.reports.promises import pledge, promises, rate
from inquit.reports.promises_views import Told
from reports.pledge_stories import fill, line

AS_OF = date(2024, 12, 1)

BRIDGE = [
    line("2024-01-10", "Ida Holm", "promise", "to build 400 homes at the harbour by the end of 2025"),
    line("2024-03-02", "Ida Holm", "promise", "that 300 homes would be built at the harbour by the end of 2025",
         outlet="Coast Wire"),
    line("2024-06-20", "Ida Holm", "plan", "up to 250 homes at the harbour by the end of 2026 {if the state pays}"),
    line("2024-06-20", "Ida Holm", "promise", "to keep the library open"),
]  # fmt: skip


def shown(one: Told) -> tuple[str | None, list[str], str | None, str | None]:
    return one.who, [s.day for s in one.statements], one.condition, one.deadline.day if one.deadline else None


def test_tellings_of_one_promise_are_one_pledge(ledger: Ledger) -> None:
    fill(ledger, BRIDGE)
    page = promises(ledger, as_of=AS_OF)
    assert [shown(one) for one in page.pledges] == [
        ("Ida Holm", ["2024-06-20"], None, None),
        ("Ida Holm", ["2024-01-10", "2024-03-02", "2024-06-20"], "if the state pays", "2026-12-31"),
    ]
    homes = page.pledges[1]
    assert homes.outlets == ("Norvik Echo", "Coast Wire")
    assert homes.acts == ("promise", "plan")
    assert [(str(one.kind), one.why) for one in homes.changes] == [
        ("figure", "400 → 300, smaller"),
        ("figure", "300 → 250, smaller"),
        ("condition", "a condition is added: if the state pays"),
        ("deadline", "2025-12-31 → 2026-12-31, later"),
    ]
    why = homes.joined[homes.statements[1].id]
    assert (why.rule, why.to, why.event) == ("the speaker", homes.id, None)
    assert "harbour" in why.why


def test_two_promises_about_one_place_are_two(ledger: Ledger) -> None:
    fill(
        ledger,
        [
            line("2024-01-10", "Ida Holm", "promise", "to build 600 flats on the barracks"),
            line("2024-01-11", "Ida Holm", "promise", "to build a school on the barracks"),
            line("2024-01-12", "Ida Holm", "plan", "to close the library on Sundays"),
            line("2024-01-13", "Ida Holm", "promise", "not to close the library"),
        ],
    )
    assert len(promises(ledger, as_of=AS_OF).pledges) == 4


def test_a_side_is_the_person_their_spokeswoman_and_the_body_on_the_days_of_the_office(ledger: Ledger) -> None:
    fill(
        ledger,
        [
            line("2024-01-10", "Ida Holm", "promise", "to repair the lighthouse"),
            line("2024-02-10", "Tove Berg", "promise", "that the lighthouse would be repaired"),
            line("2024-03-10", "Norvik [organization]", "plan", "to repair the lighthouse"),
            line("2024-09-10", "Norvik [organization]", "plan", "the repair of the lighthouse"),
            line("2024-10-10", "Otto Brandt", "promise", "to repair the lighthouse"),
        ],
        [
            ("Ida Holm", Office("mayor", "Norvik", since="2023", until="2024-05")),
            ("Tove Berg", Office(of="Ida Holm", speaks_for=True)),
        ],
    )
    page = promises(ledger, "Ida Holm", as_of=AS_OF)
    (one,) = page.pledges
    assert [s.day for s in one.statements] == ["2024-01-10", "2024-02-10", "2024-03-10", "2024-09-10"]
    rules = [one.joined[s.id].rule for s in one.statements[1:]]
    assert rules == [
        "speaks for Ida Holm; the speaker",
        "the speaker; speaks for Ida Holm, who is mayor of Norvik on that day",
        "the speaker",
    ]
    assert page.about == "Ida Holm"
    assert [p.who for p in promises(ledger, "Otto Brandt", as_of=AS_OF).pledges] == ["Otto Brandt"]


def test_an_unnamed_spokesman_speaks_for_the_one_he_is_said_to(ledger: Ledger) -> None:
    fill(ledger, [line("2024-01-10", "Ida Holm", "promise", "to repair the lighthouse")])
    told = line(
        "2024-02-10", "a spokesman for Ida Holm [anonymous]", "promise", "that the lighthouse would be repaired"
    )
    fill(ledger, [told])
    (one,) = promises(ledger, "Ida Holm", as_of=AS_OF).pledges
    assert len(one.statements) == 2
    assert one.joined[one.statements[1].id].rule == "speaks for Ida Holm, the text says; the speaker"


def test_what_an_opponent_reports_is_not_counted_as_own(ledger: Ledger) -> None:
    fill(
        ledger,
        [
            line("2024-01-10", "Ida Holm", "promise", "to build 400 homes at the harbour"),
            line("2024-02-10", "Ida Holm", "promise", "to build 900 homes at the harbour", by="Otto Brandt"),
            line("2024-03-10", "Ida Holm", "promise", "a casino", by="critics"),
            line("2024-04-10", "Otto Brandt", "promise", "that she had promised 900 homes at the harbour"),
        ],
    )
    page = promises(ledger, as_of=AS_OF)
    (one,) = page.pledges
    assert [s.day for s in one.statements] == ["2024-01-10"]
    assert [(told.by, told.statement.words) for told in one.reported] == [
        ("Otto Brandt", "to build 900 homes at the harbour")
    ]
    assert [(told.by, told.statement.words) for told in page.reported] == [
        ("Otto Brandt", "that she had promised 900 homes at the harbour"),
        ("critics", "a casino"),
    ]
    reported_only = page.reported[1].statement.id
    with pytest.raises(LedgerError, match="is a promise that critics reports, nobody’s own"):
        pledge(ledger, reported_only)


def test_people_join_and_part_and_take_it_back(ledger: Ledger) -> None:
    first, second, *_ = fill(
        ledger,
        [
            line("2024-01-10", "Ida Holm", "promise", "to plant oaks"),
            line("2024-02-10", "Ida Holm", "promise", "that the park would become a forest"),
            line("2024-03-10", "Ida Holm", "plan", "to plant oaks"),
        ],
    )

    def days() -> list[list[str]]:
        return [[s.day for s in one.statements] for one in promises(ledger, as_of=AS_OF).pledges]

    assert days() == [["2024-01-10", "2024-03-10"], ["2024-02-10"]]
    joined = ledger.pledges.join(first, second, who="ann", why="the same")
    assert days() == [["2024-01-10", "2024-02-10", "2024-03-10"]]
    told = pledge(ledger, first)
    assert told.joined[second].event == joined.id
    with pytest.raises(LedgerError, match="that was said of"):
        ledger.pledges.join(second, first, who="bob")
    ledger.undo(joined.id, who="ann")
    third = fill(ledger, [line("2024-04-10", "Ida Holm", "plan", "to plant oaks soon")])[0]
    parted = ledger.pledges.part(third, first, who="ann")
    assert days() == [["2024-04-10"], ["2024-01-10", "2024-03-10"], ["2024-02-10"]]
    ledger.undo(parted.id, who="ann")
    assert days() == [["2024-01-10", "2024-03-10", "2024-04-10"], ["2024-02-10"]]
    assert ledger.verify().problems == ()


def test_people_join_what_two_sides_said(ledger: Ledger) -> None:
    first, second = fill(
        ledger,
        [
            line("2024-01-10", "Ida Holm", "promise", "to plant oaks"),
            line("2024-02-10", "Norvik [organization]", "promise", "to plant oaks in the park"),
        ],
    )
    assert len(promises(ledger, as_of=AS_OF).pledges) == 2
    event = ledger.pledges.join(first, second, who="ann", why="she signed for the town")
    for given in (None, "Ida Holm", "Norvik"):
        (one,) = promises(ledger, given, as_of=AS_OF).pledges
        assert [s.id for s in one.statements] == [first, second]
    assert pledge(ledger, second).joined[second].event == event.id


def test_a_verdict_has_a_reason_and_can_be_taken_back(ledger: Ledger) -> None:
    first, second, *_ = fill(ledger, BRIDGE)
    rate(ledger, second, "started", who="ann", why="cranes were seen")
    kept = rate(ledger, first, "Promise Kept", who="bob", why="all 400 stand", evidence=["https://echo.example/400"],
                statuses="politifact")  # fmt: skip
    told = pledge(ledger, first)
    assert (told.status, told.overdue) == ("Promise Kept", False)
    assert [(v.label, v.who, v.vocabulary, v.evidence) for v in told.verdicts] == [
        ("started", "ann", "plain", ()),
        ("Promise Kept", "bob", "politifact", ("https://echo.example/400",)),
    ]
    assert [one.status for one in promises(ledger, status="started").pledges] == []
    ledger.undo(kept.id, who="bob")
    assert pledge(ledger, first).status == "started"
    assert [one.id for one in promises(ledger, status="started").pledges] == [first]
    assert ledger.verify().problems == ()


def test_what_is_past_and_unrated_is_said_to_be_past(ledger: Ledger) -> None:
    first = fill(ledger, BRIDGE)[0]
    assert [one.overdue for one in promises(ledger, as_of=date(2027, 1, 1)).pledges] == [False, True]
    rate(ledger, first, "not-kept", who="ann", why="a field")
    assert not pledge(ledger, first, as_of=date(2099, 1, 1)).overdue


def test_as_of_a_day_shows_what_was_known_then(ledger: Ledger) -> None:
    fill(ledger, BRIDGE)
    (one,) = promises(ledger, as_of=date(2024, 4, 1)).pledges
    assert shown(one) == ("Ida Holm", ["2024-01-10", "2024-03-02"], None, "2025-12-31")


@pytest.mark.parametrize(
    ("given", "days"),
    [
        ({"words": "library"}, ["2024-06-20"]),
        ({"words": "homes harbour"}, ["2024-01-10"]),
        ({"words": "homes", "person": "Holm"}, ["2024-01-10"]),
        ({"words": "…"}, []),
        ({"due_to": "2026-12-31"}, ["2024-01-10"]),
        ({"due_from": "2027-01-01"}, []),
        ({"status": "open"}, ["2024-06-20", "2024-01-10"]),
        ({"status": "kept"}, []),
    ],
)
def test_filters(ledger: Ledger, given: dict[str, str], days: list[str]) -> None:
    fill(ledger, BRIDGE)
    assert [one.first.day for one in promises(ledger, as_of=AS_OF, **given).pledges] == days  # type: ignore[arg-type]


def test_pages_hold_every_pledge_once(ledger: Ledger) -> None:
    things = "bridge canal tower stadium museum library".split()
    fill(ledger, [line(f"2024-0{n % 4 + 1}-1{n % 7}", "Ida Holm", "promise", f"to open the {things[n % 6]}")
                  for n in range(18)])  # fmt: skip
    seen, cursor = [], None
    while True:
        page = promises(ledger, as_of=AS_OF, limit=4, cursor=cursor)
        seen += [one.id for one in page.pledges]
        if (cursor := page.next) is None:
            break
    assert len(seen) == len(set(seen)) == 6
    assert seen == [one.id for one in promises(ledger, as_of=AS_OF).pledges]


def test_a_recollection_is_not_the_last_telling(ledger: Ledger) -> None:
    first = line("2024-01-10", "Ida Holm", "promise", "to build 400 homes at the harbour")
    later = line("2024-03-10", "Ida Holm", "promise", "to build 300 homes at the harbour")
    _, _, recalled = fill(
        ledger, [first, later, line("2024-05-10", "Ida Holm", "promise", "400 homes at the harbour in May 2023")]
    )
    ledger.conn.execute("UPDATE statements SET cue = 'had promised' WHERE short_id = ?", (recalled,))
    (one,) = promises(ledger, as_of=AS_OF).pledges
    assert (one.last.words, len(one.statements)) == ("to build 300 homes at the harbour", 3)
    assert [change.why for change in one.changes] == ["400 → 300, smaller"]


def test_developments_are_later_statements_on_the_matter(ledger: Ledger) -> None:
    fill(
        ledger,
        [
            line("2024-01-10", "Ida Holm", "promise", "to repair the old lighthouse on Gannet Rock"),
            line("2023-01-10", "Otto Brandt", "assert", "that the lighthouse on Gannet Rock was falling down"),
            line("2024-02-10", "Otto Brandt", "assert", "that nobody had touched the lighthouse on Gannet Rock"),
            line("2024-03-10", "Ida Holm", "concede", "that the lighthouse on Gannet Rock would have to wait"),
            line("2024-03-10", "Otto Brandt", "assert", "that the rock was wet"),
        ],
    )
    (one,) = promises(ledger, as_of=AS_OF).pledges
    assert one.developments is not None
    assert [(since.statement.who, since.own) for since in one.developments] == [
        ("Otto Brandt", False),
        ("Ida Holm", True),
    ]
    assert promises(ledger, as_of=AS_OF, developments=False).pledges[0].developments is None


def test_ids_and_places_lead_back_to_the_words(ledger: Ledger) -> None:
    fill(ledger, BRIDGE)
    told = promises(ledger, as_of=AS_OF).to_dict()
    for one in told["pledges"]:
        for statement in one["statements"]:
            row = ledger.statement(statement["id"]).row
            assert (row.words, row.start, row.stop) == (statement["words"], statement["start"], statement["stop"])
    assert told["pledges"][1]["deadline"]["words"] == "by the end of 2026"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"cursor": "tomorrow"}, "'tomorrow' is not a cursor of this report"),
        ({"limit": 0}, "limit: 0 is less than 1"),
        ({"status": "keptt"}, "'keptt' is no status of the vocabulary 'plain'"),
        ({"statuses": "ours"}, "'ours' is neither a vocabulary of ours nor a file that can be read"),
    ],
)
def test_a_wrong_call_is_named(ledger: Ledger, given: dict[str, object], message: str) -> None:
    with pytest.raises(FormatError) as error:
        promises(ledger, **given)  # type: ignore[arg-type]
    assert error.value.what == message


def test_what_is_no_promise_has_no_pledge(ledger: Ledger) -> None:
    (one,) = fill(ledger, [line("2024-01-10", "Ida Holm", "assert", "that it rains")])
    with pytest.raises(LedgerError, match=f"{one} is no promise, plan or threat that stands"):
        pledge(ledger, one)
    with pytest.raises(UnknownIdError):
        promises(ledger, "Nobody")


def test_of_spokesmen_with_one_last_name_each_speaks_for_his_own(ledger: Ledger) -> None:
    fill(
        ledger,
        [
            line("2024-01-10", "Ida Holm", "promise", "to repair the lighthouse"),
            line("2024-01-11", "Una Holm", "promise", "to repair the lighthouse"),
            line(
                "2024-02-10", "a spokesman for Una Holm [anonymous]", "promise", "that the lighthouse would be repaired"
            ),
        ],
    )
    page = promises(ledger, as_of=AS_OF)
    assert [(one.who, len(one.statements)) for one in page.pledges] == [("Una Holm", 2), ("Ida Holm", 1)]
    assert [len(one.statements) for one in promises(ledger, "Ida Holm", as_of=AS_OF).pledges] == [1]


def test_a_pledge_is_the_one_s_for_whom_it_was_made(ledger: Ledger) -> None:
    told = line("2024-02-10", "Tove Berg", "promise", "that the lighthouse would be repaired")
    fill(ledger, [told, line("2024-03-10", "Ida Holm", "assert", "that it rains")])
    assert promises(ledger, as_of=AS_OF).pledges[0].who == "Tove Berg"
    ledger.people.hold("Tove Berg", Office(of="Ida Holm", speaks_for=True), who="ann")
    (one,) = promises(ledger, as_of=AS_OF).pledges
    assert (one.who, one.first.who) == ("Ida Holm", "Tove Berg")
    assert [p.id for p in promises(ledger, "Ida Holm", as_of=AS_OF).pledges] == [one.id]


def test_statements_without_a_day_and_without_a_speaker_are_shown_too(ledger: Ledger) -> None:
    ids = fill(
        ledger,
        [
            line("2024-02-10", "Ida Holm", "promise", "to repair the lighthouse by the end of 2025"),
            line("2024-02-10", "Otto Brandt", "promise", "to paint the lighthouse by the end of 2025"),
        ],
    )
    ledger.correct(ids[0], {"speaker": None}, who="ann")
    ledger.conn.execute("UPDATE statements SET day = '', said_first = NULL WHERE short_id = ?", (ids[1],))
    found = promises(ledger, as_of=AS_OF).pledges
    assert [(one.who, one.first.day) for one in found] == [("Ida Holm", "2024-02-10"), ("Otto Brandt", "")]
    assert [one.person is None for one in found] == [True, False]
    assert found[1].developments == ()
