"""The same statement in several outlets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from ledger.matching.outlets import filled, short, story

from inquit.errors import InquitError
from inquit.ledger import Ledger, UnknownIdError
from inquit.ledger.matching import MatchKind
from inquit.reports.compare import compare
from inquit.reports.compare_links import link_to


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    with Ledger(tmp_path / "inquit.db") as opened:
        yield filled(opened)


def test_groups_come_newest_first_and_their_tellings_oldest_first(ledger: Ledger) -> None:
    found = compare(ledger)

    assert [[(t.side.outlet, t.kind) for t in group.tellings] for group in found.groups] == [
        [("Post", None), ("Wire", "cut"), ("Echo", "paraphrased")],
        [("Post", None), ("Wire", "paraphrased")],
    ]
    assert (found.since, found.until, found.cursor) == ("2024-02-09", "2024-03-10", None)


def test_each_telling_tells_what_it_lacks_of_the_first(ledger: Ledger) -> None:
    group = compare(ledger).groups[0]

    assert [f"{loss.kind}: {loss.words}" for loss in group.tellings[1].lacks] == [
        "date: in May",
        "condition: if the council agrees",
        "quotation: and nobody will be glad about it",
    ]
    assert group.tellings[1].why == "7 of 20 words in quotation marks, the same in order"


def test_pages_together_are_all_groups(ledger: Ledger) -> None:
    first = compare(ledger, limit=1)
    second = compare(ledger, limit=1, cursor=first.cursor)

    assert (*first.groups, *second.groups) == compare(ledger).groups
    assert second.cursor is None


def test_with_little_patience_the_same_groups_come_on_more_pages(ledger: Ledger) -> None:
    groups, cursor, pages = [], None, 0
    while pages == 0 or cursor is not None:
        page = compare(ledger, cursor=cursor, patience=1)
        groups, cursor, pages = [*groups, *page.groups], page.cursor, pages + 1

    assert tuple(groups) == compare(ledger).groups
    assert pages > 1


def test_days_bound_what_is_shown(ledger: Ledger) -> None:
    assert compare(ledger, until=date(2024, 3, 9)).groups == ()
    assert compare(ledger, since=date(2024, 3, 11), until=date(2024, 3, 20)).groups == ()
    assert len(compare(ledger, since=date(2024, 3, 10), until=date(2024, 3, 10)).groups) == 2


@pytest.mark.parametrize(
    ("asked", "outlets"),
    [
        ({"speaker": "brandt"}, [["Post", "Wire"]]),
        ({"kinds": [MatchKind.CUT]}, [["Post", "Wire", "Echo"]]),
        ({"kinds": [MatchKind.SPLICED]}, []),
        ({"outlets": 3}, [["Post", "Wire", "Echo"]]),
    ],
)
def test_groups_can_be_chosen(ledger: Ledger, asked: dict[str, object], outlets: list[list[str]]) -> None:
    found = compare(ledger, **asked)  # type: ignore[arg-type]

    assert [[telling.side.outlet for telling in group.tellings] for group in found.groups] == outlets


def test_one_statement_and_where_else_it_stands(ledger: Ledger) -> None:
    found = compare(ledger, short(ledger, "Echo", "Vera Lund"))

    assert [telling.side.outlet for telling in found.groups[0].tellings] == ["Post", "Wire", "Echo"]


def test_a_statement_that_stands_alone_is_shown_alone(ledger: Ledger) -> None:
    (group,) = compare(ledger, short(ledger, "Echo", "Otto Brandt")).groups

    assert (len(group.tellings), group.outlets) == (1, 1)


def test_words_find_the_groups_that_hold_them(ledger: Ledger) -> None:
    assert [group.outlets for group in compare(ledger, "council agrees").groups] == [3]


def test_two_names_for_one_quotation_are_told(ledger: Ledger) -> None:
    text = "{} said “we shall never forget what the river did to our lower town that night”."
    ledger.add(story(text.format("Ida Holm"), "Courier", "2024-04-01", mode="direct"))
    ledger.add(story(text.format("Jon Strand"), "Beacon", "2024-04-02", mode="direct"))
    (group,) = compare(ledger, since=date(2024, 4, 1)).groups

    assert group.tellings[1].why == "the same words in quotation marks; the texts name two speakers"


def test_an_empty_ledger_has_no_groups(tmp_path: Path) -> None:
    with Ledger(tmp_path / "empty.db") as ledger:
        found = compare(ledger)

    assert (found.groups, found.since, found.cursor) == ((), None, None)
    assert found.sections()[0].note == "No statement of these days stands in several outlets."


def test_an_unknown_id_is_told(ledger: Ledger) -> None:
    with pytest.raises(UnknownIdError, match="there is no statement 'szzzzzzzzzzzz'"):
        compare(ledger, "szzzzzzzzzzzz")


def test_a_cursor_of_another_report_is_told(ledger: Ledger) -> None:
    with pytest.raises(InquitError, match="'next' is no cursor of this report"):
        compare(ledger, cursor="next")


@pytest.mark.parametrize(
    ("url", "words", "link"),
    [
        ("https://post.example/a#top", "“We will pay,”", "https://post.example/a#:~:text=We%20will%20pay"),
        (
            "https://post.example/a",
            "a well-known, old & dear",
            "https://post.example/a#:~:text=a%20well%2Dknown%2C%20old%20%26%20dear",
        ),
        ("https://post.example/a", "one two … three", "https://post.example/a#:~:text=one%20two"),
        ("https://post.example/a", "“”", "https://post.example/a"),
        ("ftp://post.example/a", "one", None),
        (None, "one", None),
    ],
)
def test_links_open_a_page_at_the_words(url: str | None, words: str, link: str | None) -> None:
    assert link_to(url, words) == link
