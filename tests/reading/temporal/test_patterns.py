"""The language of the tables: what it matches, and how a broken pattern is refused."""

from __future__ import annotations

import pytest

from inquit.reading.temporal.find import grammar
from inquit.reading.temporal.patterns import PatternError, Source, alphabet_for, parse
from inquit.reading.temporal.rules import MODIFIERS, RULES
from inquit.reading.temporal.rules import PARTS as TABLE_PARTS

PARTS = {"count": "(two|CARD)", "twice": "<count> <count>"}


def matched(pattern: str, text: str) -> str | None:
    """The words that the pattern matches from the text's beginning."""
    source = parse(pattern, PARTS)
    alphabet = alphabet_for([source], frozenset().union(*source.needs, source.first))
    run = next(alphabet.runs(text), None)
    match = source.compiled(alphabet).match(run.codes) if run else None
    return text[: run.tokens[match.end() - 1].end] if run and match else None


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("last WEEKDAY", "Last Friday he left", "Last Friday"),
        ("MONTH DAY (,? YEAR)?", "May 5, 1990", "May 5, 1990"),
        ("MONTH DAY (,? YEAR)?", "May 5, he left", "May 5"),
        ("(last|next)=which UNIT", "next year", "next year"),
        ("<count> UNITS", "three days", "three days"),
        ("the* UNIT", "the the the year", "the the the year"),
        ("MONTH", "may", None),
        ("OPEN HHMM ZONE CLOSE", "(0735 GMT)", "(0735 GMT)"),
    ],
)
def test_matches(pattern: str, text: str, expected: str | None) -> None:
    assert matched(pattern, text) == expected


def test_says_what_a_match_begins_with_and_cannot_be_without() -> None:
    source = parse("the? (early|late)? MONTH of? YEAR", PARTS)

    assert source.first == {"the", "early", "late", "MONTH"}
    assert source.needs == ({"MONTH"}, {"YEAR"})
    assert source.literals == {"the", "early", "late", "of"}


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("the (day|week) before", ({"the"}, {"day", "week"}, {"before"})),
        ("(the day|next WEEKDAY) now", ({"day", "next"}, {"now"})),
        ("(early? MAY?)? now", ({"now"},)),
        ("(<count>|late?) now", ({"now"},)),
    ],
)
def test_needs_of_a_pattern_hold_for_each_match(pattern: str, needs: tuple[set[str], ...]) -> None:
    assert parse(pattern, PARTS).needs == needs


def test_words_between_which_a_pattern_chooses_are_one_character_class() -> None:
    assert parse("(a|an|(the|any)) MONTH", PARTS).expression == "⟨a|an|the|any⟩(?P<month>⟨MONTH⟩)"


def test_a_name_that_comes_twice_is_told_apart() -> None:
    source = parse("MONTH DAY | DAY MONTH", PARTS)
    names = source.compiled(alphabet_for([source], frozenset().union(*source.needs, source.first))).groupindex

    assert list(names) == ["month", "day", "day_2", "month_2"]


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(last|next", "the pattern '(last|next' ends too early"),
        ("last)", "cannot read the pattern 'last)'"),
        ("the?", "cannot read the pattern 'the?'"),
        ("", "cannot read the pattern ''"),
        ("| last", "cannot read the pattern '| last'"),
        ("? last", "'?' stands alone in the pattern '? last'"),
        ("<number>", "no part is called <number>; parts are count, twice"),
    ],
)
def test_a_broken_pattern_is_refused(pattern: str, message: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse(pattern, PARTS)

    assert str(caught.value) == message


def test_each_pattern_of_the_tables_can_be_compiled() -> None:
    tables = grammar()
    sources = [parse(row.pattern, TABLE_PARTS) for row in (*RULES, *MODIFIERS)]

    assert all(source.compiled(tables.alphabet).groups < 100 for source in sources)


def test_a_class_without_words_is_refused() -> None:
    source = Source("⟨MOON⟩", frozenset({"MOON"}), (frozenset({"MOON"}),))

    with pytest.raises(PatternError, match=r"^no word has the class 'MOON'; classes are defined in lexicon\.py$"):
        source.compiled(alphabet_for([], frozenset()))
