from __future__ import annotations

import time

import pytest

from inquit.web.jobs import WAITING, Given, Jobs
from inquit.web.problems import RefusedError
from inquit.web.settings import Settings
from tests.cli.fake import STORY, FakeReader
from tests.web.pages import Site


def done(site: Site, number: str) -> dict:
    """The job when it has ended."""
    for _ in range(500):
        job = site.data(f"/add/{number}.json")
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.01)
    raise AssertionError(f"still {job['state']}")


def test_a_pasted_text_is_read_and_recorded(site: Site) -> None:
    answer = site.say("/add", text=STORY, outlet="Holm Herald", published="2024-06-01")
    assert answer.status_code == 202
    job = done(site, answer.json()["id"])
    assert job["state"] == "done"
    assert job["what"] == "a pasted text"
    ((article,),) = [job["articles"]]
    assert (article["outcome"], article["statements"]) == ("new article", 2)
    assert site.data(f"/article/{article['article']}.json")["outlet"] == "Holm Herald"
    page = site.page(f"/add/{job['id']}").text
    assert f'href="/article/{article["article"]}"' in page


def test_the_same_again_adds_nothing(site: Site) -> None:
    for outcome in ("new article", "known"):
        job = done(site, site.say("/add", text=STORY).json()["id"])
        assert [one["outcome"] for one in job["articles"]] == [outcome]


def test_a_file_is_added(site: Site) -> None:
    files = {"file": ("story.txt", STORY.encode(), "text/plain")}
    answer = site.client.post("/add", data={"token": site.token()}, files=files)
    job = done(site, answer.json()["id"])
    assert (job["what"], job["state"], len(job["articles"])) == ("story.txt", "done", 1)


def test_a_file_that_cannot_be_read_says_why(site: Site) -> None:
    files = {"file": ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "image/png")}
    answer = site.client.post("/add", data={"token": site.token()}, files=files)
    job = done(site, answer.json()["id"])
    assert job["state"] == "failed"
    assert len(job["failures"]) == 1
    assert job["failures"][0] in site.page(f"/add/{job['id']}").text.replace("&#39;", "'")


def test_a_link_to_this_machine_is_not_followed(site: Site) -> None:
    job = done(site, site.say("/add", url="http://127.0.0.1:1/secret").json()["id"])
    assert job["state"] == "failed"
    assert "private" in job["failures"][0]


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({}, "there is nothing to add"),
        ({"text": " \n "}, "there is nothing to add"),
        ({"text": "x", "url": "https://post.example/"}, "more than one thing was given"),
        ({"url": "file:///etc/passwd"}, "'file:///etc/passwd' is not a web address"),
        ({"url": "/etc/passwd"}, "'/etc/passwd' is not a web address"),
    ],
)
def test_what_cannot_be_added_is_told_at_once(site: Site, fields: dict, what: str) -> None:
    answer = site.say("/add", **fields)
    assert answer.status_code == 400
    assert answer.json()["what"] == what


def test_a_date_that_is_none_is_told(site: Site) -> None:
    job = done(site, site.say("/add", text=STORY, published="yesterday").json()["id"])
    assert (job["state"], len(job["failures"])) == ("failed", 1)
    assert "'yesterday' is not a date" in job["failures"][0]


def test_a_browser_sees_it_being_read(site: Site) -> None:
    answer = site.say("/add", browser=True, text=STORY)
    assert answer.status_code == 303
    place = answer.headers["location"]
    with site.client.stream("GET", f"{place}/events") as events:
        assert events.headers["content-type"].startswith("text/event-stream")
        told = "".join(events.iter_text())
    assert told.rstrip().splitlines()[-2] == "event: done"


def test_an_unknown_job_is_told(site: Site) -> None:
    for path in ("/add/none.json", "/add/none/events"):
        assert site.client.get(path).json()["what"] == "there is no job 'none'"


def test_a_line_that_is_full_takes_nothing_more(path, monkeypatch) -> None:
    jobs = Jobs(Settings(str(path)), FakeReader)
    monkeypatch.setattr(jobs._executor, "submit", lambda *_: None)
    for _ in range(WAITING):
        jobs.add(Given("a text", data=b"x"))
    with pytest.raises(RefusedError, match="20 are waiting to be read already"):
        jobs.add(Given("a text", data=b"x"))
    jobs.close()


def test_a_reader_that_breaks_ends_the_job(path) -> None:
    def broken() -> FakeReader:
        raise RuntimeError("no model")

    jobs = Jobs(Settings(str(path)), broken)
    job = jobs.add(Given("a text", data=STORY.encode()))
    jobs._executor.shutdown()
    assert jobs.find(job.id).state == "failed"
    assert jobs.find(job.id).failures[0].startswith("something went wrong here that nobody foresaw; tell those who run")
