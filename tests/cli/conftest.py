"""The command line with a reader of the tests' own instead of the model."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.fake import STORY, FakeReader
from inquit import ingest
from inquit.cli import main
from inquit.ingest.choosing import ReaderChoice

WITH_FAKE_READER = """
import sys
sys.path.insert(0, {tests!r})
from cli.fake import FakeReader
from inquit import ingest
from inquit.cli import main
ingest.packaged_reader = lambda workers=1: FakeReader()
main({arguments!r})
"""


def _chosen(choice: ReaderChoice, workers: int = 1) -> FakeReader:
    reader = FakeReader()
    reader.min_confidence = choice.min_confidence or 0.0
    return reader


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "packaged_reader", lambda workers=1: FakeReader())
    monkeypatch.setattr(ingest, "chosen_reader", _chosen)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current directory, with a story in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bridge.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Callable[..., Result]:
    """Call `inquit` with arguments; an error that no message tells fails the test."""

    def called(*arguments: str, given: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(main, arguments, input=given)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return called


@pytest.fixture
def command(folder: Path) -> Callable[..., list[str]]:
    """A call of `inquit` with the tests' reader for a process of its own, where pipes and terminals are real."""

    def made(*arguments: str) -> list[str]:
        tests = str(Path(__file__).parent.parent)
        return [sys.executable, "-c", WITH_FAKE_READER.format(tests=tests, arguments=list(arguments))]

    return made
