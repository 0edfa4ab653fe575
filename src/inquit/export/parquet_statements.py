"""A ledger's statements as one Parquet file, a row each, with the columns of the JSON Lines.

`parquet` beside it writes readings, as `inquit batch` makes them; here is what stands in a ledger, with people's
corrections, ids and the speakers' ids across articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inquit.export.articles import PLACES
from inquit.export.parquet import check_installed

if TYPE_CHECKING:
    import pyarrow

ROWS_A_GROUP = 5_000
"""Of a row group, the unit that readers skip by: some megabytes, and all that is in memory at once."""

ROWS_A_BATCH = 250
"""That are objects of Python at once: with a whole group of them an export took 194 MB, with these 154."""

_NUMBERS = {"version": "int32", "start": "int32", "stop": "int32", "confidence": "float64"}
_BOOLS = frozenset({"corrected", "current"})
_TEXTS_FIRST = (
    "id", "who", "role", "kind", "person", "cue", "words", "act", "type", "mode", "flags", "condition", "said",
    "said_basis", "published", "outlet", "title", "url", "article", "version", "start", "stop", "confidence",
    "corrected", "current", "within", "target_speaker", "sha256", "reader_version", "reader_model",
)  # fmt: skip


def schema() -> pyarrow.Schema:
    """The columns and their types; places are lists of `{start, end}`, counted in code points."""
    import pyarrow as pa

    span = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))
    fields = [pa.field(name, _type(name)) for name in _TEXTS_FIRST]
    return pa.schema([*fields, *(pa.field(f"{name}_span", span) for name in PLACES)])


def write(statements: Iterable[dict[str, Any]], path: Path) -> int:
    """Write statements, as `Ledger.complete` gives them, and return how many.

    Raises:
        InquitError: pyarrow is not installed.
    """
    check_installed()
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns, written = schema(), 0
    rows = map(_row, statements)
    with pq.ParquetWriter(path, columns, compression="zstd") as writer:
        while group := list(_batches(islice(rows, ROWS_A_GROUP), columns)):
            writer.write_table(pa.Table.from_batches(group, schema=columns))
            written += sum(batch.num_rows for batch in group)
    return written


def _batches(rows: Iterator[dict[str, Any]], columns: pyarrow.Schema) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow as pa

    while few := list(islice(rows, ROWS_A_BATCH)):
        yield pa.RecordBatch.from_pylist(few, schema=columns)


def _row(statement: dict[str, Any]) -> dict[str, Any]:
    reader = statement["reader"] or {}
    places = statement["spans"]
    return {
        **{name: statement.get(name) for name in _TEXTS_FIRST},
        "reader_version": reader.get("version"),
        "reader_model": reader.get("model"),
        **{f"{name}_span": list(_span(places[name])) for name in PLACES},
    }


def _span(pieces: list[list[int]]) -> Iterator[dict[str, int]]:
    for start, end in pieces:
        yield {"start": start, "end": end}


def _type(name: str) -> pyarrow.DataType:
    import pyarrow as pa

    if name == "flags":
        return pa.list_(pa.string())
    return pa.bool_() if name in _BOOLS else getattr(pa, _NUMBERS.get(name, "string"))()
