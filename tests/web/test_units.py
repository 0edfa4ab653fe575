"""The small parts: words, charts, links, memory, threads."""

from __future__ import annotations

import asyncio
import threading
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.errors import LedgerError
from inquit.export.wording import one_line
from inquit.ledger import Ledger
from inquit.ledger.alignment import align
from inquit.ledger.search_query import Query
from inquit.web import charts, queries, words
from inquit.web.ledgers import Lane, Ledgers
from inquit.web.links import Links
from inquit.web.memory import Memory
from inquit.web.static import FileLinks
from tests.ledger.readings import reading


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2024-03-09", "9 Mar 2024"),
        ("2024-03-09T18:30:00+01:00", "9 Mar 2024"),
        ("2024-03", "Mar 2024"),
        ("2024", "2024"),
        ("2024-W10", "2024-W10"),
        ("2024-13", "2024-13"),
        ("PAST_REF", "PAST_REF"),
        ("\u202eevil", "evil"),
        (None, ""),
    ],
)
def test_days_are_told(value: str | None, shown: str) -> None:
    assert words.day(value) == shown


def test_moments_are_told_in_utc() -> None:
    assert words.moment("2026-11-28T08:23:47.758Z") == "28 Nov 2026, 08:23 UTC"


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://post.example/a?b=c#d", "https://post.example/a?b=c#d"),
        ("HTTP://post.example/", "HTTP://post.example/"),
        ("https://post.example/#:~:text=the%20toll", "https://post.example/#:~:text=the%20toll"),
        ('https://post.example/a b"<ü>', "https://post.example/a%20b%22%3C%C3%BC%3E"),
        ("javascript:alert(1)", None),
        ("//evil.example", None),
        ("data:text/html,x", None),
        ("https://[bad", None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_are_followed(url: str | None, safe: str | None) -> None:
    assert words.safe_url(url) == safe


def test_words_are_counted() -> None:
    assert [words.counted(n, "person") for n in (0, 1, 1234)] == ["0 people", "1 person", "1,234 people"]
    assert words.counted(1, "story") == "1 story"


def test_two_texts_are_told_apart_without_touching_the_next_word() -> None:
    old, new = "the toll will rise in May", "the toll may rise"
    ours, theirs = words.paired(old, new, align(old, new))
    assert "".join(text for _, text in ours) == old
    assert "".join(text for _, text in theirs) == new
    for kind, text in (*ours, *theirs):
        assert kind == "same" or text == text.rstrip()
    assert "".join(text for kind, text in words.merged(old, new) if kind != "lost").split() == new.split()


def test_every_act_has_a_sign_of_its_own_but_the_commonest() -> None:
    from inquit.types import Act

    assert set(words.ACT_TOLD) == set(Act)
    assert set(words.ACT_SIGNS) == set(Act) - {Act.ASSERT}
    assert len(set(words.ACT_SIGNS.values())) == len(words.ACT_SIGNS)


def test_a_chart_keeps_its_proportions() -> None:
    chart = charts.columns([("a", 2), ("b", 4), ("c", 0)], width=304, height=136)
    assert chart.most == 4
    assert [bar.height for bar in chart.bars] == [50.0, 100.0, 0.0]
    assert all(bar.y + bar.height == pytest.approx(chart.base) for bar in chart.bars)
    assert chart.bars[-1].x + chart.bars[-1].width <= chart.width


def test_labels_of_a_chart_do_not_touch() -> None:
    chart = charts.columns([(str(n), n) for n in range(200)])
    ticks = [bar.x for bar in chart.bars if bar.tick]
    assert min(b - a for a, b in pairwise(ticks)) >= charts.LABEL_WIDTH - 5


def test_an_empty_chart_is_none() -> None:
    assert charts.columns([]).bars == ()


def test_months_without_anything_are_shown_and_many_become_years() -> None:
    assert charts.by_time([("2024-03", 2), ("2024-01", 1)]) == (("2024-01", 1), ("2024-02", 0), ("2024-03", 2))
    assert charts.by_time([("2019-03", 2), ("2024-01", 1), ("2024-02", 1)])[-1] == ("2024", 2)
    assert charts.by_time([("", 2)]) == ()


def test_links_leave_out_what_is_empty() -> None:
    links = Links(path="/", query="")
    assert (
        links.page("search", q="a b", act=("deny", "ask"), outlet="", speaker=None) == "/search?q=a+b&act=deny&act=ask"
    )
    assert links.form("csv") == "/index.csv"
    assert Links(path="/search", query="q=a").form("json") == "/search.json?q=a"
    assert links.article("a12", version=2, at="s34") == "/article/a12?version=2#t-s34"
    assert links.statement("../x?y") == "/statement/..%2Fx%3Fy"


def test_links_of_files_go_up_to_the_first_page() -> None:
    links = FileLinks(1, "", {"The Post": "outlet/1.html"})
    assert links.page("") == "../index.html"
    assert links.page("search", q="a") is None
    assert links.page("audit", of="The Post") == "../outlet/1.html"
    assert links.article("a1", at="s2") == "../article/a1.html#t-s2"
    assert links.article("a1", version=1) is None


def test_a_filter_is_set_and_taken_away() -> None:
    query = Query("toll", acts=("deny",), speaker="p1")
    assert queries.toggled(query, "act", "ask") == {"q": "toll", "act": ("deny", "ask"), "speaker": "p1"}
    assert queries.toggled(query, "act", "deny") == {"q": "toll", "speaker": "p1"}
    assert queries.toggled(query, "speaker", "p1") == {"q": "toll", "act": ("deny",)}
    assert [told for _, _, told in queries.filters(query)] == ["speaker: p1", "act: deny"]


@pytest.fixture
def ledger(tmp_path: Path):
    with Ledger(tmp_path / "town.db") as made:
        yield made


def test_an_answer_is_kept_until_the_ledger_changes(ledger: Ledger, monkeypatch) -> None:
    monkeypatch.setattr("inquit.web.memory.PATIENCE", 0)
    memory, made = Memory(), []
    for _ in range(3):
        memory.get(ledger, "key", lambda: made.append(1))
    assert len(made) == 1
    ledger.add(reading())
    memory.get(ledger, "key", lambda: made.append(1))
    memory.get(ledger, "other", lambda: made.append(1))
    assert len(made) == 3
    memory.forget()
    memory.get(ledger, "key", lambda: made.append(1))
    assert len(made) == 4


def test_what_takes_long_may_be_a_little_old(ledger: Ledger, monkeypatch) -> None:
    monkeypatch.setattr("inquit.web.memory.PATIENCE", 1e9)
    memory = Memory()
    assert memory.get(ledger, "key", lambda: sum(range(10_000))) == memory.get(ledger, "key", lambda: 0)
    ledger.add(reading())
    assert memory.get(ledger, "key", lambda: 0) != 0


def test_memory_forgets_what_is_not_asked_for(ledger: Ledger, monkeypatch) -> None:
    monkeypatch.setattr("inquit.web.memory.KEPT", 2)
    memory = Memory()
    for key in "ababc":
        memory.get(ledger, key, lambda: key)  # noqa: B023
    assert memory.get(ledger, "a", lambda: "anew") == "anew"


def test_work_is_done_with_a_ledger_and_errors_come_back(tmp_path: Path) -> None:
    ledgers = Ledgers(str(tmp_path / "town.db"), 2)

    def broken(ledger: Ledger) -> None:
        raise LedgerError("no")

    async def work() -> list[object]:
        told = await asyncio.gather(*(ledgers.run(lambda ledger: ledger.path) for _ in range(10)))
        with pytest.raises(LedgerError, match="no"):
            await ledgers.run(broken)
        return told

    assert asyncio.run(work()) == [str(tmp_path / "town.db")] * 10
    ledgers.close()


def test_a_slow_report_keeps_no_page_waiting(tmp_path: Path) -> None:
    ledgers, over = Ledgers(str(tmp_path / "town.db"), 1), threading.Event()

    async def work() -> list[str]:
        slow = asyncio.ensure_future(ledgers.run(lambda ledger: over.wait(30) and "report", Lane.REPORTS))
        told = [await ledgers.run(lambda ledger: "page"), await ledgers.run(lambda ledger: "change", Lane.CHANGES)]
        over.set()
        return [*told, str(await slow)]

    assert asyncio.run(work()) == ["page", "change", "report"]
    ledgers.close()


def test_a_file_that_is_no_ledger_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "town.db").write_text("not a ledger, and long enough to be looked at as a file of SQLite" * 20)
    with pytest.raises(LedgerError, match="is not a ledger"):
        Ledgers(str(tmp_path / "town.db"), 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a b",
        " a b ",
        "a  b",
        "a\tb\n c",
        "a\u00a0b",
        "\u202ea",
        "a\u2028b",
        "a\u0000b",
        "\x1b[31m",
        "\ud800",
        "é 👩‍🚒",
    ],
)
def test_a_line_is_the_same_the_short_way(text: str) -> None:
    assert words.line(text) == one_line(text)


@given(st.text(max_size=30))
def test_any_line_is_the_same_the_short_way(text: str) -> None:
    assert words.line(text) == one_line(text)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("if the price doubles", "if the price doubles"),
        ("Unless, that is, it rains", "Unless, that is, it rains"),
        ("the price doubling", "if: the price doubling"),
        ("", "if: "),
    ],
)
def test_a_condition_tells_that_it_is_one(told: str, shown: str) -> None:
    assert words.condition(told) == shown


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2024-03-09", True),
        ("2024-03-09T10:00+01:00", True),
        ("2024-03", False),
        ("2024-03-09 to 10", False),
        (3, False),
    ],
)
def test_days_are_known_in_tables(value: object, told: bool) -> None:
    assert words.is_day(value) is told
