"""The process of a worker: takes records and parts, one after the other, and tells how far it is.

It is started with `COMMAND` and talks over its standard streams.  The parent, which is trusted, sends pickles; what
comes back, from a process that reads hostile pages, is lines of JSON.  When the parent is gone, so is the worker.
"""

from __future__ import annotations

import importlib
import json
import os
import pickle
import struct
import sys
import threading
from collections.abc import Callable, Collection
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, BinaryIO

from inquit.batch.extract import extract
from inquit.batch.options import BatchOptions
from inquit.batch.part import do_part
from inquit.batch.records import Found, Left, Outcome, Part, Record
from inquit.errors import InquitError
from inquit.types import Article, PublishedCandidate

# The first line tells what to import from where; the child finds this package wherever the parent found it.
COMMAND = """
import json, sys
start = json.loads(sys.stdin.buffer.readline())
sys.path[:] = start["path"]
from inquit.batch.worker import serve
serve(start)
"""
WARM_UP = "Nobody said anything."
SIZE = struct.Struct("!Q")
ADDRESS_SPACE_BYTES = 6_000_000_000
"""Address space that the model's threads and libraries reserve without using it: so much more may be asked for."""


def serve(start: dict[str, Any]) -> None:
    """Do what comes in until no more comes."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what libraries print must not be taken for an answer
    _limit_memory(start["memory_mb"])
    tasks: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, tasks), daemon=True).start()
    worker = _Worker(answers, start["reader"], start["workers"])
    worker.tell({"ready": True})
    while True:
        worker.do(pickle.loads(tasks.get()))


def sent(stream: IO[bytes], task: tuple[Any, ...]) -> None:
    """Send a task to a worker."""
    data = pickle.dumps(task, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(SIZE.pack(len(data)) + data)
    stream.flush()


def found_of(told: dict[str, Any]) -> Found:
    """What was found in a record, from what a worker says."""
    article = None
    if (fields := told["article"]) is not None:
        fields["published_candidates"] = tuple(PublishedCandidate(**one) for one in fields["published_candidates"])
        article = Article(**fields | {name: tuple(fields[name]) for name in ("authors", "warnings")})
    left = Left(Outcome(told["left"]["outcome"]), told["left"]["reason"]) if told["left"] is not None else None
    return Found(article, left, told["fetched"], bytes.fromhex(told["sketch"]))


def maker(name: str) -> Callable[[int], Any]:
    """The function that makes a reader.

    Raises:
        InquitError: There is none of this name.
    """
    module, colon, function = name.partition(":")
    try:
        if not colon:
            raise ValueError("no function is named")
        made: Callable[[int], Any] = getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise InquitError(
            f"the reader {name!r} cannot be had ({error})", remedy="name it as module:function"
        ) from error
    return made


def reader_of(options: BatchOptions, name: str, workers: int) -> Any:
    """The reader of a worker.

    Args:
        options: How the batch is done.
        name: What makes it where the options choose none.
        workers: How many there are on this machine.

    Raises:
        InquitError: It cannot be had.
    """
    if options.how.is_default:
        return maker(name)(workers)
    from inquit.ingest import chosen_reader

    return chosen_reader(options.how, workers)


class _Worker:
    def __init__(self, answers: IO[str], reader: str, workers: int) -> None:
        self._answers = answers
        self._name, self._workers = reader, workers
        self._reader: Any = None

    def tell(self, what: dict[str, Any]) -> None:
        self._answers.write(json.dumps(what) + "\n")
        self._answers.flush()

    def do(self, task: tuple[Any, ...]) -> None:
        try:
            if task[0] == "extract":
                self._extract(*task[1:])
            else:
                self._read(*task[1:])
        except (InquitError, OSError) as error:  # the model is missing, the disk is full: no record's fault
            told = error if isinstance(error, InquitError) else InquitError(f"a part cannot be done ({error})")
            self.tell({"fatal": {"what": told.what, "where": told.where, "remedy": told.remedy}})
            return
        self.tell({"finished": True})

    def _extract(self, records: tuple[tuple[int, Record], ...], options: BatchOptions) -> None:
        for index, record in records:
            self.tell({"next": [index], "chars": 0})
            found = extract(record, options)
            told = {
                "article": asdict(found.article) if found.article is not None else None,
                "left": {"outcome": str(found.left.outcome), "reason": found.left.reason} if found.left else None,
                "fetched": found.fetched,
                "sketch": found.sketch.hex(),
            }
            self.tell({"index": index, "found": told})

    def _read(self, part: Part, out: str, options: BatchOptions, alone: tuple[int, ...]) -> None:
        if self._reader is None:
            self._reader = reader_of(options, self._name, self._workers)
            list(self._reader.read_many([Article(WARM_UP)]))  # loads the model, in no article's time

        def tell(indices: Collection[int], chars: int) -> None:
            self.tell({"next": list(indices), "chars": chars})

        do_part(part, Path(out), options, self._reader, alone=alone, tell=tell)


def _listen(stream: BinaryIO, tasks: SimpleQueue[bytes]) -> None:
    """Take tasks off the parent's hands; end this process, whatever it is at, when the parent has gone."""
    while True:
        head = stream.read(SIZE.size)
        if len(head) < SIZE.size:
            os._exit(0)
        tasks.put(stream.read(SIZE.unpack(head)[0]))


def _limit_memory(memory_mb: int) -> None:
    """Let the system refuse what is far above the limit; the parent watches the limit itself."""
    if not sys.platform.startswith("linux"):
        return
    import resource

    limit = memory_mb * 1_000_000 + ADDRESS_SPACE_BYTES
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most == resource.RLIM_INFINITY or most > limit:
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
