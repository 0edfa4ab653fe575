"""JSON to articles: JSON Lines with an article each, a single object, or a list of them.

An article's record has `text` (or `body`), and may have `id`, `title`, `url`, `outlet`, `authors`, `published`,
`modified`, `language`.  A record of the reading format is an article too: its text is taken exactly as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from inquit.errors import Failure, FormatError, InquitError, located
from inquit.records import MEND, Fields, kind_of, parse_object, shown
from inquit.sources.assemble import Draft, assemble
from inquit.sources.dates import DateLine, iso
from inquit.sources.encodings import clean
from inquit.sources.options import ReadOptions
from inquit.sources.text import read_opening
from inquit.types import Article, PublishedCandidate

# Names that other programs give the same things, the format's own name first.
NAMES = {
    "text": ("text", "body"),
    "title": ("title", "headline"),
    "url": ("url", "link"),
    "outlet": ("outlet", "publisher"),
    "published": ("published", "date"),
    "authors": ("authors", "author"),
}
KNOWN = frozenset(name for names in NAMES.values() for name in names) | {
    "id",
    "modified",
    "language",
    "extra",
    "format",
}
# A record with one of these has offsets into its text, so the text must not change.
OFFSET_KEYS = frozenset({"statements", "attributions", "sha256"})
READING_KEYS = frozenset({
    "sha256", "speakers", "statements", "attributions", "times", "reader", "warnings", "published_candidates",
})  # fmt: skip


def articles_from_lines(
    lines: Iterable[tuple[int, bytes]], options: ReadOptions, *, where: str
) -> Iterator[Article | Failure]:
    """The article of each line, lazily; a bad line is a `Failure` in its place and the others are still read.

    Args:
        lines: `(number, line)`; what goes wrong in getting them ends the iteration with a `Failure`.
        options: How to read.
        where: Path or URL that the lines come from.
    """
    source, number = iter(lines), 0
    while True:
        try:
            with located(where, number + 1):
                number, line = next(source)
        except StopIteration:
            return
        except InquitError as error:
            yield Failure(where, error.record, error)
            return
        yield _article_or_failure(line, options, where, number)


def articles_from_json(data: bytes, options: ReadOptions, *, where: str) -> Iterator[Article | Failure]:
    """The article of a single JSON object, or of each object of a list."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        yield _article_or_failure(data, options, where, None)
        return
    # Wrapped, a list goes through the same checks as an object.
    items = parse_object(b'{"articles":' + data.removeprefix(b"\xef\xbb\xbf") + b"}")["articles"]
    for number, item in enumerate(items, start=1):
        yield _article_or_failure(item, options, where, number)


def articles_from_records(
    records: Iterable[object], options: ReadOptions, *, where: str
) -> Iterator[Article | Failure]:
    """The article of each record, lazily, as of lines; what goes wrong in getting them ends the iteration."""
    source, number = iter(records), 0
    while True:
        number += 1
        try:
            record = next(source)
        except StopIteration:
            return
        except InquitError as error:
            yield Failure(where, error.record, error)
            return
        yield _article_or_failure(dict(record) if isinstance(record, Mapping) else record, options, where, number)


def article_from_record(record: dict[str, Any], options: ReadOptions) -> Article:
    """Make the article of a record.

    Raises:
        FormatError: A field is of the wrong kind, or there is no text.
        SourceError: The text is empty or too long, or not English.
    """
    fields = Fields(record)
    names = {name: next((key for key in keys if record.get(key) is not None), keys[0]) for name, keys in NAMES.items()}
    text, warnings = clean(fields.needed_text(names["text"]))
    title = fields.text(names["title"])
    if OFFSET_KEYS.isdisjoint(record):
        text = text.strip("\n\t \xa0")
    else:
        text, warnings = fields.needed_text(names["text"]), ()
    opening = read_opening(text)
    if title and OFFSET_KEYS.isdisjoint(record) and not _begins_with(text, title):
        text = f"{' '.join(title.split())}\n\n{text}"
    candidates = []
    for key, value in ((names["published"], fields.text(names["published"])), ("modified", fields.text("modified"))):
        if value and iso(value) is None:
            warnings = (*warnings, f"{key}: {shown(value)} is not a date and was left out.")
    if (value := fields.text(names["published"])) and (published := iso(value)):
        candidates.append(PublishedCandidate(published, f"field {names['published']}"))
    extra = dict(record["extra"]) if fields.object("extra") else {}
    if options.keep:
        extra |= {key: value for key, value in record.items() if key not in KNOWN | READING_KEYS}
    draft = Draft(
        text,
        id=_identity(fields),
        url=fields.text(names["url"]),
        outlet=fields.text(names["outlet"]),
        title=title or opening.title,
        authors=fields.texts(names["authors"]),
        published_candidates=(*candidates, *opening.candidates),
        modified=iso(fields.text("modified") or "") or (opening.dates or DateLine()).modified,
        language=fields.text("language"),
        extra=extra,
        warnings=warnings,
    )
    return assemble(draft, options)


def _article_or_failure(
    item: bytes | object, options: ReadOptions, where: str, number: int | None
) -> Article | Failure:
    try:
        with located(where, number):
            if isinstance(item, bytes):
                return article_from_record(parse_object(item), options)
            if not isinstance(item, dict):
                raise FormatError(f"not a JSON object but {kind_of(item)}")
            return article_from_record(item, options)
    except InquitError as error:
        error.remedy = error.remedy or MEND
        return Failure(where, error.record, error)


def _identity(fields: Fields) -> str:
    """The record's id; a number counts, because databases number their rows."""
    value = fields.data.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return json.dumps(value)
    return fields.text("id") or ""


def _begins_with(text: str, title: str) -> bool:
    """Whether the text's first paragraph is the title, whatever stop or quotation mark ends either."""
    first, title = (" ".join(line.split()).rstrip(".”’\"'").lower() for line in (text.partition("\n")[0], title))
    return first == title
