"""The example plug-in, loaded from its folder as if it were installed; .ci/run installs it."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

import inquit.plugins
from inquit import ingest
from inquit.cli import main
from inquit.errors import Failure
from inquit.ledger import Ledger
from inquit.plugins import Plugins
from inquit.sources import articles_from
from inquit.web import templating
from inquit.web.app import create_app
from inquit.web.settings import Settings
from tests.cli.fake import FakeReader
from tests.ledger.readings import reading

FOLDER = Path(__file__).parents[2] / "examples" / "plugin" / "src"

SUBTITLES = """\
WEBVTT - Evening news

NOTE
Checked by Ann.

1
00:00:01.000 --> 00:00:04.000 align:start
<v Ida Holm>The bridge opens in May,

00:00:04.000 --> 00:00:06.000
<v Ida Holm>not in <i>June</i> &amp; not later.</v>

00:00:06.000 --> 00:00:08.000
<v.loud Otto Brandt>And the toll stays as it is.
"""


@pytest.fixture
def broadcast(monkeypatch: pytest.MonkeyPatch) -> Iterator[Plugins]:
    """The plug-in alone, in place of what is installed."""
    monkeypatch.syspath_prepend(FOLDER)
    found = Plugins()
    found.register(importlib.import_module("inquit_broadcast"), "broadcast")
    monkeypatch.setattr(inquit.plugins, "_loaded", [found])
    templating.environment.cache_clear()
    yield found
    templating.environment.cache_clear()
    for name in [name for name in sys.modules if name.startswith("inquit_broadcast")]:
        del sys.modules[name]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "town.db"
    with Ledger(path) as ledger:
        ledger.add(reading())
    return path


def test_it_uses_every_hook(broadcast: Plugins) -> None:
    (installed,) = broadcast.installed()
    assert installed.hooks == (
        "register_commands", "register_exporters", "register_routes", "register_sources", "startup",
    )  # fmt: skip
    assert installed.problems == ()


def test_subtitles_become_an_article(broadcast: Plugins) -> None:
    (article,) = articles_from(SUBTITLES.encode())
    assert not isinstance(article, Failure)
    assert article.title == "Evening news"
    assert article.text == (
        "Evening news\n\n"
        "Ida Holm: The bridge opens in May, not in June & not later.\n\n"
        "Otto Brandt: And the toll stays as it is."
    )


def test_subtitles_without_words_are_a_failure_with_their_place(broadcast: Plugins, tmp_path: Path) -> None:
    file = tmp_path / "empty.vtt"
    file.write_text("WEBVTT\n\nNOTE nothing\n")
    (failure,) = articles_from(file)
    assert isinstance(failure, Failure)
    assert str(failure.error) == f"{file}: holds no subtitles; check that the file was saved whole"


def test_other_inputs_are_read_as_ever(broadcast: Plugins) -> None:
    (article,) = articles_from(b"Bridge shut\n\nVera Lund said the bridge needs new cables for the whole town.")
    assert not isinstance(article, Failure)
    assert article.title == "Bridge shut"


def test_the_command_prints_a_sheet(broadcast: Plugins, path: Path) -> None:
    done = CliRunner().invoke(main, ["quotesheet", "Lund", "--ledger", str(path)])
    assert done.output == "Vera Lund, said: the engine needs new bolts (The Holm Post, 2024-03-09)\n"


def test_commands_and_formats_are_listed(broadcast: Plugins) -> None:
    assert "\n  quotesheet " in CliRunner().invoke(main, ["--help"]).output
    assert "|quotesheet]" in "".join(CliRunner().invoke(main, ["export", "--help"]).output.split())
    assert json.loads(CliRunner().invoke(main, ["plugins", "--format", "json"]).output)[0]["name"] == "broadcast"


def test_the_format_writes_everybody(broadcast: Plugins, path: Path) -> None:
    done = CliRunner().invoke(main, ["export", "--format", "quotesheet", "--ledger", str(path)])
    assert done.output == (
        "## Otto Brandt\n\n"
        "- Otto Brandt, promised: the ferry would sail on Friday (The Holm Post, 2024-03-09)\n\n"
        "## Vera Lund\n\n"
        "- Vera Lund, said: the engine needs new bolts (The Holm Post, 2024-03-09)\n"
    )


def test_the_page_is_served_with_its_data_and_in_the_menu(broadcast: Plugins, path: Path) -> None:
    app = create_app(Settings(str(path), who="ann", threads=1, requests_per_s=None), reader=FakeReader)
    with TestClient(app, base_url="http://localhost") as client:
        page = client.get("/quotesheet", params={"speaker": "Lund"}, headers={"accept": "text/html"})
        data = client.get("/quotesheet.json", params={"speaker": "Lund"}).json()
        home = client.get("/", headers={"accept": "text/html"}).text
    assert page.status_code == 200
    assert "the engine needs new bolts</a>" in page.text
    assert [row["words"] for row in data["statements"]] == ["the engine needs new bolts"]
    assert '<a href="/quotesheet">Quote sheet</a>' in home


def test_a_setting_that_is_no_number_leaves_it_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(FOLDER)
    monkeypatch.setenv("INQUIT_SHEET_LIMIT", "many")
    with pytest.raises(Exception, match=r"^INQUIT_SHEET_LIMIT is 'many'; give a number from 1 to 200$"):
        Plugins().register(importlib.import_module("inquit_broadcast"), "broadcast")


def test_the_command_line_reads_subtitles(broadcast: Plugins, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "packaged_reader", lambda workers=1: FakeReader())
    file = tmp_path / "news.vtt"
    file.write_text(SUBTITLES)
    done = CliRunner().invoke(main, ["read", str(file)])
    assert done.stdout.startswith("Evening news\n")
