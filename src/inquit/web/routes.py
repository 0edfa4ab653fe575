"""Views as routes: one function becomes a page, its data, and an entry of the OpenAPI description.

A view is a plain function from a `Desk` and what was asked to a dataclass.  It knows nothing of requests, so that tests
and the static export call it as it is.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, get_type_hints

from fastapi import APIRouter, Form, Header, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from inquit.ledger import Ledger
from inquit.web import answers
from inquit.web.changes import Changed
from inquit.web.ledgers import Lane
from inquit.web.problems import RefusedError
from inquit.web.site import Site, wants_html

ERRORS: dict[int | str, dict[str, Any]] = {
    # By its name and not as a model: FastAPI would make one of each status of each route, half a second of them.
    status: {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}, "description": told}
    for status, told in {
        400: "A value is impossible, or a file cannot be read",
        401: "A token is asked for",
        403: "The change comes from another site, or without the form's token",
        404: "There is no such thing in the ledger",
        409: "The ledger does not allow it",
        413: "Too much was sent",
        421: "The site is not called so",
        422: "The call has wrong parameters",
        429: "Too many requests",
        500: "Nobody foresaw it",
        503: "Another program writes to the ledger",
    }.items()
}

COOKIE_AGE_S = 365 * 24 * 3600
"""How long a browser keeps what it was told."""

View = Callable[..., answers.Page]


def add_page(router: APIRouter, path: str, view: View, template: str, lane: Lane = Lane.REPORTS) -> None:
    """Serve a view as a page at `path`, and as data at `path.json`, `path.csv` and `path.jsonl`.

    Args:
        router: Where to.
        path: `/search`, `/statement/{id}`; `/` has its data at `/index.json`.
        view: Takes a `Desk` first, then what the address tells, each parameter annotated as FastAPI wants it.
        template: Shows what the view returns.
        lane: Where it waits: `PAGES` only where it takes a tenth of a second at most, since all others wait behind it.
    """
    told = inspect.getdoc(view) or ""
    kind = get_type_hints(view)["return"]
    stem = "/index" if path == "/" else path
    name = view.__name__
    # Data first: `/statement/{id}` would take `/statement/s….json` too.
    for form in (answers.Form.JSON, answers.Form.CSV, answers.Form.JSONL):
        own = (
            {"model": kind} if form is answers.Form.JSON else {"content": {_bare(form): {"schema": {"type": "string"}}}}
        )
        router.add_api_route(
            f"{stem}.{form}",
            _endpoint(view, form, template, lane),
            methods=["GET"],
            name=f"{name}_{form}",
            operation_id=f"{name}_{form}",
            summary=told.partition("\n")[0],
            description=told,
            response_model=None,
            response_class=Response if form is not answers.Form.JSON else _Json,
            responses={200: {**own, "description": "The page as data"}, **ERRORS},
            tags=["pages as data"],
        )
    html = _endpoint(view, answers.Form.HTML, template, lane)
    router.add_api_route(path, html, methods=["GET"], name=name, include_in_schema=False, response_model=None)


class _Json(JSONResponse):
    """Tells FastAPI that the answer is JSON; of any other response it would say in the description that it is text."""


def _bare(form: answers.Form) -> str:
    return answers.MEDIA_TYPES[form].partition(";")[0]


def _endpoint(view: View, form: answers.Form, template: str, lane: Lane) -> Callable[..., Awaitable[Response]]:
    async def endpoint(request: Request, **asked: Any) -> Response:
        site: Site = request.app.state.site

        def work(ledger: Ledger) -> Response:
            page = view(site.desk(ledger, request), **asked)
            return site.answer(request, page, form, template)

        return await site.ledgers.run(work, lane)

    return with_parameters(endpoint, view, skip=1)


def add_change(router: APIRouter, path: str, change: Callable[..., Changed]) -> None:
    """Serve a change: a form that is sent by POST, answered by the page it belongs to, or by JSON for programs.

    Args:
        router: Where to.
        path: `/statement/{id}/correct`.
        change: Takes a `Desk` first, then the address's and the form's fields; `then` is where to go afterwards.
    """
    told = inspect.getdoc(change) or ""

    async def endpoint(
        request: Request,
        token: Annotated[str, Form(max_length=100)] = "",
        x_inquit_token: Annotated[str, Header(max_length=100)] = "",
        **asked: Any,
    ) -> Response:
        site: Site = request.app.state.site
        check_token(site, token or x_inquit_token)
        done = await site.ledgers.run(lambda ledger: change(site.desk(ledger, request), **asked), Lane.CHANGES)
        site.memory.forget()
        return changed(request, done)

    router.add_api_route(
        path,
        with_parameters(endpoint, change, skip=1, own=("token", "x_inquit_token")),
        methods=["POST"],
        name=change.__name__,
        operation_id=change.__name__,
        summary=told.partition("\n")[0],
        description=told,
        response_model=None,
        response_class=_Json,
        responses={
            200: {"model": Changed, "description": "What was said"},
            303: {"description": "For browsers: the page that shows it"},
            **ERRORS,
        },
        tags=["changes"],
    )


def changed(request: Request, done: Changed) -> Response:
    """The answer to a change that was made."""
    if wants_html(request.scope):
        return RedirectResponse(done.then, 303)
    return Response(answers.adapter(Changed).dump_json(done), media_type=answers.MEDIA_TYPES[answers.Form.JSON])


def check_token(site: Site, told: str) -> None:
    """Whether a form is one of ours.

    Raises:
        RefusedError: It is not.
    """
    import hmac

    if not hmac.compare_digest(told.encode(), site.form_token.encode()):
        raise RefusedError(
            403, "the form is not of this run of the site", "load the page again, then send it once more"
        )


def with_parameters(
    endpoint: Callable[..., Awaitable[Response]], view: Callable[..., Any], *, skip: int, own: tuple[str, ...] = ()
) -> Callable[..., Awaitable[Response]]:
    """Give an endpoint the parameters of a view, so that FastAPI reads, checks and describes them."""
    hints = get_type_hints(view, include_extras=True)
    theirs = [
        parameter.replace(annotation=hints[parameter.name], kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in list(inspect.signature(view).parameters.values())[skip:]
    ]
    mine = inspect.signature(endpoint).parameters
    my_hints = get_type_hints(endpoint, include_extras=True)
    kept = [
        mine[name].replace(annotation=my_hints[name], kind=inspect.Parameter.KEYWORD_ONLY) for name in ("request", *own)
    ]
    endpoint.__signature__ = inspect.Signature([*kept, *theirs])  # type: ignore[attr-defined]
    return endpoint
