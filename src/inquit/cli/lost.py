"""`inquit lost`: what one wording has and another lacks."""

from __future__ import annotations

from pathlib import Path

import click

from inquit.cli.ledgers import ledger_option
from inquit.cli.messages import say
from inquit.cli.output import destination
from inquit.cli.report_output import emit, report_options


@click.command()
@click.argument("one", metavar="A")
@click.argument("other", metavar="[B]", required=False)
@ledger_option
@report_options
@click.option(
    "--strip",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the wordings side by side as one HTML page, which inquit verify can prove.",
)
def lost(one: str, other: str | None, path: str, form: str, out: Path | None, strip: Path | None) -> None:
    """Show what went missing from the words between A and B.

    A condition, a hedge, a negation, a figure, a deadline or other date, a qualifier, the other half of a quotation:
    what one text has and the other lacks, with the reason.  A and B are ids of statements or articles of the ledger
    (a…@2: its second version), paths, addresses, or words.  A statement or a sentence against an article is held
    against the nearest place in it.  An article alone: its headline against its body, each version against the next.

    Texts are set side by side, the older one first; neither is called the right one.

    \b
    Examples:
      inquit lost "The mill may close if rents rise." "The mill will close."
      inquit lost draft.txt printed.html
      inquit lost s2t4kqx7mzpw s5hd3rjv2abn --strip toll.html
    """  # noqa: D301 (the backspace tells click not to wrap what follows)
    from inquit.ingest.losing import lost_between

    found = lost_between(one, other, ledger=path)
    if strip is not None:
        from inquit.export.strip import page

        if not found.strips:
            say("no pair of wordings differs: no page was written")
        else:
            with destination(strip) as write:
                write(page(found.strips))
    emit(found, form, out)


def verify_strip(strip: Path, path: str) -> None:
    """What `inquit verify STRIP` does: prints what is wrong with a page, and ends with exit code 1 where anything is.

    Args:
        strip: The page.
        path: The ledger.
    """
    from inquit.export.strip_proof import prove
    from inquit.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        proof = prove(ledger, strip)
    for problem in proof.problems:
        click.echo(f"{strip}: {problem}")
    if proof.problems:
        say(f"{strip}: {len(proof.problems)} of its claims do not follow from {path}")
        click.get_current_context().exit(1)
    pairs = "1 pair" if proof.pairs == 1 else f"{proof.pairs} pairs"
    click.echo(f"{strip}: {pairs} of wordings, every word, place, hash, date and link as in {path}")
