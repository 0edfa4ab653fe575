"""For newsrooms that speak: subtitles in, quote sheets out.  The hooks of Inquit that this plug-in implements."""

from __future__ import annotations

from pathlib import Path

import click

from inquit.cli.ledgers import ledger_option
from inquit.plugins import Exporter, Route, Source, hookimpl
from inquit_broadcast import settings, sheet, subtitles

TEMPLATE = Path(__file__).parent / "templates" / "quotesheet.html"


@hookimpl
def startup() -> None:
    """Refuse a limit that is no number."""
    settings.limit()


@hookimpl
def register_sources() -> list[Source]:
    """WebVTT subtitles."""
    return [Source("WebVTT subtitles", subtitles.claims, subtitles.records)]


@hookimpl
def register_exporters() -> list[Exporter]:
    """Quote sheets of everybody."""
    return [Exporter("quotesheet", "Markdown, a section for each speaker, to be read out", sheet.of_all)]


@hookimpl
def register_commands() -> list[click.Command]:
    """`inquit quotesheet`."""
    return [quotesheet]


@hookimpl
def register_routes() -> list[Route]:
    """The page `/quotesheet`."""
    from inquit_broadcast import page  # needs what inquit[web] brings

    return [Route("/quotesheet", page.quotesheet, TEMPLATE, label="Quote sheet")]


@click.command()
@click.argument("speaker")
@ledger_option
def quotesheet(speaker: str, path: str) -> None:
    """Print the newest words of a SPEAKER, a name or an id, to be read out."""
    from inquit.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        for line in sheet.of_speaker(ledger, speaker):
            click.echo(line)
