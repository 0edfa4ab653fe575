"""The pages where something is added, and seen being read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, File, Form, Header, Request, UploadFile
from starlette.responses import RedirectResponse, Response, StreamingResponse

from inquit.errors import FormatError
from inquit.sources import is_url
from inquit.web.answers import MEDIA_TYPES, adapter
from inquit.web.answers import Form as AnswerForm
from inquit.web.jobs import Given, Job
from inquit.web.problems import RefusedError
from inquit.web.routes import ERRORS, check_token
from inquit.web.site import Site, wants_html

PASTED = "a pasted text"
LOOK_EVERY_S = 0.15
MOST_S = 600.0
"""How long one stream of events lasts; a browser that still waits then asks again by itself."""


@dataclass(frozen=True, slots=True)
class AddPage:
    """The form.

    Attributes:
        max_file_mb: What a file may have.
    """

    max_file_mb: int


def add_routes(router: APIRouter) -> None:
    """Serve the form, what it sends, and how far that is."""

    @router.get("/add", include_in_schema=False)
    async def add_form(request: Request) -> Response:
        site: Site = request.app.state.site
        page = AddPage(site.settings.max_file_bytes // 1_000_000)
        return Response(site.html("add.html", request.scope, page=page), media_type=MEDIA_TYPES[AnswerForm.HTML])

    @router.post(
        "/add",
        summary="Add a text, a link or a file",
        operation_id="add",
        response_model=None,
        responses={
            202: {"model": Job, "description": "It is read; `/add/{id}.json` tells how far it is"},
            303: {"description": "For browsers: the page that shows it"},
            **ERRORS,
        },
        status_code=202,
        tags=["changes"],
    )
    async def add(
        request: Request,
        text: Annotated[str, Form()] = "",
        url: Annotated[str, Form(max_length=4000)] = "",
        published: Annotated[str, Form(max_length=40)] = "",
        outlet: Annotated[str, Form(max_length=200)] = "",
        token: Annotated[str, Form(max_length=100)] = "",
        x_inquit_token: Annotated[str, Header(max_length=100)] = "",
        file: Annotated[UploadFile | None, File()] = None,
    ) -> Response:
        """Exactly one of `text`, `url` and `file`."""
        site: Site = request.app.state.site
        check_token(site, token or x_inquit_token)
        data = await file.read() if file is not None and file.filename else b""
        name = (file.filename or "") if file is not None else ""
        job = site.jobs.add(_given(text, url.strip(), name, data, published.strip(), outlet.strip()))
        if wants_html(request.scope):
            return RedirectResponse(f"/add/{job.id}", 303)
        return Response(adapter(Job).dump_json(job), 202, media_type=MEDIA_TYPES[AnswerForm.JSON])

    @router.get(
        "/add/{number}.json",
        summary="How far something is that is added",
        operation_id="job_json",
        response_model=None,
        responses={200: {"model": Job, "description": "How far it is"}, **ERRORS},
        tags=["pages as data"],
    )
    async def job_json(request: Request, number: str) -> Response:
        site: Site = request.app.state.site
        return site.answer(request, site.jobs.find(number), AnswerForm.JSON, "job.html")

    @router.get("/add/{number}", include_in_schema=False)
    async def job(request: Request, number: str) -> Response:
        site: Site = request.app.state.site
        return site.answer(request, site.jobs.find(number), AnswerForm.HTML, "job.html")

    @router.get("/add/{number}/events", include_in_schema=False)
    async def job_events(request: Request, number: str) -> Response:
        site: Site = request.app.state.site
        site.jobs.find(number)
        return StreamingResponse(_events(site, number), media_type="text/event-stream")


def _given(text: str, url: str, name: str, data: bytes, published: str, outlet: str) -> Given:
    """What a form brings.

    Raises:
        FormatError: Nothing, or more than one thing.
        RefusedError: The address is none of the web.
    """
    told = [bool(text.strip()), bool(url), bool(data)]
    if sum(told) != 1:
        what = "there is nothing to add" if not any(told) else "more than one thing was given"
        raise FormatError(what, remedy="paste a text, give a link or choose a file: one of them")
    if url and not is_url(url):
        raise RefusedError(400, f"{url[:200]!r} is not a web address", "it begins with https:// or http://")
    shown = url or (name or "a file" if data else PASTED)
    return Given(shown[:200], url or None, data or text.encode("utf-8", "replace"), published or None, outlet or None)


async def _events(site: Site, number: str) -> AsyncIterator[str]:
    """An event for each change, the number of the step; `done` at the end (HTML, Server-sent events)."""
    seen, waited_s = -1, 0.0
    while waited_s < MOST_S:
        job = site.jobs.find(number)
        if job.step != seen:
            seen = job.step
            yield f"event: {'done' if job.ended else 'step'}\ndata: {job.step}\n\n"
        if job.ended:
            return
        await asyncio.sleep(LOOK_EVERY_S)
        waited_s += LOOK_EVERY_S
