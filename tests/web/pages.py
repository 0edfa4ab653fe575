"""What tests ask a site: pages as a browser asks for them, data as a program does."""

from __future__ import annotations

import re
from typing import Any

import httpx2
from starlette.testclient import TestClient

BROWSER = {"Accept": "text/html,application/xhtml+xml"}
TOKEN = re.compile(r'name="token" value="([0-9a-f]+)"')


class Site:
    """A client of a site."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def page(self, path: str) -> httpx2.Response:
        """A page as a browser gets it."""
        return self.client.get(path, headers=BROWSER)

    def data(self, path: str) -> Any:
        """A page's JSON; it must be there."""
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def token(self) -> str:
        """The token of forms."""
        match = TOKEN.search(self.page("/add").text)
        assert match is not None
        return match[1]

    def say(self, path: str, *, browser: bool = False, **fields: Any) -> httpx2.Response:
        """Send a form."""
        headers = BROWSER if browser else {}
        return self.client.post(path, data={"token": self.token(), **fields}, headers=headers)

    def statement(self, words: str) -> dict[str, Any]:
        """The one statement that is found by words."""
        (found,) = self.data(f"/search.json?q={words}")["found"]
        return found
