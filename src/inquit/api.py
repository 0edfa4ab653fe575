"""One call each: read a place, read a text."""

from __future__ import annotations

import os
from functools import cache

from inquit.errors import Failure, FormatError
from inquit.ingest import articles
from inquit.reading import Reader
from inquit.sources import ReadOptions, article_from_text
from inquit.types import Reading


def read_text(
    text: str, *, published: str | None = None, outlet: str | None = None, any_language: bool = False
) -> Reading:
    """Read a text that is at hand.  Whatever the string looks like, it is taken as text, never as a place.

    Args:
        text: A story: headline, empty line and paragraphs, or any part of one.
        published: Its day of publication, ISO 8601; wins over a date line in the text.
        outlet: Who published it.
        any_language: Read it although it is not English, which the model was not trained for.

    Raises:
        SourceError: If the text is empty or too long, or the date is none.
        LanguageError: If it is not English and `any_language` is false.
    """
    options = ReadOptions(published=published, outlet=outlet, any_language=any_language)
    return _reader().read(article_from_text(text, options))


def read(
    place: str | os.PathLike[str],
    *,
    published: str | None = None,
    outlet: str | None = None,
    any_language: bool = False,
) -> Reading:
    """Read the one article at a path or an http(s) address.

    For places that hold many articles, and to go on after a failure, use `Reader().read_many`.

    Args:
        place: A path or an address; a string that is neither raises, and the message names `read_text`.
        published: Its day of publication, ISO 8601; wins over what the page says.
        outlet: Who published it; wins over what the page says.
        any_language: Read it although it is not English, which the model was not trained for.

    Raises:
        SourceError: If there is nothing to read at that place, or it cannot be read.
        FetchError: If an address could not be fetched, or may not be.
        FormatError: If the place holds more than one article.
    """
    options = ReadOptions(published=published, outlet=outlet, any_language=any_language)
    stream = articles([place], options)
    first, second = next(stream, None), next(stream, None)
    if isinstance(first, Failure):
        raise first.error
    if isinstance(second, Failure):
        raise second.error
    if first is None or second is not None:
        held = "no article" if first is None else "more than one article"
        raise FormatError(f"holds {held}", where=os.fspath(place), remedy="use Reader().read_many for files of many")
    return _reader().read(first)


@cache
def _reader() -> Reader:
    return Reader()
