"""What people corrected in a ledger changes what retrained heads answer."""

from __future__ import annotations

import gzip
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'inquit[train]'")
pytest.importorskip("onnx", reason="training needs onnx: pip install 'inquit[train]'")

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # training/ is not installed

from click.testing import CliRunner  # noqa: E402
from ledger.readings import reading  # noqa: E402

from inquit import Reader  # noqa: E402
from inquit.cli import main  # noqa: E402
from inquit.ledger import Ledger  # noqa: E402
from inquit.model.encoder import MODEL_FOLDER  # noqa: E402
from inquit.types import Act, Article, Type  # noqa: E402
from training import statement_train  # noqa: E402
from training.corrections import corrected, fields_told  # noqa: E402

CORRECTIONS = 20
THINGS = "bridge ferry harbour school tunnel market mill chapel quay library".split()
PASSAGES = """# Denials.

[s1 Ida Brekke] [q1 denied] [c1 that the pier was hers].
> 1 = assertion deny
"""
UNSEEN = "Vera Lund said the lighthouse would be knocked down on Friday."


def sentence(number: int) -> str:
    verb, day = ("knocked down", "Friday") if number % 2 else ("closed", "Monday")
    return f"Vera Lund said the {THINGS[number % len(THINGS)]} would be {verb} on {day}."


def record(number: int, text: str, **fields: Any) -> dict[str, Any]:
    """An article of one statement, as the readings to train with have it."""
    content = text.index("the ")
    places = {"source": [[0, 9]], "cue": [[10, 14]], "content": [[content, len(text) - 1]]}
    return {"id": f"a{number}", "text": text, "statements": [{**places, **fields}]}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the corpora, with twenty statements, all of which only state something."""
    folder = tmp_path_factory.mktemp("data")
    stated = [record(n, sentence(n), type=Type.ASSERTION, act=Act.ASSERT, flags=[]) for n in range(20)]
    files: dict[str, list[dict[str, Any]]] = {
        "readings/polnear_train": stated, "readings/wikinews_train": [], "readings/polnear_dev": [],
        "readings/wikinews_dev": [], "polnear/train": [], "plover/plv_train": [],
    }  # fmt: skip
    for name, records in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(one) + "\n" for one in records)
    acts = folder / "acts"
    acts.mkdir()
    (acts / "deny.txt").write_text(PASSAGES, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty statements that a person called threats, as the command line writes them."""
    folder = tmp_path_factory.mktemp("ledger")
    path, out = folder / "inquit.db", folder / "corrections.jsonl"
    with Ledger(path) as ledger:
        for number in range(CORRECTIONS):
            ledger.add(reading(f"{sentence(number)}\n\nIt is number {number}.", url=f"https://post.example/{number}"))
        for row in list(ledger.statements()):
            ledger.correct(row.id, {"act": "threaten"}, who="ann", why="she says what she will do to them")
    done = CliRunner().invoke(main, ["export", "--format", "corrections", "--ledger", str(path), "--out", str(out)])
    assert done.exit_code == 0
    return out


def model(folder: Path) -> Path:
    """A model of its own, with the packaged encoder."""
    folder.mkdir()
    for name in ("encoder.onnx", "heads.onnx", "tokenizer.json"):
        (folder / name).symlink_to(MODEL_FOLDER / name)
    shutil.copy(MODEL_FOLDER / "model.json", folder)
    return folder


def act_of_unseen(folder: Path) -> str | None:
    (statement,) = Reader(model=folder).read(Article(UNSEEN))
    return statement.act


def test_heads_retrained_on_twenty_corrections_change_their_answer(data: Path, exported: Path, tmp_path: Path) -> None:
    before, after = model(tmp_path / "before"), model(tmp_path / "after")
    options = ["--epochs", "6", "--heads", "1"]
    statement_train.main([str(data), str(data / "acts"), str(before), *options])
    statement_train.main([str(data), str(data / "acts"), str(after), *options, "--corrections", str(exported)])
    assert (act_of_unseen(before), act_of_unseen(after)) == ("assert", "threaten")
    made = json.loads((after / "model.json").read_text(encoding="utf-8"))["statements"]
    assert made["statements"]["corrections"] == CORRECTIONS


def test_only_what_people_said_is_learned(exported: Path) -> None:
    records = list(corrected(exported))
    assert len(records) == CORRECTIONS
    assert {one["part"] for one in records} == {"corrections"}
    for one in records:
        (statement,) = one["statements"]
        assert statement.keys() == {"source", "cue", "content", "act"}
        assert statement["act"] == "threaten"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "inquit.db") as ledger:
        yield ledger


def test_what_a_person_vouches_for(ledger: Ledger) -> None:
    added = ledger.add(reading("Vera Lund said no. Otto Brandt said yes. Nils Berg said perhaps. Ida Holm said so."))
    first, second, third, fourth = ledger.statements()
    ledger.correct(first.id, {"act": "deny", "speaker": "Ida Holm"}, who="ann")
    ledger.confirm(second.id, who="ann")
    taken_back = ledger.correct(third.id, {"act": "deny"}, who="ann")[0]
    ledger.undo(taken_back.id, who="ann")
    ledger.add_missed(added.article, {"content": [[0, 4]], "act": "plan"}, who="ann")
    (exported,) = ledger.corrected_readings()
    known = fields_told(exported["events"])
    missed = next(s["id"] for s in exported["statements"] if s["content"] == [[0, 4]])
    assert known[first.id] == {"act"}
    assert known[second.id] == {"type", "act", "flags", "condition", "addressee", "setting", "target"}
    assert known[third.id] == known[fourth.id] == set()
    assert known[missed] == {"act"}
