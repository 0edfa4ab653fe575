from __future__ import annotations

import pytest

from inquit.ledger import Ledger, LedgerError, UnknownIdError
from inquit.ledger.difference import Change
from ledger.looking import standing
from ledger.readings import reading

FIRST = """Ferry late

Vera Lund said the ferry would sail on Friday if the engine holds. Otto Brandt said nothing new.
Ida Holm denied the engine was old. Nils Berg said the crew was angry.
"""
SECOND = """Ferry late

Vera Lund said the ferry would sail on Friday. Otto Brandt said nothing new.
Ida Holm said the engine was old. Rosa Lind said the harbour was closed.
"""


def changes(ledger: Ledger, **versions: int) -> list[tuple[str, str | None, str | None, tuple[str, ...]]]:
    found = ledger.diff("https://post.example/ferry", **versions)
    return [
        (str(one.change), one.before and one.before.words, one.after and one.after.words, one.parts)
        for one in found.changes
    ]


def test_statements_that_came_went_and_changed(ledger: Ledger) -> None:
    ledger.add(reading(FIRST))
    ledger.add(reading(SECOND))
    assert changes(ledger) == [
        ("changed", "the ferry would sail on Friday if the engine holds", "the ferry would sail on Friday", ("words",)),
        ("changed", "the engine was old", "the engine was old", ("cue",)),
        ("came", None, "the harbour was closed", ()),
        ("went", "the crew was angry", None, ()),
    ]
    found = ledger.diff("https://post.example/ferry")
    assert (found.before, found.after, found.same, found.title) == (1, 2, 1, "Ferry late")


def test_the_other_way_round_what_came_went(ledger: Ledger) -> None:
    ledger.add(reading(FIRST))
    ledger.add(reading(SECOND))
    assert [change for change, *_ in changes(ledger, before=2, after=1)] == [
        "changed",
        "changed",
        Change.CAME,
        Change.WENT,
    ]


def test_corrections_count(ledger: Ledger) -> None:
    ledger.add(reading(FIRST))
    ledger.strike(standing(ledger)[3].id, who="ann")
    ledger.add(reading(SECOND))
    ledger.correct(standing(ledger)[1].id, {"speaker": "Nils Berg"}, who="ann")
    assert ("went", "the crew was angry", None, ()) not in changes(ledger)
    assert ("changed", "nothing new", "nothing new", ("who",)) in changes(ledger)


def test_one_version_cannot_be_compared(ledger: Ledger) -> None:
    added = ledger.add(reading(FIRST))
    with pytest.raises(LedgerError, match=rf"^the article {added.article} has one version only; add it again when"):
        ledger.diff(added.article)


def test_a_version_that_is_not_there_is_named(ledger: Ledger) -> None:
    added = ledger.add(reading(FIRST))
    ledger.add(reading(SECOND))
    with pytest.raises(UnknownIdError, match=rf"^the article {added.article} has no version 3; it has 1 to 2$"):
        ledger.diff(added.article, after=3)
