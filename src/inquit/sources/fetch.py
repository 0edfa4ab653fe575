"""Fetching a page: the only module that talks to the network (with `addresses`, which makes its connections).

Only what the user asked for is fetched: the URL and the redirects that it answers with, http and https, public
addresses, within limits of time and size that hold after unpacking too.  Proxies of the environment are not used, since
a proxy would resolve the name once more and the check of the address would be void.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib.metadata import version

import httpcore2
import httpx2

from inquit.errors import FetchError, SourceError, located
from inquit.sources.addresses import SAVE_INSTEAD, GuardedBackend
from inquit.sources.options import ReadOptions
from inquit.sources.streams import too_large, unpacked, whole

MAX_REDIRECTS = 5
HEADERS = {
    "User-Agent": f"Inquit/{version('inquit')} (reads single articles for a person who asked for them)",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5",
    "Accept-Language": "en, *;q=0.5",
    # No other coding: what is not unpacked by `streams.unpacked` has no limit of ours.
    "Accept-Encoding": "gzip",
}
REMEDIES = {
    404: "check the address", 410: "look for it in a web archive", 429: "try again later",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a URL answered.

    Attributes:
        url: The address that answered, after redirects.
        data: The body, unpacked.
        charset: Character set that the answer declares, or `None`.
        etag, last_modified: What names this state of the page, to ask later whether it has changed (RFC 9110, section
            13.1); `None`: not told.
    """

    url: str
    data: bytes
    charset: str | None
    etag: str | None = None
    last_modified: str | None = None


class _Transport(httpx2.BaseTransport):
    """httpx2's way to httpcore2, with our network backend in between, which its own transport does not let in."""

    def __init__(self, backend: httpcore2.NetworkBackend) -> None:
        self.pool = httpcore2.ConnectionPool(ssl_context=httpx2.create_ssl_context(), network_backend=backend)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        url = request.url
        response = self.pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(response.status, headers=response.headers, stream=_Body(response))

    def close(self) -> None:
        self.pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, response: httpcore2.Response) -> None:
        self.response = response

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.response.iter_stream())

    def close(self) -> None:
        self.response.close()


def fetch(url: str, options: ReadOptions | None = None, *, headers: Mapping[str, str] | None = None) -> Fetched:
    """Fetch a page.

    Args:
        url: An http or https address.
        options: `max_bytes`, `timeout_s` and `allow_private` count here.
        headers: Of the request, beside ours or instead of them.

    Raises:
        FetchError: The address may not be fetched, or fetching it failed; the message says why.  Its `status` is 304
            where `headers` ask for what has changed, and nothing has.
    """
    options = options or ReadOptions()
    with located(url):
        backend = GuardedBackend(time.monotonic() + options.timeout_s, allow_private=options.allow_private)
        told = {**HEADERS, **(headers or {})}
        with httpx2.Client(transport=_Transport(backend), headers=told, timeout=None, trust_env=False) as client:
            return _follow(client, url, options)


def _follow(client: httpx2.Client, url: str, options: ReadOptions) -> Fetched:
    """Request the URL and what it redirects to; each connection checks its address anew."""
    address = url
    for hop in range(MAX_REDIRECTS + 1):
        try:
            answer = _request(client, address, options)
        except FetchError as error:
            error.what = f"redirects to {address}: {error.what}" if hop else error.what
            raise
        if isinstance(answer, Fetched):
            return answer
        address = answer
    raise FetchError(f"more than {MAX_REDIRECTS} redirects, the last one to {address}", remedy=SAVE_INSTEAD)


def _request(client: httpx2.Client, address: str, options: ReadOptions) -> Fetched | str:
    """The answer, or the address that it redirects to."""
    if not address.lower().startswith(("http://", "https://")):
        raise FetchError("only http and https addresses are fetched", remedy=SAVE_INSTEAD)
    try:
        if not httpx2.URL(address).host:
            raise httpx2.InvalidURL("there is no host name")
        with client.stream("GET", address) as response:
            if response.has_redirect_location:
                return str(response.url.join(response.headers["Location"]))
            if response.status_code >= 300:
                raise _status_error(response)
            return Fetched(
                str(response.url),
                _body(response, options),
                response.charset_encoding,
                response.headers.get("ETag"),
                response.headers.get("Last-Modified"),
            )
    except (httpcore2.TimeoutException, httpx2.TimeoutException) as error:
        raise FetchError(
            f"no complete answer within {options.timeout_s:g} seconds",
            remedy="try again later, or save the page from a browser",
        ) from error
    except (httpx2.InvalidURL, UnicodeError) as error:
        raise FetchError(f"is not a valid address ({error})", remedy="check the address") from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpx2.HTTPError) as error:
        raise _network_error(error) from error


def _body(response: httpx2.Response, options: ReadOptions) -> bytes:
    """The body, unpacked, within the limit both packed and unpacked."""
    length = response.headers.get("Content-Length", "")
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    try:
        if length.isdecimal() and len(length) < 20 and int(length) > options.max_bytes:
            raise too_large(options.max_bytes, int(length))
        raw = whole(response.iter_raw(), options.max_bytes)
        if coding in ("gzip", "x-gzip"):
            return whole(unpacked([raw]), options.max_bytes)
    except SourceError as error:
        raise FetchError(f"the answer cannot be taken: {error.what}", remedy=error.remedy) from error
    if coding not in ("identity", ""):
        raise FetchError(f"the answer comes in the coding {coding!r}, which was not asked for", remedy=SAVE_INSTEAD)
    return raw


def _status_error(response: httpx2.Response) -> FetchError:
    status = response.status_code
    try:
        phrase = f" {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = ""
    remedy = REMEDIES.get(status, "try again later" if status >= 500 else SAVE_INSTEAD)
    wait_s = _retry_after_s(response.headers.get("Retry-After", ""))
    return FetchError(f"the server answers {status}{phrase}", remedy=remedy, status=status, retry_after_s=wait_s)


def _retry_after_s(told: str) -> float | None:
    """The seconds to wait: their number, or until a date (RFC 9110, section 10.2.3); `None` where it is neither."""
    told = told.strip()
    if told.isascii() and told.isdecimal() and len(told) < 10:
        return float(told)
    try:
        until = parsedate_to_datetime(told)
    except ValueError:
        return None
    until = until if until.tzinfo is not None else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _network_error(error: Exception) -> FetchError:
    """The error in the user's words; httpcore2 keeps the operating system's or TLS's own one as its cause."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            reason = getattr(cause, "verify_message", None) or cause.reason or cause
            return FetchError(f"no safe connection: {reason}", remedy="check the address and this machine's date")
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore2.ConnectError):
        return FetchError(f"cannot connect: {error}", remedy="check the address and the network")
    return FetchError(f"the connection broke: {error or type(error).__name__}", remedy="try again")
