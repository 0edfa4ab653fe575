from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from ledger.readings import FERRY, reading

from inquit import __version__
from inquit.ledger import Ledger
from inquit.reports.methods import methods
from inquit.types import ReaderInfo


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "inquit.db") as opened:
        yield opened


def packaged_model() -> str:
    file = Path(__file__).parents[2] / "src" / "inquit" / "model" / "model.json"
    info = json.loads(file.read_text(encoding="utf-8"))
    return f"{info['name']} {info['sha256'][:12]}"


def test_the_paragraph_tells_what_was_done(ledger: Ledger) -> None:
    ledger.add(reading())
    ledger.add(
        reading("Nils Berg said nothing new.\n", url="https://wire.example/1", outlet="Wire", published="2024-04-02")
    )
    told = methods(ledger)
    assert told.paragraph() == (
        "Statements were found with Inquit 0.1.0 (model tests 1). It was given 2 articles of 2 outlets, published"
        " between 2024-03-09 and 2024-04-02, and found 3 statements: attributions of words, thoughts or intentions to a"
        " source, in quotation marks or not (0 % all, 0 % partly, 100 % not). Each points at the characters of the kept"
        " text. The speaker is known by name or as a body, group or document for 3 statements (100 %); others were left"
        " open, not guessed. No statement was checked by hand. The state of the ledger has the SHA-256"
        f" {told.state}."
    )
    assert told.citation() == (
        f"The Inquit developers. Inquit: who said what in the news, version {__version__}. Software, Apache-2.0."
    )


def test_what_people_said_is_counted_and_what_they_took_back_is_not(ledger: Ledger) -> None:
    ledger.add(reading())
    ledger.add(reading("Nils Berg said nothing new. Nils Berg said so twice.\n", url="https://wire.example/1"))
    first, second, third, fourth = ledger.statements()
    ledger.confirm(first.id, who="ann")
    ledger.correct(second.id, {"act": "plan"}, who="bo")
    ledger.confirm(second.id, who="ann")
    ledger.strike(third.id, who="bo")
    ledger.undo(ledger.strike(fourth.id, who="cy").id, who="cy")
    ledger.add_missed(first.article, {"content": [[0, 5]]}, who="ann")
    told = methods(ledger)
    assert (told.judged.right, told.judged.changed, told.judged.struck, told.judged.added) == (1, 1, 1, 1)
    assert (
        "2 people judged 3 statements of the reader by hand: right as they stood 1, corrected 1, struck out 1,"
        " and added 1 statement that it had missed. These are no random sample unless they were drawn as one."
    ) in told.paragraph()


def test_the_accuracy_is_told_of_the_packaged_model_only(ledger: Ledger) -> None:
    ledger.add(reading())
    assert methods(ledger).accuracy is None
    ledger.add(
        reading(
            FERRY + "Nils Berg said one more thing. Nils Berg said another.\n",
            url=None,
            reader=ReaderInfo("0.1.0", packaged_model()),
        )
    )
    told = methods(ledger)
    assert told.accuracy is not None
    assert told.accuracy.startswith("(PolNeAR dev, ")
    assert "attribution F1" in told.accuracy
    assert f"several versions (Inquit 0.1.0 (model {packaged_model()}): 4 statements" in told.paragraph()


def test_the_state_follows_from_what_stands_and_not_from_the_order(tmp_path: Path) -> None:
    other = reading("Nils Berg said nothing new.\n", url="https://wire.example/1")
    states = []
    for number, order in enumerate(([reading(), other], [other, reading()])):
        with Ledger(tmp_path / f"{number}.db") as opened:
            for one in order:
                opened.add(one)
            states.append(methods(opened).state)
    with Ledger(tmp_path / "0.db") as opened:
        opened.correct(next(opened.statements()).id, {"act": "plan"}, who="ann")
        states.append(methods(opened).state)
    assert states[0] == states[1] != states[2]


def test_an_empty_ledger_has_a_paragraph_too(ledger: Ledger) -> None:
    assert (
        methods(ledger)
        .paragraph()
        .startswith(
            f"Statements were found with Inquit {__version__} from readings made by hand. It was given 0 articles of 0 outlets,"
        )
    )


def test_it_is_a_report(ledger: Ledger) -> None:
    ledger.add(reading())
    told = methods(ledger)
    assert json.loads(json.dumps(told.to_dict()))["statements"] == 2
    assert [section.title for section in told.sections()] == ["Methods", "Counts", "Read by"]
    assert replace(told, removed=1).sections()[1].rows[-1] == ("articles removed", 1)
