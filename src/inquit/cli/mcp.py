"""`inquit mcp`: a ledger for assistants."""

from __future__ import annotations

import click

from inquit.cli.ledgers import ledger_option


@click.command()
@ledger_option
@click.option(
    "--fetch", is_flag=True, help="Let the tool read fetch public addresses; think twice: pages may ask for it."
)
def mcp(path: str, fetch: bool) -> None:
    """Serve a ledger to an assistant, over standard input and output.

    Speaks the Model Context Protocol. Tools: search, show, read, timeline, lost; none of them writes. Needs
    pip install 'inquit[mcp]'.

    \b
    In the assistant's settings:
      {"mcpServers": {"inquit": {"command": "inquit", "args": ["mcp", "--ledger", "/path/to/inquit.db"]}}}
    """  # noqa: D301 (the backspace tells click not to wrap what follows)
    from inquit.integrations.mcp import server

    server(path, fetch=fetch).run("stdio")
