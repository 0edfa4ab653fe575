"""`inquit models`: the models that are installed, and what their cards say of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from inquit.cli.output import closed_pipe_ends

if TYPE_CHECKING:
    from inquit.model.catalogue import Model


@click.command()
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True, help="How.")
def models(form: str) -> None:
    """List the models that are installed.

    Name, version and hash, size, licence, what each was trained on and what it reaches, as its card tells it.  A name
    is what --model takes; the model whose name is meaning is that of inquit search --meaning.
    """
    import inquit

    found = inquit.models()
    with closed_pipe_ends():
        if form == "json":
            click.echo(json.dumps([model.to_dict() for model in found], ensure_ascii=False, indent=1))
            return
        click.echo("\n\n".join("\n".join(_lines(model)) for model in found))


def _lines(model: Model) -> Iterator[str]:
    from inquit.export.wording import one_line

    head = [
        click.style(model.name, bold=True),
        f"{model.title} {model.sha256[:12]}",
        model.package,
        f"{model.size_bytes / 1e6:.0f} MB",
        model.licence or "licence not told",
        "default" if model.is_default else None,
    ]
    yield " · ".join(one_line(part) if part != head[0] else part for part in head if part)
    figures = ", ".join(f"{measure} {value:g}" for measure, value in model.figures)
    for told, text in (
        ("reads", model.reads),
        ("reaches", f"{figures} ({model.measured_on})" if figures else ""),
        ("started from", model.started_from),
    ):
        if text:
            yield f"    {told}: {one_line(text)}"
    for data in model.trained_on:
        yield f"    trained on: {one_line(data.data)}, {one_line(data.size)}; licence: {one_line(data.licence)}"
    yield f"    in: {model.folder}"
