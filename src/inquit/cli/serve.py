"""`inquit serve`: the pages of a ledger."""

from __future__ import annotations

from ipaddress import ip_address

import click

from inquit.cli.ledgers import author_option, ledger_option
from inquit.cli.messages import say
from inquit.cli.site import INSTALL, installed

MIN_TOKEN = 12
"""Characters: of fewer a program guesses too many."""


@click.command()
@ledger_option
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=8460, show_default=True, metavar="N", help="0: any free."
)
@click.option(
    "--token",
    envvar="INQUIT_TOKEN",
    show_envvar=True,
    metavar="TEXT",
    help="What a browser must show to get in; needed with any host but this machine's own.",
)
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="A name that the site is reached by too.")
@author_option
@click.option(
    "--threads", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N", help="Pages made at once."
)
@click.option("--allow-private", is_flag=True, help="Fetch articles from private addresses too, such as an intranet's.")
@click.option("--keep-source/--no-keep-source", default=True, help="Keep the bytes of pages and texts that are added.")
def serve(
    path: str,
    host: str,
    port: int,
    token: str | None,
    hosts: tuple[str, ...],
    who: str,
    threads: int,
    allow_private: bool,
    keep_source: bool,
) -> None:
    """Open the pages of a ledger in a browser: read, check and correct it.

    Listens on this machine alone.  For others on the network give --host and a --token of 12 characters or more, or
    put a reverse proxy before it that asks who comes (docs/web.md), and tell its name with --allow-host.

    \b
    Examples:
      inquit serve --ledger town.db
      INQUIT_TOKEN=$(openssl rand -hex 16) inquit serve --host 0.0.0.0 --allow-host news-desk.example
    """  # noqa: D301 (the backspace tells click not to wrap what follows)
    if not installed():
        say(INSTALL)
        click.get_current_context().exit(1)
    if not _is_local(host) and token is None:
        raise click.UsageError(f"--host {host} lets others in: give a --token too, or leave --host away.")
    if token is not None and len(token) < MIN_TOKEN:
        raise click.UsageError(f"--token is {len(token)} characters long; take {MIN_TOKEN} or more.")
    from inquit.web.serving import serve as serve_site
    from inquit.web.settings import LOCAL_HOSTS, Settings

    own = {f"[{host}]" if ":" in host else host.lower(), *(name.lower() for name in hosts)}
    settings = Settings(
        ledger=path,
        who=who,
        hosts=LOCAL_HOSTS | own,
        token=token,
        threads=threads,
        allow_private=allow_private,
        keep_source=keep_source,
    )
    serve_site(settings, host, port, say)


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
