"""Readings to text, for people and for programs: one module a format.

The formats are pure functions of readings; `rendered` is their common face, which the command line calls.  The modules
are imported when a format is asked for, since `html` brings Jinja2 and `table` brings rich.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from inquit.types import Reading

__all__ = ["Format", "rendered"]


class Format(StrEnum):
    """What readings can be written as."""

    TABLE = "table"
    JSONL = "jsonl"
    HTML = "html"
    MARKDOWN = "markdown"


def rendered(readings: Iterable[Reading], form: Format, *, explain: bool = False, codes: bool = False) -> Iterator[str]:
    """The readings as pieces of one text, in order: the pieces joined are the file.

    Lazy: one piece a reading, except for the page, which begins with a list of all readings and comes as one piece.

    Args:
        readings: What to write.
        form: How.
        explain: Tell how each statement was found too; the reading format always tells.
        codes: Tell what each statement's act is called in PLOVER and CAMEO.
    """
    if form is Format.JSONL:
        from inquit.export import jsonl

        return jsonl.lines(readings, codes=codes)
    if form is Format.HTML:
        from inquit.export import html

        return html.pages(readings, explain=explain, codes=codes)
    if form is Format.MARKDOWN:
        from inquit.export import markdown

        return _parted(markdown.section(reading, explain=explain, codes=codes) for reading in readings)
    from inquit.export import table

    return _parted(table.plain(reading, explain=explain, codes=codes) for reading in readings)


def _parted(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces with an empty line between them."""
    for number, piece in enumerate(pieces):
        yield f"\n{piece}" if number else piece
