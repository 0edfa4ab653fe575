"""Reports on places: what `inquit audit` and `inquit stats` do, as one call each.

Without a ledger nothing is kept: a place is read, the report is made, and no file is left behind.  The reports are
imported by the functions that make them, while the model is being loaded.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from inquit import ingest
from inquit.errors import Failure, SourceError, UnknownIdError
from inquit.ingest.inputs import Input, Inputs
from inquit.sources import ReadOptions, is_url
from inquit.types import Article, Reading
from inquit.workers import ManyReader

if TYPE_CHECKING:
    from inquit.reports.audit import Audit
    from inquit.reports.audit_many import AuditOfMany

Place = str | os.PathLike[str]

STORY_ENDINGS = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml"})
"""Of files for which the model is loaded at once."""


def readings_at(
    places: Iterable[Place],
    options: ReadOptions | None = None,
    *,
    reader: ManyReader | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Reading | Failure]:
    """What is at places, lazily and in order: readings as they are, articles read.

    Args:
        places: Paths, folders, addresses, and `-` for standard input.
        options: How to read.
        reader: Reads the articles; by default the one with the packaged model, loaded once an article needs it.
        stdin: Stands for standard input.
    """
    inputs = Inputs(options or ReadOptions(), lambda size_bytes: None, Path(), stdin)
    found = chain.from_iterable(inputs.at(place) for place in places)
    for is_read, run in groupby(found, key=lambda given: not isinstance(given.found, Article)):
        if is_read:
            yield from (given.found for given in run if not isinstance(given.found, Article))
        else:
            yield from (reader or ingest.packaged_reader()).read_many(_articles(run))


def audit_place(
    place: Place,
    *,
    ledger: Place | None = None,
    options: ReadOptions | None = None,
    limit: int | None = None,
    as_of: date | None = None,
    reader: ManyReader | None = None,
    on_failure: Callable[[Failure], None] | None = None,
    stdin: BinaryIO | None = None,
) -> Audit | AuditOfMany:
    """Audit what is at a path or an address, an article of a ledger, or an outlet of it.

    A path that is there, and `-`, are read; an address that the ledger knows is taken from there, another is fetched;
    anything else is an id, or the name of an outlet.  With a path no ledger is opened.

    Args:
        place: What to look through.
        ledger: The ledger's file; `None`: there is none.
        options: How to read.
        limit: Articles of an outlet; by default as `audit_outlet`.
        as_of: Articles of an outlet published up to this day.
        reader: Reads; by default the one with the packaged model.
        on_failure: Told what could not be read where other articles of the place could.
        stdin: Stands for standard input.

    Raises:
        InquitError: There is no such place, article or outlet, or it cannot be read.
    """
    told = os.fspath(place)
    if told == ingest.STDIN or Path(told).exists():
        return _audit_read(told, options, reader, on_failure, stdin)
    if ledger is None or not Path(ledger).exists():
        if is_url(told):
            return _audit_read(told, options, reader, on_failure, stdin)
        what = f"there is no file, and no ledger at {os.fspath(ledger)} to look in" if ledger else "there is no file"
        raise SourceError(what, where=told, remedy="check the path, or name the ledger with --ledger")
    return _audit_kept(told, ledger, options, limit, as_of, reader, on_failure)


def _audit_kept(
    told: str,
    ledger: Place,
    options: ReadOptions | None,
    limit: int | None,
    as_of: date | None,
    reader: ManyReader | None,
    on_failure: Callable[[Failure], None] | None,
) -> Audit | AuditOfMany:
    """Of an article or an outlet of a ledger; an address that it does not know is read."""
    from inquit.ledger import Ledger
    from inquit.reports.audit import audit
    from inquit.reports.audit_many import NEWEST, audit_outlet

    with Ledger(ledger, create=False) as opened:
        if is_url(told) and opened.known_at(told) is None:
            return _audit_read(told, options, reader, on_failure, None)
        try:
            return audit(opened.article(told).reading)
        except UnknownIdError:
            return audit_outlet(opened, told, limit=NEWEST if limit is None else limit, as_of=as_of)


def _audit_read(
    place: str,
    options: ReadOptions | None,
    reader: ManyReader | None,
    on_failure: Callable[[Failure], None] | None,
    stdin: BinaryIO | None,
) -> Audit | AuditOfMany:
    if reader is None and _is_one_story(place):
        ingest.prepare()
    from inquit.reports.audit import audit
    from inquit.reports.audit_many import audit_many

    failures: list[Failure] = []
    readings = _passed(readings_at([place], options, reader=reader, stdin=stdin), failures.append)
    first, second = next(readings, None), next(readings, None)
    if first is None:
        raise failures[0].error if failures else SourceError("holds no article", where=place)
    report = audit(first) if second is None else audit_many(chain((first, second), readings), of=place)
    if on_failure is not None:
        for failure in failures:
            on_failure(failure)
    return report


def _is_one_story(place: str) -> bool:
    """Whether a place most likely holds a text or a page, which the model will read; records may be readings."""
    return place == ingest.STDIN or is_url(place) or Path(place).suffix.lower() in STORY_ENDINGS


def _passed(stream: Iterable[Reading | Failure], on_failure: Callable[[Failure], None]) -> Iterator[Reading]:
    for item in stream:
        if isinstance(item, Reading):
            yield item
        else:
            on_failure(item)


def _articles(run: Iterable[Input]) -> Iterator[Article]:
    for given in run:
        if isinstance(given.found, Article):
            yield given.found
