"""`inquit index`: what a ledger needs to be searched by meaning."""

from __future__ import annotations

import click

from inquit.cli.ledgers import ledger_option
from inquit.cli.messages import say
from inquit.cli.progress import Progress


@click.command()
@ledger_option
def index(path: str) -> None:
    """Make a ledger ready for inquit search --meaning.

    What each statement means is worked out by a model and kept in the same file, as a vector.  It is made once: call
    this again after adding, and only what is new is worked out.  Ended at any moment, the same command goes on where it
    was.

    The model is a package of its own; in a checkout of inquit: pip install ./packages/inquit-meaning
    """
    from inquit.ledger import Ledger

    with Ledger(path, create=False) as ledger, Progress(unit="statement") as progress:
        indexed = ledger.index(progress=progress.reach)
    if indexed.dropped:
        say(f"note: {indexed.dropped:,} vectors of another model were dropped; all are of {indexed.model} now")
    what = "vector" if indexed.made == 1 else "vectors"
    click.echo(f"{path}: {indexed.made:,} {what} made" if indexed.made else f"{path}: all statements had their vectors")
