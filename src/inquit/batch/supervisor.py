"""A worker process and the one who watches it: what hangs or eats memory costs its own record and nothing else.

A record in hand when the time or the memory is up is given up, the process is killed, and another one goes on behind
it.  Where several records were in hand, as the model takes a few together, they are tried one by one.  A process that
dies without a cause that can be told, by a crash or a stranger's hand, gets its record back twice before it is blamed.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from inquit.batch.options import BatchOptions
from inquit.batch.records import Found, Left, Outcome, Part, Record
from inquit.batch.worker import COMMAND, found_of, sent
from inquit.errors import InquitError

START_S = 120.0
"""What a process may take to start, and to load its model, on a machine that has other things to do."""

LOOK_S = 0.1
CHARS_A_SECOND = 500
"""How slowly a text may be read before it counts as hanging: a twentieth of what one core reads."""

DEATHS, MAX_DEATHS = 3, 20
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4_096
SAVE_ALONE = "save the story alone, as HTML or plain text, and read that"


class Stopped(Exception):  # noqa: N818 (not an error of a record: somebody wants the batch to end)
    """The supervisor was asked to stop."""


@dataclass(slots=True, eq=False)
class _DiedError(Exception):
    """The process is gone.

    Attributes:
        in_hand: The records that it was at.
        reason: Why they are given up; `None` where they are not to blame yet.
    """

    in_hand: tuple[int, ...]
    reason: str | None


@dataclass(slots=True)
class Supervisor:
    """Has a worker do what is asked, and another one where it dies.

    Attributes:
        options: How the batch is done.
        workers: How many there are on this machine; they share its processors.
        pid: Of the process; `None` while there is none.
    """

    options: BatchOptions
    workers: int
    pid: int | None = None
    _process: subprocess.Popen[bytes] | None = None
    _answers: queue.SimpleQueue[dict[str, Any] | None] = field(default_factory=queue.SimpleQueue)
    _stopped: bool = False

    def extract(self, records: tuple[Record, ...]) -> tuple[Found, ...]:
        """What is in records."""
        found: dict[int, Found] = {}
        deaths: Counter[int] = Counter()
        while waiting := tuple((index, one) for index, one in enumerate(records) if index not in found):
            try:
                for answer in self._asked(("extract", waiting, self.options)):
                    if "found" in answer:
                        found[answer["index"]] = found_of(answer["found"])
            except _DiedError as died:
                for index in died.in_hand:
                    deaths[index] += 1
                    if reason := _blame(died, deaths[index]):
                        found[index] = Found(None, Left(Outcome.FAILED, reason))
        return tuple(found[index] for index in range(len(records)))

    def do_part(self, part: Part, out: Path) -> None:
        """Have a part read and written."""
        alone: set[int] = set()
        deaths: Counter[int] = Counter()
        while True:
            try:
                for _ in self._asked(("read", part, str(out), self.options, tuple(alone))):
                    pass
                return
            except _DiedError as died:
                if not died.in_hand:  # before or after the reading: the files are written again
                    deaths[-1] += 1
                    if deaths[-1] > MAX_DEATHS:
                        what = died.reason or f"its process died {MAX_DEATHS} times"
                        raise InquitError(f"{part.name} cannot be written: {what}") from died
                if len(died.in_hand) > 1:
                    alone.update(died.in_hand)
                    continue
                for index in died.in_hand:
                    deaths[index] += 1
                    if reason := _blame(died, deaths[index]):
                        part = replace(part, failed={**part.failed, index: reason})

    def stop(self) -> None:
        """End the process; whoever waits for it gets `Stopped`."""
        self._stopped = True
        self._kill()

    def _asked(self, task: tuple[Any, ...]) -> Any:
        """Ask, and yield what the worker says until it is finished."""
        if self._stopped:
            raise Stopped
        process = self._started()
        assert process.stdin is not None  # it is a pipe
        # In a thread: the worker may be dying, or stop reading, in the middle of a large task.
        threading.Thread(target=_send, args=(process.stdin, task), daemon=True).start()
        in_hand: tuple[int, ...] = ()
        allowed_s = self.options.timeout_s + START_S
        since = time.monotonic()
        while True:
            try:
                answer = self._answers.get(timeout=LOOK_S)
            except queue.Empty:
                if reason := self._trouble(time.monotonic() - since, allowed_s):
                    self._kill()
                    raise _DiedError(in_hand, reason) from None
                continue
            if answer is None:
                self._kill()
                if self._stopped:
                    raise Stopped
                raise _DiedError(in_hand, None)
            if "fatal" in answer:
                raise InquitError(**answer["fatal"])
            if answer.get("finished"):
                return
            if "next" in answer:
                in_hand = tuple(answer["next"])
                since = time.monotonic()
                allowed_s = self.options.timeout_s + (answer["chars"] / CHARS_A_SECOND if in_hand else START_S)
            yield answer

    def _trouble(self, passed_s: float, allowed_s: float) -> str | None:
        """Why the process has to go; `None` where it may go on."""
        if passed_s > allowed_s:
            return f"it took longer than {allowed_s:,.0f} s; {SAVE_ALONE}"
        held = _resident_bytes(self.pid)
        if held is not None and held > self.options.memory_mb * 1_000_000:
            return f"it took more than {self.options.memory_mb:,} MB of memory; {SAVE_ALONE}"
        return None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._kill()
        self._answers = queue.SimpleQueue()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # its own children go with it, and Ctrl-C is for the batch to hear
        )
        self.pid = self._process.pid
        start = {
            "path": sys.path,
            "reader": self.options.reader,
            "workers": self.workers,
            "memory_mb": self.options.memory_mb,
        }
        assert self._process.stdin is not None and self._process.stdout is not None
        with contextlib.suppress(OSError):
            self._process.stdin.write(json.dumps(start).encode() + b"\n")
            self._process.stdin.flush()
        threading.Thread(target=_listen, args=(self._process.stdout, self._answers), daemon=True).start()
        return self._process

    def _kill(self) -> None:
        process, self._process, self.pid = self._process, None, None
        if process is None:
            return
        if process.poll() is None:  # else its number may be another's by now
            with contextlib.suppress(OSError):
                if hasattr(os, "killpg"):
                    os.killpg(process.pid, signal.SIGKILL)
                else:
                    process.kill()
        process.wait()
        with contextlib.suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()


def _blame(died: _DiedError, deaths: int) -> str | None:
    """Why a record is given up; `None` where it is tried once more."""
    if died.reason is not None:
        return died.reason
    return f"its process died {deaths} times; {SAVE_ALONE}" if deaths >= DEATHS else None


def _send(stream: IO[bytes], task: tuple[Any, ...]) -> None:
    with contextlib.suppress(OSError, ValueError):  # it died; who listens hears of it
        sent(stream, task)


def _listen(stream: IO[bytes], answers: queue.SimpleQueue[dict[str, Any] | None]) -> None:
    """Pass on what a worker says; `None` when it says no more."""
    with stream:
        for line in stream:
            try:
                answers.put(json.loads(line))
            except ValueError:  # cut by its death
                break
    answers.put(None)


def _resident_bytes(pid: int | None) -> int | None:
    """What a process holds in memory; `None` where the system does not tell."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return None
    return int(pages) * PAGE_BYTES
