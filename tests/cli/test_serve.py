from __future__ import annotations

import sys

import pytest
from click.testing import CliRunner

from inquit.cli import main
from inquit.web.settings import LOCAL_HOSTS, Settings


@pytest.fixture
def served(monkeypatch) -> list[tuple[Settings, str, int]]:
    calls: list[tuple[Settings, str, int]] = []
    monkeypatch.setattr(
        "inquit.web.serving.serve", lambda settings, host, port, say: calls.append((settings, host, port))
    )
    return calls


def test_it_listens_on_this_machine_alone(served) -> None:
    done = CliRunner().invoke(main, ["serve", "--ledger", "town.db", "--by", "ann"])
    assert done.exit_code == 0, done.output
    ((settings, host, port),) = served
    assert (host, port) == ("127.0.0.1", 8460)
    assert (settings.ledger, settings.who, settings.hosts, settings.token) == ("town.db", "ann", LOCAL_HOSTS, None)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "news-desk.example"])
def test_others_are_let_in_with_a_token_only(served, host: str) -> None:
    done = CliRunner().invoke(main, ["serve", "--host", host])
    assert done.exit_code == 2
    assert f"--host {host} lets others in: give a --token too, or leave --host away." in done.stderr
    assert served == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.0.1"])
def test_this_machine_needs_none(served, host: str) -> None:
    assert CliRunner().invoke(main, ["serve", "--host", host]).exit_code == 0


def test_a_short_token_is_refused(served) -> None:
    done = CliRunner().invoke(main, ["serve", "--token", "letmein"])
    assert done.exit_code == 2
    assert "--token is 7 characters long; take 12 or more." in done.stderr


def test_names_of_a_proxy_are_taken(served) -> None:
    options = ["--host", "0.0.0.0", "--token", "a long enough token", "--allow-host", "Desk.example"]
    assert CliRunner().invoke(main, ["serve", *options]).exit_code == 0
    assert served[0][0].hosts == LOCAL_HOSTS | {"0.0.0.0", "desk.example"}


def test_what_is_not_installed_is_named(served, monkeypatch) -> None:
    monkeypatch.setattr(sys.modules["inquit.cli.serve"], "installed", lambda: False)
    done = CliRunner().invoke(main, ["serve"])
    assert done.exit_code == 1
    assert done.stderr == (
        "inquit: the pages need packages that are not installed; install them with: pip install 'inquit[web]'\n"
    )


def test_a_port_that_is_taken_is_told(tmp_path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = CliRunner().invoke(main, ["serve", "--port", str(port), "--ledger", str(tmp_path / "town.db")])
    assert done.exit_code == 1
    assert f"cannot listen on 127.0.0.1, port {port}" in done.stderr
