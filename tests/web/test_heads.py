"""HEAD is answered as GET is, without the body."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from inquit.web.heads import Heads
from tests.web.pages import BROWSER, Site


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=toll",
        "/search.csv?q=toll",
        "/add",
        "/watch.atom",
        "/robots.txt",
        "/nowhere",
        "/statement/s7.json",
    ],
)
def test_a_page_is_asked_for_by_its_head(shared_site: Site, path: str) -> None:
    whole = shared_site.client.get(path, headers=BROWSER)
    head = shared_site.client.head(path, headers=BROWSER)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert {**head.headers} == {**whole.headers}


def test_where_only_forms_are_sent_to_there_is_no_page(shared_site: Site) -> None:
    assert shared_site.client.head("/undo").status_code == 405


def test_a_stream_is_ended_at_its_first_part() -> None:
    sent: list[dict[str, Any]] = []

    async def stream(scope: Any, receive: Any, send: Any) -> None:
        assert scope["method"] == "GET"
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for part in (b"one", b"two"):
            await send({"type": "http.response.body", "body": part, "more_body": True})

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(Heads(stream)({"type": "http", "method": "HEAD"}, None, send))  # type: ignore[arg-type]
    assert [one["type"] for one in sent] == ["http.response.start", "http.response.body"]
    assert sent[1] == {"type": "http.response.body", "body": b"", "more_body": False}
