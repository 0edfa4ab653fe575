"""Commands of the documentation, run in less time: what they import is imported once, what they read is read once.

Each command is still a process of its own, with its own folder, arguments, pipes and exit code, and runs the code that a
user runs.  But it is forked from a process that has imported Inquit already, and an article that another command has
read before, to the letter, comes with the reading that it got then: the same text and model give the same reading, which
other tests hold.  The first command that reads an article reads it with the model.

As a program this file is that process: `python docs_commands.py FOLDER`.  Where processes cannot be forked,
commands do too.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import pickle
import select
import signal
import socket
import subprocess
import sys
import tempfile
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

STAND_IN = """\
#!{python} -IS
import json, os, socket, sys

server = socket.socket(socket.AF_UNIX)
server.connect({address!r})
asked = json.dumps({{"name": {name!r}, "arguments": sys.argv[1:], "folder": os.getcwd(), "environment": dict(os.environ)}})
socket.send_fds(server, [len(asked.encode()).to_bytes(4, "big")], [0, 1, 2])
server.sendall(asked.encode())
sys.exit(server.recv(1)[0])
"""
"""A command as the shell finds it: hands itself over with its pipes, and ends as the other process ends."""

PYTHON = sys.executable
END_S = 60

IMPORTED = (
    "trafilatura",
    "inquit.cli",
    "inquit.export.of_ledger",
    "inquit.ingest",
    "inquit.ledger",
    "inquit.sources.page_process",
)
"""What takes commands the most of their start."""


@contextmanager
def quick_commands() -> Iterator[Path]:
    """A folder with `inquit` and `python`, to stand first in the search path."""
    if not hasattr(os, "fork"):
        yield Path(sys.executable).parent
        return
    with tempfile.TemporaryDirectory(prefix="docs-") as name:
        folder = Path(name)
        address = str(folder / "s")
        for command in ("inquit", "python"):
            stand_in = folder / "bin" / command
            stand_in.parent.mkdir(exist_ok=True)
            stand_in.write_text(STAND_IN.format(python=sys.executable, address=address, name=command), encoding="utf-8")
            stand_in.chmod(0o755)
        (folder / "readings").mkdir()
        server = subprocess.Popen(
            [sys.executable, __file__, str(folder)],
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.PIPE,  # closed when the tests end, even by force
            stdout=subprocess.PIPE,
            start_new_session=True,  # ended with all that it started
        )
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            assert server.stdout.read(1) == b".", "the process that runs commands did not start"
            yield folder / "bin"
        finally:
            os.killpg(server.pid, signal.SIGKILL)
            server.stdin.close()
            server.stdout.close()
            server.wait(END_S)


def serve(folder: Path) -> None:
    """Run commands until the process is killed; returns in none but their processes."""
    for name in IMPORTED:
        importlib.import_module(name)
    remember_readings(folder / "readings")
    sys.executable = str(folder / "bin" / "python")  # what commands start, workers and readers of pages, is quick too
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(folder / "s"))
    server.listen()
    os.write(1, b".")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those below
    while True:
        if 0 in select.select([server, 0], [], [])[0]:
            os.killpg(0, signal.SIGKILL)
        asking, _ = server.accept()
        if os.fork():
            asking.close()
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        server.close()
        head, pipes, _, _ = socket.recv_fds(asking, 4, 3)
        asked = json.loads(_received(asking, int.from_bytes(head, "big")))
        if running := os.fork():
            for pipe in pipes:
                os.close(pipe)
            _, status = os.waitpid(running, 0)
            code = os.waitstatus_to_exitcode(status)
            asking.sendall(bytes([code if code >= 0 else 128 - code]))
            os._exit(0)
        asking.close()
        for number, pipe in enumerate(pipes):
            os.dup2(pipe, number)
            os.close(pipe)
        run(**asked)
        return


def _received(asking: socket.socket, length: int) -> bytes:
    data = b""
    while len(data) < length:
        data += asking.recv(length - len(data))
    return data


def run(name: str, arguments: list[str], folder: str, environment: dict[str, str]) -> None:
    """Be the command in this process."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    if name == "inquit":
        from inquit.cli import main

        sys.argv = ["inquit", *arguments]
        sys.exit(main())
    if arguments[0] == "-P":  # the folder is not looked in for modules
        arguments = arguments[1:]
    else:
        sys.path.insert(0, "")
    if arguments[0] != "-c":
        os.execv(PYTHON, [PYTHON, *arguments])
    sys.argv = ["-c", *arguments[2:]]
    exec(compile(arguments[1], "<string>", "exec"), vars(module))


def remember_readings(folder: Path) -> None:
    """Let all readers keep what they read in a folder, and take it from there."""
    from inquit.model.encoder import Encoder
    from inquit.reading.reader import Reader
    from inquit.types import Article

    read_one, read_group = Reader.read, Reader._read_group

    def place(reader: Reader, article: Article) -> Path:
        known = (reader.info, *(getattr(article, field.name) for field in fields(article)))
        return folder / hashlib.sha256(repr(known).encode("utf-8", "surrogatepass")).hexdigest()

    def keep(path: Path, reading: Any) -> None:
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        beside.write_bytes(pickle.dumps(reading))
        beside.replace(path)

    def read(reader: Reader, article: Article) -> Any:
        path = place(reader, article)
        if not path.exists():
            keep(path, read_one(reader, article))
        return pickle.loads(path.read_bytes())

    def group(reader: Reader, items: list[Any]) -> Iterator[Any]:
        paths = [place(reader, item) if isinstance(item, Article) else None for item in items]
        if all(path is None or path.exists() for path in paths):
            yield from (pickle.loads(p.read_bytes()) if p else item for p, item in zip(paths, items, strict=True))
            return
        for path, result in zip(paths, read_group(reader, items), strict=True):
            if path and not hasattr(result, "error"):
                keep(path, result)
            yield result

    patched: list[tuple[type, str, Callable[..., Any]]] = [
        (Reader, "read", read),
        (Reader, "_read_group", group),
        (Encoder, "prepare", lambda encoder: None),  # loads the weights ahead, which may not be needed
    ]
    for owner, name, function in patched:
        setattr(owner, name, function)


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
