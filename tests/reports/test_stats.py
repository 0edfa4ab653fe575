from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inquit.errors import FormatError
from inquit.ledger import Ledger
from inquit.reports import StatsQuery, stats_of_ledger, stats_of_readings
from inquit.reports import stats_ratios as module
from inquit.reports.stats import Stats
from inquit.reports.stats_source import Dimension, Measure
from inquit.types import Reading
from reports.stories import TOLL, say, story

Counted = Callable[..., Stats]

UNNAMED = {"an official": {"kind": "anonymous", "name": "official"}}
READINGS = (
    story(
        "Toll\n\nIda Holm said “it rises”. Otto Brandt denied it.",
        say("Ida Holm", "said", "“it rises”", mode="direct"),
        say("Otto Brandt", "denied", "it", act="deny", flags=["negated"]),
        url="https://echo.example/1",
    ),
    story(
        "Boat\n\nIda Holm said it sank. Ida Holm said it was late. Then an official said no.",
        say("Ida Holm", "said", "it sank"),
        say("Ida Holm", "said", "it was late"),
        say("an official", "said", "no", time=None),
        speakers=UNNAMED,
        url="https://echo.example/2",
        published="2024-04-01",
    ),
    story(
        "Fish\n\nOtto Brandt said it is fresh.",
        say("Otto Brandt", "said", "it is fresh"),
        url="https://post.example/3",
        published="2024-04-02",
        outlet="Norvik Post",
    ),
    story("Empty\n\nNothing here today.", url="https://post.example/4", published=None, outlet="Norvik Post"),
)


@pytest.fixture(params=["ledger", "readings"])
def counted(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Counted]:
    """The same question to a ledger and to readings."""
    if request.param == "readings":
        yield lambda *by, **more: stats_of_readings(READINGS, StatsQuery(by, **more))
        return
    with Ledger(tmp_path / "town.db") as ledger:
        for reading in READINGS:
            ledger.add(reading)
        yield lambda *by, **more: stats_of_ledger(ledger, StatsQuery(by, **more))


def rows(found: Stats) -> dict[Any, Any]:
    return {row.values if len(row.values) != 1 else row.values[0]: row.n for row in found.rows}


@pytest.mark.parametrize(
    ("by", "measure", "expected"),
    [
        ("", "statements", {(): 6}),
        ("", "words", {(): 12}),
        ("", "articles", {(): 3}),
        ("act", "statements", {"assert": 5, "deny": 1}),
        ("act", "words", {"assert": 11, "deny": 1}),
        ("mode", "statements", {"indirect": 5, "direct": 1}),
        ("kind", "statements", {"person": 5, "anonymous": 1}),
        ("kind", "speakers", {"person": 4, "anonymous": 1}),
        ("kind", "articles", {"person": 3, "anonymous": 1}),
        ("speaker", "statements", {"Ida Holm": 3, "Otto Brandt": 2, None: 1}),
        ("speaker", "articles", {"Ida Holm": 2, "Otto Brandt": 2, None: 1}),
        ("outlet", "statements", {"Norvik Echo": 5, "Norvik Post": 1}),
        ("year", "statements", {"2024": 6}),
        ("month", "statements", {"2024-04": 4, "2024-03": 2}),
        ("day", "statements", {"2024-04-01": 3, "2024-03-09": 2, "2024-04-02": 1}),
        ("basis", "statements", {"published": 5, None: 1}),
        ("negated", "statements", {"no": 5, "yes": 1}),
        ("conditional", "statements", {"no": 6}),
        ("outlet,act", "statements", {("Norvik Echo", "assert"): 4, ("Norvik Echo", "deny"): 1, ("Norvik Post", "assert"): 1}),
    ],
)  # fmt: skip
def test_counts(counted: Counted, by: str, measure: str, expected: dict[Any, int]) -> None:
    found = counted(*filter(None, by.split(",")), measure=measure)
    told = rows(found)
    if by == "speaker":  # readings know the unnamed by what they are called
        told = {None if name == "official" else name: n for name, n in told.items()}

    assert told == expected
    assert found.articles == 4


def test_a_share_is_of_the_last_dimension_within_the_others(counted: Counted) -> None:
    shares = {row.values: row.share for row in counted("outlet", "act").rows}

    assert shares == {
        ("Norvik Echo", "assert"): 0.8,
        ("Norvik Echo", "deny"): 0.2,
        ("Norvik Post", "assert"): 1.0,
    }


@pytest.mark.parametrize(
    ("by", "measure", "shares"),
    [
        ("kind", "speakers", {"person": 0.8, "anonymous": 0.2}),
        ("kind", "articles", {"person": 0.75, "anonymous": 0.25}),  # of all articles, those without statements too
        ("outlet", "articles", {"Norvik Echo": 0.5, "Norvik Post": 0.25}),
    ],
)
def test_what_shares_are_of(counted: Counted, by: str, measure: str, shares: dict[str, float]) -> None:
    assert {row.values[0]: row.share for row in counted(by, measure=measure).rows} == shares


def test_articles_with_a_kind_within_an_act(counted: Counted) -> None:
    shares = {row.values: row.share for row in counted("act", "kind", measure="articles").rows}

    assert shares[("assert", "anonymous")] == pytest.approx(1 / 3)  # three articles have an assertion


