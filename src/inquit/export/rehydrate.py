"""Exports back to readings: jsonl, Web Annotations and standoff with the articles they were made from, brat as it is.

The articles are found by the hashes of their texts, wherever they lie, and each statement's words are compared with
those that were exported.  What comes out is the reading format's `Reading`, which `Ledger.add` takes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from inquit import jsonl
from inquit.errors import Failure, FormatError, InquitError, SourceError, located
from inquit.export import brat_in, standoff, webannotation
from inquit.export.articles import PLACES
from inquit.ledger.effective import words_at
from inquit.records import Fields, parse_object
from inquit.types import Article, Reading

Record = dict[str, Any]

_FROM_RECORD = ("url", "outlet", "title", "published")


def rehydrate(export: Path, articles: Iterable[Article | Failure] = ()) -> Iterator[Reading | Failure]:
    """The readings that an export is of, in the order of the articles.

    Args:
        export: A file of `inquit export --format jsonl`, `webannotation` or `standoff`, or the folder of `brat`.
        articles: The articles, in any order and among others; brat's folder has its own.

    Raises:
        SourceError: The export cannot be read.
    """
    if export.is_dir():
        for found in brat_in.documents(export):
            yield found if isinstance(found, Failure) else _one(found[1], found[0], str(export))
        return
    wanted: dict[str, list[Record]] = defaultdict(list)
    for record in _records(export):
        if isinstance(record, Failure):
            yield record
        else:
            wanted[record["sha256"]].append(record)
    others: dict[str, str] = {}
    for article in articles:
        if isinstance(article, Failure):
            yield article
        elif (sha256 := article.sha256) in wanted:
            yield _one(wanted.pop(sha256), article, str(export))
        elif article.url:
            others[article.url] = sha256
    for sha256, records in wanted.items():
        yield _missing(sha256, records, others, str(export))


def _records(export: Path) -> Iterator[Record | Failure]:
    """The statements of a file; a line that is none is a `Failure` in its place."""
    try:
        with export.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                try:
                    with located(str(export), number):
                        yield _checked(_form_of(line)(line))
                except InquitError as error:
                    yield Failure(str(export), number, error)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourceError(f"cannot be read: {reason}", where=str(export)) from error


def _form_of(line: bytes) -> Callable[[bytes], Record]:
    """The reader of a line, told by what is in it."""
    head = line[:200]
    if standoff.FORMAT.encode() in head:
        return standoff.record
    return webannotation.record if webannotation.CONTEXT.encode() in head else parse_object


def _checked(record: Record) -> Record:
    """A record of which all that is looked up by name is there."""
    given = Fields(record)
    given.needed_text("id")
    given.needed_text("sha256")
    spans = given.object("spans")
    if spans is None:
        raise FormatError("spans: is missing", remedy="name an export of jsonl, webannotation or standoff")
    for name in PLACES:
        for piece in spans.list(name):
            _check_range(piece, spans.at(name))
    for name in ("who_at", "role_at", "target_speaker_at"):
        if (place := record.get(name)) is not None:
            _check_range(place, name)
    return record


def _check_range(value: Any, path: str) -> None:
    if not isinstance(value, list) or [type(part) for part in value] != [int, int] or not 0 <= value[0] < value[1]:
        raise FormatError(f"{path}: {value!r} is not a range")


def _one(records: list[Record], article: Article, where: str) -> Reading | Failure:
    try:
        with located(where):
            return reading(records, article)
    except InquitError as error:
        error.what = f"article {article.id}: {error.what}"
        return Failure(where, error.record, error)


def _missing(sha256: str, records: list[Record], others: dict[str, str], where: str) -> Failure:
    url, number = records[0].get("url"), len(records)
    named = f"{url or records[0].get('article')}: {number} statement{'s' if number != 1 else ''}"
    if url in others:
        what = f"{named} not restored: the text at hand has the hash {others[url]}, they were read in {sha256}"
        remedy = "the page was changed: take it as it was"
    else:
        what, remedy = f"{named} not restored: no article has the text with the hash {sha256}", "add it to --articles"
    return Failure(where, None, SourceError(what, where=where, remedy=remedy))


def reading(records: Iterable[Record], article: Article) -> Reading:
    """The reading of an article that holds these statements.

    Raises:
        FormatError: A place is outside the text, or other words stand there than were exported.
    """
    text = article.text
    told = [standoff.with_names(one, text) if "words_sha256" in one else one for one in records]
    for one in told:
        _verify(one, text)
    speakers = _Speakers()
    ids = {one.get("id") for one in told}
    statements = [_statement(one, speakers.id_of(one), ids) for one in told]
    for one, statement in zip(told, statements, strict=True):
        statement["target_speaker"] = speakers.named(one.get("target_speaker"))
    about = told[0] if told else {}
    readers = [one.get("reader") for one in told if not one.get("corrected")]
    same_reader = len(readers) == len(told) and all(reader == readers[0] for reader in readers)
    return jsonl.from_record({
        "id": about.get("article") or article.id,
        "text": text,
        **{key: getattr(article, key) or about.get(key) for key in _FROM_RECORD},
        "authors": list(article.authors),
        "modified": article.modified,
        "language": article.language,
        "speakers": speakers.all,
        "statements": statements,
        "reader": readers[0] if told and same_reader else None,
    })  # fmt: skip


def _verify(record: Record, text: str) -> None:
    content = record["spans"].get("content") or []
    quotes = [*record.get("quotes", ())]
    found = words_at(text, content)
    if record.get("words") is not None and found != record["words"]:
        quotes.append((*(content[0] if content else (0, 0)), record["words"]))
    for start, end, exact in quotes:
        if exact is not None and text[start:end] != exact:
            raise FormatError(
                f"statement {record.get('id')}: the text has {text[start:end]!r} at {start}, the export {exact!r}",
                remedy="take the text as it was, or leave the statement out",
            )


def _statement(record: Record, speaker: str | None, ids: set[str | None]) -> Record:
    spans = record["spans"]
    told_by = next(iter(spans.get("time") or ()), (None, None))
    time = {"value": record.get("said"), "basis": record.get("said_basis"), "start": told_by[0], "end": told_by[1]}
    within = record.get("within")
    return {
        "id": record.get("id"),
        **{name: spans.get(name) or [] for name in PLACES if name != "time"},
        "speaker": speaker,
        "mode": record.get("mode"),
        "type": record.get("type"),
        "act": record.get("act"),
        "flags": list(record.get("flags") or ()),
        "time": time if record.get("said_basis") else None,
        "within": within if within in ids else None,
        "confidence": record.get("confidence"),
    }


class _Speakers:
    """The speakers of a reading, as its statements name them."""

    def __init__(self) -> None:
        self.all: list[Record] = []
        self.ids: dict[tuple[str, str], str] = {}

    def id_of(self, record: Record) -> str | None:
        """The id of a statement's speaker; `None` where they are not known."""
        name, kind = record.get("who"), record.get("kind")
        if not name or not kind:
            return None
        key = str(record.get("person") or name), str(kind)
        if key not in self.ids:
            self.ids[key] = f"p{len(self.all) + 1}"
            self.all.append({"id": self.ids[key], "name": name, "kind": kind, "role": record.get("role")})
        return self.ids[key]

    def named(self, name: str | None) -> str | None:
        """The id of the speaker of that name; `None` where nobody of the name says anything."""
        return next((speaker["id"] for speaker in self.all if speaker["name"] == name), None)
