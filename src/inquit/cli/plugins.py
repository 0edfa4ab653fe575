"""`inquit plugins`: what is installed beside Inquit, and what of it failed."""

from __future__ import annotations

import json

import click


@click.command()
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True, help="How.")
def plugins(form: str) -> None:
    """List the plug-ins that are installed, with their hooks and with what failed.

    INQUIT_PLUGINS=name,name loads only these; INQUIT_PLUGINS= (empty) loads none.
    """
    from dataclasses import asdict

    from inquit.cli.messages import say
    from inquit.plugins import plugins as loaded

    found = loaded().installed()
    if form == "json":
        click.echo(json.dumps([asdict(plugin) for plugin in found], ensure_ascii=False, indent=2))
    else:
        for plugin in found:
            told = ", ".join(plugin.hooks) or "left out"
            click.echo(f"{plugin.name}  {plugin.package}  {told}".rstrip())
        if not found:
            say("no plug-in is installed")
    if any(plugin.problems for plugin in found):
        click.get_current_context().exit(1)
