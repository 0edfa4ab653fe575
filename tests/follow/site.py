"""A web server of the tests' own that behaves as each of its pages says.  No pytest, so that processes start fast."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Handler"], None]


@dataclass
class Page:
    """What a path answers.

    Attributes:
        cut: How many bytes of the body are really sent; `None`: all.
        does: Answers instead.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    does: Behaviour | None = None


@dataclass
class Site:
    """The pages by their paths, and what was asked for: path and headers."""

    base: str
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def asked_for(self, path: str) -> list[dict[str, str]]:
        """The headers of all requests for a path."""
        return [headers for one, headers in self.asked if one == path]

    def story(self, path: str, text: str, **headers: str) -> None:
        """Put a story at a path."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = Page(text.encode(), headers={"Content-Type": "text/plain; charset=utf-8", **told})

    def rss(self, *paths: str, path: str = "/feed.xml", more: str = "", **headers: str) -> None:
        """Put a feed at a path that lists some paths."""
        items = "".join(f"<item><title>Story</title><link>{self.base}{one}</link>{more}</item>" for one in paths)
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Post</title>{items}</channel></rss>'
        self.pages[path] = Page(body.encode(), headers={"Content-Type": "application/rss+xml", **told})


class Handler(BaseHTTPRequestHandler):
    """Answers what the site's pages say; a page that has a validator answers 304 to who knows it."""

    site: Site

    def do_GET(self) -> None:
        """Answer."""
        self.site.asked.append((self.path, dict(self.headers)))
        page = self.site.pages.get(self.path, Page(b"no", 404))
        with suppress(BrokenPipeError, ConnectionResetError):
            if page.does is not None:
                page.does(self)
                return
            etag, day = page.headers.get("ETag"), page.headers.get("Last-Modified")
            known = (etag and self.headers.get("If-None-Match") == etag) or (
                day and self.headers.get("If-Modified-Since") == day
            )
            self.send_response(304 if known else page.status)
            body = b"" if known else page.body
            for name, value in {"Content-Length": str(len(body)), **page.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body if page.cut is None else body[: page.cut])

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Site]:
    """A site that is being served."""
    handler = type("OwnHandler", (Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    handler.site = site = Site(f"http://127.0.0.1:{server.server_port}")  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
