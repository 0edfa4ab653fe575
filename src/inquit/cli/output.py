"""Where data go: stdout, or a file that is there as a whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click


@contextmanager
def destination(out: Path | None) -> Iterator[Callable[[str], None]]:
    """A function that writes text to `out`, as UTF-8 and with line feeds whatever the machine's own habits.

    Args:
        out: The file, or `None` for stdout.  A file is written beside and put in place at the end, so that a failure
            leaves the old one, or none; pipes and devices are written to as they are.

    Raises:
        click.BadParameter: The file cannot be written.
    """
    if out is None:
        with closed_pipe_ends():
            stdout = sys.stdout.buffer
            yield lambda text: _write(stdout, text)
            stdout.flush()
    elif out.exists() and not out.is_file():
        with _opened(out) as file:
            yield lambda text: _write(file, text)
    else:
        with _beside(out) as file:
            yield lambda text: _write(file, text)


@contextmanager
def closed_pipe_ends() -> Iterator[None]:
    """End quietly when the reader of stdout has enough, as `head` has."""
    try:
        yield
    except BrokenPipeError:
        # Python flushes stdout once more when it ends and would complain again (docs of `signal`, "Note on SIGPIPE").
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _write(file: BinaryIO, text: str) -> None:
    file.write(text.encode("utf-8", "replace"))  # a lone surrogate cannot be written


@contextmanager
def _beside(out: Path) -> Iterator[BinaryIO]:
    """A file beside `out` that takes its place at the end, and is gone after a failure."""
    target = Path(os.path.realpath(out))  # a link stays a link
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _opened(part, out) as file:
            yield file
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _opened(path: Path, named: Path | None = None) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as error:
        reason = (os.strerror(error.errno) if error.errno else str(error)).lower()
        raise click.BadParameter(f"{str(named or path)!r} cannot be written: {reason}", param_hint="'--out'") from error
