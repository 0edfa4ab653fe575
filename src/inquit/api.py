"""One call each: read a place, read a text."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from inquit.errors import Failure, FormatError
from inquit.ingest import articles, packaged_reader
from inquit.sources import ReadOptions, article_from_text
from inquit.types import Reading

if TYPE_CHECKING:
    from inquit.reading import Reader


def read_text(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    any_language: bool = False,
    options: ReadOptions | None = None,
    reader: Reader | None = None,
) -> Reading:
    """Read a text that is at hand.  Whatever the string looks like, it is taken as text, never as a place.

    Args:
        text: A story: headline, empty line and paragraphs, or any part of one.
        published: Its day of publication, ISO 8601; wins over a date line in the text.
        outlet: Who published it.
        any_language: Read it although it is not English, which the model was not trained for.
        options: Further options; what is named beside them wins.
        reader: Reads; by default the one with the packaged model.

    Raises:
        SourceError: If the text is empty or too long, or the date is none.
        LanguageError: If it is not English and `any_language` is false.
    """
    chosen = _chosen(options, published=published, outlet=outlet, any_language=any_language)
    return (reader or packaged_reader()).read(article_from_text(text, chosen))


def read(
    place: str | os.PathLike[str],
    *,
    published: str | None = None,
    outlet: str | None = None,
    any_language: bool = False,
    options: ReadOptions | None = None,
    reader: Reader | None = None,
) -> Reading:
    """Read the one article at a path or an http(s) address.

    For places that hold many articles, and to go on after a failure, use `inquit.ingest.readings`.

    Args:
        place: A path or an address; a string that is neither raises, and the message names `read_text`.
        published: Its day of publication, ISO 8601; wins over what the page says.
        outlet: Who published it; wins over what the page says.
        any_language: Read it although it is not English, which the model was not trained for.
        options: Further options; what is named beside them wins.
        reader: Reads; by default the one with the packaged model.

    Raises:
        SourceError: If there is nothing to read at that place, or it cannot be read.
        FetchError: If an address could not be fetched, or may not be.
        FormatError: If the place holds more than one article.
    """
    stream = articles([place], _chosen(options, published=published, outlet=outlet, any_language=any_language))
    first, second = next(stream, None), next(stream, None)
    if isinstance(first, Failure):
        raise first.error
    if isinstance(second, Failure):
        raise second.error
    if first is None or second is not None:
        held = "no article" if first is None else "more than one article"
        raise FormatError(f"holds {held}", where=os.fspath(place), remedy="use inquit.ingest.readings for many")
    return (reader or packaged_reader()).read(first)


def _chosen(
    options: ReadOptions | None, *, published: str | None, outlet: str | None, any_language: bool
) -> ReadOptions:
    options = options or ReadOptions()
    return replace(
        options,
        published=options.published if published is None else published,
        outlet=options.outlet if outlet is None else outlet,
        any_language=any_language or options.any_language,
    )
