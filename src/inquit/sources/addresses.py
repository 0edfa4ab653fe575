"""Which network addresses may be connected to, and a connection that is made to the very address that was checked.

A name is resolved once; every address it has must be public; the connection goes to one of these addresses and not to
the name again, so that a name server that changes its answer in between (DNS rebinding) gains nothing.  All waiting,
byte by byte too, counts against one deadline.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from typing import Any

import httpcore2

from inquit.errors import FetchError
from inquit.sources.options import how_to_give

NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
SAVE_INSTEAD = "save the page from a browser and read the file"
ALLOW = f"{SAVE_INSTEAD}, or allow such addresses where they are your own ({how_to_give('allow_private')})"


def is_public(address: str) -> bool:
    """Whether an IP address is of the open internet: not private, loopback, link-local, multicast or reserved.

    IPv6 addresses that carry an IPv4 address (mapped, 6to4, Teredo, NAT64) are judged by that one too.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        teredo = ip.teredo
        inner = [ip.ipv4_mapped, ip.sixtofour, *(teredo or ())]
        if ip in NAT64:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        carried = [one for one in inner if one is not None]
        if any(not is_public(str(one)) for one in carried):
            return False
        if ip.ipv4_mapped is not None or ip in NAT64:
            return True
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def checked_addresses(host: str, port: int, *, timeout_s: float, allow_private: bool) -> list[str]:
    """The addresses of a host.

    Raises:
        FetchError: The name is unknown, resolving took too long, or an address is not public.
    """
    addresses = _resolve(host, port, timeout_s)
    for address in addresses:
        if not allow_private and not is_public(address):
            name = host if host == address else f"{host} ({address})"
            raise FetchError(f"{name} is not a public address and is not connected to", remedy=ALLOW)
    return addresses


def _resolve(host: str, port: int, timeout_s: float) -> list[str]:
    # getaddrinfo knows no time-out; a thread that is left behind does no harm, it ends when the resolver gives up.
    found: list[str] = []
    failed: list[Exception] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            failed.append(error)
        else:
            found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))

    thread = threading.Thread(target=ask, name="inquit-resolve", daemon=True)
    thread.start()
    thread.join(timeout_s)
    if failed:
        reason = getattr(failed[0], "strerror", None) or failed[0]
        raise FetchError(
            f"the host name {host!r} cannot be resolved ({reason})", remedy="check the address"
        ) from failed[0]
    if not found:
        raise httpcore2.ConnectTimeout(f"resolving {host}")
    return found


class GuardedBackend(httpcore2.NetworkBackend):
    """Connects to checked addresses only, until the deadline.

    Args:
        deadline: Moment of `time.monotonic()` after which nothing waits any more.
        allow_private: Whether private addresses are fine.
    """

    def __init__(self, deadline: float, *, allow_private: bool) -> None:
        self.deadline = deadline
        self.allow_private = allow_private
        self.backend = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of the host that answers."""
        left = _left(self.deadline, timeout, httpcore2.ConnectTimeout)
        addresses = checked_addresses(host, port, timeout_s=left, allow_private=self.allow_private)
        for number, address in enumerate(addresses, start=1):
            left = _left(self.deadline, timeout, httpcore2.ConnectTimeout)
            try:
                stream = self.backend.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if number == len(addresses):
                    raise
            else:
                return TimedStream(stream, self.deadline)
        raise AssertionError("unreachable: a host without addresses does not resolve")

    def sleep(self, seconds: float) -> None:
        """Wait; the connection pool calls it between retries."""
        time.sleep(seconds)


class TimedStream(httpcore2.NetworkStream):
    """A stream whose every wait ends at the deadline, so that a server that drips bytes cannot hold the reader."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: float) -> None:
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there, waiting until the deadline."""
        return self.stream.read(max_bytes, _left(self.deadline, timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all, waiting until the deadline."""
        self.stream.write(buffer, _left(self.deadline, timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        """Close the connection."""
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """Go on encrypted; the certificate must be that of the name, not of the address."""
        left = _left(self.deadline, timeout, httpcore2.ConnectTimeout)
        return TimedStream(self.stream.start_tls(ssl_context, server_hostname, left), self.deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the stream knows about itself."""
        return self.stream.get_extra_info(info)


def _left(deadline: float, timeout_s: float | None, late: type[httpcore2.TimeoutException]) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise late("the time is up")
    return left if timeout_s is None else min(left, timeout_s)
