import json

import pytest

from training import said_labels
from training.articles import read_articles
from training.said_labels import PLACES, SPANS, TIMES, said

ARTICLE = {
    "id": "story",
    "date": "2024-05-06T10:00",
    "text": "Holm said on Friday he would go. “I am off,” he told reporters. He waved.",
    "attributions": [
        {"id": "a1", "source": [[0, 4]], "cue": [[5, 9]], "content": [[20, 31]]},
        {"id": "a2", "source": [[45, 47]], "cue": [[48, 52]], "content": [[33, 44]]},
        {"id": "a3", "content": [[64, 73]]},
    ],
}


def marked(tmp_path, **label):
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps({"id": "story", **label}), encoding="utf-8")
    return said([ARTICLE, ARTICLE | {"id": "unmarked"}], path)


def test_a_time_is_told_by_the_text_or_by_the_day_of_publication(tmp_path):
    found = marked(tmp_path, times={"1": "2024-05-03", "3": "?"})

    assert list(found) == ["story"]
    assert [(s["time"], s["time_basis"], s["optional"]) for s in found["story"]["statements"]] == [
        ("2024-05-03", "text", False),
        ("2024-05-06", "published", False),
        ("?", "unclear", True),
    ]


def test_spans_are_whole_where_they_were_read_for(tmp_path):
    spans = {"addressee": {"2": [[53, 62]]}, "setting": {}, "condition": {}}
    first, second, third = marked(tmp_path, times={}, **spans)["story"]["statements"]

    assert [s["addressee"] for s in (first, second, third)] == [[], [[53, 62]], []]
    assert third["setting"] == third["condition"] == third["source"] == third["cue"] == []


def test_spans_that_nobody_read_for_are_not_told(tmp_path):
    assert not set(SPANS) & marked(tmp_path, times={})["story"]["statements"][0].keys()


@pytest.mark.parametrize(("path", "n"), [(TIMES, 125), (PLACES, 170)])
def test_labels_name_each_article_once(path, n):
    ids = [label["id"] for label in read_articles(path)]

    assert len(ids) == len(set(ids)) == n


def test_what_was_read_for_places_was_not_read_for_times_alone():
    times, places = ({label["id"] for label in read_articles(path)} for path in (TIMES, PLACES))

    assert not times & places


def test_labels_of_places_hold_all_kinds_of_spans():
    assert all(set(said_labels.SPANS) <= label.keys() for label in read_articles(PLACES))
