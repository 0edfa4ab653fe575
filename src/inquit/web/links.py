"""Addresses of pages: the served site's, and those of the same pages as files.

Templates write no address by hand: they ask the `links` that they are given.  A link that has no target is `None`, and
the template shows words instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from inquit.web.assets import ASSETS


def anchor(statement: str) -> str:
    """The id of a statement's place in an article's text."""
    return f"t-{statement}"


def _quoted(told: str) -> str:
    """A part of a path; ids, of which a page has dozens, are one as they are."""
    return told if told.isalnum() and told.isascii() else quote(told, safe="")


class PageLinks(Protocol):
    """What templates ask for."""

    @property
    def live(self) -> bool:
        """Whether a server answers: forms, searches and data are there."""
        ...

    def page(self, name: str, **query: Any) -> str | None:
        """A page by its name, with a query from which what is empty is left out; the home page has the name ``."""
        ...

    def statement(self, statement: str) -> str | None:
        """A statement's page."""
        ...

    def article(self, article: str, *, version: int | None = None, at: str | None = None) -> str | None:
        """An article's page, at one of its statements."""
        ...

    def person(self, person: str) -> str | None:
        """A person's page."""
        ...

    def asset(self, name: str) -> str:
        """A file of ours, under a name that changes with it."""
        ...

    def form(self, form: str) -> str | None:
        """This page as data."""
        ...


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses on a served site.

    Attributes:
        here: Path and query of the page that holds the links.
        path: Path of it, without a form: `/search` for `/search.json?q=…`.
        query: Query of it, without question mark.
    """

    here: str = "/"
    path: str = "/"
    query: str = ""
    live: bool = True

    def page(self, name: str, **query: Any) -> str | None:
        """A page by its name, with a query from which what is empty is left out; the home page has the name ``."""
        asked = [(key, value) for key, value in query.items() if value not in (None, "", ())]
        return f"/{name}{f'?{urlencode(asked, doseq=True)}' if asked else ''}"

    def statement(self, statement: str) -> str | None:
        """A statement's page."""
        return f"/statement/{_quoted(statement)}"

    def article(self, article: str, *, version: int | None = None, at: str | None = None) -> str | None:
        """An article's page, at one of its statements."""
        asked = f"?version={version}" if version is not None else ""
        return f"/article/{_quoted(article)}{asked}{f'#{anchor(at)}' if at else ''}"

    def person(self, person: str) -> str | None:
        """A person's page."""
        return f"/person/{_quoted(person)}"

    def asset(self, name: str) -> str:
        """A file of ours, under a name that changes with it."""
        return f"/assets/{ASSETS[name].public}"

    def form(self, form: str) -> str | None:
        """This page as data."""
        path = "/index" if self.path == "/" else self.path
        return f"{path}.{form}{f'?{self.query}' if self.query else ''}"
