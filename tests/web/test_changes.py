from __future__ import annotations

import pytest

from inquit.web.changes import local
from tests.web.pages import Site


def test_a_correction_changes_what_is_shown_and_keeps_what_was(site: Site) -> None:
    row = site.statement("bolts")
    answer = site.say(f"/statement/{row['id']}/correct", browser=True, speaker="Ida Falk", why="heard the tape")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/statement/{row['id']}")
    statement = site.data(f"/statement/{row['id']}.json")["statement"]
    assert statement["row"]["who"] == "Ida Falk"
    (event,) = statement["events"]
    assert (event["who"], event["field"], event["was"]["name"], event["value"]["name"], event["why"]) == (
        "ann",
        "speaker",
        "Vera Lund",
        "Ida Falk",
        "heard the tape",
    )
    assert "<del>Vera Lund</del> → <ins>Ida Falk</ins>" in site.page(f"/statement/{row['id']}").text


def test_a_form_that_changes_nothing_says_nothing(site: Site) -> None:
    row = site.statement("bolts")
    same = {
        "speaker": row["who"],
        "act": row["act"],
        "content": row["words"],
        "said": row["said"],
        "flags_told": "true",
    }
    assert site.say(f"/statement/{row['id']}/correct", **same).json()["events"] == []


@pytest.mark.parametrize(
    ("fields", "field", "shown"),
    [
        ({"act": "promise"}, "act", ("act", "promise")),
        ({"type": "belief"}, "type", ("type", "belief")),
        ({"content": "needs many new bolts"}, "content", ("words", "needs many new bolts")),
        ({"content_at": "44-54"}, "content", ("words", "the engine")),
        ({"said": "2024-02"}, "time", ("said", "2024-02")),
        ({"flags": ["hedged"], "flags_told": "true"}, "flags", ("flags", ["hedged"])),
        ({"speaker_unknown": "true"}, "speaker", ("person", None)),
    ],
)
def test_every_field_can_be_set(site: Site, fields: dict, field: str, shown: tuple) -> None:
    row = site.statement("bolts")
    (event,) = site.say(f"/statement/{row['id']}/correct", **fields).json()["events"]
    assert event["field"] == field
    assert site.data(f"/statement/{row['id']}.json")["statement"]["row"][shown[0]] == shown[1]


def test_words_that_the_text_does_not_have_are_refused(site: Site) -> None:
    row = site.statement("bolts")
    answer = site.say(f"/statement/{row['id']}/correct", content="old bolts")
    assert answer.status_code == 400
    assert answer.json()["what"] == "content: the text does not say 'old bolts'"


@pytest.mark.parametrize("told", ["a-b", "12", "-", "1-2-3", "9" * 40 + "-1", "１-２"])
def test_offsets_that_are_none_are_refused(site: Site, told: str) -> None:
    row = site.statement("bolts")
    assert site.say(f"/statement/{row['id']}/correct", content_at=told).status_code == 400


def test_what_is_struck_out_can_be_brought_back(site: Site) -> None:
    row = site.statement("bolts")
    event = site.say(f"/statement/{row['id']}/strike").json()["events"][0]
    assert site.data("/search.json?q=bolts")["found"] == []
    assert "A person said that this is no statement" in site.page(f"/statement/{row['id']}").text
    undone = site.say("/undo", browser=True, event=event["id"])
    assert undone.headers["location"] == f"/statement/{row['id']}"
    assert site.statement("bolts")["id"] == row["id"]


def test_what_is_undone_already_is_refused(site: Site) -> None:
    row = site.statement("bolts")
    event = site.say(f"/statement/{row['id']}/confirm").json()["events"][0]
    site.say("/undo", event=event["id"])
    answer = site.say("/undo", event=event["id"])
    assert answer.status_code == 409
    assert answer.json()["what"] == f"event {event['id']} is undone already"


def test_a_missed_statement_is_added(site: Site) -> None:
    article = site.statement("bolts")["article"]
    fields = {"content": "Ferry to Holm stays in port", "speaker": "Port of Holm", "act": "assert"}
    answer = site.say(f"/article/{article}/missed", **fields)
    assert answer.status_code == 200, answer.text
    assert site.statement("stays")["who"] == "Port of Holm"


def test_two_names_are_made_one_and_apart_again(site: Site) -> None:
    one, other = (site.data(f"/person/{name}.json")["person"]["line"]["id"] for name in ("Vera Lund", "Ida Falk"))
    event = site.say("/people/same", one=one, other=other).json()["events"][0]
    assert site.data(f"/person/{one}.json")["person"]["line"]["statements"] == 3
    site.say("/undo", event=event["id"])
    assert site.data(f"/person/{one}.json")["person"]["line"]["statements"] == 2
    assert site.say("/people/distinct", one=one, other=other).status_code == 200
    assert site.say("/people/same", one=one, other=other).status_code == 409


