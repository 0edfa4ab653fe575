"""Who may ask, from where, how often, and how much they may send: before anything else looks at a request.

    another host name           refused: a page elsewhere reaches us by DNS rebinding only under a name of its own
    too often                   told to wait
    no token, where one is set  shown the way in, and nothing else
    a change from elsewhere     refused by what the browser says of its origin (Fetch Metadata; RFC 6454)
    a body too large            refused, by the length it tells and by counting it

What every answer carries is here too: a policy that runs our scripts and no others (Content Security Policy Level 3).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from inquit.web.bodies import Body, BodyTooLargeError
from inquit.web.limits import Limit
from inquit.web.problems import Problem
from inquit.web.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
COOKIE = "inquit_in"
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
OPEN_PATHS = ("/assets/", "/enter")
FILES = "/add"
"""Where files are sent to, which may be larger than anything else."""


class Guard:
    """Middleware that lets through what may pass.

    Args:
        app: What it guards.
        settings: What may pass.
        answer: Makes the answer to what may not.
    """

    def __init__(self, app: ASGIApp, settings: Settings, answer: Callable[[Scope, Problem], ASGIApp]) -> None:
        self.app = app
        self.settings = settings
        self.answer = answer
        self.limit = Limit(settings.requests_per_s, settings.burst)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the application do so."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def send_ours(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    own.setdefault(name, value)
                own.setdefault("Cache-Control", "no-store" if self.settings.token else "no-cache")
            await send(message)

        if (problem := self._problem(scope, headers)) is not None:
            await self.answer(scope, problem)(scope, receive, send_ours)
            return
        body = Body(receive, self._most(scope))

        async def send_theirs(message: Message) -> None:
            if not body.too_large:  # else it is an answer to a part of the body, whatever it says
                await send_ours(message)

        try:
            await self.app(scope, body.receive, send_theirs)
        except BodyTooLargeError:
            pass
        finally:
            if body.too_large:
                await self.answer(scope, too_large(body.most))(scope, receive, send_ours)

    def _problem(self, scope: Scope, headers: Headers) -> Problem | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or host_of(hosts[0]) not in self.settings.hosts:
            named = hosts[0][:100] if hosts else "none"
            return Problem(421, f"this site is not called {named}", "use its own name, or start it with --allow-host")
        address = scope["client"][0] if scope.get("client") else ""
        if (wait_s := self.limit.wait_s(address)) > 0:
            return Problem(429, "too many requests from this address", f"wait {max(1, round(wait_s))} s")
        if not self._may_enter(scope, headers):
            return Problem(401, "this site asks for a token", "open the address that inquit serve printed")
        if scope["method"] in SAFE_METHODS:
            return None
        if not same_origin(headers, scope["scheme"]):
            return Problem(403, "the request comes from another site", "send it from a page of this one")
        return self._body_problem(scope, headers)

    def _most(self, scope: Scope) -> int:
        return self.settings.max_file_bytes if scope["path"] == FILES else self.settings.max_body_bytes

    def _body_problem(self, scope: Scope, headers: Headers) -> Problem | None:
        most = self._most(scope)
        told = headers.get("content-length", "0")
        if not told.isdecimal() or len(told) > 18:
            return Problem(400, "the length of the body is not a number")
        return too_large(most) if int(told) > most else None

    def _may_enter(self, scope: Scope, headers: Headers) -> bool:
        token = self.settings.token
        if token is None or scope["path"].startswith(OPEN_PATHS):
            return True
        kind, _, bearer = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return hmac.compare_digest(bearer.strip().encode(), token.encode())
        return hmac.compare_digest(cookie(headers, COOKIE).encode(), pass_of(token).encode())


def pass_of(token: str) -> str:
    """What a browser keeps that has shown the token: not the token itself, and the same after a restart."""
    return hmac.new(token.encode(), b"inquit pass", sha256).hexdigest()


def form_token(secret: str) -> str:
    """What every form of ours carries, and a page elsewhere cannot know."""
    return hmac.new(secret.encode(), b"inquit form", sha256).hexdigest()[:32]


def new_secret() -> str:
    """A secret for one run of the site."""
    return secrets.token_hex(32)


def host_of(header: str) -> str:
    """The name in a Host header, in small letters, without port and without a full stop at its end."""
    name = header.strip().lower()
    if name.startswith("["):
        return f"{name.partition(']')[0]}]"
    return name.partition(":")[0].rstrip(".")


def same_origin(headers: Headers, scheme: str) -> bool:
    """Whether a browser says that a request comes from a page of ours; programs say nothing, and have the token."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        told = urlsplit(origin)
    except ValueError:
        return False
    return told.netloc.lower() == headers["host"].strip().lower() and told.scheme in ("http", "https", scheme)


def cookie(headers: Headers, name: str) -> str:
    """A cookie of a request; empty where there is none."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def too_large(most: int) -> Problem:
    """A body over the limit."""
    return Problem(413, f"more than {most:,} bytes were sent", "send less, or use inquit add for what is large")
