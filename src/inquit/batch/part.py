"""What a worker does with a part: read its articles, write its files.

`do_part` is a function of the part and the options: the same in, the same files out, whichever engine calls it and
however often it was killed on the way.  What is read goes to a journal at once, so that another worker goes on there.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from inquit.batch.folder import TABLES, Folder, write_beside
from inquit.batch.options import BatchOptions, Form
from inquit.batch.records import Entry, Left, Outcome, Part, article_key
from inquit.errors import Failure, InquitError, ModelError
from inquit.export import parquet
from inquit.ingest import ManyReader  # type: ignore[attr-defined]  # its own; `batch` may not see `workers`
from inquit.jsonl import from_record
from inquit.types import Article, Reading

GROUP = 8
GROUP_CHARS = 200_000
Tell = Callable[[Collection[int], int], None]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an article: its reading, or why there is none."""

    reading: Reading | None
    failed: str | None = None


def do_part(
    part: Part,
    out: Path,
    options: BatchOptions,
    reader: ManyReader,
    *,
    alone: Collection[int] = (),
    tell: Tell = lambda indices, chars: None,
) -> Counter[Outcome]:
    """Read the articles of a part and write its files into the batch's folder.

    Args:
        part: At most `MAX_PART_SIZE` records.
        out: The folder.
        options: How the batch is done.
        reader: Reads the articles.
        alone: Records that are read one by one, since a worker died of one of them.
        tell: Told which records are read next, and how long their texts are together; none when all are read.

    Returns:
        How many records ended how.
    """
    folder = Folder(out)
    results = _journalled(folder, part.number)
    path = folder.new_journal(part.number)
    with path.open("w", encoding="utf-8") as journal:
        for index, result in results.items():
            _note(journal, index, result)
        for group in _groups(part, results, alone):
            tell(group, sum(len(_article(part, index).text) for index in group))
            for index, result in zip(group, _read(part, group, reader), strict=True):
                results[index] = result
                _note(journal, index, result)
            journal.flush()
    tell((), 0)
    lines = [_line(part, index, results.get(index), options) for index in range(len(part.entries))]
    _write_tables(folder, part, results, options)
    _write_manifest(folder, part, lines)
    for left in (*folder.journals(part.number), path):
        with suppress(OSError):
            left.unlink(missing_ok=True)
    return Counter(Outcome(line["outcome"]) for line in lines)


def _article(part: Part, index: int) -> Article:
    article = part.entries[index].found.article
    assert article is not None  # only those with one are asked for
    return article


def _groups(part: Part, results: dict[int, Result], alone: Collection[int]) -> Iterator[list[int]]:
    """The records that are to be read, a few at a time, as many as the model takes together."""
    group: list[int] = []
    chars = 0
    for index, entry in enumerate(part.entries):
        if entry.found.article is None or entry.same_as is not None or index in results or index in part.failed:
            continue
        if group and (index in alone or group[-1] in alone or len(group) == GROUP or chars >= GROUP_CHARS):
            yield group
            group, chars = [], 0
        group.append(index)
        chars += len(entry.found.article.text)
    if group:
        yield group


def _read(part: Part, group: list[int], reader: ManyReader) -> list[Result]:
    articles = [_article(part, index) for index in group]
    try:
        found = list(reader.read_many(articles))
    except (ModelError, MemoryError):
        raise
    except Exception as error:
        if len(group) > 1:  # one of them: the others are read without it
            return [result for index in group for result in _read(part, [index], reader)]
        return [Result(None, f"reading it failed ({type(error).__name__}: {str(error)[:200]})")]
    return [Result(None, _reason(one.error)) if isinstance(one, Failure) else Result(one) for one in found]


def _reason(error: InquitError) -> str:
    return f"{error.what}; {error.remedy}" if error.remedy else error.what


def _note(journal: IO[str], index: int, result: Result) -> None:
    told = result.reading.to_dict() if result.reading is not None else None
    journal.write(json.dumps({"index": index, "reading": told, "failed": result.failed}) + "\n")


