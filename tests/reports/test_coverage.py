from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inquit.quotation import quoted_ranges
from inquit.reports.coverage import Missing, unattributed
from inquit.reports.prepared import prepared
from inquit.types import Article, Reading, Span, Statement
from reports.stories import TOLL, say, story


def found(text: str, *said: dict[str, object]) -> list[tuple[str, str]]:
    """What is attributed to nobody: the kind, and the verb or the words."""
    return [(one.kind, one.verb or one.where.words) for one in unattributed(prepared(story(text, *said)))]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("He left. “We sail at noon.”", [(Missing.QUOTATION, "“We sail at noon.”")]),
        ('He left. "We sail at noon."', [(Missing.QUOTATION, '"We sail at noon."')]),
        ("The ‘fast boat’ is slow.", [(Missing.QUOTATION, "‘fast boat’")]),
        ("Smith's boat, the boys' boat and rock 'n' roll of the '90s are slow.", []),
        ("The pier is 6'2\" wide and 3.5\" high.", []),
        # marks of kinds that English news do not use
        ("A sign: ‹Keep out›. Another: 「Beware」.", [(Missing.QUOTATION, "‹Keep out›"), (Missing.QUOTATION, "「Beware」")]),
        # odd numbers of marks
        ("“We sail.\n\nShe left.", [(Missing.QUOTATION, "“We sail.")]),
        ("We sail.” She left.", [(Missing.MARK, "We sail.”")]),
        ("We sail, he wrote» on the door.", [(Missing.MARK, "We sail, he wrote» on the door.")]),
        # marks inside marks
        ("“It said ‘Keep out’ there.”", [(Missing.QUOTATION, "“It said ‘Keep out’ there.”")]),
        ("‘It said “Keep out” there.’", [(Missing.QUOTATION, "‘It said “Keep out” there.’")] ),
        ("“” and \"\" hold nothing.", []),
    ],
)  # fmt: skip
def test_everything_in_quotation_marks_is_listed(text: str, missing: list[tuple[str, str]]) -> None:
    assert found(text) == missing


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("The town said nothing.", ["said"]),
        ("According to the plan, it sails.", ["According to"]),
        ("It was announced that it sails.", ["announced"]),
        ("She reported that it sails.", ["reported"]),
        ("She added salt and noted the time.", []),
        ("The report was noted. His claims, her demands and an answer came late.", []),
        ("The accused man and the proposed toll.", []),
        ("Sixty pledged votes and a promised land.", []),
        ("The bank pledged to pay and promised a boat.", ["pledged", "promised"]),
        ("He states: it sails.", ["states"]),
        ("Northern states that trade.", []),
        ("A boat of, say, wood is well told and helps explain why.", []),
    ],
)
def test_verbs_that_report_words_are_listed(text: str, verbs: list[str]) -> None:
    assert found(text) == [(Missing.VERB, verb) for verb in verbs]


def test_what_a_statement_holds_is_not_listed() -> None:
    text = "Ida Holm said “We sail.” Then “We wait.” came."

    assert found(text, say("Ida Holm", "said", "“We sail.”")) == [(Missing.QUOTATION, "“We wait.”")]


def test_a_part_of_a_quotation_that_no_statement_holds_is_listed() -> None:
    text = "“We sail at noon. We wait,” Ida Holm said."

    assert found(text, say("Ida Holm", "said", "“We sail at noon.")) == [(Missing.PART, "We wait,”")]


def test_rows_tell_paragraph_and_reason() -> None:
    rows = [(one.where.paragraph, one.where.words, one.why) for one in unattributed(prepared(TOLL))]

    assert rows == [
        (0, "Mayor promises 40 buses, slams ferry line", "“promises” reports words, and no statement holds it"),
        (2, "“And nobody will like it.”", "in quotation marks, and no statement holds it"),
        (5, "“A ‘toll for fools’,”", "in quotation marks, and no statement holds it"),
        (6, "The town announced a fair.", "“announced” reports words, and no statement holds it"),
        (6, "“Wait and see", "a few words in quotation marks: whose they are, or that they are a name, is not told"),
    ]


WORDS = ["sea", "boat", "Holm", "said", "it", "toll", "6", "90s", "don", "t", "harbours", "told her that"]
MARKS = ["“", "”", "„", "«", "»", '"', "''", "``", "‘", "’", "'", "‹", "›", "「", "」", "＂", "‚", "‟"]
GAPS = ["", " ", "\n", "\n\n", ". ", ", "]
RARE = re.compile(r"‚[^‘’\n]*[‘’]|『[^』\n]*』|›[^‹›\n]*‹|‟[^”\n]*”|＂[^＂\n]*＂")
TEXTS = st.lists(st.sampled_from(WORDS + MARKS * 2 + GAPS * 2), min_size=1, max_size=40).map("".join)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30)), max_size=4))
@example("it``”sea''sea", [(0, 5)])  # … and a statement holds both
@example("``”sea''sea", [])  # marks that follow one another and are no pair
@example("it‘「”sea」", [(5, 1)])  # a lone mark in rare marks, of which a statement holds a part
def test_nothing_in_quotation_marks_is_unaccounted_for(text: str, held: list[tuple[int, int]]) -> None:
    """Whatever the marks: what stands between them is in a statement or listed, and so is every mark that is alone."""
    pieces = [(start, min(start + length, len(text))) for start, length in held if start < len(text)]
    statements = tuple(Statement(f"s{n}", text, Span((piece,))) for n, piece in enumerate(pieces))
    rows = unattributed(prepared(Reading(Article(text or "x"), statements)))
    accounted = [False] * (len(text) + 1)
    for start, end in [*pieces, *((row.where.start, row.where.end) for row in rows)]:
        accounted[start:end] = [True] * (end - start)

    def left_out(start: int, end: int) -> str:
        return "".join(text[i] for i in range(start, end) if text[i].isalnum() and not accounted[i])

    for start, end in quoted_ranges(text):
        assert left_out(start, end) == "", "a quotation"
    # pairs as anybody would see them, found without the package's own rules
    pairs = [pair.span() for pair in re.finditer(r"“[^“”\n]*”|«[^«»\n]*»|‹[^‹›\n]*›|「[^「」\n]*」|``[^`'\n]*''", text)]
    for start, end in pairs:
        assert left_out(start, end) == "", "a pair of marks"
    # every mark that can be nothing else: in a statement, in a row, or in a quotation (without words it makes no row)
    for mark in re.finditer(r"[“”„«»]", text):
        inside = [*quoted_ranges(text), *pairs, *(rare.span() for rare in RARE.finditer(text))]
        quoted = any(start <= mark.start() < end for start, end in inside)
        assert accounted[mark.start()] or quoted, "a lone mark"


@given(st.text(max_size=200))
def test_any_text_can_be_looked_through(text: str) -> None:
    rows = unattributed(prepared(Reading(Article(text or "x"), ())))

    assert all(0 <= row.where.start < row.where.end <= len(text) for row in rows)
