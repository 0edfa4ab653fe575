from __future__ import annotations

from tests.web.pages import Site


def test_what_is_checked_leaves_the_queue_and_comes_back_when_undone(site: Site) -> None:
    first = site.data("/review.json")["statement"]["row"]["id"]
    event = site.say(f"/statement/{first}/confirm").json()["events"][0]
    second = site.data("/review.json")
    assert second["statement"]["row"]["id"] != first
    assert second["last"]["id"] == event["id"]
    site.say("/undo", event=event["id"])
    assert site.data("/review.json")["statement"]["row"]["id"] == first


def test_a_statement_is_skipped(site: Site) -> None:
    seen = [site.data("/review.json")["statement"]["row"]["id"]]
    while (page := site.data(f"/review.json?after={seen[-1]}"))["statement"] is not None:
        seen.append(page["statement"]["row"]["id"])
    assert len(set(seen)) == len(seen) == 5
    assert "All done" in site.page(f"/review?after={seen[-1]}").text


def test_a_sample_is_the_same_for_its_seed_and_counts_what_was_right(site: Site) -> None:
    def first() -> dict:
        return site.data("/review.json?order=sample&seed=7&size=4")

    page = first()
    assert page == first()
    assert (page["checked"], page["share"], page["place"]) == (0, None, 1)
    site.say(f"/statement/{page['statement']['row']['id']}/confirm")
    site.say(f"/statement/{first()['statement']['row']['id']}/correct", act="predict")
    site.say(f"/statement/{first()['statement']['row']['id']}/strike")
    page = first()
    assert (page["checked"], page["place"]) == (3, 4)
    assert (page["share"]["right"], page["share"]["checked"]) == (1, 3)
    assert (
        "1 of 3 right as the reader had them: 33% (95 %: 6%–79%)"
        in site.page("/review?order=sample&seed=7&size=4").text
    )


def test_the_reader_s_answer_can_be_hidden(site: Site) -> None:
    shown, hidden = site.page("/review").text, site.page("/review?hidden=true").text
    assert "Confidence" in shown
    assert "Confidence" not in hidden
    assert '<input id="c-speaker" name="speaker" list="c-speakers" value=""' in hidden


def test_every_key_that_is_told_is_there(site: Site) -> None:
    site.say(f"/statement/{site.statement('bolts')['id']}/confirm")
    page = site.page("/review").text
    for key in "ynju":
        assert f'data-key="{key}"' in page
