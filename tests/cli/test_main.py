from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import click
import pytest
from click.testing import Result

from inquit import __version__
from inquit.cli import main

Run = Callable[..., Result]


def test_version_is_told(run: Run) -> None:
    assert run("--version").stdout == f"inquit {__version__}\n"


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("raed", "Did you mean 'read'?"),
        ("dmeo", "Did you mean 'demo'?"),
        ("xyzzy", f"There are: {', '.join(sorted(main.commands))}."),
    ],
)
def test_an_unknown_command_is_told_the_nearest(run: Run, name: str, advice: str) -> None:
    result = run(name)
    assert result.stderr.splitlines()[-1] == f"Error: No such command {name!r}. {advice}"
    assert (result.stdout, result.exit_code) == ("", 2)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_and_option_has_help(name: str) -> None:
    command = main.commands[name]
    assert command.help
    assert [p.name for p in command.params if isinstance(p, click.Option) and not p.help] == []


def test_help_brings_nothing_heavy() -> None:
    heavy = "('trafilatura', 'onnxruntime', 'tokenizers', 'numpy', 'rich', 'jinja2', 'httpx2', 'pydantic')"
    code = (
        "import sys\nfrom inquit.cli import main\n"
        "try:\n    main(['read', '--help'])\nexcept SystemExit: pass\n"
        f"print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