@pytest.mark.parametrize(
    ("by", "per", "rates"),
    [
        ("act", "article", {"assert": 5 / 4, "deny": 1 / 4}),
        ("outlet", "article", {"Norvik Echo": 5 / 2, "Norvik Post": 1 / 2}),
        ("act", "1000words", {"assert": 5_000 / 38, "deny": 1_000 / 38}),
    ],
)
def test_rates(counted: Counted, by: str, per: str, rates: dict[str, float]) -> None:
    assert {row.values[0]: row.rate for row in counted(by, per=per).rows} == pytest.approx(rates)


@pytest.mark.parametrize(
    ("filters", "statements", "articles"),
    [
        ({"outlets": ("norvik post",)}, 1, 2),
        ({"outlets": ("post", "echo")}, 6, 4),
        ({"published_from": "2024-04"}, 4, 2),
        ({"published_to": "2024-03"}, 2, 1),
        ({"published_from": "2024", "as_of": date(2024, 4, 1)}, 5, 2),
    ],
)
def test_filters(counted: Counted, filters: dict[str, Any], statements: int, articles: int) -> None:
    found = counted(**filters)

    assert (found.total, found.articles) == (statements, articles)


def test_the_largest_groups_first_and_how_many_there_are(counted: Counted) -> None:
    found = counted("speaker", limit=1)

    assert (rows(found), found.groups) == ({"Ida Holm": 3}, 3)
    assert found.sections()[0].note == (
        "6 statements in 4 articles; 95 % intervals by drawing articles anew; the largest 1 of 3 groups."
    )


def test_both_ways_give_the_same_intervals(tmp_path: Path) -> None:
    query = StatsQuery(("act",), per="article")
    with Ledger(tmp_path / "town.db") as ledger:
        for reading in READINGS:
            ledger.add(reading)
        found = stats_of_ledger(ledger, query)

    assert found == stats_of_readings(READINGS, query)
    assert found.rows[0].share_interval is not None
    assert found.rows[0].share_interval.low < 5 / 6 <= found.rows[0].share_interval.high


def test_only_what_stands_counts(tmp_path: Path) -> None:
    with Ledger(tmp_path / "town.db") as ledger:
        ledger.add(READINGS[1])
        first = next(ledger.statements())
        ledger.strike(first.id, who="ann")

        assert stats_of_ledger(ledger, StatsQuery()).total == 2


def test_people_who_were_joined_count_under_one_name(tmp_path: Path) -> None:
    with Ledger(tmp_path / "town.db") as ledger:
        for reading in READINGS:
            ledger.add(reading)
        ids = {row.who: row.person for row in ledger.statements()}
        ledger.people.merge(ids["Otto Brandt"], ids["Ida Holm"], who="ann")
        found = rows(stats_of_ledger(ledger, StatsQuery(("speaker",))))

    assert found == {"Ida Holm": 5, None: 1} or found == {"Otto Brandt": 5, None: 1}


def test_many_articles_are_sampled_for_the_intervals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EXACT", 100)
    monkeypatch.setattr(module, "SAMPLE", 50)
    many: list[Reading] = [READINGS[number % 3] for number in range(300)]
    found = stats_of_readings(many, StatsQuery(("act",), per="article"))

    assert (found.total, found.sampled) == (600, 50)
    assert found.rows[0].share == 5 / 6
    interval = found.rows[0].share_interval
    assert interval is not None
    assert interval.low < 5 / 6 < interval.high
    assert "from 50 of them, drawn at random" in (found.sections()[0].note or "")


def test_one_story_as_a_table() -> None:
    (section,) = stats_of_readings([TOLL], StatsQuery(("act",), per="article")).sections()

    assert section.columns == (
        "act", "statements", "share", "share from", "share to", "per article", "per article from", "per article to",
    )  # fmt: skip
    assert section.rows[0] == ("assert", 2, 0.4, None, None, 2.0, None, None)


def test_as_json() -> None:
    told = json.loads(json.dumps(stats_of_readings(READINGS, StatsQuery(("act",), seed=3)).to_dict()))

    assert (told["report"], told["by"], told["seed"], told["rows"][1]["values"]) == ("stats", ["act"], 3, ["deny"])


@pytest.mark.parametrize("query", [{"by": ("colour",)}, {"measure": "noise"}, {"per": "page"}])
def test_an_unknown_name_is_refused(query: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        StatsQuery(**query)


def test_a_date_that_is_none(counted: Counted) -> None:
    with pytest.raises(FormatError, match=r"^published_from: 'soon' is not a date; write it as 2024-03-09"):
        counted("act", published_from="soon")


def test_an_outlet_that_there_is_not(tmp_path: Path) -> None:
    with Ledger(tmp_path / "town.db") as ledger, pytest.raises(FormatError) as error:
        ledger.add(READINGS[0])
        stats_of_ledger(ledger, StatsQuery(outlets=("Norvik Ecko",)))

    assert str(error.value) == "there is no outlet 'Norvik Ecko'; did you mean Norvik Echo?"


def test_nothing_at_all() -> None:
    found = stats_of_readings([], StatsQuery(("outlet", "act"), per="1000words", measure="articles"))

    assert (found.rows, found.articles, found.total) == ((), 0, 0)


def test_the_commands_choices_are_the_reports() -> None:
    from inquit.cli.stats import DIMENSIONS, MEASURES

    assert tuple(Dimension) == DIMENSIONS
    assert tuple(Measure) == MEASURES
