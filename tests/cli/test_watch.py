from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import Result
from reports.pledge_stories import fill, line

from inquit.ledger import Ledger

Run = Callable[..., Result]


def add(folder: Path, *words: str, who: str = "Ida Holm") -> None:
    with Ledger(folder / "inquit.db") as ledger:
        fill(ledger, [line("2024-01-10", who, "promise", one) for one in words])


def seen(result: Result) -> list[str]:
    assert result.exit_code == 0, result.stderr
    return [one["words"] for one in json.loads(result.stdout)["statements"]]


def test_a_named_watch_goes_on_where_it_was(run: Run, folder: Path) -> None:
    add(folder, "a toll")
    add(folder, "a toll too", who="Otto Brandt")
    assert seen(run("watch", "toll", "--speaker", "Holm", "--name", "tolls", "--format", "json")) == ["a toll"]
    assert seen(run("watch", "--name", "tolls", "--format", "json")) == []
    add(folder, "no toll", "a bridge")
    assert seen(run("watch", "--name", "tolls", "--peek", "--format", "json")) == ["no toll"]
    assert seen(run("watch", "--name", "tolls", "--format", "json")) == ["no toll"]
    assert seen(run("watch", "--name", "tolls", "--format", "json")) == []
    assert seen(run("watch", "--name", "tolls", "--since", "2020", "--peek", "--format", "json")) == [
        "a toll", "no toll",
    ]  # fmt: skip
    listed = run("watch", "--list").stdout
    assert listed.startswith("tolls: words toll, speaker Holm; seen up to 20")
    assert run("watch", "--forget", "tolls").stdout == ""
    assert seen(run("watch", "--name", "tolls", "--format", "json")) == ["a toll", "a toll too", "no toll", "a bridge"]


def test_the_ledger_is_never_written_to(run: Run, folder: Path) -> None:
    add(folder, "a toll")
    before = (folder / "inquit.db").read_bytes()
    run("watch", "--name", "all")
    assert (folder / "inquit.db").read_bytes() == before
    assert (folder / "inquit.db.watch.json").exists()
    run("watch", "--name", "all", "--state", "mine.json")
    assert json.loads((folder / "mine.json").read_text())["watches"].keys() == {"all"}


def test_as_a_feed(run: Run, folder: Path) -> None:
    add(folder, "a toll")
    assert run("watch", "--format", "atom", "--out", "new.xml").exit_code == 0
    root = ElementTree.fromstring((folder / "new.xml").read_bytes())
    assert len(root.findall("{http://www.w3.org/2005/Atom}entry")) == 1


def test_what_was_not_shown_is_not_passed_over(run: Run, folder: Path) -> None:
    add(folder, "a toll")
    assert run("watch", "--name", "all", "--out", "gone/new.txt").exit_code != 0
    assert seen(run("watch", "--name", "all", "--format", "json")) == ["a toll"]


@pytest.mark.parametrize(
    ("call", "code", "message"),
    [
        (("--peek",), 2, "--peek goes with --name."),
        (("--since", "soon"), 2, "since: 'soon' is not a date"),
        (("--forget", "tolls"), 1, "there is no watch 'tolls'"),
        (("bridge", "--name", "known"), 2, "'known' watches for something else; --forget known first"),
        (("--name", "a/b"), 1, "'a/b' cannot be the name of a watch"),
    ],
)
def test_wrong_calls(run: Run, folder: Path, call: tuple[str, ...], code: int, message: str) -> None:
    add(folder, "a toll")
    assert run("watch", "toll", "--name", "known").exit_code == 0
    result = run("watch", *call)
    assert result.exit_code == code
    assert message in result.stderr
