"""The pages of web archives: WARC files (ISO 28500) as crawlers, Wget and Common Crawl write them.

Of an archive's records those count that hold what an address answered: responses, resources, conversions (the texts of
Common Crawl's WET files), and revisits, which say that it was the same as before.  Requests and what the crawler notes
about itself are passed over in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from inquit.errors import Failure, InquitError, NotAnArticleError, SourceError, located
from inquit.sources.assemble import assemble
from inquit.sources.http_message import HttpResponse, http_response
from inquit.sources.options import ReadOptions
from inquit.sources.warc_parser import Damage, WarcRecord
from inquit.sources.warc_records import warc_records
from inquit.types import Article

PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
UNKNOWN = frozenset({"application/octet-stream", "application/x-unknown", "text/unknown"})
READ_NEXT = "the records after it were read; get the archive again if this one matters"


@dataclass(frozen=True, slots=True)
class Capture:
    """What an archive holds of an address.

    Attributes:
        number: Of the record among those that count, from 1.
        offset: Where its record begins in the file, in bytes.
        url: The address.
        date: When it was fetched, ISO 8601; `None` where the record does not tell.
        type: The record's: `response`, `resource`, `conversion` or `revisit`.
        block: The record's content.
        content_type: Of the record; for responses that of the page stands in the block.
        truncated: Why the archive kept only the beginning, or `None`.
        same_as: For a revisit, the address and time of the capture that it repeats.
    """

    number: int
    offset: int
    url: str | None
    date: str | None
    type: str
    block: bytes
    content_type: str | None = None
    truncated: str | None = None
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Damaged:
    """A record that could not be read.

    Attributes:
        number: As in `Capture`.
        offset: As there.
        error: What is wrong with it.
    """

    number: int
    offset: int
    error: SourceError


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a capture, ready for `sources`.

    Attributes:
        data: Its bytes, without codings.
        charset: As the server told it.
        content_type: As the server told it.
    """

    url: str
    data: bytes
    charset: str | None
    content_type: str | None


def captures(chunks: Iterable[bytes], limit_bytes: int) -> Iterator[Capture | Damaged]:
    """What an archive holds, in order.

    Args:
        chunks: The file, packed or not.
        limit_bytes: Of one record; larger ones are `Damaged`.
    """
    number = 0
    for record in warc_records(chunks, limit_bytes):
        if isinstance(record, Damage):
            number += 1
            yield Damaged(
                number, record.offset, SourceError(f"{record.what}, at byte {record.offset:,}", remedy=READ_NEXT)
            )
        elif (kind := record.headers.get("warc-type", "").lower()) in ("response", "resource", "conversion", "revisit"):
            number += 1
            yield _capture(number, record, kind)


def page_of(capture: Capture, limit_bytes: int) -> Page:
    """The page that a capture holds.

    Raises:
        NotAnArticleError: It holds an image, an error, a redirection, or a revisit.
        SourceError: It is damaged or too large.
    """
    url = capture.url or ""
    if not url.lower().startswith(("http://", "https://")):
        raise NotAnArticleError(f"is no page of the web but {url[:80] or 'without address'!r}")
    if capture.type == "revisit":
        when = capture.same_as or "the archive does not say when"
        raise NotAnArticleError(f"is the same as was fetched before ({when})")
    if capture.type != "response":
        _check_type(capture.content_type)
        return Page(url, capture.block, None, capture.content_type)
    answer = http_response(capture.block)
    if answer is None:
        raise SourceError("the record holds no HTTP response", remedy=READ_NEXT)
    _check_answer(answer)
    return Page(url, answer.body(limit_bytes), answer.charset, answer.content_type)


def articles_from_warc(chunks: Iterable[bytes], options: ReadOptions, *, where: str) -> Iterator[Article | Failure]:
    """The articles of an archive, lazily; what holds none, images and the like, is left out in silence."""
    for capture in captures(chunks, options.max_bytes):
        if isinstance(capture, Damaged):
            capture.error.where, capture.error.record = where, capture.number
            yield Failure(where, capture.number, capture.error)
            continue
        try:
            with located(where, capture.number):
                yield article_of(page_of(capture, options.max_bytes), options)
        except NotAnArticleError:
            continue
        except InquitError as error:
            yield Failure(where, error.record, error)


def article_of(page: Page, options: ReadOptions) -> Article:
    """The article of a page.

    Raises:
        SourceError: There is none, or it cannot be read.
    """
    from inquit.sources import Origin, draft_of_bytes  # which knows this module

    return assemble(draft_of_bytes(page.data, Origin(page.url, len(page.data), page.charset, page.url)), options)


def _capture(number: int, record: WarcRecord, kind: str) -> Capture:
    headers = record.headers
    before = " ".join(
        told for told in (headers.get("warc-refers-to-target-uri"), headers.get("warc-refers-to-date")) if told
    )
    return Capture(
        number,
        record.offset,
        (headers.get("warc-target-uri") or "").strip("<> ") or None,  # Wget puts it in brackets
        headers.get("warc-date") or None,
        kind,
        record.block,
        headers.get("content-type", "").partition(";")[0].strip().lower() or None,
        headers.get("warc-truncated") or None,
        before or None,
    )


def _check_answer(answer: HttpResponse) -> None:
    if answer.status not in (200, 203):
        raise NotAnArticleError(f"the server answered with status {answer.status}")
    _check_type(answer.content_type)


def _check_type(content_type: str | None) -> None:
    if content_type is not None and content_type not in PAGES | UNKNOWN:
        raise NotAnArticleError(f"is no page but {content_type[:80]}")
