from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from export.ledgers import TEXT, filled, skarvik
from inquit.errors import Failure, FormatError
from inquit.export import standoff
from inquit.export.of_ledger import LedgerFormat, exported
from inquit.export.rehydrate import rehydrate
from inquit.ledger import Ledger
from inquit.types import Reading


def test_no_word_of_the_text_is_in_it(ledger: Ledger) -> None:
    told = "".join(exported(ledger, LedgerFormat.STANDOFF))
    told = told.replace("The Skarvik Post", "").replace("https://post.example/ferry", "")  # outlet and address
    labels = {"refuse", "time", "target", "said", "person", "text", "content", "deny"}
    words = {word for word in re.findall(r"[\w]{4,}", TEXT.lower()) if word not in labels}
    assert "ferry" in words
    assert not {word for word in words if re.search(rf"\b{word}\b", told.lower())}


def test_names_are_places(ledger: Ledger) -> None:
    objects = [json.loads(line) for line in exported(ledger, LedgerFormat.STANDOFF)]
    one = next(one for one in objects if one["act"] == "refuse")
    assert TEXT[slice(*one["who_at"])] == "Ida Brekke"
    assert TEXT[slice(*one["target_speaker_at"])] == "The ministry"
    unknown = next(one for one in objects if one["kind"] is None)
    assert unknown["who_at"] is None


def test_a_name_that_no_text_has_is_left_out(ledger: Ledger, tmp_path: Path) -> None:
    person = next(row.person for row in ledger.statements() if row.who == "Ida Brekke")
    assert person is not None
    ledger.people.rename(person, "Ida M. Brekke-Lund", who="ann")
    told = "".join(exported(ledger, LedgerFormat.STANDOFF))
    assert "Lund" not in told
    file = tmp_path / "deposit.jsonl"
    file.write_text(told, encoding="utf-8")
    (reading,) = rehydrate(file, [skarvik().article])
    assert isinstance(reading, Reading)
    assert "Ida Brekke" in [statement.who for statement in reading]


def test_words_that_changed_are_told(tmp_path: Path) -> None:
    with filled(tmp_path / "a.db") as ledger:
        told = json.loads(next(line for line in exported(ledger, LedgerFormat.STANDOFF) if "refuse" in line))
    with pytest.raises(FormatError) as caught:
        standoff.with_names(told, TEXT.replace("The pier", "My pier!"))
    assert str(caught.value) == (
        f"words_sha256: the words of statement {told['id']} in the text are others than were read;"
        " take the text as it was, or leave the statement out"
    )


def test_a_line_of_another_format_is_told(tmp_path: Path) -> None:
    file = tmp_path / "deposit.jsonl"
    file.write_text('{"format": "inquit standoff 1"}\n\n{"id": "s1"}\n[1]\n', encoding="utf-8")
    failures = list(rehydrate(file))
    assert all(isinstance(failure, Failure) for failure in failures)
    assert [str(failure) for failure in failures] == [
        f"{file}, record 1: id: is missing",
        f"{file}, record 3: sha256: is missing",
        f"{file}, record 4: not a JSON object but a list",
    ]
