"""Resolving the speakers of readings made by hand: same spans in and out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # training/ is not installed

from training import speakers  # noqa: E402

TEXT = "Ida Brekke said the pier is safe. She noted that it snows."
RECORD: dict[str, Any] = {
    "id": "pier",
    "text": TEXT,
    "authors": [],
    "speakers": [{"id": "x", "name": "somebody else", "kind": "group"}],
    # The second statement stands first: records are in no order.
    "statements": [
        {"id": "s2", "source": [[34, 37]], "cue": [[38, 43]], "content": [[44, 57]], "speaker": "x", "within": None},
        {"id": "s1", "source": [[0, 10]], "cue": [[11, 15]], "content": [[16, 32]], "speaker": "x", "act": "assert"},
    ],
}


def test_our_speakers_take_the_place_of_the_records_own() -> None:
    assert speakers.resolved(RECORD) == {
        "id": "pier",
        "text": TEXT,
        "speakers": [{"id": "p1", "name": "Ida Brekke", "kind": "person", "role": None, "number": None}],
        "statements": [
            {
                "id": "s1",
                "source": [[0, 10]],
                "cue": [[11, 15]],
                "content": [[16, 32]],
                "within": None,
                "speaker": "p1",
                "resolved_by": "name in the source",
                "rule": "name",
            },
            {
                "id": "s2",
                "source": [[34, 37]],
                "cue": [[38, 43]],
                "content": [[44, 57]],
                "within": None,
                "speaker": "p1",
                "resolved_by": "pronoun, the nearest whom “she” fits was named last one sentence before",
                "rule": "pronoun",
            },
        ],
    }


def test_nested_statements_know_their_outer_one() -> None:
    inner = {"id": "s3", "source": [[49, 51]], "cue": [[52, 57]], "content": [[49, 57]], "within": "s2"}
    found = speakers.attributions_of({**RECORD, "statements": [inner, *RECORD["statements"]]})

    assert [attribution.outer for attribution in found] == [1, None, None]


def test_a_speaker_who_is_not_known_is_null() -> None:
    alone = {**RECORD, "text": "She noted that it snows.", "statements": [
        {"id": "s1", "source": [[0, 3]], "cue": [[4, 9]], "content": [[10, 23]]},
    ]}  # fmt: skip

    [statement] = speakers.resolved(alone)["statements"]
    assert (statement["speaker"], statement["resolved_by"], statement["rule"]) == (None, None, None)


def test_files_in_and_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    gold.write_text(json.dumps(RECORD) + "\n" + json.dumps({**RECORD, "id": "again"}) + "\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["speakers", str(gold), str(out)])
    speakers.main()

    assert [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()] == ["pier", "again"]
