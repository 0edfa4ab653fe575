"""Readings as three Parquet tables, statements, speakers and articles, and back without loss.

docs/batch.md describes the columns.  A reading that goes through them is the same reading, offsets, candidates and all,
so that a ledger can be filled from them.  `article_key` joins the tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inquit.errors import InquitError
from inquit.jsonl import from_record
from inquit.types import Reading, Speaker, Statement

if TYPE_CHECKING:
    import pyarrow

INSTALL = "pip install 'inquit[parquet]'"
TABLES = ("statements", "speakers", "articles")
SPANS = ("source", "cue", "content", "condition", "addressee", "setting", "target")
ANONYMITY = ("descriptor", "basis", "granted", "reason")
ROWS_A_BATCH = 256

# Column -> type, in words of our own, so that they can be told without pyarrow.
OF_ARTICLE = {
    "article_key": "string", "article_id": "string", "url": "string", "outlet": "string", "published": "string",
    "published_day": "date", "month": "string",
}  # fmt: skip
COLUMNS: dict[str, dict[str, str]] = {
    "statements": {
        **OF_ARTICLE,
        "statement_id": "string", "number": "int", "speaker_id": "string", "speaker": "string",
        "speaker_kind": "string", "speaker_role": "string", "who": "string", "source": "string", "cue": "string",
        "content": "string", "mode": "string", "type": "string", "act": "string", "acts": "acts", "flags": "strings",
        "condition": "string", "time": "string", "time_basis": "string", "time_start": "int", "time_end": "int",
        "addressee": "string", "setting": "string", "target": "string", "target_speaker_id": "string",
        "within": "string", "confidence": "float", "resolved_by": "string",
        **{f"{name}_span": "span" for name in SPANS},
    },
    "speakers": {
        **OF_ARTICLE,
        "speaker_id": "string", "name": "string", "kind": "string", "role": "string", "statements": "int",
        "anonymous": "bool", "anonymous_number": "string", "mentions": "span",
        **{f"anonymity_{name}": "span" for name in ANONYMITY},
    },
    "articles": {
        **OF_ARTICLE,
        "file": "string", "record": "long", "offset": "long", "fetched": "string", "same_as": "string",
        "likeness": "float", "title": "string", "authors": "strings", "modified": "string", "language": "string",
        "text": "string", "sha256": "string", "words": "int", "statements": "int", "speakers": "int",
        "published_candidates": "candidates", "times": "times", "reader_version": "string", "reader_model": "string",
        "warnings": "strings", "extra": "string",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A reading with what a batch knows about its article beside.

    Attributes:
        key: Of the article, unique in the batch.
        reading: What was read; without statements where the article is a duplicate.
        about: Values of the columns `file`, `record`, `offset`, `fetched`, `same_as` and `likeness`.
    """

    key: str
    reading: Reading
    about: Mapping[str, Any]


def check_installed() -> None:
    """Raise an error that says what to install where pyarrow is not there."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise InquitError("Parquet files need pyarrow", remedy=INSTALL) from error


def schema(table: str, keep: Sequence[str] = ()) -> pyarrow.Schema:
    """The schema of a table.

    Args:
        table: One of `TABLES`.
        keep: Columns of the user's own, which stand in every table.
    """
    import pyarrow as pa

    fields = [(name, _type(kind)) for name, kind in COLUMNS[table].items()]
    return pa.schema([*fields, *((name, pa.string()) for name in keep)])


def rows(table: str, row: Row, keep: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """The rows of a table that a reading makes."""
    article = row.reading.article
    day = _day(article.published)
    shared = {
        "article_key": row.key,
        "article_id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "published": article.published,
        "published_day": day,
        "month": article.published[:7] if article.published and len(article.published) >= 7 else None,
        **{name: kept_text(article.extra.get(name)) for name in keep},
    }
    if table == "articles":
        yield shared | _article(row)
    elif table == "speakers":
        for speaker in row.reading.speakers:
            spoken = sum(1 for statement in row.reading if statement.speaker == speaker)
            yield shared | _speaker(speaker, spoken)
    else:
        for number, statement in enumerate(row.reading, start=1):
            yield shared | _statement(statement, number)


def write(path: Path, table: str, made: Sequence[Row], keep: Sequence[str] = ()) -> None:
    """Write one table of readings to a file."""
    import pyarrow as pa
    from pyarrow import parquet

    found = [one for row in made for one in rows(table, row, keep)]
    parquet.write_table(pa.Table.from_pylist(found, schema=schema(table, keep)), path, compression="zstd")


def article_rows(path: Path, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a file of the table `articles`; all columns where none are named."""
    return _rows(path, columns)


