"""Write the reference: cli.md from the commands' own help, api.md and hooks.md from docstrings.

python docs/generate.py            write them
python docs/generate.py --check    say whether they are up to date, and end with 1 if not
"""

from __future__ import annotations

import argparse
import inspect
import os
import sys
from collections.abc import Callable, Iterator
from enum import EnumType
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from inquit.cli import main as inquit

FOLDER = Path(__file__).parent
COLUMNS = 80

MARK = "<!-- Written by docs/generate.py from {source}: change that, then run `python docs/generate.py`. -->"

HEAD = f"""\
{MARK.format(source="the commands' own help")}

# The command line

Data go to stdout, progress and messages to stderr, so that any command can stand in a pipe.

| exit code | means |
| --- | --- |
| 0 | all well |
| 1 | some input failed; it is named on stderr, and what could be read was read |
| 2 | the call was wrong; nothing was done |

| `--format` | is |
| --- | --- |
| `table` | for people: grouped by speaker; coloured and wrapped on a terminal, one plain line a statement elsewhere |
| `jsonl` | for programs: the reading format, one article a line, complete |
| `html` | one page that needs nothing else: every statement marked in the text, and a list of who said what |
| `markdown` | a section for each article, a list for each speaker |

A file that `--out` names is written beside and put in place once everything is read: a failure on the way leaves the
old file as it was.
"""

API_HEAD = f"""\
{MARK.format(source="docstrings")}

# The Python interface

What it is like to use: [python.md](python.md). Names that stand here are kept from one minor version to the next after
1.0; all others may change.
"""

HOOKS_HEAD = f"""\
{MARK.format(source="docstrings")}

# Hooks

What a plug-in may implement, and what it hands over. How to write one: [plugins.md](plugins.md).
"""

MODULES: dict[str, tuple[str, ...]] = {
    "inquit.ingest": ("articles", "readings"),
    "inquit.ledger": ("Query",),
    "inquit.reports": (
        "audit",
        "audit_outlet",
        "compare",
        "conditions",
        "lost",
        "promises",
        "stats_of_ledger",
        "stats_of_readings",
        "timeline",
        "watch",
        "StatsQuery",
    ),
    "inquit.export": ("Format", "rendered"),
    "inquit.export.of_ledger": ("LedgerFormat", "exported", "exported_to"),
    "inquit.jsonl": ("from_record",),
    "inquit.batch": ("BatchOptions", "run"),
}
"""What is public beside `import inquit`."""


def page() -> str:
    """The page of the commands."""
    return "\n".join((HEAD, *_sections(inquit, "inquit")))


def api() -> str:
    """The page of the public names."""
    face = import_module("inquit")
    parts = [API_HEAD, *(_entry(f"inquit.{name}", getattr(face, name)) for name in face.__all__)]
    for module, names in MODULES.items():
        found = import_module(module)
        told = (inspect.getdoc(found) or "").partition("\n\n")[0].replace("\n", " ")
        parts.append(f"## {module}\n\n{told}\n")
        parts += [_entry(f"{module}.{name}", getattr(found, name)) for name in names]
    return "\n".join(parts)


def hooks() -> str:
    """The page of the hooks."""
    from inquit.plugins import hookspecs, parts

    specs = [value for value in vars(hookspecs).values() if hasattr(value, "inquit_spec")]
    given = [parts.Source, parts.Exporter, parts.Route]
    return "\n".join((
        HOOKS_HEAD,
        *(_entry(spec.__name__, spec) for spec in specs),
        *(_entry(f"inquit.plugins.{kind.__name__}", kind) for kind in given),
    ))  # fmt: skip


PAGES: dict[str, Callable[[], str]] = {"cli.md": page, "api.md": api, "hooks.md": hooks}


def _sections(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[str]:
    """The help of a command, then that of the commands below it, in the order of their names."""
    context = click.Context(
        command,
        info_name=name,
        parent=parent,
        terminal_width=COLUMNS,
        max_content_width=COLUMNS,
        **command.context_settings,
    )
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for below in sorted(command.commands):
            yield from _sections(command.commands[below], below, context)


def _entry(name: str, thing: Any) -> str:
    """A name with its signature and what its docstring says; of a class, its public methods too."""
    lines = [f"### {name}", ""]
    if isinstance(thing, EnumType):
        members = ", ".join(f"`{member}`" for member in thing)
        return "\n".join([*lines, _told(thing), "", f"One of {members}.", ""])
    lines += ["```python", f"{name.rpartition('.')[2]}{_signature(thing)}", "```", "", _told(thing), ""]
    if isinstance(thing, type) and not issubclass(thing, Exception):
        for method, value in vars(thing).items():
            if not method.startswith("_") and (inspect.isfunction(value) or isinstance(value, property)):
                call = "" if isinstance(value, property) else _signature(value)
                told = (inspect.getdoc(value) or "").partition("\n\n")[0].replace("\n", " ")
                lines.append(f"- `{method}{call}`: {told}")
        lines.append("")
    return "\n".join(lines)


def _told(thing: Any) -> str:
    """A docstring: its first paragraph as prose, the rest as it is laid out."""
    first, _, rest = (inspect.getdoc(thing) or "").partition("\n\n")
    prose = first.replace("\n", " ")
    return f"{prose}\n\n```text\n{rest.rstrip()}\n```" if rest.strip() else prose


class _Plain(str):
    """An annotation that is shown without quotation marks."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _signature(thing: Any) -> str:
    try:
        signature = inspect.signature(thing)
    except (TypeError, ValueError):
        return ""
    parameters = [
        parameter.replace(annotation=_shown(parameter.annotation), default=_default(parameter.default))
        for parameter in signature.parameters.values()
        if parameter.name not in ("self", "cls")
    ]
    told = signature.return_annotation if not isinstance(thing, type) else inspect.Signature.empty
    return str(signature.replace(parameters=parameters, return_annotation=_shown(told)))


def _default(default: Any) -> Any:
    """A default that is shown the same on every machine and Python."""
    if default is inspect.Parameter.empty or isinstance(default, str | int | float | tuple | bool | None):
        return default
    return _Plain("…")


def _shown(annotation: Any) -> Any:
    return _Plain(annotation) if isinstance(annotation, str) else annotation


def main() -> int:
    """Write or check the pages."""
    parser = argparse.ArgumentParser(description="Write the pages of the reference.")
    parser.add_argument("--check", action="store_true", help="only say whether they are up to date")
    check = parser.parse_args().check
    os.environ["INQUIT_PLUGINS"] = ""  # what happens to be installed is no part of the reference
    stale = []
    for name, made in PAGES.items():
        text = made()
        file = FOLDER / name
        if not check:
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        sys.stderr.write(f"out of date: {', '.join(stale)}; run: python docs/generate.py\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
