"""Plug-ins are found, asked, and left out where they fail: by name, with the reason, and alone."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import click
import pytest

from inquit import __version__
from inquit.errors import InquitError
from inquit.plugins import Exporter, Installed, Plugins, Source, hookimpl
from inquit.plugins import manager as under_test


def plugin(**hooks: Any) -> SimpleNamespace:
    """A plug-in of functions."""
    return SimpleNamespace(**{name: hookimpl(function) for name, function in hooks.items()})


def exporter(name: str) -> Exporter:
    return Exporter(name, "for tests", lambda ledger, every: [])


@pytest.fixture
def found() -> Plugins:
    return Plugins()


class Entry:
    """Stands for an entry point."""

    def __init__(self, name: str, loaded: object) -> None:
        self.name = name
        self.loaded = loaded
        self.dist = SimpleNamespace(name=f"inquit-{name}", version="1.2")

    def load(self) -> object:
        if isinstance(self.loaded, BaseException):
            raise self.loaded
        return self.loaded


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Entry]]:
    """What is installed, for `load` to find."""
    there: list[Entry] = []
    monkeypatch.delenv(under_test.CHOICE)
    monkeypatch.setattr(under_test, "entry_points", lambda group: there)
    return there


def test_startup_comes_first_and_is_told_the_version(found: Plugins) -> None:
    called: list[str] = []
    found.register(
        plugin(
            startup=lambda inquit_version: called.append(inquit_version),
            register_exporters=lambda: called.append("exporters") or [exporter("sheet")],
        ),
        "a",
    )

    assert called == [__version__]
    assert list(found.exporters()) == ["sheet"]
    assert called == [__version__, "exporters"]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (ImportError("No module named 'crown'"), "ImportError: No module named 'crown'"),
        (SystemExit("bye"), "SystemExit: bye"),
        (plugin(startup=lambda: _raise(InquitError("no key", remedy="set KEY"))), "no key; set KEY"),
        (plugin(register_exporter=lambda: []), "there is no hook 'register_exporter'; take register_exporters"),
        (
            plugin(startup=lambda colour: None),
            "PluginValidationError: Plugin 'bad' for hook 'startup'",
        ),
    ],
)
def test_a_plugin_that_does_not_load_is_named_and_the_others_go_on(
    entries: list[Entry], broken: object, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    entries += [Entry("bad", broken), Entry("good", plugin(register_exporters=lambda: [exporter("sheet")]))]
    found = Plugins()
    with caplog.at_level(logging.WARNING):
        found.load()

    (message,) = caplog.messages
    assert message.startswith(f"inquit: plug-in 'bad' (inquit-bad 1.2) is left out: {reason}")
    assert list(found.exporters()) == ["sheet"]
    bad, good = found.installed()
    assert (bad.name, bad.hooks, len(bad.problems)) == ("bad", (), 1)
    assert good == Installed("good", "inquit-good 1.2", ("register_exporters",), ())


def _raise(error: Exception) -> None:
    raise error


@pytest.mark.parametrize(("chosen", "loaded"), [(None, ["a", "b"]), ("", []), ("b", ["b"]), (" a , b ", ["a", "b"])])
def test_the_environment_chooses(
    entries: list[Entry], chosen: str | None, loaded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    entries += [Entry("b", plugin()), Entry("a", plugin())]
    if chosen is not None:
        monkeypatch.setenv(under_test.CHOICE, chosen)
    found = Plugins()
    found.load()

    assert [each.name for each in found.installed()] == loaded


def test_a_chosen_plugin_that_is_not_installed_is_named(
    entries: list[Entry], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    entries += [Entry("a", plugin())]
    monkeypatch.setenv(under_test.CHOICE, "b")
    Plugins().load()

    assert caplog.messages == [
        "inquit: plug-in 'b' is left out: INQUIT_PLUGINS names it and it is not installed; there are: a"
    ]


@pytest.mark.parametrize(
    ("hooks", "told"),
    [
        ({"register_exporters": lambda: [1]}, "register_exporters gives int where Exporter is wanted"),
        ({"register_exporters": lambda: None}, "TypeError: 'NoneType' object is not iterable"),
        ({"register_exporters": lambda: 1 // 0}, "ZeroDivisionError: integer division or modulo by zero"),
        (
            {"register_exporters": lambda: [exporter("csv")]},
            "the name 'csv' that it gives in register_exporters is taken",
        ),
        (
            {"register_exporters": lambda: [exporter("sheet")]},
            "the name 'sheet' that it gives in register_exporters is taken",
        ),
    ],
)
def test_a_bad_part_is_left_out_once_and_the_others_stay(
    found: Plugins, hooks: dict[str, Any], told: str, caplog: pytest.LogCaptureFixture
) -> None:
    found.register(plugin(register_exporters=lambda: [exporter("sheet")]), "a")
    found.register(plugin(**hooks), "b")

    for _ in range(2):
        assert list(found.exporters(frozenset({"csv"}))) == ["sheet"]
    assert caplog.messages == [f"inquit: plug-in 'b' is left out: {told}"]


def test_the_first_source_that_claims_an_input_has_it(found: Plugins, caplog: pytest.LogCaptureFixture) -> None:
    def source(name: str, claims: Any) -> Source:
        return Source(name, claims, lambda data, where: [])

    later = [source("second", lambda head, where: where.endswith(".b")), source("third", lambda head, where: True)]
    found.register(plugin(register_sources=lambda: later), "z")
    found.register(plugin(register_sources=lambda: [source("first", lambda head, where: head[9])]), "a")

    claimed = [found.source_of(b"short", "x.b"), found.source_of(b"short", "x.c")]
    assert [each and each.name for each in claimed] == ["second", "third"]
    assert caplog.messages == ["inquit: plug-in 'first' is left out: IndexError: index out of range"]


def test_commands_are_clicks(found: Plugins) -> None:
    command = click.Command("sheet")
    found.register(plugin(register_commands=lambda: [command]), "a")

    assert found.commands() == {"sheet": command}
    assert found.commands(frozenset({"sheet"})) == {}