def readings(folder: Path, name: str) -> Iterator[tuple[str, Reading]]:
    """Key and reading of each article that was read in one part of the three tables, as `write` was given them."""
    statements = _grouped(folder / "statements" / name)
    speakers = _grouped(folder / "speakers" / name)
    for article in _rows(folder / "articles" / name):
        if article["same_as"] is not None:
            continue
        key = article["article_key"]
        record = _record(article, statements.of(key), speakers.of(key))
        yield key, from_record(record)


def kept_text(value: Any) -> str | None:
    """A value of the user's own as text; what is no text is written as JSON."""
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _type(kind: str) -> Any:
    import pyarrow as pa

    pair = pa.struct([("start", pa.int32()), ("end", pa.int32())])
    act = pa.struct([("act", pa.string()), ("probability", pa.float64())])
    candidate = pa.struct([("value", pa.string()), ("origin", pa.string())])
    time = [("start", pa.int32()), ("end", pa.int32())]
    time += [(name, pa.string()) for name in ("type", "value", "mod", "anchor")]
    return {
        "string": pa.string(),
        "strings": pa.list_(pa.string()),
        "int": pa.int32(),
        "long": pa.int64(),
        "float": pa.float64(),
        "bool": pa.bool_(),
        "date": pa.date32(),
        "span": pa.list_(pair),
        "acts": pa.list_(act),
        "candidates": pa.list_(candidate),
        "times": pa.list_(pa.struct(time)),
    }[kind]


def _day(published: str | None) -> Any:
    from datetime import date

    try:
        return date.fromisoformat(published[:10]) if published and len(published) >= 10 else None
    except ValueError:
        return None


def _article(row: Row) -> dict[str, Any]:
    article, reading = row.reading.article, row.reading
    is_copy = row.about.get("same_as") is not None and row.about.get("likeness") is None
    return {
        **row.about,
        "title": article.title,
        "authors": list(article.authors),
        "modified": article.modified,
        "language": article.language,
        "text": None if is_copy else article.text,
        "sha256": article.sha256,
        "words": len(article.text.split()),
        "statements": len(reading),
        "speakers": len(reading.speakers),
        "published_candidates": [{"value": c.value, "origin": c.origin} for c in article.published_candidates],
        "times": [
            {"start": t.start, "end": t.end, "type": t.type, "value": t.value, "mod": t.mod, "anchor": t.anchor}
            for t in reading.times
        ],
        "reader_version": reading.reader.version if reading.reader else None,
        "reader_model": reading.reader.model if reading.reader else None,
        "warnings": list(article.warnings),
        "extra": json.dumps(article.extra, ensure_ascii=False) if article.extra else None,
    }


def _speaker(speaker: Speaker, spoken: int) -> dict[str, Any]:
    anonymity = speaker.anonymity
    number = anonymity.number if anonymity else None
    return {
        "speaker_id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        "role": speaker.role,
        "statements": spoken,
        "anonymous": anonymity is not None,
        "anonymous_number": None if number is None else str(number),
        "mentions": _pairs(speaker.mentions),
        **{f"anonymity_{name}": _pairs(getattr(anonymity, name)) if anonymity else [] for name in ANONYMITY},
    }