def test_a_person_is_renamed_and_gets_an_office(site: Site) -> None:
    who = site.data("/person/Vera Lund.json")["person"]["line"]["id"]
    answer = site.say(f"/person/{who}/rename", browser=True, name="Vera Holm-Lund")
    assert answer.headers["location"] == f"/person/{who}"
    site.say(f"/person/{who}/hold", office="mayor", of="Holm", since="2023-05")
    person = site.data(f"/person/{who}.json")["person"]
    assert person["line"]["name"] == "Vera Holm-Lund"
    assert [(held["office"], held["of"], held["since"]) for held in person["offices"]] == [("mayor", "Holm", "2023-05")]


def test_a_pair_that_nobody_can_tell_stays(site: Site) -> None:
    one, other = (site.data(f"/person/{name}.json")["person"]["line"]["id"] for name in ("Vera Lund", "Ida Falk"))
    assert site.say("/people/unsure", one=one, other=other).json()["events"][0]["what"] == "unsure"


@pytest.mark.parametrize(
    ("then", "kept"),
    [
        ("/review?order=sample", "/review?order=sample"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/a\r\nSet-Cookie: x", "/"),
        ("", "/"),
    ],
)
def test_a_form_leads_to_no_other_site(then: str, kept: str) -> None:
    assert local(then) == kept


def test_a_name_that_means_two_people_is_parted(site: Site) -> None:
    who = site.data("/person/Vera Lund.json")["person"]["line"]["id"]
    articles = site.data(f"/person/{who}/articles.json")
    assert [(one["title"], one["names"], one["statements"]) for one in articles["articles"]] == [
        ("Toll of the Holm ferry rises", ["Vera Lund"], 1),
        ("Ferry to Holm stays in port", ["Vera Lund"], 1),
    ]
    answer = site.say(
        f"/person/{who}/split", browser=True, article=articles["articles"][0]["article"], name="Vera Lund the younger"
    )
    other = answer.headers["location"].removeprefix("/person/")
    assert other != who
    page = site.data(f"/person/{other}.json")
    assert page["person"]["line"]["name"] == "Vera Lund the younger"
    assert [row["words"] for row in page["newest"]] == ["the toll must rise"]
    (event,) = site.data(f"/person/{who}.json")["person"]["events"]
    assert (
        f"said that the name means another one in {articles['articles'][0]['article']}"
        in site.page(f"/person/{who}").text
    )
    site.say("/undo", event=event["id"])
    assert site.data(f"/person/{who}.json")["person"]["line"]["statements"] == 2


def test_all_articles_of_a_person_cannot_be_parted_off(site: Site) -> None:
    who = site.data("/person/Vera Lund.json")["person"]["line"]["id"]
    articles = [one["article"] for one in site.data(f"/person/{who}/articles.json")["articles"]]
    for told in (articles, []):
        answer = site.say(f"/person/{who}/split", article=told)
        assert answer.status_code == 409
        assert answer.json()["what"] == "nobody would be left: name some of the articles, not all or none"


def test_articles_of_a_person_are_shown_page_by_page(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inquit.web.views.person.ARTICLES", 1)
    first = site.data("/person/Vera Lund/articles.json")
    second = site.data(f"/person/Vera Lund/articles.json?after={first['next']}")
    assert second["next"] is None
    assert [one["article"] for one in first["articles"]] != [one["article"] for one in second["articles"]]


def test_a_person_is_tied_to_an_item_of_wikidata(site: Site) -> None:
    who = site.data("/person/Vera Lund.json")["person"]["line"]["id"]
    site.say(f"/person/{who}/identify", wikidata="https://www.wikidata.org/wiki/Q42")
    assert site.data(f"/person/{who}.json")["person"]["wikidata"] == "Q42"
    assert site.say(f"/person/{who}/identify", wikidata="Vera").status_code == 400


def test_what_was_said_of_people_is_told(site: Site) -> None:
    one, other = (site.data(f"/person/{name}.json")["person"]["line"]["id"] for name in ("Vera Lund", "Ida Falk"))
    site.say("/people/unsure", one=one, other=other)
    site.say(f"/person/{one}/hold", office="mayor", of="Holm", since="2023-05")
    site.say(f"/person/{one}/hold", of="Holm", speaks_for="true")
    site.say(f"/person/{one}/rename", name="Vera Holm")
    site.say("/people/same", one=one, other="Ida Falk")
    page = site.page(f"/person/{one}").text
    for told in (
        "could not tell whether Ida Falk is the same",
        "told an office: mayor of Holm from 2023-05",
        "said that they speak for Holm",
        "called Vera Lund Vera Holm",
        "said that Ida Falk is the same",
    ):
        assert told in page
