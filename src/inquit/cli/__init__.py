"""The command line: every command parses its call, calls one function of the package and turns errors into messages.

Data go to stdout, progress and messages to stderr.  Exit codes: 0 all well, 1 some input failed, 2 wrong call.
The modules of the commands import nothing heavy; what a command needs it imports when it runs, so that `--help` and
`--version` answer at once.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import click

from inquit import __version__
from inquit.cli import plugged
from inquit.cli.add import add
from inquit.cli.audit import audit
from inquit.cli.batch import batch
from inquit.cli.compare import compare
from inquit.cli.correct import correct, undo
from inquit.cli.demo import demo
from inquit.cli.diff import diff
from inquit.cli.export import export, rehydrate
from inquit.cli.follow import follow
from inquit.cli.index import index
from inquit.cli.keeping import backup, doctor, remove, verify
from inquit.cli.lost import lost
from inquit.cli.mcp import mcp
from inquit.cli.messages import say
from inquit.cli.methods import methods
from inquit.cli.models import models
from inquit.cli.people import people
from inquit.cli.plugins import plugins
from inquit.cli.promises import pledge, promises
from inquit.cli.read import read
from inquit.cli.search import search
from inquit.cli.serve import serve
from inquit.cli.show import show
from inquit.cli.stats import stats
from inquit.cli.timeline import timeline
from inquit.cli.watch import watch
from inquit.errors import InquitError

__all__ = ["main"]


class Commands(click.Group):
    """A group that names the nearest command for one it does not know, and an error's cause instead of its trace."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Our commands and those of plug-ins."""
        return sorted({*self.commands, *plugged.commands(frozenset(self.commands))})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One of ours, which loads no plug-in, else one of theirs."""
        own = self.commands.get(cmd_name)
        return own if own is not None else plugged.commands(frozenset(self.commands)).get(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; ours and not click's, whose advice came with 8.4 only."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            near = get_close_matches(name, self.list_commands(ctx), n=1)
            advice = f"Did you mean {near[0]!r}?" if near else f"There are: {', '.join(self.list_commands(ctx))}."
            ctx.fail(f"No such command {name!r}. {advice}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it could not go on after ends it with a message."""
        try:
            return super().invoke(ctx)
        except InquitError as error:
            say(str(error))
            ctx.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s", prog_name="inquit")
def main() -> None:
    """Find who said what in news stories, every statement with its place in the text."""


for command in (
    add,
    audit,
    backup,
    batch,
    compare,
    correct,
    demo,
    diff,
    doctor,
    export,
    follow,
    index,
    lost,
    mcp,
    methods,
    models,
    people,
    pledge,
    plugins,
    promises,
    read,
    rehydrate,
    remove,
    search,
    serve,
    show,
    stats,
    timeline,
    undo,
    verify,
    watch,
):
    main.add_command(command)
