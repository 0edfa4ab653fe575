"""Forms of input that plug-ins read: records from them, articles from us, checked like any other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from inquit.errors import Failure, InquitError, SourceError, located
from inquit.sources.options import ReadOptions
from inquit.types import Article

if TYPE_CHECKING:
    from inquit.plugins import Source


def source_of(head: bytes, where: str) -> Source | None:
    """The plug-in's source that claims an input; `None` where none does."""
    from inquit.plugins import plugins

    return plugins().source_of(head, where)


def articles_from(source: Source, data: bytes, options: ReadOptions, *, where: str) -> Iterator[Article | Failure]:
    """The articles of an input; where a record is bad the others are still read, where the plug-in fails it ends.

    Args:
        source: Claims the input.
        data: All of it.
        options: How to read.
        where: Path, address or `-`.
    """
    from inquit.sources.jsonl import articles_from_records

    yield from articles_from_records(_records(source, data, where), options, where=where)


def _records(source: Source, data: bytes, where: str) -> Iterable[object]:
    try:
        with located(where):
            yield from source.read(data, where)
    except InquitError:
        raise
    except Exception as error:
        what = f"the plug-in for {source.name} failed: {type(error).__name__}: {error}"
        raise SourceError(what, where=where, remedy="tell those who made the plug-in") from error