def _journalled(folder: Folder, number: int) -> dict[int, Result]:
    """What workers that died had read of a part; a line that was cut is read again."""
    results: dict[int, Result] = {}
    for path in folder.journals(number):
        with suppress(OSError), path.open(encoding="utf-8") as file:
            for line in file:
                if not line.endswith("\n"):
                    break
                told = json.loads(line)
                reading = from_record(told["reading"]) if told["reading"] is not None else None
                results[told["index"]] = Result(reading, told["failed"])
    return dict(sorted(results.items()))


def _left(part: Part, index: int, result: Result | None) -> Left:
    """What became of a record, in words."""
    entry = part.entries[index]
    if entry.found.left is not None:
        return entry.found.left
    if entry.same_as is not None:
        near = f"much like, {entry.likeness:.0%}," if entry.likeness is not None else "the same text as"
        return Left(Outcome.DUPLICATE, f"{near} article {entry.same_as}")
    if index in part.failed:
        return Left(Outcome.FAILED, part.failed[index])
    if result is None or result.failed is not None:
        return Left(Outcome.FAILED, result.failed or "" if result else "was not read")
    return Left(Outcome.READ, "")


def _line(part: Part, index: int, result: Result | None, options: BatchOptions) -> dict[str, Any]:
    """What the manifest tells about a record."""
    entry, left = part.entries[index], _left(part, index, result)
    article, reading = entry.found.article, result.reading if result else None
    line: dict[str, Any] = {
        "file": entry.place.file,
        "record": entry.place.record,
        "offset": entry.place.offset,
        "outcome": str(left.outcome),
        "reason": left.reason or None,
    }
    if article is not None:
        line |= {
            "article_key": article_key(part.number, index),
            "article_id": article.id,
            "url": article.url,
            "outlet": article.outlet,
            "published": article.published,
            "sha256": article.sha256,
            "same_as": entry.same_as,
            "likeness": entry.likeness,
            "statements": len(reading) if reading is not None else 0,
        }
        if options.near is not None:
            line["sketch"] = entry.found.sketch.hex()
    return line


def _about(entry: Entry) -> dict[str, Any]:
    return {
        "file": entry.place.file,
        "record": entry.place.record,
        "offset": entry.place.offset,
        "fetched": entry.found.fetched,
        "same_as": entry.same_as,
        "likeness": entry.likeness,
    }


def _rows(part: Part, results: dict[int, Result]) -> Iterator[parquet.Row]:
    """The articles that were read, and those that are the same as one that was."""
    for index, entry in enumerate(part.entries):
        article, result = entry.found.article, results.get(index)
        if article is None or index in part.failed:
            continue
        if entry.same_as is not None:
            yield parquet.Row(article_key(part.number, index), Reading(article, ()), _about(entry))
        elif result is not None and result.reading is not None:
            reading = replace(result.reading, article=article)
            yield parquet.Row(article_key(part.number, index), reading, _about(entry))


def _write_tables(folder: Folder, part: Part, results: dict[int, Result], options: BatchOptions) -> None:
    rows = list(_rows(part, results))
    if options.form is Form.JSONL:
        lines = [
            json.dumps(row.reading.to_dict() | {"batch": {"article_key": row.key, **row.about}})
            for row in rows
            if row.about["same_as"] is None
        ]
        text = "".join(f"{line}\n" for line in lines)
        write_beside(
            folder.table("readings", part.number, "jsonl"), lambda path: path.write_text(text, encoding="utf-8")
        )
        return
    for table in TABLES[Form.PARQUET]:
        write_beside(
            folder.table(table, part.number, "parquet"),
            lambda path, table=table: parquet.write(path, table, rows, tuple(options.keep)),  # type: ignore[misc]
        )


def _write_manifest(folder: Folder, part: Part, lines: list[dict[str, Any]]) -> None:
    """The marker, written last: the part is done."""
    head = {"part": part.number, "digest": part.digest, "records": len(lines)}
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in (head, *lines))
    write_beside(folder.manifest(part.number), lambda path: path.write_text(text, encoding="utf-8", errors="replace"))
