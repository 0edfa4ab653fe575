"""The hooks: what a plug-in may add.  None of them is inside reading: the same text and model give the same reading.

A plug-in implements those that it needs, with `inquit.plugins.hookimpl`; docs/plugins.md shows each.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

from inquit.plugins.parts import Exporter, Route, Source

if TYPE_CHECKING:
    import click

hookspec = pluggy.HookspecMarker("inquit")


@hookspec
def startup(inquit_version: str) -> None:
    """Check settings before any other hook of this plug-in is called; one that raises is left out, with the reason."""


@hookspec
def register_commands() -> Iterable[click.Command]:  # type: ignore[empty-body]
    """Give `inquit` more commands."""


@hookspec
def register_sources() -> Iterable[Source]:  # type: ignore[empty-body]
    """Read inputs of more forms, wherever `inquit` reads."""


@hookspec
def register_exporters() -> Iterable[Exporter]:  # type: ignore[empty-body]
    """Give `inquit export` more formats."""


@hookspec
def register_routes() -> Iterable[Route]:  # type: ignore[empty-body]
    """Give the site of `inquit serve` more pages, each with its data."""
