"""What a batch wrote, for tests to compare."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    """All rows of a table, in order."""
    return [row for path in sorted((out / table).glob("part-*.parquet")) for row in pq.read_table(path).to_pylist()]


def manifest(out: Path) -> list[dict[str, Any]]:
    """What became of each record, in order."""
    lines = []
    for path in sorted((out / "manifest").glob("part-*.jsonl")):
        head, *rest = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
        assert head["records"] == len(rest)
        lines += rest
    return lines


def outcomes(out: Path) -> dict[str, int]:
    """How many records ended how."""
    return dict(Counter(line["outcome"] for line in manifest(out)))


def reasons(out: Path) -> dict[str, str]:
    """Why records were left out, by place."""
    return {
        f"{Path(line['file']).name}:{line['record']}": line["reason"]
        for line in manifest(out)
        if line["outcome"] != "read"
    }


def files(out: Path) -> dict[str, bytes]:
    """All files but the summary, which tells seconds."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != "summary.json"
    }
