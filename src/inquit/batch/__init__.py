"""Batches: folders, archives and JSON Lines to tables, on all processors of a machine or on a cluster.

>>> from inquit import batch
>>> batch.run(["news/*.warc.gz"], "out", workers=8)  # doctest: +SKIP
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from inquit.batch.driver import Driver, Tally
from inquit.batch.duplicates import Seen
from inquit.batch.engines import Workers
from inquit.batch.folder import Done, Folder
from inquit.batch.inputs import Inputs
from inquit.batch.local import LocalWorkers
from inquit.batch.options import BatchOptions, Engine, Form
from inquit.batch.records import Outcome, Record
from inquit.errors import InquitError

__all__ = ["BatchOptions", "Engine", "Estimate", "Form", "Outcome", "Summary", "estimate", "run"]


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a batch.

    Attributes:
        records: How many went in; the sum of the outcomes.
        outcomes: How many ended how.
        statements: How many were found.
        parts: How many parts there are.
        parts_before: How many of them an earlier call had done.
        seconds: How long it took.
    """

    records: int
    outcomes: dict[Outcome, int]
    statements: int
    parts: int
    parts_before: int
    seconds: float

    @property
    def failed(self) -> int:
        """How many records failed."""
        return self.outcomes[Outcome.FAILED]

    def to_dict(self) -> dict[str, Any]:
        """The summary for `json.dumps`."""
        return {
            "records": self.records,
            "outcomes": {str(outcome): count for outcome, count in self.outcomes.items()},
            "statements": self.statements,
            "parts": self.parts,
            "parts_before": self.parts_before,
            "seconds": round(self.seconds, 3),
        }


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how a batch goes.

    Attributes:
        note: Told what a person should know, one sentence each.
        expect: Told how many bytes there are to be read, once that is known.
        advance: Told of bytes that were read.
        done: Told of each part that is done: what became of its records, as in the manifest.
    """

    note: Callable[[str], None] = lambda message: None
    expect: Callable[[int], None] = lambda size: None
    advance: Callable[[int], None] = lambda size: None
    done: Callable[[Done], None] = lambda done: None


def run(
    inputs: Iterable[str | Path],
    out: str | Path,
    options: BatchOptions | None = None,
    *,
    engine: Engine | str = Engine.LOCAL,
    workers: int = 1,
    ray_address: str | None = None,
    watch: Watch | None = None,
) -> Summary:
    """Read all records of all inputs and write what was found into a folder.

    The same call again does what is missing and nothing else.

    Args:
        inputs: Files, folders and patterns: pages, texts, documents, JSON Lines, web archives.
        out: The folder, new or one that an earlier call began.
        options: How; by default as `BatchOptions()`.
        engine: `local`, processes of this machine, or `ray`.
        workers: How many processes or actors read.
        ray_address: Of a Ray cluster; `None` starts Ray on this machine.
        watch: Who is told how it goes.

    Raises:
        InquitError: The folder holds something else, the disk is full, the model is missing.
    """
    options, watch, began = options or BatchOptions(), watch or Watch(), time.monotonic()
    _check(options)
    folder = Folder(Path(out))
    folder.prepare(options, versions(options))
    given = Inputs([str(one) for one in inputs], options, folder.path, watch.note, watch.advance)
    watch.expect(given.size_bytes())
    chosen = _sampled(given, options)
    staff = _workers(Engine(engine), options, folder.path, workers, ray_address)
    try:
        seen = Seen(folder.seen, near=options.near)
        try:
            tally = Driver(folder, options, staff, seen, watch.done).run(chosen)
        finally:
            seen.close()
    finally:
        staff.close()
    folder.drop_after(tally.parts)
    if options.by_outlet_and_month:
        from inquit.batch.partitions import partition

        partition(folder)
    summary = _summary(tally, time.monotonic() - began)
    folder.finish(summary.to_dict())
    return summary


def versions(options: BatchOptions) -> dict[str, str]:
    """What makes a batch: one folder holds the readings of one version and one model.

    Raises:
        ModelError: There is no such model as the options choose.
    """
    from inquit import __version__
    from inquit.model.catalogue import folder_of, model_in

    return {"inquit": __version__, "model": model_in(folder_of(options.how.model)).sha256[:12]}


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a batch would do.

    Attributes:
        records: How many records there are, in the sample where one is asked for.
        by_file: How many records each file has.
        tried: How many records were read to measure the speed.
        outcomes: What became of those.
        seconds_a_record: On one worker, the model loaded; `None` where nothing could be read.
    """

    records: int
    by_file: dict[str, int]
    tried: int
    outcomes: dict[Outcome, int]
    seconds_a_record: float | None

    def hours(self, workers: int) -> float | None:
        """How long the batch would take with so many workers, each on a processor of its own."""
        if self.seconds_a_record is None:
            return None
        return self.records * self.seconds_a_record / workers / 3600


