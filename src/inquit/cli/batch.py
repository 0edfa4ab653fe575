"""`inquit batch`: folders, archives and JSON Lines to tables, on all processors or on a cluster."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inquit.cli.messages import say
from inquit.cli.read import MAX_BYTES, iso_date
from inquit.cli.reading_options import reading_options

if TYPE_CHECKING:
    from inquit.batch import BatchOptions, Estimate, Summary, Watch
    from inquit.batch.folder import Done
    from inquit.cli.progress import Progress

MAX_TOLD = 50
"""Failures that are named on the terminal; the manifest names all."""


def _pairs(name: str) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], dict[str, str]]:
    """A callback that takes `--map` or `--keep` apart; a wrong one is a wrong call."""

    def parsed(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
        from inquit.batch.fields import parsed_keep, parsed_map
        from inquit.errors import InquitError
        from inquit.export.parquet import COLUMNS

        try:
            if name == "map":
                return parsed_map(given)
            return parsed_keep(given, {column for table in COLUMNS.values() for column in table})
        except InquitError as error:
            message = str(error)
            raise click.BadParameter(message if message.endswith("?") else f"{message}.", ctx, param) from error

    return parsed


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Folder for the output: a new one, or one that a batch began.  [required, but for --dry-run]",
)
@click.option("--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True, help="What runs it.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes or actors that read.  [default: one a processor]",
)
@click.option("--ray-address", metavar="HOST:PORT", help="A Ray cluster to use; without it Ray is started here.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["parquet", "jsonl"]),
    default="parquet",
    show_default=True,
    help="Tables, or the reading format.",
)
@click.option("--by-outlet-and-month", is_flag=True, help="Write the tables once more, in folders by outlet and month.")
@click.option(
    "--map",
    multiple=True,
    callback=_pairs("map"),
    metavar="OURS=THEIRS,...",
    help="Which field of JSON records is what: text=body,published=pub_date,outlet=media.name.",
)
@click.option(
    "--keep",
    multiple=True,
    callback=_pairs("keep"),
    metavar="FIELD,...",
    help="Carry a field of JSON records to every row; NAME=FIELD names its column.",
)
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help="Do N records, chosen at random.")
@click.option(
    "--seed", type=int, default=0, show_default=True, metavar="S", help="The same seed chooses the same ones."
)
@click.option(
    "--near-duplicates", type=click.FloatRange(0.5, 1), metavar="X", help="Count texts alike by X as the same."
)
@click.option(
    "--min-words",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    metavar="N",
    help="Leave out shorter texts.",
)
@click.option("--published", callback=iso_date, metavar="DATE", help="Day of publication of all that is read.")
@click.option("--outlet", metavar="NAME", help="Name of the outlet of all that is read.")
@click.option("--any-language", is_flag=True, help="Read texts that are not English too; expect little.")
@click.option(
    "--timeout",
    "timeout_s",
    type=click.FloatRange(min=1),
    default=180,
    show_default=True,
    metavar="SECONDS",
    help="Give a record up after this long.",
)
@click.option(
    "--memory",
    "memory_mb",
    type=click.IntRange(min=200),
    default=3000,
    show_default=True,
    metavar="MB",
    help="Give a record up when its process holds more than this.",
)
@click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    default=MAX_BYTES,
    show_default=True,
    metavar="N",
    help="Refuse records that are larger, also after unpacking.",
)
@reading_options
@click.option("--dry-run", is_flag=True, help="Count the records and tell how long they would take; write nothing.")
def batch(
    inputs: tuple[str, ...],
    out: Path | None,
    engine: str,
    workers: int | None,
    ray_address: str | None,
    dry_run: bool,
    **given: Any,
) -> None:
    """Read all news in files, folders and archives, and write what was said as tables.

    An INPUT is a file, a folder, or a pattern in quotation marks: pages, texts, .docx, .pdf, .eml, JSON Lines
    (.gz, .zst), WARC files and WACZ archives; their content tells which.

    The same command again does what is missing.  What became of each record stands in DIR/manifest; the exit code is 1
    when any failed.

    \b
    Examples:
      inquit batch stories/ --out tables
      inquit batch 'CC-NEWS-*.warc.gz' --out news --workers 16 --by-outlet-and-month
      inquit batch archive.jsonl --map text=body,outlet=media.name --keep section --out tables
      inquit batch archive.jsonl.zst --dry-run
    """  # noqa: D301 (the backspace tells click not to wrap what follows)
    from inquit.batch import Watch, estimate, run
    from inquit.cli.progress import Progress

    options, count = _options(given), workers or _processors()
    if dry_run:
        _tell_estimate(estimate(inputs, options, watch=Watch(note=say)), count)
        return
    if out is None:
        raise click.UsageError("Name a folder for the output: --out DIR.")
    if ray_address is not None and engine != "ray":
        raise click.UsageError("--ray-address goes with --engine ray.")
    failures = Failures()
    with Progress() as progress:
        watch = _watch(progress, failures)
        summary = run(inputs, out, options, engine=engine, workers=count, ray_address=ray_address, watch=watch)
    click.echo(told(summary, out))
    if summary.failed:
        say(f"{summary.failed:,} of {summary.records:,} records failed; see {out / 'manifest'}")
        click.get_current_context().exit(1)


class Failures:
    """Names the records that failed, until there are too many."""

    def __init__(self) -> None:
        self.count = 0

    def take(self, done: Done) -> None:
        """Name those of a part."""
        from inquit.batch.records import Place

        for line in done.lines:
            if line["outcome"] != "failed":
                continue
            self.count += 1
            if self.count <= MAX_TOLD:
                say(f"{Place(line['file'], line['record'], line['offset'])}: {line['reason']}")
            elif self.count == MAX_TOLD + 1:
                say("more records failed; the manifest names them all")


def told(summary: Summary, out: Path) -> str:
    """A summary on one line."""
    parts = [f"{count:,} {outcome}" for outcome, count in summary.outcomes.items() if count]
    before = f"; {summary.parts_before:,} of {summary.parts:,} parts were done before" if summary.parts_before else ""
    records = "record" if summary.records == 1 else "records"
    return f"{out}: {summary.records:,} {records}: {', '.join(parts)}; {summary.statements:,} statements{before}"


def _watch(progress: Progress, failures: Failures) -> Watch:
    from inquit.batch import Watch

    def done(part: Done) -> None:
        failures.take(part)
        for _ in part.lines:
            progress.count()

    return Watch(note=say, expect=progress.expect, advance=progress.advance, done=done)


def _options(given: dict[str, Any]) -> BatchOptions:
    from inquit.batch import BatchOptions, Form
    from inquit.sources import ReadOptions

    read = ReadOptions(**{name: given.pop(name) for name in ("published", "outlet", "any_language", "max_bytes")})
    return BatchOptions(read=read, form=Form(given.pop("form")), near=given.pop("near_duplicates"), **given)


def _tell_estimate(estimate: Estimate, workers: int) -> None:
    for file, count in list(estimate.by_file.items())[:20]:
        click.echo(f"{file}: {count:,}")
    if (more := len(estimate.by_file) - 20) > 0:
        click.echo(f"and {more:,} more files")
    click.echo(f"{estimate.records:,} {'record' if estimate.records == 1 else 'records'}")
    if estimate.tried:
        parts = ", ".join(f"{count:,} {outcome}" for outcome, count in estimate.outcomes.items())
        click.echo(f"of {estimate.tried:,} that were tried: {parts}")
    if (hours := estimate.hours(workers)) is not None:
        name = "worker" if workers == 1 else "workers"
        click.echo(f"about {_time(hours)} with {workers:,} {name} ({estimate.seconds_a_record:.2f} s a record)")


def _time(hours: float) -> str:
    if hours < 1 / 40:
        return f"{hours * 3600:.0f} s"
    return f"{hours * 60:.0f} minutes" if hours < 1.5 else f"{hours:,.1f} hours"


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
