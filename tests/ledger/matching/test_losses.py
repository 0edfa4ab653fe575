"""What one wording has that another lacks."""

from __future__ import annotations

from time import process_time

import pytest

from inquit.ledger.matching.losses import losses


def told(one: str, other: str) -> list[str]:
    return [f"{loss.kind}: {loss.words}" for loss in losses(one, other)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("We pay if the bank agrees.", "We pay.", ["condition: if the bank agrees"]),
        ("Should the wall break, we leave.", "We leave.", ["condition: Should the wall break"]),
        (
            "They will not sign until the troops have left.",
            "They will not sign.",
            ["condition: until the troops have left"],
        ),
        ("The mill may close.", "The mill will close.", ["hedge: may"]),
        ("She did not pay.", "She paid.", ["negation: did not"]),
        ("He denied that he sold arms.", "He sold arms.", ["negation: denied"]),
        ("It cost 90 crowns.", "It cost money.", ["figure: 90 crowns"]),
        ("Half of them left.", "They left.", ["figure: Half"]),
        ("We open by Friday.", "We open.", ["deadline: by Friday"]),
        ("They met in June 2019.", "They met.", ["date: in June 2019"]),
        ("At least nine boats sank.", "Nine boats sank.", ["qualifier: At least"]),
        ("Some boats sank.", "The boats sank.", ["qualifier: Some"]),
        (
            "“The roof is safe, but do not sleep under the old beams,” he said.",
            "“The roof is safe,” he said.",
            ["quotation: but do not sleep under the old beams"],
        ),
    ],
)
def test_each_kind_is_found(one: str, other: str, expected: list[str]) -> None:
    assert told(one, other) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The mill may close.", "The mill could close."),
        ("We pay if the bank agrees.", "We pay provided that the bank agrees."),
        ("We pay unless the bank objects.", "If the bank does not object, we pay."),
        ("At least nine boats sank.", "No fewer than 9 boats sank."),
        ("Half of them left.", "50 per cent of them left."),
        ("She did not pay.", "She refused to pay."),
        ("It opens on 3 March.", "It opens on March 3."),
        ("Not only the mill burned.", "The mill burned."),
        ("Asked if he paid, he laughed.", "He paid, he laughed."),
        ("The same.", "The same."),
        ("", ""),
    ],
)
def test_the_same_in_other_words_is_no_loss(one: str, other: str) -> None:
    assert told(one, other) == []


def test_what_goes_with_a_larger_loss_is_not_told_again() -> None:
    assert told("At least 40 boats sank.", "Boats sank.") == ["figure: 40"]
    assert told("We pay if 40 banks may agree.", "We pay.") == ["condition: if 40 banks may agree"]


def test_a_modifier_of_what_is_gone_is_not_lost() -> None:
    assert told("We pay. The mill may close.", "We pay.") == []


def test_what_stands_there_instead_is_told() -> None:
    (loss,) = losses("It cost 90 crowns.", "It cost 70 crowns.")

    assert (loss.instead, loss.why) == ("70 crowns", "the other has another figure")


@pytest.mark.xfail(strict=True, reason="a month that begins a sentence is told from the verb by nothing")
def test_may_at_the_beginning_of_a_sentence_is_a_hedge() -> None:
    assert told("May the mill close? Perhaps.", "The mill closes.") == ["hedge: May"]


@pytest.mark.parametrize(
    "piece", ["one two hundred ", "May 3 ", "not until the ", "“a” ", "if we may, ", "by the end of the "]
)
def test_time_does_not_square_with_the_length_of_hostile_text(piece: str) -> None:
    began = process_time()
    losses(piece * 1_000, piece)

    assert process_time() - began < 30  # a second or less; minutes where a pattern goes back over all it read


def test_what_a_long_text_has_after_the_limit_is_not_looked_at() -> None:
    assert told(f"{'They sat there. ' * 2_000}They pay if the bank agrees.", "They pay.") == []
