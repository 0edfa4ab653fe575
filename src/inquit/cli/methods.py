"""`inquit methods`: the paragraph that a paper needs."""

from __future__ import annotations

import json
from pathlib import Path

import click

from inquit.cli.ledgers import ledger_option
from inquit.cli.output import destination


@click.command()
@ledger_option
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "bibtex")),
    default="text",
    show_default=True,
    help="The paragraph with what to cite; all counts; the citation for BibTeX.",
)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file.")
def methods(path: str, form: str, out: Path | None) -> None:
    """Write the methods paragraph for a paper about a ledger.

    Which version and model read it, how many articles, outlets and statements there are, what accuracy was published
    for that model, what people checked by hand, and whom to cite.
    """
    from inquit.ledger import Ledger
    from inquit.reports.methods import methods as report

    with Ledger(path, create=False) as ledger:
        told = report(ledger)
    with destination(out) as write:
        if form == "json":
            write(f"{json.dumps(told.to_dict(), ensure_ascii=False)}\n")
        elif form == "bibtex":
            write(f"{told.bibtex()}\n")
        else:
            write(f"{told.paragraph()}\n\n{told.citation()}\n")
