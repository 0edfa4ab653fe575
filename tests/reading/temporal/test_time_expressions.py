"""What holds for any text, which anchor is taken, and how narratives are told from news."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inquit.reading import temporal
from inquit.reading.temporal import find, read, time_expressions
from inquit.reading.temporal.genre import is_narrative
from inquit.reading.temporal.rules import GROUPS, RULES
from inquit.reading.temporal.tokens import RUN_LIMIT
from inquit.types import TimeExpression, TimexType

CHRONICLE = (
    "The war between Sund and Garnholm began on 3 May 1871. In June, the fleet of Sund sailed north. "
    "The following month it was lost in a storm. By the winter of 1871 the town was starving, and in January its gates "
    "were opened. On 12 February the two kings met at Merrow; two days later they signed. "
    "The treaty held until 1880. In March 1881 it was torn up. A second war lasted from April to October 1881."
)
WORDS = """the a last next this two 3 12 31 1999 2000 30 May March Feb. February Friday year years week days ago later of
in at , - ’s ' half quarter third 21st 3:30 p.m. GMT BC 0 0000 9999 29 since end early more than every other season
summer '90s 1990s Q3 2003/04 9/11 2024-02-30 99/99/99 noon night fiscal decade centuries billion hundred before after
12:60 400 II . \n Christmas Easter 1 first Ⅷ ٣ ²""".split(" ")


def values(text: str, published: str | None = None) -> list[tuple[str, str | None]]:
    return [(text[t.start : t.end], t.value) for t in time_expressions(text, published)]


@settings(max_examples=300, deadline=None)  # the first example reads the tables
@given(
    st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)),
    st.one_of(st.none(), st.dates().map(str), st.datetimes().map(str), st.text(max_size=12)),
)
def test_any_text_is_read_and_spans_stand_in_it_in_order(text: str, published: str | None) -> None:
    last = 0
    for time in time_expressions(text, published):
        assert last <= time.start < time.end <= len(text)
        assert text[time.start : time.end].strip() == text[time.start : time.end]
        last = time.end


@pytest.mark.parametrize(
    "piece", ["the ", "7", "two ", "in May ", "1999 ", "a-", ", ", "3 days ", "the last of the ", "'"]
)
def test_work_grows_with_the_text_and_no_faster(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0
    original = read.candidates

    def counted(*args: object) -> object:
        nonlocal calls
        found = original(*args)  # type: ignore[arg-type]
        calls += 1 + len(found)
        return found

    monkeypatch.setattr(read, "candidates", counted)

    def work(repeats: int) -> int:
        nonlocal calls
        calls = 0
        time_expressions(piece * repeats, "2023-06-28")
        return calls

    # one run more or less at the cut
    assert work(8000) <= 2 * work(4000) + RUN_LIMIT * len(RULES)


def test_the_example_of_the_package_holds() -> None:
    assert doctest.testmod(temporal).failed == 0


@pytest.mark.parametrize(
    "text",
    [
        CHRONICLE,
        "It took one hundred and twenty-three thousand and four and a half to nine hundred and ninety-nine years.",
        "It ended two hundred and thirty-four and a half difficult, bitter years ago, in the middle of May 1790.",
    ],
)
def test_patterns_left_uncompiled_would_not_have_matched(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    find.grammar.cache_clear()
    found = time_expressions(text)
    find.grammar.cache_clear()
    monkeypatch.setattr(find.Entry, "_could_match", lambda *_: True)

    assert found == time_expressions(text)


def test_a_line_of_five_million_characters_is_read() -> None:
    text = "x" * 2_500_000 + " in May 1998 " + "1" * 2_500_000

    assert values(text) == [("May 1998", "1998-05")]


def test_anchors_name_the_publication_or_the_earlier_words() -> None:
    text = "The crane fell on May 5, 1998. Two days later it was back. It was oiled yesterday."

    assert time_expressions(text, "1998-06-01T10:00+02:00") == (
        TimeExpression(18, 29, TimexType.DATE, "1998-05-05"),
        TimeExpression(31, 45, TimexType.DATE, "1998-05-07", anchor="18:29"),
        TimeExpression(72, 81, TimexType.DATE, "1998-05-31", anchor="published"),
    )


@pytest.mark.parametrize("published", ["", "yesterday", "2023", "28/06/2023"])
def test_what_is_no_date_of_publication_counts_as_not_known(published: str) -> None:
    assert values("He left in March.", published) == [("March", "XXXX-03")]


def test_a_narrative_counts_from_its_own_dates() -> None:
    assert is_narrative(CHRONICLE)
    assert values(CHRONICLE, "2009-12-19") == [
        ("3 May 1871", "1871-05-03"),
        ("June", "1871-06"),
        ("The following month", "1871-07"),
        ("the winter of 1871", "1871-WI"),
        ("January", "1872-01"),
        ("12 February", "1872-02-12"),
        ("two days later", "1872-02-14"),
        ("1880", "1880"),
        ("March 1881", "1881-03"),
        ("April", "1881-04"),
        ("October 1881", "1881-10"),
    ]


def test_news_full_of_dates_stays_news() -> None:
    news = " ".join(
        f"The union said on Monday that it struck on {day} May 2019 and in June 2020." for day in range(1, 9)
    )

    assert not is_narrative(news)


def test_dates_of_the_year_of_publication_tell_no_narrative() -> None:
    posts = " ".join(f"The pier is closed. Berg (@berg) June {day}, 2019." for day in range(1, 20))

    assert is_narrative(posts)
    assert not is_narrative(posts, 2019)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Wednesday, June 28, 2023", "2023-06-27"),
        ("28 June 2023", "2023-06-27"),
        ("Wednesday 28 June 2023", "2023-06-27"),
        ("31 June 2023", "PAST_REF"),
        ("The pier was closed on 28 June 2023", "2023-06-27"),
        ("June 2023", "PAST_REF"),
    ],
)
def test_a_date_line_stands_for_the_day_of_publication(line: str, value: str) -> None:
    text = f"Pier closed\n\n{line}\n\nThe pier was closed yesterday."

    assert values(text)[-1] == ("yesterday", value)
    assert values(text, "2020-01-02")[-1] == ("yesterday", "2020-01-01")


def test_rules_of_a_group_can_be_left_out() -> None:
    text = "He left on Friday, two weeks ago, he said."
    found = read.read_times(text, None, without=frozenset({"weekday", "ago"}))

    assert [text[t.start : t.end] for t in found] == ["two weeks"]


def test_each_group_has_rules_or_is_a_step_of_its_own() -> None:
    assert set(GROUPS) - {rule.group for rule in RULES} == {"modifiers", "ambiguity", "tense", "narrative"}
