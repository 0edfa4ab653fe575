"""What the user may decide about a batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from inquit.ingest.choosing import ReaderChoice
from inquit.sources import ReadOptions

READER = "inquit.ingest:packaged_reader"
"""What makes a worker's reader: called with the number of workers on the machine, answers what has `read_many`."""


class Form(StrEnum):
    """What a batch writes."""

    PARQUET = "parquet"
    JSONL = "jsonl"


class Engine(StrEnum):
    """What runs the workers: processes of this machine, or Ray."""

    LOCAL = "local"
    RAY = "ray"


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How a batch is done.

    Attributes:
        read: How inputs are read.
        form: What is written.
        map: Our name of a field to that of the records; what it does not name is guessed.
        keep: Column to the field of the records that it keeps.
        min_words: Shorter texts are not read: below twenty words not even the language can be told.
        near: From this likeness on, from 0 to 1, an article counts as a duplicate; `None`: only equal texts do.
        sample: Do so many records, chosen at random; `None`: all.
        seed: The same seed chooses the same ones.
        by_outlet_and_month: Write the tables once more, in folders by outlet and month.
        timeout_s: What one record may take; long texts may take longer, see `supervisor`.
        memory_mb: What one worker may hold.
        reader: What makes a worker's reader, `module:function`.
        how: Which model that reader has and how much of what it finds is told, where not as `Reader()` reads; `reader`
            is not asked then.
    """

    read: ReadOptions = field(default_factory=ReadOptions)
    form: Form = Form.PARQUET
    map: Mapping[str, str] = field(default_factory=dict)
    keep: Mapping[str, str] = field(default_factory=dict)
    min_words: int = 20
    near: float | None = None
    sample: int | None = None
    seed: int = 0
    by_outlet_and_month: bool = False
    timeout_s: float = 180.0
    memory_mb: int = 3_000
    reader: str = field(default_factory=lambda: READER)
    how: ReaderChoice = field(default_factory=ReaderChoice)

    def told(self) -> dict[str, Any]:
        """What decides which output comes out: two batches into one folder must agree in it."""
        read = asdict(self.read)
        told = {
            "format": str(self.form),
            "map": dict(self.map),
            "keep": dict(self.keep),
            "min_words": self.min_words,
            "near": self.near,
            "sample": self.sample,
            "seed": self.seed if self.sample is not None else None,
            "reader": self.reader,
        }
        # Null where they are as usual, as in folders of versions that did not have them; the model is told by its hash.
        told |= {name: self.how.told().get(name) for name in ("recall", "min_confidence")}
        return told | {name: read[name] for name in ("published", "outlet", "any_language", "max_bytes", "max_chars")}
