from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from inquit.web.app import create_app
from inquit.web.guard import host_of, same_origin
from inquit.web.limits import Limit
from inquit.web.settings import Settings
from tests.cli.fake import FakeReader
from tests.web.pages import BROWSER, Site


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8460", "127.0.0.1:8460", "[::1]:8460", "localhost."])
def test_own_names_are_served(site: Site, host: str) -> None:
    assert site.client.get("/index.json", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "169.254.169.254", ""]
)
def test_other_names_are_refused(site: Site, host: str) -> None:
    answer = site.client.get("/index.json", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.json()["what"] == f"this site is not called {host}"


@pytest.mark.parametrize(
    ("header", "name"), [("A.b:80", "a.b"), ("[::1]:80", "[::1]"), ("[::1]", "[::1]"), ("x.", "x")]
)
def test_a_host_is_taken_from_its_header(header: str, name: str) -> None:
    assert host_of(header) == name


def test_every_answer_carries_the_policy(site: Site) -> None:
    for path in ("/", "/search.json", "/nowhere", "/robots.txt"):
        policy = site.client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
    refused = site.client.get("/", headers={"Host": "evil.example"})
    assert "default-src 'none'" in refused.headers["content-security-policy"]
    assert refused.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://[bad"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_changes_from_elsewhere_are_refused(site: Site, headers: dict[str, str]) -> None:
    row = site.statement("bolts")
    answer = site.client.post(f"/statement/{row['id']}/confirm", data={"token": site.token()}, headers=headers)
    assert answer.status_code == 403
    assert site.data(f"/statement/{row['id']}.json")["statement"]["events"] == []


@pytest.mark.parametrize("headers", [{"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin"}, {}])
def test_changes_from_here_are_taken(site: Site, headers: dict[str, str]) -> None:
    row = site.statement("bolts")
    answer = site.client.post(f"/statement/{row['id']}/confirm", data={"token": site.token()}, headers=headers)
    assert answer.status_code == 200


@pytest.mark.parametrize("token", ["", "0" * 32, "é"])
def test_changes_need_the_form_s_token(site: Site, token: str) -> None:
    row = site.statement("bolts")
    for path in (f"/statement/{row['id']}/confirm", "/add", "/you", "/undo"):
        answer = site.client.post(path, data={"token": token, "event": "1", "text": "x"})
        assert answer.status_code == 403, path
        assert answer.json()["what"] == "the form is not of this run of the site"


def test_programs_send_the_token_in_a_header(site: Site) -> None:
    row = site.statement("bolts")
    answer = site.client.post(f"/statement/{row['id']}/confirm", headers={"X-Inquit-Token": site.token()})
    assert answer.status_code == 200


def test_same_origin_goes_by_what_the_browser_says() -> None:
    assert same_origin(Headers({"host": "news.example:8460", "origin": "https://News.example:8460"}), "http")
    assert not same_origin(Headers({"host": "news.example", "origin": "https://news.example:8460"}), "https")


@pytest.fixture
def locked(settings: Settings):
    app = create_app(replace(settings, token="a long enough token"), reader=FakeReader)
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        yield client


def test_without_the_token_nothing_is_shown(locked: TestClient) -> None:
    for path in ("/", "/search.json?q=toll", "/add", "/api/v1/openapi.json"):
        answer = locked.get(path)
        assert answer.status_code == 401, path
        assert "toll" not in answer.text
    page = locked.get("/search?q=toll", headers=BROWSER)
    assert page.status_code == 401
    assert '<form action="/enter" method="post">' in page.text
    assert locked.post("/statement/s1234/confirm").status_code == 401


def test_the_token_lets_a_browser_in_and_is_not_kept_by_it(locked: TestClient) -> None:
    answer = locked.get("/enter?token=a+long+enough+token")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "a long" not in cookie
    assert locked.get("/index.json").status_code == 200


def test_the_token_lets_a_program_in(locked: TestClient) -> None:
    assert locked.get("/index.json", headers={"Authorization": "Bearer a long enough token"}).status_code == 200
    assert locked.get("/index.json", headers={"Authorization": "Bearer a long enough"}).status_code == 401


@pytest.fixture
def no_time_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, nothing flows back into a bucket."""
    monkeypatch.setattr("inquit.web.limits.time", SimpleNamespace(monotonic=lambda: 1000.0))


@pytest.mark.usefixtures("no_time_passes")
def test_a_token_can_be_guessed_only_slowly(locked: TestClient) -> None:
    answers = [locked.post("/enter", data={"entry": f"guess {n}"}).status_code for n in range(12)]
    assert answers == [401] * 10 + [429] * 2


def test_too_large_a_body_is_refused_by_its_length_and_by_counting(site: Site, settings: Settings) -> None:
    app = create_app(replace(settings, max_body_bytes=1000, max_file_bytes=5000), reader=FakeReader)
    with TestClient(app, base_url="http://localhost") as client:
        told = client.post("/undo", data={"why": "x" * 2000})

        def pieces():
            yield from (b"why=" + b"x" * 300,) * 5

        counted = client.post("/undo", content=pieces(), headers={"Content-Type": "application/x-www-form-urlencoded"})
        large = client.post("/add", files={"file": ("a.txt", b"x" * 6000)})
    for answer, most in ((told, "1,000"), (counted, "1,000"), (large, "5,000")):
        assert answer.status_code == 413
        assert answer.json()["what"] == f"more than {most} bytes were sent"


@pytest.mark.usefixtures("no_time_passes")
def test_one_address_may_not_ask_too_often(settings: Settings) -> None:
    app = create_app(replace(settings, requests_per_s=1.0, burst=5), reader=FakeReader)
    with TestClient(app, base_url="http://localhost") as client:
        answers = [client.get("/robots.txt") for _ in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    assert answers[-1].json()["what"] == "too many requests from this address"


def test_a_limit_forgets_the_address_not_heard_of_longest(monkeypatch) -> None:
    monkeypatch.setattr("inquit.web.limits.ADDRESSES", 2)
    limit = Limit(0.001, 1)
    assert [limit.wait_s(address) == 0 for address in ("a", "b", "a", "c", "b")] == [True, True, False, True, True]


def test_a_name_is_kept_by_the_browser(site: Site) -> None:
    answer = site.say("/you", name="  Bea  Löf ", then="/people")
    assert (answer.status_code, answer.headers["location"]) == (303, "/people")
    row = site.statement("bolts")
    event = site.say(f"/statement/{row['id']}/confirm").json()["events"][0]
    assert event["who"] == "Bea Löf"
