"""Formats of plug-ins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from inquit.errors import InquitError
from inquit.ledger import Ledger

if TYPE_CHECKING:
    from inquit.plugins import Exporter


def exported(ledger: Ledger, form: str, *, every: bool) -> Iterator[str]:
    """A ledger in a plug-in's format, as pieces of one text.

    Raises:
        InquitError: No plug-in has that format, or it fails.
    """
    from inquit.plugins import plugins

    exporters = plugins().exporters()
    if form not in exporters:
        there = f"there are: {', '.join(exporters)}" if exporters else "no plug-in gives any"
        raise InquitError(f"there is no format {form!r} that is one text", remedy=there)
    return _pieces(exporters[form], ledger, every=every)


def _pieces(exporter: Exporter, ledger: Ledger, *, every: bool) -> Iterator[str]:
    try:
        yield from exporter.pieces(ledger, every)
    except InquitError:
        raise
    except Exception as error:
        what = f"the plug-in for the format {exporter.name!r} failed: {type(error).__name__}: {error}"
        raise InquitError(what, remedy="tell those who made the plug-in") from error
