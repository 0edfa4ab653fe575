"""What plug-ins add to the command line; they are loaded where a name is none of ours, or all are listed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    Choice = click.Choice[str]
else:
    Choice = click.Choice  # no generic before click 8.2


def commands(taken: frozenset[str]) -> dict[str, click.Command]:
    """Commands of plug-ins by name, but for names that are taken."""
    from inquit.plugins import plugins

    return plugins().commands(taken)


class FormatChoice(Choice):
    """One of our formats of a ledger, or a plug-in's."""

    def __init__(self, own: Sequence[str]) -> None:
        super().__init__(own)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Take our formats as they are; ask the plug-ins about others only."""
        if value in self.choices:
            return value
        return self._all().convert(value, param, ctx)

    def get_metavar(self, *args: Any, **options: Any) -> str | None:
        """The formats as help shows them; what click hands over differs between its versions."""
        return self._all().get_metavar(*args, **options)

    def _all(self) -> Choice:
        from inquit.plugins import plugins

        return Choice([*self.choices, *plugins().exporters(frozenset(self.choices))])
