"""Readers as chosen: which model, and how much of what it finds is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from inquit import ingest
from inquit.errors import ModelError
from inquit.ingest.choosing import ReaderChoice, portable
from inquit.model.catalogue import PACKAGED
from inquit.model.encoder import Encoder


@pytest.fixture(autouse=True)
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Folders of the models that began to load; none does."""
    folders: list[Path] = []
    monkeypatch.setattr(Encoder, "prepare", lambda encoder: folders.append(encoder.folder))
    return folders


def test_a_reading_tells_what_was_chosen(prepared: list[Path]) -> None:
    usual = ingest.packaged_reader().info.model
    chosen = ingest.chosen_reader(ReaderChoice(recall="high", min_confidence=0.25))

    assert chosen.info.model == f"{usual}, recall high, confidence from 0.25"
    assert prepared == [PACKAGED]


def test_readers_with_one_model_share_it() -> None:
    one, other = (ingest.chosen_reader(ReaderChoice(min_confidence=share)) for share in (0.1, 0.2))

    assert one._encoder is other._encoder is ingest.packaged_reader()._encoder


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        (ReaderChoice(), {}),
        (ReaderChoice("base", "high", 0.5), {"model": "base", "recall": "high", "min_confidence": 0.5}),
    ],
)
def test_a_choice_tells_what_is_unusual(choice: ReaderChoice, told: dict[str, object]) -> None:
    assert choice.told() == told
    assert choice.is_default is not bool(told)


def test_a_name_stays_and_a_path_becomes_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").symlink_to(PACKAGED)
    monkeypatch.chdir(tmp_path)

    assert portable("base") == "base"
    assert portable("mine") == str(PACKAGED.resolve())
    with pytest.raises(ModelError, match=r"^there is no model and no folder 'none'"):
        portable("none")
