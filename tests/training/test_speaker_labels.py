"""Labels by number and name, laid over articles that are not here."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from training import speaker_labels
from training.speaker_labels import PARTS, labelled, same

ARTICLE = {
    "id": "a1", "title": "Harbour", "date": "2025-03-04", "text": "Ida Brekke said no. She left.",
    "attributions": [{"id": "E1", "source": [[0, 10]], "cue": [[11, 15]], "content": [[16, 18]]}, {"id": "E2", "content": [[20, 28]]}],
}  # fmt: skip
LABEL = {"id": "a1", "speakers": {"b": {"kind": "person", "name": "Ida Brekke"}}, "attributions": {"1": "b"}}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "polnear").mkdir()
    with gzip.open(tmp_path / "polnear" / "train.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(ARTICLE) + "\n")
    monkeypatch.setattr(speaker_labels, "FOLDER", tmp_path)
    return tmp_path


def write(data: Path, **changes: object) -> None:
    (data / "tune.jsonl").write_text(json.dumps({**LABEL, **changes}) + "\n", encoding="utf-8")


def test_labels_are_laid_over_the_article(data: Path) -> None:
    write(data)
    [record] = labelled(data, "tune")

    assert record["speakers"] == [{"id": "b", "aliases": [], "kind": "person", "name": "Ida Brekke"}]
    assert [(s["id"], s["speaker"], s["optional"]) for s in record["statements"]] == [
        ("s1", "b", False),
        ("s2", None, True),
    ]
    assert record["statements"][1]["source"] == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": "a2"}, r"tune.jsonl, line 1: no article a2 in"),
        ({"attributions": {"3": "b"}}, r"tune.jsonl, line 1: a1 has no attributions 3"),
    ],
)
def test_labels_of_what_is_not_there_are_refused(data: Path, changes: dict, message: str) -> None:
    write(data, **changes)

    with pytest.raises(ValueError, match=message):
        labelled(data, "tune")


@pytest.mark.parametrize(
    ("gold", "name", "kind", "is_same"),
    [
        ({"kind": "person", "name": "Ida Brekke"}, "Ida M. Brekke", "person", True),
        ({"kind": "person", "name": "Ida Brekke"}, "Brekke", "person", False),
        ({"kind": "person", "name": "Ida Brekke"}, "Ida Brekke", "group", False),
        ({"kind": "group", "name": "the harbour pilots"}, "pilots", "group", True),
        ({"kind": "group", "name": "pilots", "aliases": ["crews"]}, "crews", "organization", True),
        ({"kind": "group", "name": "pilots"}, "bakers", "group", False),
        ({"kind": "anonymous", "name": "a pilot"}, "an aide", "anonymous", True),
    ],
)
def test_whether_a_name_means_a_labelled_speaker(gold: dict, name: str, kind: str, is_same: bool) -> None:
    assert same(gold, name, kind) is is_same


@pytest.mark.parametrize("part", PARTS)
def test_the_labels_here_name_their_speakers_and_copy_no_long_run_of_words(part: str) -> None:
    lines = (Path(speaker_labels.__file__).parent / "speaker_labels" / f"{part}.jsonl").read_text(encoding="utf-8")
    for label in map(json.loads, lines.splitlines()):
        told = (
            label["attributions"].values()
            if "attributions" in label
            else [s.get("speaker") for s in label["statements"]]
        )
        assert set(filter(None, told)) == set(label["speakers"])
        for speaker in label["speakers"].values():
            assert all(len(re.findall(r"\w+", name)) <= 6 for name in (speaker["name"], *speaker.get("aliases", ())))


def test_labels_of_another_corpus_bring_their_spans(data: Path) -> None:
    (data / "news.jsonl").write_text(json.dumps({"id": "n1", "text": "Ida Brekke said no."}) + "\n", encoding="utf-8")
    spans = [[[0, 10]], [[11, 15]], [[16, 18]]]
    statements = [{"spans": spans, "speaker": "b"}, {"spans": [[], [[11, 15]], [[16, 18]]], "within": 1}]
    label = {**LABEL, "id": "n1", "corpus": "news.jsonl", "statements": statements}
    (data / "world_tune.jsonl").write_text(json.dumps(label) + "\n", encoding="utf-8")

    [record] = labelled(data, "world_tune")

    assert [(s["source"], s["within"], s["speaker"], s["optional"]) for s in record["statements"]] == [
        ([[0, 10]], None, "b", False),
        ([], "s1", None, True),
    ]


def test_labels_longer_than_their_text_are_refused(data: Path) -> None:
    (data / "news.jsonl").write_text(json.dumps({"id": "n1", "text": "No."}) + "\n", encoding="utf-8")
    label = {**LABEL, "id": "n1", "corpus": "news.jsonl", "statements": [{"spans": [[[0, 10]], [], []]}]}
    (data / "world_tune.jsonl").write_text(json.dumps(label) + "\n", encoding="utf-8")

    with pytest.raises(ValueError, match="n1 is shorter than its labels say"):
        labelled(data, "world_tune")
