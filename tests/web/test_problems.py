from __future__ import annotations

import re

import pytest

from inquit.errors import FormatError, InquitError, LedgerBusyError, LedgerDamagedError, LedgerError, UnknownIdError
from inquit.web.problems import Problem, RefusedError, problem_of
from tests.web.pages import BROWSER, Site


@pytest.fixture
def site(shared_site: Site) -> Site:
    return shared_site


FIELDS = ["status", "what", "remedy", "id"]


def routes(site: Site) -> list[tuple[str, str]]:
    """Method and path of every route, from the description and what it leaves out."""
    described = site.data("/api/v1/openapi.json")["paths"]
    found = [(method.upper(), path) for path, methods in described.items() for method in methods]
    html = {path.removesuffix(".json") for _, path in found if path.endswith(".json")}
    return [*found, *(("GET", path) for path in sorted(html))]


def test_every_route_answers_errors_in_one_shape(site: Site) -> None:
    seen = 0
    for method, path in routes(site):
        wrong = re.sub(r"\{\w+\}", "zzzzzzzz", path)
        query = "?order=sideways&version=no&before=no&kind=no&limit=no&seed=no&hidden=perhaps"
        answer = site.client.request(method, wrong + query)
        if answer.status_code < 400:  # a page to which none of this means anything
            continue
        assert list(answer.json()) == FIELDS, (method, path)
        assert answer.json()["status"] == answer.status_code
        assert answer.json()["what"]
        seen += 1
    assert seen > 25


def test_errors_are_pages_for_people(site: Site) -> None:
    answer = site.page("/statement/szzzzzzz")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "There is no statement &#39;szzzzzzz&#39;." in answer.text


@pytest.mark.parametrize(
    "path", ["/nowhere", "/statement", "/search.xml", "/assets/none.css", "/static/../pyproject.toml"]
)
def test_unknown_paths_are_told(site: Site, path: str) -> None:
    assert site.client.get(path).json() == {
        "status": 404,
        "what": "there is no such page",
        "remedy": "check the address, or begin at the first page",
        "id": "",
    }


def test_a_wrong_method_is_told(site: Site) -> None:
    answer = site.client.request("DELETE", "/search.json")
    assert answer.json() == {"status": 405, "what": "method not allowed", "remedy": "", "id": ""}


def test_a_wrong_value_names_its_field(site: Site) -> None:
    answer = site.client.get("/search.json?act=shout&limit=0")
    assert answer.status_code == 422
    assert answer.json()["what"].startswith("act.0: input should be 'assert', 'predict'")
    assert answer.json()["what"].endswith("; limit: input should be greater than or equal to 1")


def test_what_nobody_foresaw_is_told_by_a_number_alone(site: Site, monkeypatch, caplog) -> None:
    from inquit.ledger import Ledger

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr(Ledger, "search", broken)
    for headers in ({}, BROWSER):
        answer = site.client.get("/search" if headers else "/search.json", headers=headers)
        assert answer.status_code == 500
        assert "secret" not in answer.text
    number = site.client.get("/search.json").json()["id"]
    assert f"problem {number}" in caplog.text
    assert "secret of the house" in caplog.text


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (UnknownIdError("no"), 404),
        (LedgerBusyError("no"), 503),
        (LedgerDamagedError("no"), 500),
        (LedgerError("no"), 409),
        (FormatError("no"), 400),
        (InquitError("no"), 400),
    ],
)
def test_our_errors_have_their_status(error: InquitError, status: int) -> None:
    assert problem_of(error) == Problem(status, "no")


def test_a_ledger_in_use_says_when_to_come_back(site: Site, monkeypatch) -> None:
    from inquit.ledger import Ledger

    def busy(*_: object, **__: object) -> None:
        raise LedgerBusyError("in use", remedy="try again when it is done")

    monkeypatch.setattr(Ledger, "search", busy)
    answer = site.client.get("/search.json")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"


def test_a_refusal_is_its_problem() -> None:
    assert problem_of(RefusedError(403, "no", "ask")) == Problem(403, "no", "ask")
