"""A site on a port, until it is stopped."""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable
from urllib.parse import quote

import uvicorn

from inquit.errors import InquitError
from inquit.web.app import create_app
from inquit.web.settings import Settings

BACKLOG = 128
END_WITHIN_S = 5


def serve(settings: Settings, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve a site.

    Args:
        settings: Which, and how.
        host: Address to listen on.
        port: 0 takes any that is free.
        say: Told the address to open.

    Raises:
        InquitError: The ledger cannot be used, or the port cannot be had.
    """
    app = create_app(settings)
    # What was made up to here stays: to look through all of it for garbage takes a fifth of a second, now and then.
    gc.collect()
    gc.freeze()
    with _listening(host, port) as listener:
        address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
        way = f"enter?token={quote(settings.token, safe='')}" if settings.token else ""
        say(f"{settings.ledger}: open {address}{way} in a browser; Ctrl-C ends it")
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,  # a header that anybody can send tells no address
            timeout_graceful_shutdown=END_WITHIN_S,
            limit_concurrency=500,
            h11_max_incomplete_event_size=64_000,
        )
        uvicorn.Server(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise InquitError(
            f"cannot listen on {host}, port {port}: {error.strerror or error}",
            remedy="another program may use it: take another with --port, or --port 0 for any",
        ) from error
    # asyncio sets it only where a socket tells its protocol, which ours does not: each small page would wait
    # for the browser to acknowledge its head, 40 milliseconds.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.set_inheritable(True)
    return listener
