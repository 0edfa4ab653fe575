"""The output folder of a batch: what lies where, and what of it is done.

    batch.json                   how the batch is done; written first
    statements/part-00000.parquet, speakers/…, articles/…     or readings/part-00000.jsonl
    manifest/part-00000.jsonl    what became of each record; a part is done once this is there, since it is written last
    summary.json                 the counts; written at the end
    .work/                       journals of parts in hand, what was seen; gone at the end

Every file is written beside and renamed, so that it is there as a whole or not at all.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from inquit.batch.options import BatchOptions, Form
from inquit.batch.records import Outcome, part_name
from inquit.errors import InquitError

SETTINGS = "batch.json"
SUMMARY = "summary.json"
PARTITIONED = "by-outlet-and-month"
TABLES = {Form.PARQUET: ("statements", "speakers", "articles"), Form.JSONL: ("readings",)}
OTHER_FOLDER = "give the same ones again, or another folder to --out"


@dataclass(frozen=True, slots=True)
class Done:
    """A part that is done.

    Attributes:
        digest: Of its records, see `Part.digest`.
        lines: What became of each record, in order.
    """

    digest: str
    lines: tuple[dict[str, Any], ...]

    @property
    def counts(self) -> Counter[Outcome]:
        """How many records ended how."""
        return Counter(Outcome(line["outcome"]) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Folder:
    """The output folder."""

    path: Path

    def prepare(self, options: BatchOptions, version: dict[str, str]) -> None:
        """Make the folder, or take up the one that is there.

        Raises:
            InquitError: It holds something else, or a batch that was done otherwise.
        """
        told = json.loads(json.dumps({"batch": 1, **options.told(), **version}))
        settings = self.path / SETTINGS
        try:
            if settings.exists():
                self._check(json.loads(settings.read_text(encoding="utf-8")), told)
            elif self.path.exists() and any(self.path.iterdir()):
                raise InquitError(f"{str(self.path)!r} is not empty and holds no batch", remedy="name a new folder")
            for name in ("manifest", ".work", *TABLES[options.form]):
                (self.path / name).mkdir(parents=True, exist_ok=True)
            if not settings.exists():
                write_beside(settings, lambda part: part.write_text(json.dumps(told, indent=1), encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise InquitError(f"{str(self.path)!r} cannot be used ({error})", remedy="name another folder") from error

    def _check(self, before: dict[str, Any], now: dict[str, Any]) -> None:
        for name, value in now.items():
            if before.get(name) != value:
                was, asked = json.dumps(before.get(name)), json.dumps(value)
                raise InquitError(
                    f"{str(self.path)!r} holds a batch that was done with {name} {was}, not {asked}",
                    remedy=OTHER_FOLDER,
                )

    @property
    def seen(self) -> Path:
        """Where the database of what was seen may lie."""
        return self.path / ".work" / "seen.sqlite"

    def table(self, table: str, number: int, suffix: str) -> Path:
        """The file of a table that a part makes."""
        return self.path / table / f"{part_name(number)}.{suffix}"

    def manifest(self, number: int) -> Path:
        """What became of the records of a part."""
        return self.path / "manifest" / f"{part_name(number)}.jsonl"

    def done(self, number: int) -> Done | None:
        """A part that is done; `None` where it is not."""
        try:
            head, *lines = self.manifest(number).read_text(encoding="utf-8").splitlines()
            return Done(str(json.loads(head)["digest"]), tuple(json.loads(line) for line in lines))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError) as error:
            raise InquitError(
                f"{self.manifest(number)} is damaged ({error})", remedy="delete it; its part is done again"
            ) from error

    def drop_after(self, count: int) -> None:
        """Delete what parts of an earlier call left that had more of them."""
        for table in ("manifest", *TABLES[Form.PARQUET], *TABLES[Form.JSONL]):
            for path in (self.path / table).glob("part-*"):
                number = path.name.removeprefix("part-").partition(".")[0]
                if number.isdigit() and int(number) >= count:
                    path.unlink()

    def journals(self, number: int) -> Iterator[Path]:
        """What workers that died wrote of a part."""
        return (self.path / ".work").glob(f"{part_name(number)}.*.journal")

    def new_journal(self, number: int) -> Path:
        """A journal of this attempt alone: a worker that was given up may be writing yet."""
        return self.path / ".work" / f"{part_name(number)}.{uuid4().hex}.journal"

    def finish(self, summary: dict[str, Any]) -> None:
        """Write the summary and take away the workshop, and what workers that died had not put in its place."""
        for begun in self.path.glob("**/.*.part"):
            begun.unlink(missing_ok=True)
        write_beside(self.path / SUMMARY, lambda part: part.write_text(json.dumps(summary, indent=1), encoding="utf-8"))
        shutil.rmtree(self.path / ".work", ignore_errors=True)


def write_beside(target: Path, write: Callable[[Path], object]) -> None:
    """Write a file beside its place, then put it there at once."""
    part = target.with_name(f".{target.name}.{uuid4().hex}.part")
    try:
        write(part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