def _statement(s: Statement, number: int) -> dict[str, Any]:
    return {
        "statement_id": s.id,
        "number": number,
        "speaker_id": s.speaker.id if s.speaker else None,
        "speaker": s.speaker.name if s.speaker else None,
        "speaker_kind": s.speaker.kind if s.speaker else None,
        "speaker_role": s.speaker.role if s.speaker else None,
        "who": s.who,
        **{name: getattr(s, name).of(s.text) or None for name in SPANS},
        "mode": s.mode,
        "type": s.type,
        "act": s.act,
        "acts": [{"act": act, "probability": probability} for act, probability in s.acts],
        "flags": list(s.flags),
        "time": s.time.value if s.time else None,
        "time_basis": s.time.basis if s.time else None,
        "time_start": s.time.start if s.time else None,
        "time_end": s.time.end if s.time else None,
        "target_speaker_id": s.target_speaker.id if s.target_speaker else None,
        "within": s.within,
        "confidence": s.confidence,
        "resolved_by": s.resolved_by,
        **{f"{name}_span": _pairs(getattr(s, name)) for name in SPANS},
    }


def _pairs(ranges: Any) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in ranges]


def _ranges(pairs: Any) -> list[list[int]]:
    return [[pair["start"], pair["end"]] for pair in pairs or ()]


def _rows(path: Path, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    from pyarrow import parquet

    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=ROWS_A_BATCH, columns=columns and list(columns)):
            yield from batch.to_pylist()


@dataclass(slots=True)
class _Groups:
    """Rows by article, asked for in the order in which they lie."""

    groups: Iterator[tuple[str, list[dict[str, Any]]]]
    held: tuple[str, list[dict[str, Any]]] | None = None

    def of(self, key: str) -> list[dict[str, Any]]:
        """The rows of an article, none where it has none."""
        if self.held is None:
            self.held = next(self.groups, None)
        if self.held is None or self.held[0] != key:
            return []
        taken, self.held = self.held[1], None
        return taken


def _grouped(path: Path) -> _Groups:
    grouped = groupby(_rows(path), key=lambda row: row["article_key"])
    return _Groups((key, list(rows)) for key, rows in grouped)


def _record(
    article: dict[str, Any], statements: list[dict[str, Any]], speakers: list[dict[str, Any]]
) -> dict[str, Any]:
    """The reading as a record of the reading format."""
    names = ("url", "outlet", "title", "authors", "published", "published_candidates", "modified", "language", "text")
    model = article["reader_model"]
    return {
        "id": article["article_id"],
        **{name: article[name] for name in names},
        "sha256": article["sha256"],
        "speakers": [_speaker_record(speaker) for speaker in speakers],
        "statements": [_statement_record(statement) for statement in statements],
        "times": article["times"],
        "reader": {"version": article["reader_version"], "model": model} if model else None,
        "warnings": article["warnings"],
        "extra": json.loads(article["extra"]) if article["extra"] else None,
    }


def _speaker_record(row: dict[str, Any]) -> dict[str, Any]:
    number = row["anonymous_number"]
    anonymity = {name: _ranges(row[f"anonymity_{name}"]) for name in ANONYMITY} | {
        "number": int(number) if number and number.isdigit() else number
    }
    return {
        "id": row["speaker_id"],
        "name": row["name"],
        "kind": row["kind"],
        "role": row["role"],
        "mentions": _ranges(row["mentions"]),
        "anonymity": anonymity if row["anonymous"] else None,
    }


def _statement_record(row: dict[str, Any]) -> dict[str, Any]:
    time = {"value": row["time"], "basis": row["time_basis"], "start": row["time_start"], "end": row["time_end"]}
    names = ("resolved_by", "mode", "type", "act", "flags", "within", "confidence")
    return {
        "id": row["statement_id"],
        **{name: _ranges(row[f"{name}_span"]) for name in SPANS},
        **{name: row[name] for name in names},
        "speaker": row["speaker_id"],
        "target_speaker": row["target_speaker_id"],
        "acts": [[one["act"], one["probability"]] for one in row["acts"] or ()],
        "time": time if row["time_basis"] else None,
    }
