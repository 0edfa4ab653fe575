"""Whether two wordings are one statement."""

from __future__ import annotations

import pytest

from inquit.ledger.matching import MatchKind, likeness, relation, same_matter, same_statement, wording

WHOLE = "“The dam holds. We looked at every stone of it by night. Nobody has to leave the valley,” she said."


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("“We've waited long enough for it,” he said.", 'He said: "We’ve waited long enough for it."', "exact"),
        ("“Go home,” he said. “The gate stays shut.”", "“Go home. The gate stays shut,” he said.", "exact"),
        ("The board sold every boat it had.", "The board sold every boat it had.", "exact"),
        (WHOLE, "“The dam holds,” she said.", None),  # three words are too few to be known again
        (WHOLE, "“Nobody has to leave the valley,” she said.", "cut"),
        (WHOLE, "“The dam holds … nobody has to leave the valley,” she said.", "cut"),
        (WHOLE, "“The dam holds. Nobody has to leave the valley,” she said.", "spliced"),
        (
            "“The dam holds,” she said at noon. Asked again in the evening, on the steps of the hall: “Pack your bags.”",
            "“The dam holds. Pack your bags,” she said.",
            "spliced",
        ),
        (WHOLE, "“Nobody has to leave this valley,” she said.", "reworded"),
        (
            "“The toll stays at two crowns,” she said.",
            "She said that the toll would stay at two crowns.",
            "paraphrased",
        ),
    ],
)
def test_kinds(one: str, other: str, kind: str | None) -> None:
    match = same_statement(one, other)

    assert (match and match.kind) == kind


@pytest.mark.parametrize(
    "other",
    [
        "“We will build 70 houses by the lake,” he said.",
        "“We will not build 40 houses by the lake,” he said.",
        "“We will build 40 boats by the lake,” he said.",
        "“We will sell the mill in spring,” he said.",
    ],
)
def test_near_misses_are_two_statements(other: str) -> None:
    assert same_statement("“We will build 40 houses by the lake,” he said.", other) is None


def test_who_says_it_is_not_what_is_said() -> None:
    assert same_statement("Ms Ida Holm said the mill is old.", "Ms Ida Holm said the boats are late.") is None


def test_a_pledge_that_shrinks_is_one_matter_and_two_statements() -> None:
    one, other = "We will build 3,000 homes if the bank lends", "We will build 2,000 homes"

    assert same_statement(one, other) is None
    match = same_matter(one, other)
    assert match is not None
    assert match.differs == ("figure",)
    assert match.why == "they share build, homes; other figure"


def test_a_pledge_and_its_withdrawal_are_one_matter() -> None:
    match = same_matter("We will open the archive to all", "We will not open the archive to anybody")

    assert match is not None
    assert match.differs == ("negation",)


def test_other_matters_are_none() -> None:
    assert same_matter("We will open the archive", "We will sell the ferry") is None


def test_a_direct_statement_needs_no_marks() -> None:
    one = wording("We will fight to the end for this port", direct=True, bare=True)
    other = wording("“We will fight to the end for this port”", bare=True)

    match = relation(one, other)
    assert match is not None
    assert match.kind is MatchKind.EXACT


def test_likeness_goes_from_nothing_to_all() -> None:
    text = "The county will plant 400 trees"

    assert likeness(text, text) == 1.0
    assert likeness(text, "") == 0.0
    assert likeness(text, "The county will plant 90 trees") < likeness(text, "The county will plant trees") < 1.0
    assert likeness(text, "The county will not plant 400 trees") == pytest.approx(0.6)
