"""What one running site consists of, and how it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from inquit.ledger import Ledger
from inquit.web.answers import MEDIA_TYPES, Form, Page, adapter, data
from inquit.web.desk import Desk
from inquit.web.guard import cookie, form_token, new_secret
from inquit.web.jobs import Jobs
from inquit.web.ledgers import Ledgers
from inquit.web.limits import Limit
from inquit.web.links import Links
from inquit.web.memory import Memory
from inquit.web.problems import Problem
from inquit.web.settings import Settings
from inquit.web.templating import render

NAME_COOKIE = "inquit_name"
MAX_NAME = 80
MARK = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]{8,15}Z(?:/\d{1,18})?", re.ASCII)
"""Up to where somebody looked at what is new, as `reports.watch` tells it."""


@dataclass(slots=True)
class Site:
    """A site while it runs.

    Attributes:
        secret: Of this run.
        jobs: What is being added.
        guesses: Tries to show the token, by address.
    """

    settings: Settings
    ledgers: Ledgers
    jobs: Jobs
    memory: Memory = field(default_factory=Memory)
    secret: str = field(default_factory=new_secret)
    guesses: Limit = field(default_factory=lambda: Limit(0.1, 10))

    def desk(self, ledger: Ledger, request: Request) -> Desk:
        """What a view is given."""
        return Desk(ledger, self.memory, self.who(request.headers), self.seen(request.headers))

    def who(self, headers: Headers) -> str:
        """The name that the browser was told to use, else the one that the site was started with."""
        return " ".join(unquote(cookie(headers, NAME_COOKIE)).split())[:MAX_NAME] or self.settings.who

    def seen(self, headers: Headers) -> str | None:
        """Up to where the browser's reader looked at what is new."""
        told = unquote(cookie(headers, self.seen_cookie))
        return told if MARK.fullmatch(told) else None

    @property
    def seen_cookie(self) -> str:
        """Of this ledger: browsers give all ports of a machine the same cookies."""
        return f"inquit_seen_{sha256(str(Path(self.settings.ledger).resolve()).encode()).hexdigest()[:8]}"

    @property
    def form_token(self) -> str:
        """What forms carry."""
        return form_token(self.secret)

    def answer(self, request: Request, page: Page, form: Form, template: str, *, status: int = 200) -> Response:
        """A page in the form that was asked for."""
        if form is not Form.HTML:
            return Response(data(page, form), status, media_type=MEDIA_TYPES[form])
        html = self.html(template, request.scope, page=page)
        return Response(html, status, media_type=MEDIA_TYPES[Form.HTML])

    def html(self, template: str, scope: Scope, **values: Any) -> str:
        """A template with what all pages show."""
        headers = Headers(scope=scope)
        return render(
            template,
            links_of(scope),
            who=self.who(headers),
            token=self.form_token,
            **values,
        )

    def problem(self, scope: Scope, problem: Problem) -> Response:
        """Why there is no page: on a page for people, as the same fields for programs."""
        retry = {"Retry-After": "5"} if problem.status in (429, 503) else {}
        headers = {**retry, "Cache-Control": "no-store"}
        if wants_html(scope):
            template = "enter.html" if problem.status == 401 else "problem.html"
            html = self.html(template, scope, problem=problem)
            return Response(html, problem.status, headers, MEDIA_TYPES[Form.HTML])
        return Response(adapter(Problem).dump_json(problem), problem.status, headers, MEDIA_TYPES[Form.JSON])


def links_of(scope: Scope) -> Links:
    """Links from the page of a request."""
    query = scope["query_string"].decode("ascii", "replace")
    path = scope["path"]
    for form in (Form.JSON, Form.CSV, Form.JSONL):
        path = path.removesuffix(f".{form}")
    here = f"{path}?{query}" if query else path
    return Links(here, path, query)


def wants_html(scope: Scope) -> bool:
    """Whether a person looks at the answer: no form of data in the address, and a browser that asks."""
    if scope["path"].startswith("/api/") or scope["path"].endswith((".json", ".csv", ".jsonl")):
        return False
    accept = Headers(scope=scope).get("accept", "")
    return "text/html" in accept or "application/xhtml" in accept
