"""What is new, for readers of feeds; and how a browser remembers up to where its reader looked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from inquit.errors import FormatError
from inquit.export.atom import feed
from inquit.ledger import Ledger
from inquit.web.changes import local
from inquit.web.ledgers import Lane
from inquit.web.routes import COOKIE_AGE_S, ERRORS, check_token, with_parameters
from inquit.web.site import MARK, Site
from inquit.web.views.watch import newest

ATOM = "application/atom+xml"


def add_feed(router: APIRouter) -> None:
    """Serve what is new as a feed, and take up to where somebody looked."""

    async def endpoint(request: Request, **asked: Any) -> Response:
        site: Site = request.app.state.site
        name = Path(site.settings.ledger).name

        def work(ledger: Ledger) -> Response:
            told = feed(newest(site.desk(ledger, request), **asked), ledger=name)
            return Response(told, media_type=f"{ATOM}; charset=utf-8")

        return await site.ledgers.run(work, Lane.REPORTS)

    router.add_api_route(
        "/watch.atom",
        with_parameters(endpoint, newest, skip=1),
        methods=["GET"],
        name="watch_atom",
        operation_id="watch_atom",
        summary="What is new, as an Atom feed",
        description="The last seven days, or fewer where those have more than 1,000 statements.",
        response_model=None,
        response_class=Response,
        responses={200: {"content": {ATOM: {"schema": {"type": "string"}}}, "description": "The feed"}, **ERRORS},
        tags=["pages as data"],
    )

    @router.post("/watch/seen", include_in_schema=False)
    async def seen(
        request: Request,
        until: Annotated[str, Form(max_length=80)] = "",
        token: Annotated[str, Form(max_length=100)] = "",
        then: Annotated[str, Form(max_length=2000)] = "/watch",
    ) -> Response:
        site: Site = request.app.state.site
        check_token(site, token)
        if not MARK.fullmatch(until):
            raise FormatError(f"until: {until!r} is no mark", remedy="send what a page of what is new tells")
        answer = RedirectResponse(local(then, "/watch"), 303)
        answer.set_cookie(site.seen_cookie, quote(until, safe=""), COOKIE_AGE_S, httponly=True, samesite="lax")
        return answer
