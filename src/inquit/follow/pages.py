"""A page that was fetched into the ledger; what its feed says of it counts where the page itself says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from inquit.errors import Failure, FormatError, located
from inquit.follow.settings import Settings
from inquit.follow.state import Followed
from inquit.ingest.inputs import Input, Inputs
from inquit.ingest.politeness import Answer
from inquit.ingest.recording import Recorded
from inquit.ledger import Ledger
from inquit.sources.fetch import Fetched
from inquit.types import Article, PublishedCandidate, Reading
from inquit.workers import ManyReader


def add_page(
    ledger: Ledger, page: Followed, fetched: Fetched, reader: ManyReader, settings: Settings
) -> Iterator[Recorded | Failure]:
    """Read the articles of a page and add them; an article that is known as it is is not read again."""
    inputs = Inputs(settings.options, lambda size: None, Path(ledger.path))
    for given in inputs.of_answer(Answer(page.url, fetched)):
        if isinstance(given.found, Failure):
            yield given.found
            continue
        yield _add(ledger, page, given, reader, settings)


def _add(ledger: Ledger, page: Followed, given: Input, reader: ManyReader, settings: Settings) -> Recorded | Failure:
    found = given.found
    if isinstance(found, Article):
        article = with_told(found, page)
        known = ledger.known_as(article, getattr(reader, "info", None))
        if known is not None:
            return Recorded(page.url, known)
        (result,) = reader.read_many([article])
        if isinstance(result, Failure):
            return result
        found = result
    assert isinstance(found, Reading)  # failures were told before
    try:
        with located(page.url):
            added = ledger.add(found, source=given.source if settings.keep_source else None)
    except FormatError as error:
        return Failure(page.url, error.record, error)
    return Recorded(page.url, added)


def with_told(article: Article, page: Followed) -> Article:
    """The article with the day and the outlet that its feed tells, where it has none of its own."""
    told = page.told
    published, outlet = article.published, article.outlet
    candidates = article.published_candidates
    if told.get("published"):
        candidates = (*candidates, PublishedCandidate(told["published"], "feed"))
        published = published or told["published"]
    return replace(
        article, published=published, published_candidates=candidates, outlet=outlet or told.get("outlet") or None
    )
