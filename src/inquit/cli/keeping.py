"""`inquit verify`, `doctor`, `backup` and `remove`: a ledger kept right."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inquit.cli.ledgers import author_options, ledger_option
from inquit.cli.lost import verify_strip
from inquit.cli.messages import say

if TYPE_CHECKING:
    from inquit.ledger.verify import Verified


@click.command()
@click.argument("strip", required=False, type=click.Path(path_type=Path))
@ledger_option
def verify(strip: Path | None, path: str) -> None:
    """Check every hash, span and link again.

    With STRIP, a page that lost or compare wrote, check its words, places, hashes, dates and links against the kept
    texts instead.  What is wrong is printed, a line each, and the exit code is 1.
    """
    from inquit.cli.progress import Progress
    from inquit.ledger import Ledger

    if strip is not None:
        verify_strip(strip, path)
        return
    with Ledger(path, create=False) as ledger, Progress() as progress:
        verified = ledger.verify(progress=progress.reach)
    for problem in verified.problems:
        click.echo(problem)
    if verified.problems:
        repairable = sum(problem.repairable for problem in verified.problems)
        say(f"{path}: {_number(len(verified.problems), 'problem')}, of which inquit doctor can repair {repairable}")
        click.get_current_context().exit(1)
    click.echo(f"{path}: {_checked(verified)}: all in order")


@click.command()
@ledger_option
def doctor(path: str) -> None:
    """Repair what can be derived from the kept texts and readings.

    What is kept is never touched.  What cannot be repaired is printed, a line each, and the exit code is 1.
    """
    from inquit.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        repaired = ledger.repair()
    for problem in repaired.after:
        click.echo(problem)
    mended = len(set(repaired.before) - set(repaired.after))
    if mended:
        say(f"{path}: repaired {_number(mended, 'problem')}")
    if repaired.after:
        left = _number(len(repaired.after), "problem")
        say(f"{path}: {left} cannot be repaired: take a backup, or add the articles again")
        click.get_current_context().exit(1)
    if not mended:
        click.echo(f"{path}: nothing to repair")


@click.command()
@click.argument("target", type=click.Path(path_type=Path), metavar="FILE")
@ledger_option
def backup(target: Path, path: str) -> None:
    """Copy a ledger to FILE while others read and write it.

    The copy is the ledger as it was at one moment; a file that is there is never replaced.
    """
    from inquit.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        ledger.backup(target)
    click.echo(f"{target}: {target.stat().st_size:,} bytes")


@click.command()
@click.argument("article")
@ledger_option
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is kept, as are your name and the time.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@author_options
def remove(article: str, path: str, reason: str, yes: bool, who: str, why: str | None) -> None:
    """Take an ARTICLE out for good.

    Its text, its bytes, its statements and their corrections are overwritten in the file; this cannot be undone.  A
    line stays that says when, by whom and why, and the article is not added again.  Backups that were made before still
    hold it.
    """
    from inquit.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        if not yes and sys.stdin.isatty():
            click.confirm(f"Take the article {article} out of {path} for good?", abort=True, err=True)
        removal = ledger.remove(article, reason=reason, who=who)
    went = f"{_number(removal.versions, 'version')} and {_number(removal.statements, 'statement')}"
    click.echo(f"{path}: removed {removal.article}, {went}")


def _checked(verified: Verified) -> str:
    counts = (
        (verified.articles, "article"),
        (verified.versions, "version"),
        (verified.readings, "reading"),
        (verified.statements, "statement"),
        (verified.sources, "source"),
        (verified.events, "event"),
        (verified.removed, "removed article"),
    )
    return ", ".join(_number(count, name) for count, name in counts if count) or "empty"


def _number(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"
