"""What went missing between two texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger.matching.outlets import POST, WIRE, filled, short, story

from inquit.errors import FormatError
from inquit.ledger import Ledger, UnknownIdError
from inquit.reports.lost import Lost, lost
from inquit.sources import article_from_text


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    with Ledger(tmp_path / "inquit.db") as opened:
        yield filled(opened)


def article(ledger: Ledger, outlet: str) -> str:
    return next(row.article for row in ledger.statements() if row.outlet == outlet)


def told(found: Lost) -> list[str]:
    return [f"{loss.kind}: {loss.words}" for strip in found.strips for loss in strip.lost]


def test_two_texts() -> None:
    found = lost("The mill may close if rents rise.", "The mill will close.")

    assert told(found) == ["hedge: may", "condition: if rents rise"]
    assert found.strips[0].marked() == "The mill [-may-] {+will+} close [-if rents rise.-]"
    assert found.strips[0].added == ()


def test_two_statements_stand_oldest_first(ledger: Ledger) -> None:
    wire, post = short(ledger, "Wire", "Vera Lund"), short(ledger, "Post", "Vera Lund")
    found = lost(wire, post, ledger=ledger)

    (strip,) = found.strips
    assert (strip.first.outlet, strip.second.outlet) == ("Post", "Wire")
    assert strip.match is not None
    assert strip.match.kind == "cut"
    assert told(found) == [
        "date: in May",
        "condition: if the council agrees",
        "quotation: and nobody will be glad about it",
    ]


def test_two_articles_statement_by_statement(ledger: Ledger) -> None:
    found = lost(article(ledger, "Post"), article(ledger, "Echo"), ledger=ledger)

    assert [strip.second.who for strip in found.strips] == ["Vera Lund", "Otto Brandt"]
    assert [(loss.words, loss.instead) for loss in found.strips[1].lost] == [("until Friday", "until Sunday")]


def test_a_headline_is_held_against_its_body(ledger: Ledger) -> None:
    found = lost(article(ledger, "Post"), ledger=ledger)

    (strip,) = found.strips
    assert (strip.second.label, strip.second.text) == ("headline", "Toll to rise, says mayor")
    assert "condition: if the council agrees" in told(found)


def test_each_version_is_held_against_the_next(ledger: Ledger) -> None:
    changed = POST.replace(" if the council agrees", "").replace("until Friday", "for now")
    ledger.add(story(changed, "Post", mode="mixed"))
    found = lost(article(ledger, "Post"), ledger=ledger)

    assert [(s.first.version, s.second.version) for s in found.strips if s.first.version != s.second.version] == [
        (1, 2)
    ] * 2
    assert {"condition: if the council agrees", "deadline: until Friday"} <= set(told(found))


def test_versions_by_number(ledger: Ledger) -> None:
    ledger.add(story(POST.replace("may stay", "will stay"), "Post", mode="mixed"))
    post = article(ledger, "Post")

    assert told(lost(f"{post}@1", f"{post}@2", ledger=ledger)) == ["hedge: may"]


def test_a_statement_is_held_against_the_nearest_place_of_an_article(ledger: Ledger) -> None:
    found = lost(short(ledger, "Wire", "Otto Brandt"), article(ledger, "Post"), ledger=ledger)

    (strip,) = found.strips
    assert strip.first.text == "the ferry may stay in port until Friday"
    assert strip.lost == ()


def test_texts_without_a_ledger() -> None:
    found = lost(article_from_text(POST), article_from_text(WIRE))

    assert "condition: if the council agrees" in told(found)


def test_what_stands_in_one_text_only() -> None:
    found = lost(
        article_from_text("The mill is old. The dam broke at noon.\n"), article_from_text("The mill is old.\n")
    )

    assert [side.text for side in found.only_first] == ["The dam broke at noon."]
    assert (found.same, found.strips) == (1, ())


def test_sections_keep_their_columns_when_nothing_is_found() -> None:
    full, empty = lost("We may pay.", "We pay.").sections(), lost("We pay.", "We pay.").sections()

    assert [section.columns for section in full] == [section.columns for section in empty]
    assert empty[0].note == "Nothing of a kind that is looked for went missing."
    assert full[0].rows == ((1, "hedge", "may", None, "the other has “pay” without hedge", "text", "text"),)


def test_sides_lead_back_to_the_words(ledger: Ledger) -> None:
    record = lost(short(ledger, "Post", "Vera Lund"), short(ledger, "Wire", "Vera Lund"), ledger=ledger).to_dict()
    first = record["strips"][0]["first"]

    ((start, end),) = first["pieces"]
    assert POST[start:end] == first["text"]
    assert first["link"] == "https://post.example/toll#:~:text=the%20toll%20will%20rise,be%20glad%20about%20it"


def test_an_unknown_id_is_told(ledger: Ledger) -> None:
    with pytest.raises(UnknownIdError, match=r"there is no statement 'szzzzzzzzzzzz'"):
        lost("szzzzzzzzzzzz", "The mill will close.", ledger=ledger)


def test_an_unknown_version_is_told(ledger: Ledger) -> None:
    post = article(ledger, "Post")
    with pytest.raises(UnknownIdError, match=f"^the article {post} has no version 7"):
        lost(f"{post}@7", f"{post}@1", ledger=ledger)


def test_one_text_alone_is_refused() -> None:
    with pytest.raises(FormatError, match=r"^one text alone has nothing to be held against"):
        lost("The mill will close.")
