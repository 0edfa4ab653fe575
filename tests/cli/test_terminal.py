"""What only real pipes and terminals show: a closed pipe, colours, progress."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from cli.fake import STORY, TABLE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")

Command = Callable[..., list[str]]


def on_terminal(command: Sequence[str], folder: Path, *, stdout: bool, stderr: bool) -> tuple[str, bytes]:
    """Run a command with a pseudo-terminal of 60 columns for some of its streams.

    Returns:
        What the terminal showed, and what went to the stream that was no terminal.
    """
    import fcntl
    import struct
    import termios

    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color"}
    for name in ("NO_COLOR", "COLUMNS", "FORCE_COLOR"):
        environment.pop(name, None)
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=theirs if stdout else subprocess.PIPE,
        stderr=theirs if stderr else subprocess.PIPE,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux: the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    out, err = process.communicate()
    return shown.decode().replace("\r\n", "\n"), out or err or b""


def uncoloured(shown: str) -> str:
    return "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", shown).split("\n"))


def test_a_terminal_gets_a_table_in_colours_of_its_width(command: Command, folder: Path) -> None:
    shown, errors = on_terminal(command("read", "bridge.txt"), folder, stdout=True, stderr=False)
    assert errors == b""
    assert "\x1b[1;36mVera Lund\x1b[0m" in shown
    assert uncoloured(shown) == (
        "Bridge to Holm stays shut\n"
        "date not known · 2 statements by 2 speakers\n"
        "\n"
        "Vera Lund\n"
        "  said  the bridge needs new cables                      90%\n"
        "\n"
        "Otto Brandt\n"
        "  said  he would rather swim [unsure]                    40%\n"
    )


def test_progress_is_shown_on_stderr_and_messages_above_it(command: Command, folder: Path) -> None:
    arguments = ["bridge.txt", "nope.html", *["bridge.txt"] * 3]
    shown, data = on_terminal(command("read", *arguments), folder, stdout=False, stderr=True)
    assert data.decode() == "\n".join([TABLE] * 4)
    assert "Reading" in shown
    assert "inquit: nope.html: there is no such file" in shown
    assert "inquit: 1 of 5 could not be read; the others were" in shown


def test_one_file_needs_no_progress(command: Command, folder: Path) -> None:
    shown, data = on_terminal(command("read", "bridge.txt"), folder, stdout=False, stderr=True)
    assert (shown, data.decode()) == ("", TABLE)


def test_progress_keeps_out_of_a_table_on_the_same_terminal(command: Command, folder: Path) -> None:
    shown, _ = on_terminal(command("read", "bridge.txt", "bridge.txt"), folder, stdout=True, stderr=True)
    assert "Reading" not in shown
    assert shown.count("Bridge to Holm stays shut") == 2


@pytest.mark.parametrize("form", ["table", "jsonl"])
def test_a_pipe_that_closes_early_ends_the_command_quietly(command: Command, folder: Path, form: str) -> None:
    (folder / "long.txt").write_text(STORY + "\nVera Lund said the bridge is old.\n" * 500, encoding="utf-8")
    process = subprocess.Popen(
        command("read", *["long.txt"] * 40, "--format", form),
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(100)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0
