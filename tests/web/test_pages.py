from __future__ import annotations

import csv
import io
import json

import pytest

from tests.web.pages import Site


@pytest.fixture
def site(shared_site: Site) -> Site:
    return shared_site


def paths(site: Site) -> list[str]:
    """Every kind of page, for what the ledger holds."""
    row = site.statement("bolts")
    return [
        "/",
        "/search?q=toll",
        "/search?act=promise&flag=hedged&outlet=Echo&said_from=2024&order=oldest",
        f"/article/{row['article']}",
        f"/article/{row['article']}?version=1",
        f"/article/{row['article']}/changes",
        f"/statement/{row['id']}",
        f"/person/{row['person']}",
        f"/person/{row['person']}/articles",
        "/people",
        "/people?q=vera&kind=person",
        "/people/review",
        "/review",
        "/review?order=sample&seed=3&size=2&hidden=true",
        f"/review?at={row['id']}",
        "/add",
        "/search?q=toll&speaker=&act=&outlet=&order=&said_from=",  # as the form sends it
        "/compare",
        f"/compare?q={row['id']}",
        "/lost",
        f"/lost?a={row['article']}",
        "/lost?a=it opens if it rains&b=it opens",
        "/timeline",
        f"/timeline?of={row['person']}",
        "/timeline?of=toll",
        "/promises?of=&status=&due_from=",
        "/promises?of=Otto Brandt",
        "/conditions",
        "/audit",
        "/audit?of=Norvik Echo",
        f"/audit?of={row['article']}",
        "/watch",
        "/watch?q=toll&speaker=&act=&outlet=&since=2024-05",
        "/stats?by=outlet&by=&per=",
        "/stats?by=month&measure=words&per=article",
    ]


def as_data(path: str, form: str) -> str:
    stem, mark, query = path.partition("?")
    return f"{'/index' if stem == '/' else stem}.{form}{mark}{query}"


def test_every_page_is_there_for_people(site: Site) -> None:
    for path in paths(site):
        answer = site.page(path)
        assert answer.status_code == 200, f"{path}: {answer.text}"
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.text.startswith("<!DOCTYPE html>")
        assert answer.text.count("<h1") == 1, path


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("json", "application/json"), ("csv", "text/csv; charset=utf-8"), ("jsonl", "application/jsonl; charset=utf-8")],
)
def test_every_page_is_there_as_data(site: Site, form: str, media_type: str) -> None:
    for path in paths(site):
        if path != "/add":
            answer = site.client.get(as_data(path, form))
            assert answer.status_code == 200, f"{path}: {answer.text}"
            assert answer.headers["content-type"] == media_type


def test_data_of_one_page_agree(site: Site) -> None:
    rows = site.data("/search.json?q=toll")["found"]
    lines = [json.loads(line) for line in site.client.get("/search.jsonl?q=toll").text.splitlines()]
    table = list(csv.DictReader(io.StringIO(site.client.get("/search.csv?q=toll").text)))
    assert lines == rows
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    assert {row["words"] for row in table} == {"the toll must rise", "the toll helps the harbour"}


def test_a_page_names_its_data(site: Site) -> None:
    page = site.page("/search?q=toll&act=deny").text
    assert 'href="/search.json?q=toll&amp;act=deny"' in page
    assert 'href="/search.csv?q=toll&amp;act=deny"' in page


def test_home_shows_what_is_new_and_who_is_heard(site: Site) -> None:
    home = site.data("/index.json")
    assert home["overview"] == {
        "articles": 2,
        "statements": 5,
        "people": 3,
        "outlets": 2,
        "checked": 0,
        "first": "2024-03-09",
        "last": "2024-05-01",
    }
    assert [row["words"] for row in home["newest"]][-1] == "the engine needs many new bolts"
    assert [(one["name"], one["statements"]) for one in home["heard"]] == [
        ("Vera Lund", 2),
        ("Otto Brandt", 2),
        ("Ida Falk", 1),
    ]


def test_an_empty_ledger_invites_to_add(tmp_path, site: Site) -> None:
    from starlette.testclient import TestClient

    from inquit.web.app import create_app
    from inquit.web.settings import Settings

    with TestClient(create_app(Settings(str(tmp_path / "new.db"))), base_url="http://localhost") as client:
        page = client.get("/", headers={"Accept": "text/html"}).text
    assert "Nothing here yet" in page
    assert 'href="/add"' in page


