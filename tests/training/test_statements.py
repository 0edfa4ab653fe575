from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # training/ is not installed

from training import statements
from training.statements import labelled, spans


def event(text: str, *roles: tuple[str, str]) -> dict[str, Any]:
    marked = [
        {"start": text.index(words), "end": text.index(words) + len(words), "role": role} for words, role in roles
    ]
    return {"text": text, "event": "REQUEST", "spans": marked}


def told(text: str, pieces: list[list[int]]) -> list[str]:
    return [text[start:end] for start, end in pieces]


@pytest.mark.parametrize(
    ("text", "roles", "source", "content", "target"),
    [
        ("Holm asks Brask", (("Holm", "SRC"), ("Brask", "TAR")), ["Holm"], [" asks Brask"], ["Brask"]),
        ("Asked by Holm today", (("Holm", "SRC"),), ["Holm"], ["Asked by ", " today"], []),
        ("They quarrel", (("They", "SRC/TAR"),), ["They"], [" quarrel"], ["They"]),
        ("Rain fell", (), [], ["Rain fell"], []),
    ],
)
def test_an_event_is_a_statement_whose_content_is_all_but_its_source(
    text: str, roles: tuple[tuple[str, str], ...], source: list[str], content: list[str], target: list[str]
) -> None:
    made = statements._event(event(text, *roles))
    assert [told(text, made[name]) for name in ("source", "content", "target")] == [source, content, target]
    assert (made["root"], made["cue"]) == ("REQUEST", [])
    assert "act" not in made


def test_labels_are_laid_over_the_attributions_they_count(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = {
        "labels": [{"article": "b", "number": 2, "act": "deny"}],
        "articles": [
            {"id": "a", "text": "x", "attributions": [{"content": [[0, 1]]}]},
            {"id": "b", "text": "y", "attributions": [{"content": [[0, 1]]}, {"content": [[0, 1]]}]},
            {"id": "c", "text": "z", "attributions": [{"content": [[0, 1]]}]},
        ],
    }
    monkeypatch.setattr(statements, "read_articles", lambda path: iter(stored[path.name]))
    records = {record["id"]: record for record in labelled(Path("articles"), Path("labels"), without={"c"})}
    assert records.keys() == {"a", "b"}
    assert {record["part"] for record in records.values()} == {"labels"}
    assert records["a"]["statements"] == [{"content": [[0, 1]]}]
    assert records["b"]["statements"] == [{"content": [[0, 1]]}, {"content": [[0, 1]], "act": "deny"}]


def test_spans_of_a_record() -> None:
    assert spans([[0, 2], [4, 5]]).pieces == ((0, 2), (4, 5))
    assert not spans(None)
