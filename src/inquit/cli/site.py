"""What `inquit export --format html` does: the pages as files."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from inquit.cli.messages import say

INSTALL = "the pages need packages that are not installed; install them with: pip install 'inquit[web]'"


def write(path: str, out: Path | None, *, full_text: bool, every: bool) -> None:
    """Write the pages of a ledger into a folder, and say how many."""
    if out is None:
        raise click.UsageError("--format html writes a folder: name one that is not there yet with --out.")
    if every:
        raise click.UsageError("--all is not for --format html, which shows what stands.")
    if not installed():
        say(INSTALL)
        click.get_current_context().exit(1)
    from inquit.ledger import Ledger
    from inquit.web.static import write_site

    with Ledger(path, create=False) as ledger:
        written = write_site(ledger, out, full_text=full_text)
    say(f"{out}: {written:,} pages; begin with {out / 'index.html'}")


def installed() -> bool:
    """Whether the packages of the pages are there."""
    return all(find_spec(name) is not None for name in ("fastapi", "python_multipart", "uvicorn"))
