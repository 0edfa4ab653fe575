"""Write docs/cli.md from the help of the commands themselves, so that the two cannot differ.

python docs/generate.py            write it
python docs/generate.py --check    say whether it is up to date, and end with 1 if not
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from inquit.cli import main as inquit

PAGE = Path(__file__).parent / "cli.md"

COLUMNS = 80

HEAD = """\
<!-- Written by docs/generate.py from the commands' own help: change the help, then run `python docs/generate.py`. -->

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


def page() -> str:
    """The whole page."""
    return "\n".join((HEAD, *_sections(inquit, "inquit")))


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
        for below in command.list_commands(context):
            yield from _sections(command.commands[below], below, context)


def main() -> int:
    """Write or check the page."""
    parser = argparse.ArgumentParser(description="Write docs/cli.md from the help of the commands.")
    parser.add_argument("--check", action="store_true", help="only say whether it is up to date")
    check = parser.parse_args().check
    text = page()
    if not check:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if PAGE.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write("docs/cli.md is not what the commands' help says; run: python docs/generate.py\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
