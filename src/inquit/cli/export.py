"""`inquit export`: everything in a ledger, for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from inquit.cli.ledgers import ledger_option
from inquit.cli.output import destination

FORMATS = ("jsonl", "csv", "corrections")


@click.command()
@ledger_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="What to write.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to a file, which is replaced only when all is written.",
)
@click.option("--all", "every", is_flag=True, help="What stood before too: older versions and readings, struck out.")
def export(path: str, form: str, out: Path | None, every: bool) -> None:
    """Write out all statements of a ledger, corrections included.

    \b
    jsonl        one object a statement, complete, with its places in the text
    csv          one row a statement, for spreadsheets
    corrections  the articles that people corrected, in the reading format: to train with
    """  # noqa: D301 (the backspace tells click not to wrap what follows)
    from inquit.export.statements import csv_lines, json_lines
    from inquit.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        if form == "csv":
            lines = csv_lines(ledger.statements(every=every))
        elif form == "jsonl":
            lines = json_lines(ledger.complete(every=every))
        else:
            lines = json_lines(ledger.corrected_readings())
        with destination(out) as write:
            for line in lines:
                write(line)
