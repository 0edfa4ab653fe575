"""`--model`, `--recall` and `--min-confidence`, of every command that has them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from cli.fake import FakeReader
from inquit import ingest
from inquit.batch.options import BatchOptions
from inquit.ingest.choosing import ReaderChoice
from inquit.model.catalogue import PACKAGED

Run = Callable[..., Result]

MISSING = (
    "Invalid value for '--model': the model 'open' is not installed: its package, inquit-open, is not published yet;"
    " once it is there: pip install ./packages/inquit-open; installed: base."
)
CALLS = [
    ("read", "bridge.txt"),
    ("add", "bridge.txt"),
    ("audit", "bridge.txt"),
    ("batch", "bridge.txt", "--out", "tables"),
    ("follow", "https://post.example/feed.xml", "--once"),
]


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[ReaderChoice]:
    """What readers were asked for."""
    asked: list[ReaderChoice] = []

    def made(choice: ReaderChoice, workers: int = 1) -> FakeReader:
        asked.append(choice)
        return FakeReader()

    monkeypatch.setattr(ingest, "chosen_reader", made)
    return asked


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call[0])
def test_a_model_that_is_not_there_is_a_wrong_call(run: Run, call: tuple[str, ...]) -> None:
    result = run(*call, "--model", "open")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1] == f"Error: {MISSING}"


@pytest.mark.parametrize("call", CALLS[:3], ids=lambda call: call[0])
def test_commands_ask_for_the_reader_that_was_chosen(
    run: Run, call: tuple[str, ...], chosen: list[ReaderChoice]
) -> None:
    assert run(*call, "--recall", "high", "--min-confidence", "0.25", "--model", "base").exit_code == 0

    assert chosen == [ReaderChoice("base", "high", 0.25)]


def test_without_them_the_packaged_reader_reads(run: Run, chosen: list[ReaderChoice]) -> None:
    assert run("read", "bridge.txt").exit_code == 0

    assert chosen == []


def test_a_path_is_told_so_that_it_holds_in_every_folder(run: Run, chosen: list[ReaderChoice], folder: Path) -> None:
    (folder / "mine").symlink_to(PACKAGED)

    run("read", "bridge.txt", "--model", "./mine")

    assert chosen == [ReaderChoice(str(PACKAGED.resolve()))]


def test_a_batch_hands_them_to_its_workers(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[BatchOptions] = []

    def estimate(inputs: object, options: BatchOptions, *, watch: object) -> None:
        asked.append(options)
        raise KeyboardInterrupt

    monkeypatch.setattr("inquit.batch.estimate", estimate)
    assert run("batch", "bridge.txt", "--dry-run", "--recall", "high").exit_code == 1

    assert [options.how for options in asked] == [ReaderChoice(recall="high")]
    assert (asked[0].told()["recall"], asked[0].told()["min_confidence"]) == ("high", None)
    assert BatchOptions().told()["recall"] is None  # as in folders that an older version began


def test_a_search_and_an_export_leave_out_what_is_less_sure(run: Run) -> None:
    run("add", "bridge.txt")

    search = run("search", "--min-confidence", "0.5", "--format", "jsonl")
    export = run("export", "--min-confidence", "0.5")

    for told in (search, export):
        assert [json.loads(line)["words"] for line in told.stdout.splitlines()] == ["the bridge needs new cables"]


@pytest.mark.parametrize("form", ["corrections", "html"])
def test_some_exports_have_no_confidence(run: Run, form: str) -> None:
    run("add", "bridge.txt")
    result = run("export", "--min-confidence", "0.5", "--format", form, "--out", "out")

    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == f"Error: --min-confidence does not go with --format {form}."
