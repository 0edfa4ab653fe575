"""A record to what is in it: the article, or why there is none."""

from __future__ import annotations

from dataclasses import replace

from inquit.batch.inputs import left_by
from inquit.batch.options import BatchOptions
from inquit.batch.records import Found, Left, Outcome, Record
from inquit.batch.sketches import sketch
from inquit.errors import InquitError
from inquit.records import parse_object
from inquit.sources import Origin, draft_of_bytes
from inquit.sources.assemble import assemble
from inquit.sources.jsonl import article_from_record
from inquit.sources.warc import Capture, article_of, page_of
from inquit.types import Article


def extract(record: Record, options: BatchOptions) -> Found:
    """Take the article out of a record; what cannot be read is told as `Found.left`."""
    if record.left is not None:
        return Found(None, record.left)
    fetched = record.content.date if isinstance(record.content, Capture) else None
    try:
        article = _article(record, options)
    except InquitError as error:
        return Found(None, _left(error, record), fetched)
    words = len(article.text.split())
    if words < options.min_words:
        why = f"text of {words:,} words, {options.min_words:,} are needed (--min-words N)"
        return Found(None, Left(Outcome.TOO_SHORT, why), fetched)
    return Found(article, fetched=fetched, sketch=sketch(article.text) if options.near is not None else b"")


def _article(record: Record, options: BatchOptions) -> Article:
    content = record.content
    if isinstance(content, Capture):
        article = article_of(page_of(content, options.read.max_bytes), options.read)
        if content.truncated:
            note = f"The archive kept only the beginning of the page ({content.truncated})."
            return replace(article, warnings=(*article.warnings, note))
        return article
    if record.fields is not None:
        return article_from_record(record.fields.article(parse_object(content)), options.read)
    origin = Origin(record.place.file, len(content))
    return assemble(draft_of_bytes(content, origin), options.read)


def _left(error: InquitError, record: Record) -> Left:
    left = left_by(error)
    if isinstance(record.content, Capture) and record.content.type == "revisit":
        return replace(left, outcome=Outcome.DUPLICATE)
    return left
