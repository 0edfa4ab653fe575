"""A web server of the tests' own, on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Page = tuple[int, dict[str, str], bytes]
FILLER = b"<p>Nobody else wanted to be named, and the harbour was empty when the last boat came in.</p>" * 5


def page(sentence: str) -> Page:
    """A story with one sentence that says something."""
    body = b"<html><body><article><h1>Cold water</h1><p>" + sentence.encode() + b"</p>" + FILLER + b"</article></body></html>"  # fmt: skip
    return 200, {"Content-Type": "text/html; charset=utf-8"}, body


def refusal(status: int, **headers: str) -> Page:
    """An answer without a page."""
    return status, {name.replace("_", "-"): value for name, value in headers.items()}, b"no"


@dataclass
class Site:
    """What a server answers, path by path: one answer after the other, the last one for ever.

    Attributes:
        address: Of the server, without a path.
        pages: The answers; a path that is none is not found.
        asked: The paths that were asked for.
    """

    address: str
    pages: dict[str, list[Page]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def url(self, path: str) -> str:
        """The address of a path."""
        return self.address + path

    def answer(self, path: str) -> Page:
        """What comes next for a path."""
        self.asked.append(path)
        left = self.pages.get(path) or [refusal(404)]
        return left.pop(0) if len(left) > 1 else left[0]


@contextmanager
def serving() -> Iterator[Site]:
    """A server, while it is needed."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = site.answer(self.path)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Nothing: the tests look at `asked`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
