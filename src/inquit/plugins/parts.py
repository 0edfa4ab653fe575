"""What plug-ins hand over: a source, an exporter, a page.  Commands are click's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inquit.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Source:
    """A form of input.

    Attributes:
        name: What the form is called in messages, "WebVTT subtitles".
        claims: Whether an input is of this form, told by its first bytes (up to 64 KiB) and its path, address or `-`.
            Asked before Inquit looks at the input itself; about what lies inside archives it is not asked.
        read: The articles of an input, from all its bytes (no more than `max_bytes` of the options) and its place: a
            record each, with `text` and any of the fields of articles in JSON Lines.  Raises `SourceError` for what
            cannot be read.
    """

    name: str
    claims: Callable[[bytes, str], bool]
    read: Callable[[bytes, str], Iterable[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format of `inquit export`.

    Attributes:
        name: The value of `--format`.
        summary: What it is, in a few words.
        pieces: A ledger as pieces of one text, the pieces joined are the file; called with the ledger, and whether what
            stood before is wanted too.  Lazy, so that memory does not grow with the ledger.
    """

    name: str
    summary: str
    pieces: Callable[[Ledger, bool], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Route:
    """A page of the site.

    Attributes:
        path: Where it is, `/quotes`; `/quotes.json`, `.csv` and `.jsonl` are its data.  Our own addresses stay ours.
        view: From a desk, whose `ledger` is open, and what the address asks, each parameter annotated as for FastAPI,
            to a dataclass with a method `rows()`; the return annotation names that class.
        template: A Jinja file that shows it as `page`; it may extend `base.html` and gets what our own templates get.
        label: What the menu calls it; empty for a page that the menu leaves out.
    """

    path: str
    view: Callable[..., Any]
    template: Path
    label: str = ""