def test_search_has_facets_that_lead_on(site: Site) -> None:
    found = site.data("/search.json?q=toll")
    assert found["facets"]["hits"] == 2
    page = site.page("/search?q=toll").text
    assert 'href="/search?q=toll&amp;act=deny"' in page
    on = site.page("/search?q=toll&act=deny").text
    assert '<a href="/search?q=toll" aria-current="true"><bdi>deny</bdi></a>' in on  # the same link takes it away


def test_search_goes_on_page_by_page(site: Site) -> None:
    first = site.data("/search.json?limit=3")
    second = site.data(f"/search.json?limit=3&cursor={first['next']}")
    assert len(first["found"]) == 3
    assert len(second["found"]) == 2
    assert second["next"] is None
    assert second["facets"] is None
    assert not {row["id"] for row in first["found"]} & {row["id"] for row in second["found"]}


def test_an_article_shows_its_statements_in_place(site: Site) -> None:
    row = site.statement("bolts")
    page = site.page(f"/article/{row['article']}").text
    assert f'id="t-{row["id"]}"' in page
    assert f'id="n-{row["id"]}"' in page
    assert f'href="/statement/{row["id"]}"' in page
    assert 'data-label="B1 ◆"' in page  # Otto Brandt promised
    data = site.data(f"/article/{row['article']}.json")
    assert data["text"].startswith("Ferry to Holm stays in port\n\n")
    assert [one["act"] for one in data["statements"]] == ["assert", "promise"]


def test_an_older_version_says_that_there_is_a_newer_one(site: Site) -> None:
    article = site.statement("bolts")["article"]
    page = site.page(f"/article/{article}?version=1").text
    assert "A newer version stands at this address" in page
    assert "many new bolts" not in page
    assert "A newer version" not in site.page(f"/article/{article}?version=2").text


def test_versions_are_compared(site: Site) -> None:
    article = site.statement("bolts")["article"]
    changes = site.data(f"/article/{article}/changes.json")["difference"]["changes"]
    assert [(one["change"], one["before"]["words"], one["after"]["words"]) for one in changes] == [
        ("changed", "the engine needs new bolts", "the engine needs many new bolts")
    ]


def test_a_statement_is_found_by_the_beginning_of_its_id(site: Site) -> None:
    row = site.statement("bolts")
    assert site.data(f"/statement/{row['id'][:6]}.json")["statement"]["row"] == row


def test_a_statement_shows_the_text_around_it(site: Site) -> None:
    row = site.statement("bolts")
    context = site.data(f"/statement/{row['id']}.json")["context"]
    assert context["before"] == "Ferry to Holm stays in port"
    assert context["after"] == "Otto Brandt promised the ferry would sail on Friday."
    assert context["speakers"] == ["Vera Lund", "Otto Brandt"]


def test_a_person_is_found_by_name(site: Site) -> None:
    page = site.data("/person/Vera Lund.json")
    assert page["person"]["line"]["name"] == "Vera Lund"
    assert [row["words"] for row in page["newest"]] == ["the toll must rise", "the engine needs many new bolts"]
    outlets = [(one["label"], one["hits"]) for one in page["facets"]["outlets"]]
    assert sorted(outlets) == [("Norvik Echo", 1), ("The Holm Post", 1)]


def test_first_paint_takes_three_requests(site: Site) -> None:
    import re

    page = site.page("/").text
    needed = re.findall(r'<link rel="stylesheet" href="([^"]+)"|<script src="([^"]+)"', page)
    names = [style or script for style, script in needed]
    assert len(names) <= 2
    for name in names:
        answer = site.client.get(name)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


def test_pages_load_nothing_from_elsewhere(site: Site) -> None:
    import re

    for path in paths(site):
        page = site.page(path).text
        loaded = re.findall(r'(?:src|srcset)="([^"]+)"|<link rel="(?!alternate)[^>]*href="([^"]+)"', page)
        assert all((one or other).startswith("/assets/") for one, other in loaded), path
        assert "<style" not in page
        assert " style=" not in page
        assert not re.search(r"\son\w+=", page)
