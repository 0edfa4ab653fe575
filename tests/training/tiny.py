"""A network small enough to be trained in a test, and what it is trained on: four made sentences.

Import it only where torch is known to be there.
"""

from __future__ import annotations

import gzip
import json
from functools import cache, partial
from pathlib import Path

import pytest
from reading.marked import Story, story

from inquit.model.encoder import MODEL_FOLDER
from inquit.model.wordpieces import load_tokenizer
from training import train
from training.model import Config
from training.prepare import examples

STORIES: list[Story] = [
    story("[c1 “The pier is safe,”] [s1 Mayor Ida Brekke] [q1 said] on Monday, [c1 “but the ice is not.”]"),
    story("[s1 The harbour master] [q1 noted] [c1 that [s2 the council] [q2 hopes] [c2 the ferry will sail]]."),
    story("Nobody crossed the bridge for a week. [q1 Reportedly], [c1 a helicopter is on its way]."),
    story("[s1+2 They] [q1 denied] [c1 it], [q2 adding] [c2 that the road was open]."),
]

CONFIG = partial(Config, width=32, heads=2, inner=64, link=16, dropout=0.1)


@cache
def rows() -> list[dict]:
    """The windows of the sentences, as `prepare` writes them."""
    tokenizer = load_tokenizer(MODEL_FOLDER / "tokenizer.json")
    return [json.loads(e.to_json()) for s in STORIES for e in examples(s, tokenizer, nested_known=True)]


def write_windows(folder: Path) -> Path:
    """What `prepare` leaves for `train` and `export`."""
    folder.mkdir()
    with gzip.open(folder / "train.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows())
    (folder / "meta.json").write_text('{"seed": 0}', encoding="utf-8")
    return folder


def shrink(patch: pytest.MonkeyPatch) -> None:
    """Let `train` make tiny networks, which start from nothing instead of MPNet."""
    patch.setattr(train, "Config", CONFIG)
    patch.setattr(train, "load_mpnet", lambda *_: None)
