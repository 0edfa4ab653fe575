from __future__ import annotations

import socket
import time
from typing import Any

import httpcore2
import pytest

from inquit.errors import FetchError
from inquit.sources.addresses import GuardedBackend, checked_addresses, is_public


@pytest.mark.parametrize(
    "address",
    [
        "10.1.2.3", "172.16.0.1", "192.168.1.1", "127.0.0.1", "127.9.9.9", "0.0.0.0", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


def answers(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Let every name resolve to the addresses; returns the list of names asked for."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "8.8.8.8", "10.0.0.1")
    with pytest.raises(FetchError) as caught:
        checked_addresses("news.example", 80, timeout_s=5, allow_private=False)
    assert str(caught.value) == (
        "news.example (10.0.0.1) is not a public address and is not connected to;"
        " save the page from a browser and read the file,"
        " or allow such addresses where they are your own (--allow-private; ReadOptions(allow_private=True))"
    )


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "localhost"])
def test_odd_spellings_of_loopback_are_resolved_before_they_are_judged(host: str) -> None:
    with pytest.raises(FetchError, match=r"is not a public address|cannot be resolved"):
        checked_addresses(host, 80, timeout_s=5, allow_private=False)


def test_the_connection_goes_to_the_checked_address_and_the_name_is_asked_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = answers(monkeypatch, "8.8.8.8", "8.8.4.4")
    tried: list[str] = []

    class Recorder(httpcore2.SyncBackend):
        def connect_tcp(self, host: str, *_: Any, **__: Any) -> httpcore2.NetworkStream:
            tried.append(host)
            raise httpcore2.ConnectError("refused")

    backend = GuardedBackend(time.monotonic() + 5, allow_private=False)
    backend.backend = Recorder()
    with pytest.raises(httpcore2.ConnectError, match="refused"):
        backend.connect_tcp("news.example", 80)
    assert (asked, tried) == (["news.example"], ["8.8.8.8", "8.8.4.4"])


def test_a_name_server_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(0.5) or [])
    with pytest.raises(httpcore2.ConnectTimeout):
        checked_addresses("news.example", 80, timeout_s=0.05, allow_private=False)


def test_nothing_is_begun_after_the_deadline() -> None:
    with pytest.raises(httpcore2.ConnectTimeout):
        GuardedBackend(time.monotonic() - 1, allow_private=True).connect_tcp("127.0.0.1", 1)
