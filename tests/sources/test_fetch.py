from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from inquit.errors import Failure, FetchError
from inquit.sources import ReadOptions, addresses, articles_from
from inquit.sources.fetch import Fetched, fetch
from inquit.types import Article
from sources import pages

LOCAL = ReadOptions(allow_private=True, timeout_s=5)
SAVE = "save the page from a browser and read the file"
ALLOW = f"{SAVE}, or allow such addresses where they are your own (--allow-private; ReadOptions(allow_private=True))"
RAISE_LIMIT = "raise the limit if the input can be trusted (--max-bytes N; ReadOptions(max_bytes=N))"


class Handler(BaseHTTPRequestHandler):
    """A server that behaves as its paths say."""

    def do_GET(self) -> None:
        self.server.seen.append((self.headers["Host"], self.path))  # type: ignore[attr-defined]
        with suppress(BrokenPipeError, ConnectionResetError):
            getattr(self, self.path.strip("/").replace("-", "_"), self.missing)()

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def missing(self) -> None:
        self.answer(b"no", 404)

    def page(self) -> None:
        self.answer(pages.HARBOUR.encode(), Content_Type="text/html; charset=UTF-8")

    def latin(self) -> None:
        self.answer("Åse said “no”.".encode("cp1252"), Content_Type="text/plain; charset=iso-8859-1")

    def packed(self) -> None:
        self.answer(gzip.compress(b"The mayor said no."), Content_Encoding="gzip")

    def bomb(self) -> None:
        self.answer(gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")

    def brotli(self) -> None:
        self.answer(b"x", Content_Encoding="br")

    def cut(self) -> None:
        self.answer(gzip.compress(b"The mayor said no.", compresslevel=0)[:-8], Content_Encoding="gzip")

    def moved(self) -> None:
        self.answer(b"", 301, Location="/page")

    def private(self) -> None:
        self.answer(b"", 302, Location="http://10.0.0.5/admin")

    def to_file(self) -> None:
        self.answer(b"", 302, Location="file:///etc/hosts")

    def loop(self) -> None:
        self.answer(b"", 302, Location="/loop")

    def forbidden(self) -> None:
        self.answer(b"", 403)

    def busy(self) -> None:
        self.answer(b"", 503)

    def announced(self) -> None:
        self.answer(b"", Content_Length=str(2 * 1024**3))

    def endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(32_768):  # 2 GB
            self.wfile.write(b"The mayor said so. " * 3450)

    def slow(self) -> None:
        time.sleep(1.5)

    def drip(self) -> None:
        self.send_response(200)
        for _ in range(30):
            self.wfile.write(b"X-Wait: 1\r\n")
            self.wfile.flush()
            time.sleep(0.1)

    def short(self) -> None:
        self.answer(b"The", Content_Length="100")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.seen = []  # type: ignore[attr-defined]
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def base(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_port}"


def test_a_page_is_fetched_and_read(base: str) -> None:
    [article] = articles_from(f"{base}/page", LOCAL)
    assert isinstance(article, Article)
    assert (article.title, article.url) == ("Ostvik mayor vows to reopen harbour", f"{base}/page")


def test_a_redirect_is_followed_and_the_last_address_kept(base: str) -> None:
    answer = fetch(f"{base}/moved", LOCAL)
    assert (answer.url, answer.charset) == (f"{base}/page", "utf-8")


def test_the_declared_character_set_counts(base: str) -> None:
    [article] = articles_from(f"{base}/latin", LOCAL)
    assert isinstance(article, Article)
    assert article.text == "Åse said “no”."


def test_a_packed_answer_is_unpacked(base: str) -> None:
    assert fetch(f"{base}/packed", LOCAL) == Fetched(f"{base}/packed", b"The mayor said no.", None)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("gone", "the server answers 404 Not Found; check the address"),
        ("forbidden", f"the server answers 403 Forbidden; {SAVE}"),
        ("busy", "the server answers 503 Service Unavailable; try again later"),
        (
            "bomb",
            f"the answer cannot be taken: more bytes than the limit of 1,000,000; {RAISE_LIMIT}",
        ),
        ("endless", f"the answer cannot be taken: more bytes than the limit of 1,000,000; {RAISE_LIMIT}"),
        ("announced", f"the answer cannot be taken: 2,147,483,648 bytes, limit 1,000,000; {RAISE_LIMIT}"),
        ("brotli", f"the answer comes in the coding 'br', which was not asked for; {SAVE}"),
        (
            "cut",
            "the answer cannot be taken: the gzip data end too early, after 18 unpacked bytes;"
            " download or copy it again",
        ),
        ("to-file", f"redirects to file:/etc/hosts: only http and https addresses are fetched; {SAVE}"),
        ("loop", f"more than 5 redirects, the last one to {{base}}/loop; {SAVE}"),
        (
            "short",
            "the connection broke: peer closed connection without sending complete message body (received 3 bytes,"
            " expected 100); try again",
        ),
    ],
)
def test_what_goes_wrong_is_told(base: str, path: str, message: str) -> None:
    options = ReadOptions(allow_private=True, timeout_s=5, max_bytes=1_000_000)
    [failure] = articles_from(f"{base}/{path}", options)
    assert isinstance(failure, Failure)
    assert isinstance(failure.error, FetchError)
    assert str(failure) == f"{base}/{path}: {message.format(base=base)}"


