"""The site as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Form, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Scope

from inquit import __version__
from inquit.errors import InquitError
from inquit.ingest import packaged_reader
from inquit.web import changes, people_changes, pledge_changes, plugged, views
from inquit.web.adding import add_routes
from inquit.web.answers import adapter
from inquit.web.assets import BY_PUBLIC_NAME
from inquit.web.feeds import add_feed
from inquit.web.guard import COOKIE, Guard, pass_of
from inquit.web.heads import Heads
from inquit.web.jobs import Jobs, ReaderSource
from inquit.web.ledgers import Lane, Ledgers
from inquit.web.problems import Problem, RefusedError, problem_of
from inquit.web.routes import COOKIE_AGE_S, add_change, add_page, check_token
from inquit.web.settings import Settings
from inquit.web.site import MAX_NAME, NAME_COOKIE, Site

DESCRIPTION = """
Who said what, as an Inquit ledger keeps it. Every page of the site answers data where its address ends in `.json`,
`.csv` or `.jsonl`. Changes are forms; programs take the field `token` from any page, and get JSON where they do not
accept HTML. Every error has the same four fields.
"""


def create_app(settings: Settings, *, reader: ReaderSource = packaged_reader) -> FastAPI:
    """The site of a ledger.

    Args:
        settings: How it is served.
        reader: Makes the reader of what is added, when it is first needed.

    Raises:
        LedgerError: The ledger cannot be used.
    """
    ledgers = Ledgers(settings.ledger, settings.threads)
    site = Site(settings, ledgers, Jobs(settings, reader))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        site.jobs.close()
        ledgers.close()

    app = FastAPI(
        title="Inquit",
        version=__version__,
        description=DESCRIPTION,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # those pages load scripts from elsewhere
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
    )
    app.state.site = site
    router = APIRouter()
    for path, view, template in views.PAGES:
        add_page(router, path, view, template, Lane.PAGES if path in views.QUICK else Lane.REPORTS)
    for path, change in (*changes.CHANGES, *people_changes.CHANGES, *pledge_changes.CHANGES):
        add_change(router, path, change)
    add_routes(router)
    add_feed(router)
    _add_small_routes(router)
    app.include_router(router)
    plugged.add_pages(app, add_page)

    def answer(scope: Scope, problem: Problem) -> ASGIApp:
        return site.problem(scope, problem)

    async def on_error(request: Request, error: Exception) -> Response:
        return site.problem(request.scope, problem_of(error))

    for kind in (InquitError, RefusedError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, on_error)
    app.add_middleware(Guard, settings=settings, answer=answer)
    app.add_middleware(Heads)
    _describe_problems(app)
    return app


def _describe_problems(app: FastAPI) -> None:
    """Let the description of the API tell what an error is, to which all routes refer."""
    make = app.openapi

    def described() -> dict[str, Any]:
        schema = make()
        told = adapter(Problem).json_schema(mode="serialization")
        schema.setdefault("components", {}).setdefault("schemas", {})["Problem"] = told
        return schema

    app.openapi = described  # type: ignore[method-assign]


def _add_small_routes(router: APIRouter) -> None:
    @router.get("/assets/{name}", include_in_schema=False)
    async def asset(name: str) -> Response:
        found = BY_PUBLIC_NAME.get(name)
        if found is None:
            raise HTTPException(404)
        forever = {"Cache-Control": "public, max-age=31536000, immutable"}
        return Response(found.content, headers=forever, media_type=found.media_type)

    @router.get("/favicon.ico", include_in_schema=False)
    async def favicon() -> Response:
        return Response(status_code=204)

    @router.get("/robots.txt", include_in_schema=False)
    async def robots() -> Response:
        return Response("User-agent: *\nDisallow: /\n", media_type="text/plain; charset=utf-8")

    @router.get("/enter", include_in_schema=False)
    async def enter_by_link(request: Request, token: str = "") -> Response:
        return _enter(request, token, "/")

    @router.post("/enter", include_in_schema=False)
    async def enter(request: Request, entry: Annotated[str, Form(max_length=400)] = "") -> Response:
        return _enter(request, entry, "/")

    @router.post("/you", include_in_schema=False)
    async def you(
        request: Request,
        name: Annotated[str, Form(max_length=400)] = "",
        token: Annotated[str, Form(max_length=100)] = "",
        then: Annotated[str, Form(max_length=2000)] = "/",
    ) -> Response:
        from urllib.parse import quote

        check_token(request.app.state.site, token)
        answer = RedirectResponse(changes.local(then), 303)
        told = quote(" ".join(name.split())[:MAX_NAME])
        answer.set_cookie(NAME_COOKIE, told, COOKIE_AGE_S, httponly=True, samesite="lax")
        return answer


def _enter(request: Request, told: str, then: str) -> Response:
    """Let a browser in that shows the token, and count the tries of one that does not."""
    import hmac

    site: Site = request.app.state.site
    address = request.client.host if request.client else ""
    if site.guesses.wait_s(address) > 0:
        raise RefusedError(429, "too many wrong tokens from this address", "wait a minute")
    if site.settings.token is None:
        return RedirectResponse(then, 303)
    if not hmac.compare_digest(told.encode(), site.settings.token.encode()):
        raise RefusedError(401, "this is not the token", "open the address that inquit serve printed")
    answer = RedirectResponse(then, 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, pass_of(told), COOKIE_AGE_S, httponly=True, samesite="lax", secure=secure)
    return answer
