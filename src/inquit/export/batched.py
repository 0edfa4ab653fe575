"""The readings in the folder that `inquit batch` wrote, in their order; no model is asked again.

A text that several outlets printed was read once.  Its other articles come with the same reading where they were
published on the same day; on another day words such as "yesterday" mean another date, and they are left out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from inquit.errors import Failure, FormatError, InquitError, located
from inquit.jsonl import read_readings
from inquit.types import Reading

SETTINGS = "batch.json"
AGAIN = "delete the part's file in manifest/ and run the batch again"


def is_batch(folder: Path) -> bool:
    """Whether a folder is the output of a batch."""
    return (folder / SETTINGS).is_file() and (folder / "manifest").is_dir()


def readings(folder: Path, *, advance: Callable[[int], None] = lambda size: None) -> Iterator[Reading | Failure]:
    """The readings of all parts that are done; a part that is damaged is a `Failure`, and the others are read.

    Args:
        folder: The batch's.
        advance: Told of bytes that were read, see `size_bytes`.
    """
    copies = _copies(folder)
    for manifest in sorted((folder / "manifest").glob("part-*.jsonl")):
        try:
            with located(str(manifest)):
                for key, reading in _part(folder, manifest.stem):
                    if isinstance(reading, Failure):
                        yield reading
                        continue
                    yield reading
                    for copy in copies.pop(key, ()):
                        if (copy["published"] or "")[:10] == (reading.article.published or "")[:10]:
                            yield _copied(reading, copy)
        except InquitError as error:
            error.remedy = error.remedy or AGAIN
            yield Failure(error.where or str(manifest), error.record, error)
        advance(sum(path.stat().st_size for path in _files(folder, f"{manifest.stem}.*")))


def size_bytes(folder: Path) -> int:
    """How much there is to be read."""
    return sum(path.stat().st_size for path in _files(folder, "part-*"))


def _files(folder: Path, pattern: str) -> Iterator[Path]:
    for table in ("articles", "statements", "speakers", "readings"):
        yield from (folder / table).glob(pattern)


def _part(folder: Path, name: str) -> Iterator[tuple[str, Reading | Failure]]:
    lines = folder / "readings" / f"{name}.jsonl"
    if lines.exists():
        with lines.open(encoding="utf-8") as file:
            for reading in read_readings(file, where=str(lines), keep=True):
                if isinstance(reading, Failure):
                    yield "", reading
                    continue
                about = reading.article.extra.pop("batch", {})
                yield str(about.get("article_key", "")), reading
        return
    from inquit.export import parquet

    parquet.check_installed()
    import pyarrow as pa

    try:
        yield from parquet.readings(folder, f"{name}.parquet")
    except (OSError, pa.ArrowException, KeyError) as error:
        what = str(error).partition("\n")[0]
        raise FormatError(f"the tables of {name} are damaged or not whole ({what})", remedy=AGAIN) from error


def _copies(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """What the manifests tell about articles that have the text of an earlier one, by its key."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in (folder / "manifest").glob("part-*.jsonl"):
        with path.open(encoding="utf-8") as file:
            for line in file:
                if '"duplicate"' not in line:
                    continue
                told = json.loads(line)
                if told.get("same_as") and told.get("likeness") is None and told.get("url"):
                    found[told["same_as"]].append(told)
    return found


def _copied(reading: Reading, copy: dict[str, Any]) -> Reading:
    names = ("url", "outlet", "published")
    article = replace(reading.article, id=copy["article_id"], **{name: copy[name] for name in names})
    return replace(reading, article=article)
