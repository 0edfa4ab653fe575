"""What is new: since a day, since the last visit, as a feed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest

from inquit.ledger import Ledger
from inquit.web.desk import Desk
from inquit.web.memory import Memory
from inquit.web.views import watch as view
from tests.ledger.readings import reading
from tests.web.pages import Site

ATOM = "{http://www.w3.org/2005/Atom}"
LATER = "Gate\n\nVera Lund said the gate is open. Otto Brandt promised the gate would close on Monday.\n"


def words(site: Site, query: str = "") -> list[str]:
    return [one["words"] for one in site.data(f"/watch.json{query}")["report"]["statements"]]


def test_who_never_looked_sees_the_last_seven_days(shared_site: Site) -> None:
    page = shared_site.data("/watch.json")
    assert page["since_by"] == "days"
    assert page["since"] == (datetime.now(UTC).date() - timedelta(7)).isoformat()
    assert words(shared_site)[-3:] == ["the toll must rise", "the toll helps the harbour", "the ferry is full"]
    assert "in the last seven days" in shared_site.page("/watch").text


def test_what_a_newer_version_repeats_is_new_too(shared_site: Site) -> None:
    assert words(shared_site, "?q=Friday") == ["the ferry would sail on Friday"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=toll", ["the toll must rise", "the toll helps the harbour"]),
        ("?speaker=Falk", ["the ferry is full"]),
        ("?act=deny", ["the toll helps the harbour"]),
        ("?outlet=Echo&speaker=Vera", ["the toll must rise"]),
        ("?q=zeppelin", []),
        ("?since=2199-01-01", []),
    ],
)
def test_what_is_new_is_found_by_word_person_act_and_outlet(shared_site: Site, query: str, found: list[str]) -> None:
    assert words(shared_site, query) == found


def test_a_day_that_is_none_is_told(shared_site: Site) -> None:
    answer = shared_site.client.get("/watch.json?since=yesterday")
    assert (answer.status_code, answer.json()["what"]) == (400, "since: 'yesterday' is not a date")


def test_what_was_seen_is_not_new_any_more(site: Site, path) -> None:
    until = site.data("/watch.json")["until"]
    answer = site.say("/watch/seen", browser=True, until=until, then="/watch?q=gate")
    assert (answer.status_code, answer.headers["location"]) == (303, "/watch?q=gate")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert words(site) == []
    assert "since you looked last" in site.page("/watch").text
    with Ledger(path) as ledger:
        ledger.add(reading(LATER, url="https://post.example/gate"))
    assert words(site) == ["the gate is open", "the gate would close on Monday"]
    assert len(words(site, "?since=2024")) > 2


def test_only_marks_are_remembered(site: Site) -> None:
    assert site.say("/watch/seen", until="2024-03-09; x=y").status_code == 400
    assert site.client.post("/watch/seen", data={"until": "x", "token": "wrong"}).status_code == 403
    site.client.cookies.set(site.client.app.state.site.seen_cookie, "nonsense")
    assert site.data("/watch.json")["since_by"] == "days"


def test_more_goes_on_where_the_page_ended(shared_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "PAGE", 2)
    first = shared_site.data("/watch.json")
    rest = shared_site.data(f"/watch.json?since={first['next']}")
    assert first["next"] == first["until"]
    assert 'rel="next"' in shared_site.page("/watch").text
    assert not {one["id"] for one in first["report"]["statements"]} & {
        one["id"] for one in rest["report"]["statements"]
    }


def test_a_feed_can_be_subscribed_to(shared_site: Site) -> None:
    page = shared_site.page("/watch?q=toll").text
    assert '<link rel="alternate" type="application/atom+xml" title="What is new" href="/watch.atom?q=toll">' in page
    answer = shared_site.client.get("/watch.atom?q=toll")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    entries = ElementTree.fromstring(answer.text).findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}author/{ATOM}name") for one in entries] == ["Otto Brandt", "Vera Lund"]


def test_a_feed_has_the_newest_where_there_is_too_much(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Full:
        more = True

    def report(ledger: Ledger, query: object, *, since: str, limit: int) -> Full:
        asked.append(since)
        return Full()

    monkeypatch.setattr(view, "report", report)
    with Ledger(tmp_path / "town.db") as ledger:
        view.newest(Desk(ledger, Memory(), "ann"))
    today = datetime.now(UTC).date()
    assert asked == [(today - timedelta(days)).isoformat() for days in (7, 1, 0)]
