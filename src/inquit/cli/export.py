"""`inquit export` and `inquit rehydrate`: everything in a ledger for other programs, and what comes back from them."""

from __future__ import annotations

from pathlib import Path

import click

from inquit.cli.ledgers import ledger_option
from inquit.cli.output import destination
from inquit.cli.plugged import FormatChoice
from inquit.cli.reading_options import min_confidence_option

# The values of inquit.export.of_ledger.LedgerFormat, which would bring the ledger to every `--help`, and the pages.
FORMATS = ("jsonl", "csv", "corrections", "jsonld", "webannotation", "ftm", "brat", "standoff", "parquet", "html")


@click.command()
@ledger_option
@click.option("--format", "form", type=FormatChoice(FORMATS), default="jsonl", show_default=True, help="What to write.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to a file, which is replaced only when all is written; for brat and html a new folder.",
)
@click.option("--all", "every", is_flag=True, help="What stood before too: older versions and readings, struck out.")
@click.option("--bom", is_flag=True, help="Begin csv with a byte order mark: Excel then reads it as UTF-8.")
@min_confidence_option
@click.option("--full-text", is_flag=True, help="Show whole texts in html, as of one's own articles.")
def export(
    path: str, form: str, out: Path | None, every: bool, bom: bool, min_confidence: float | None, full_text: bool
) -> None:
    """Write out all statements of a ledger, corrections included.

    \b
    jsonl          one object a statement, complete, with its places in the text
    csv            one row a statement, for spreadsheets
    corrections    the articles that people corrected, in the reading format: to train with
    jsonld         schema.org Quotation and Claim, one JSON-LD document
    webannotation  W3C Web Annotations, one a line
    ftm            FollowTheMoney entities, one a line: for OpenAleph; pip install 'inquit[ftm]'
    brat           a folder for the annotation tool brat
    standoff       ids, places, hashes and labels without a word of the texts
    parquet        one row a statement, for DuckDB, pandas, Spark; pip install 'inquit[parquet]'
    html           a folder: the pages of "inquit serve" as files; pip install 'inquit[web]'

    "inquit rehydrate" makes readings again of jsonl, webannotation, brat and standoff.
    """  # noqa: D301 (the backspace tells click not to wrap what follows)
    from inquit.export.of_ledger import AT_A_PATH, LedgerFormat, exported, exported_to
    from inquit.ledger import Ledger

    if bom and form != LedgerFormat.CSV:
        raise click.UsageError("--bom is for --format csv.")
    if min_confidence is not None and (form in ("corrections", "html") or form not in FORMATS):
        raise click.UsageError(f"--min-confidence does not go with --format {form}.")
    if form in AT_A_PATH and out is None:
        raise click.UsageError(f"--format {form} is no text: name where to write it with --out.")
    if form == "html":
        from inquit.cli.site import write as write_pages

        write_pages(path, out, full_text=full_text, every=every)
        return
    with Ledger(path, create=False) as ledger:
        if form in AT_A_PATH and out is not None:
            exported_to(ledger, LedgerFormat(form), out, every=every, min_confidence=min_confidence)
            return
        asked = LedgerFormat(form) if form in FORMATS else form
        pieces = exported(ledger, asked, every=every, bom=bom, min_confidence=min_confidence)
        with destination(out) as write:
            for piece in pieces:
                write(piece)


@click.command()
@click.argument("source", metavar="EXPORT", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--articles",
    "places",
    multiple=True,
    metavar="PATH",
    help="The articles, as pages, texts or JSON Lines: a file, or a folder that is looked through.  Again for more.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to a file, which is replaced only when all is written.",
)
def rehydrate(source: Path, places: tuple[str, ...], out: Path | None) -> None:
    """Make readings again of an export and the articles that it was made from.

    Takes what "inquit export" writes as standoff, webannotation or jsonl, and brat's folder, which has its articles
    with it.  Articles are found by the hashes of their texts, and every statement's words are compared with those that
    were exported.  Writes the reading format, which "inquit add" takes.

    \b
    Examples:
      inquit rehydrate deposit.jsonl --articles pages/ --out readings.jsonl
      inquit rehydrate annotated/ | inquit add - --ledger checked.db
    """  # noqa: D301 (the backspace tells click not to wrap what follows)
    from inquit import ingest
    from inquit.cli.messages import Report
    from inquit.export import jsonl
    from inquit.export.rehydrate import rehydrate as readings
    from inquit.sources import ReadOptions

    if not places and not source.is_dir():
        raise click.UsageError("Name the articles with --articles PATH: an export has no texts.")
    articles = ingest.articles(places, ReadOptions(recursive=True, any_language=True))
    report = Report(notes=False)
    with destination(out) as write:
        for line in jsonl.lines(report.passed(readings(source, articles))):
            write(line)
    report.finish()
