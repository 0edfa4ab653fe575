"""The options that commands on a ledger share."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT = "inquit.db"


def ledger_option(command: Command) -> Command:
    """`--ledger FILE`, which falls back to the environment and then to `./inquit.db`."""
    return click.option(
        "--ledger",
        "path",
        envvar="INQUIT_LEDGER",
        default=DEFAULT,
        show_default=True,
        show_envvar=True,
        metavar="FILE",
        help="The ledger.",
    )(command)


def author_options(command: Command) -> Command:
    """`--by NAME` and `--why TEXT`: who says so, and the reason."""
    why = click.option("--why", metavar="TEXT", help="The reason, which is kept.")
    return author_option(why(command))


def author_option(command: Command) -> Command:
    """`--by NAME`: who says so."""
    return click.option(
        "--by",
        "who",
        envvar="INQUIT_BY",
        default=_user,
        show_default="your name on this machine",
        show_envvar=True,
        metavar="NAME",
        help="Who says so.",
    )(command)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without names
        return "unknown"