@pytest.mark.parametrize("path", ["slow", "drip"])
def test_a_server_that_takes_its_time_is_left(base: str, path: str) -> None:
    start = time.monotonic()
    with pytest.raises(FetchError) as caught:
        fetch(f"{base}/{path}", ReadOptions(allow_private=True, timeout_s=0.4))
    assert time.monotonic() - start < 1.2
    assert str(caught.value) == (
        f"{base}/{path}: no complete answer within 0.4 seconds; try again later, or save the page from a browser"
    )


def test_loopback_is_refused_unless_allowed(server: ThreadingHTTPServer, base: str) -> None:
    before = len(server.seen)  # type: ignore[attr-defined]
    with pytest.raises(FetchError) as caught:
        fetch(f"{base}/page")
    assert str(caught.value) == f"{base}/page: 127.0.0.1 is not a public address and is not connected to; {ALLOW}"
    assert len(server.seen) == before  # type: ignore[attr-defined]


def test_a_redirect_to_a_private_address_is_refused(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(FetchError) as caught:
        fetch(f"{base}/private")
    assert str(caught.value) == (
        f"{base}/private: redirects to http://10.0.0.5/admin: 10.0.0.5 is not a public address and is not connected to;"
        f" {ALLOW}"
    )


def test_the_name_goes_to_the_server_though_the_address_is_connected_to(
    server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, asked = socket.getaddrinfo, []

    def once_public(host: str, port: int, *args: object, **options: object) -> object:
        if host != "news.example":
            return real(host, port, *args, **options)  # type: ignore[arg-type]
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "10.0.0.5"  # a name server that changes its answer
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", once_public)
    fetch(f"http://news.example:{server.server_port}/page", LOCAL)
    assert asked == ["news.example"]
    assert server.seen[-1] == (f"news.example:{server.server_port}", "/page")  # type: ignore[attr-defined]


def test_an_unknown_host_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> object:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(FetchError) as caught:
        fetch("http://nowhere.example/")
    assert str(caught.value) == (
        "http://nowhere.example/: the host name 'nowhere.example' cannot be resolved (Name or service not known);"
        " check the address"
    )


def test_a_closed_port_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match=r": cannot connect: .*; check the address and the network$"):
        fetch(f"http://127.0.0.1:{port}/", LOCAL)


def test_a_server_without_encryption_behind_https_is_told(base: str) -> None:
    with pytest.raises(FetchError, match=r": no safe connection: .*; check the address and this machine's date$"):
        fetch(base.replace("http:", "https:"), LOCAL)


@pytest.mark.parametrize(
    "url", ["http://", "http://[::1", "http://a b/", "http://\ud800/", "http://" + "a" * 300 + ".x/"]
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url, LOCAL)