TRIED = 24


def estimate(
    inputs: Iterable[str | Path], options: BatchOptions | None = None, *, watch: Watch | None = None
) -> Estimate:
    """Count the records, and read a few of them, chosen at random, to tell how long all would take.  Writes nothing.

    Args:
        inputs: As for `run`.
        options: As for `run`.
        watch: As for `run`.
    """
    from inquit.batch.extract import extract
    from inquit.batch.worker import reader_of

    options, watch = options or BatchOptions(), watch or Watch()
    given = Inputs([str(one) for one in inputs], options, None, watch.note)
    by_file: Counter[str] = Counter()
    tried: list[Record] = []
    rng, total = Random(options.seed), 0
    for record in given.records():  # Vitter's algorithm R: a fair sample of a stream
        by_file[record.place.file] += 1
        total += 1
        if len(tried) < TRIED:
            tried.append(record)
        elif (place := rng.randrange(total)) < TRIED:
            tried[place] = record
    outcomes: Counter[Outcome] = Counter()
    reader = reader_of(options, options.reader, 1_000)  # one that keeps to one processor
    began, loaded_s = time.perf_counter(), 0.0
    for number, record in enumerate(tried):
        found = extract(record, options)
        outcomes[found.left.outcome if found.left else Outcome.READ] += 1
        if found.article is not None:
            list(reader.read_many([found.article]))
        if number == 0:  # the first one loads the model
            loaded_s, began = time.perf_counter() - began, time.perf_counter()
    measured = len(tried) - 1
    seconds = (time.perf_counter() - began) / measured if measured > 0 else (loaded_s if tried else None)
    records = total if options.sample is None else min(total, options.sample)
    return Estimate(records, dict(by_file), len(tried), dict(outcomes), seconds)


def _check(options: BatchOptions) -> None:
    if options.form is Form.PARQUET:
        from inquit.export.parquet import check_installed

        check_installed()
    elif options.by_outlet_and_month:
        raise InquitError("only Parquet tables can lie in folders by outlet and month", remedy="leave --format out")


def _sampled(given: Inputs, options: BatchOptions) -> Iterator[Record]:
    """The records that are to be done: all, or so many of them, for which they are counted first."""
    if options.sample is None:
        return given.records()
    quiet = Inputs(given.inputs, options, given.out)
    total = sum(1 for _ in quiet.records())
    chosen = frozenset(Random(options.seed).sample(range(total), min(options.sample, total)))
    return (record for number, record in enumerate(given.records()) if number in chosen)


def _workers(engine: Engine, options: BatchOptions, out: Path, count: int, address: str | None) -> Workers:
    if count < 1:
        raise InquitError(f"{count} workers cannot read", remedy="give 1 or more")
    if engine is Engine.LOCAL:
        return LocalWorkers(options, out, count)
    from inquit.batch.ray import RayWorkers

    return RayWorkers(options, out, count, address)


def _summary(tally: Tally, seconds: float) -> Summary:
    outcomes = {outcome: tally.outcomes[outcome] for outcome in Outcome}
    return Summary(tally.records, outcomes, tally.statements, tally.parts, tally.parts_before, seconds)
