"""The options of commands that read: which model, how much of what it finds; and how sure it must be, of others too."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from inquit.ingest.choosing import ReaderChoice
    from inquit.reading import Reader


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--model`, `--recall` and `--min-confidence`; the command gets one `how`, a `ReaderChoice`."""

    @functools.wraps(command)
    def called(*args: Any, model: str | None, recall: str, min_confidence: float | None, **given: Any) -> Any:
        from inquit.ingest.choosing import ReaderChoice

        return command(*args, how=ReaderChoice(model, recall, min_confidence), **given)

    for option in (min_confidence_option, _RECALL, _MODEL):
        called = option(called)
    return called


def reader_of(how: ReaderChoice, workers: int = 1) -> Reader | None:
    """The reader that the options choose.

    Returns:
        `None` where they choose nothing: the packaged one is taken then, once something is to be read.
    """
    from inquit import ingest

    return None if how.is_default else ingest.chosen_reader(how, workers)


def _model(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A model that is there; another one is a wrong call."""
    if value is None:
        return None
    from inquit.errors import ModelError
    from inquit.ingest.choosing import portable

    try:
        return portable(value)
    except ModelError as error:
        raise click.BadParameter(f"{error}.", ctx, param) from error


_MODEL = click.option(
    "--model",
    callback=_model,
    metavar="NAME|PATH",
    help="Read with this model: one that inquit models lists, or the folder of one.  [default: base]",
)
_RECALL = click.option(
    "--recall",
    type=click.Choice(["normal", "high"]),
    default="normal",
    show_default=True,
    help="high: list doubtful statements too, which are marked unsure; four in five of them are wrong.",
)
min_confidence_option = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Leave out statements less confident than P, from 0 to 1.",
)
