"""`lost` for people: paths and addresses are read, ids looked up, everything else is words."""

from __future__ import annotations

import re
from pathlib import Path

from inquit.errors import Failure, FormatError, SourceError
from inquit.ingest import articles
from inquit.ledger import Ledger
from inquit.reports.lost import Lost, lost
from inquit.reports.lost_sides import ID
from inquit.sources import ReadOptions
from inquit.types import Article

_PATH = re.compile(r"\S+\.(?:html?|txt|jsonl?|md|gz)")


def lost_between(
    one: str, other: str | None = None, *, ledger: str | Path | None = None, options: ReadOptions | None = None
) -> Lost:
    """What went missing between two texts.

    Args:
        one: A path or an address of one article, an id of the ledger (`s…`, `a…`, `a…@2`), or words.
        other: The same; without it `one` is an article, see `reports.lost.lost`.
        ledger: The ledger's path; opened only where one of the two looks like an id.
        options: How places are read.

    Raises:
        SourceError: A place cannot be read.
        LedgerError: There is no ledger, or nothing in it under an id.
    """
    told = [_read(place, options or ReadOptions()) for place in (one, other) if place is not None]
    first, second = (*told, None)[:2]
    if ledger is not None and any(isinstance(part, str) and ID.fullmatch(part.strip()) for part in told):
        with Ledger(ledger, create=False) as opened:
            return lost(first, second, ledger=opened)  # type: ignore[arg-type]
    return lost(first, second)  # type: ignore[arg-type]


def _read(told: str, options: ReadOptions) -> str | Article:
    """The article at a place; the string itself where it is none."""
    is_address = told.startswith(("https://", "http://"))
    if not is_address and not _is_file(told):
        if _PATH.fullmatch(told):
            raise SourceError("there is no such file", where=told, remedy="check the path")
        return told
    found = list(articles([told], options))
    if len(found) != 1:
        raise FormatError(f"holds {len(found)} articles, not one", where=told, remedy="name a file with one article")
    if isinstance(found[0], Failure):
        raise found[0].error
    return found[0]


def _is_file(told: str) -> bool:
    try:
        return len(told) < 1_000 and Path(told).is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False
