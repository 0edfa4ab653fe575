"""Pages of plug-ins."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI

from inquit.plugins import Route, plugins

View = Callable[..., Any]


def add_pages(app: FastAPI, add_page: Callable[[APIRouter, str, View, str], None]) -> None:
    """Serve the pages of plug-ins, after our own; one that cannot be served is left out.

    Args:
        app: Where to.
        add_page: `routes.add_page`, which the templates that ask us for theirs stand below.
    """
    for name, route in plugins().routes():
        router = APIRouter()
        try:
            add_page(router, route.path, route.view, str(route.template))
        except Exception as error:
            plugins().left_out(name, error)
            continue
        app.include_router(router)


def template(name: str) -> str | None:
    """A plug-in's template by its path; no other file can be had."""
    known = {str(route.template) for route in _routes()}
    return Path(name).read_text(encoding="utf-8") if name in known else None


def menu() -> list[tuple[str, str]]:
    """Names of their pages, and what they are called."""
    return [(route.path.lstrip("/"), route.label) for route in _routes() if route.label]


def _routes() -> list[Route]:
    return [route for _, route in plugins().routes()]
