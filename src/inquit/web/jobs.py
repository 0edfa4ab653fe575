"""What is being added: texts, links and files, read one after the other by a thread of its own.

One, since reading takes all processors anyway; whoever comes meanwhile waits in line and sees how far it is.
"""

from __future__ import annotations

import io
import logging
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum

from inquit.errors import Failure, InquitError
from inquit.ingest import STDIN
from inquit.ingest.recording import Recorded, record
from inquit.ledger import Ledger
from inquit.sources import ReadOptions
from inquit.web.problems import RefusedError, problem_of
from inquit.web.settings import Settings
from inquit.workers import ManyReader

log = logging.getLogger(__name__)

ReaderSource = Callable[[], ManyReader]

WAITING = 20
"""Jobs that may wait; what comes after is told to come back."""

KEPT = 200
"""Jobs that are remembered; the oldest is forgotten first."""


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    READING = "reading"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class JobArticle:
    """An article that was recorded.

    Attributes:
        outcome: `new article`, `new version`, `known` …
        statements: How many the reading brought.
    """

    article: str
    outcome: str
    statements: int


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is added.

    Attributes:
        what: The address, the file's name, or `a pasted text`.
        articles: What was recorded so far.
        failures: What could not be read so far, a message each.
        step: Counts changes, so that who watches knows when to look again.
    """

    id: str
    what: str
    state: JobState = JobState.WAITING
    articles: tuple[JobArticle, ...] = ()
    failures: tuple[str, ...] = ()
    step: int = 0

    def rows(self) -> tuple[JobArticle, ...]:
        """The articles."""
        return self.articles

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in (JobState.DONE, JobState.FAILED)


@dataclass(frozen=True, slots=True)
class Given:
    """What to add: an address, or the bytes of a text or file.

    Attributes:
        url: `None` where there are bytes.
        name: Of the file, to be shown.
    """

    name: str
    url: str | None = None
    data: bytes = b""
    published: str | None = None
    outlet: str | None = None


class Jobs:
    """All jobs of a site.

    Args:
        settings: Which ledger, and what may be fetched.
        reader: Makes the reader; called in the thread that reads, once.
    """

    def __init__(self, settings: Settings, reader: ReaderSource) -> None:
        self.settings = settings
        self.reader = reader
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="inquit-add")

    def add(self, given: Given) -> Job:
        """Put something in the line.

        Raises:
            RefusedError: The line is full.
        """
        with self._lock:
            waiting = sum(job.state is JobState.WAITING for job in self._jobs.values())
            if waiting >= WAITING:
                raise RefusedError(429, f"{waiting} are waiting to be read already", "try again in a minute")
            job = Job(secrets.token_hex(6), given.name)
            self._jobs[job.id] = job
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
        self._executor.submit(self._work, job.id, given)
        return job

    def find(self, number: str) -> Job:
        """A job by its id.

        Raises:
            RefusedError: There is none.
        """
        with self._lock:
            job = self._jobs.get(number)
        if job is None:
            raise RefusedError(
                404, f"there is no job {number[:40]!r}", "what was added stays in the ledger: search for it"
            )
        return job

    def close(self) -> None:
        """End: what is being read is finished, what waits is not begun."""
        self._executor.shutdown(cancel_futures=True)

    def _work(self, number: str, given: Given) -> None:
        self._update(number, state=JobState.READING)
        try:
            options = ReadOptions(
                published=given.published,
                outlet=given.outlet,
                max_bytes=self.settings.max_file_bytes,
                allow_private=self.settings.allow_private,
            )
            self._record(number, given, options)
        except InquitError as error:
            self._fail(number, str(error))
        except Exception as error:  # whatever it is, the page must not wait for ever
            self._fail(number, f"{(problem := problem_of(error)).what}; {problem.remedy}")
        failed = not self.find(number).articles
        self._update(number, state=JobState.FAILED if failed else JobState.DONE)

    def _record(self, number: str, given: Given, options: ReadOptions) -> None:
        with Ledger(self.settings.ledger) as ledger:
            items = record(
                [given.url or STDIN],
                ledger,
                options,
                reader=self.reader(),
                keep_source=self.settings.keep_source,
                stdin=io.BytesIO(given.data),
            )
            for item in items:
                if isinstance(item, Failure):
                    self._fail(number, _message(item.error, given.name))
                elif isinstance(item, Recorded):
                    done = JobArticle(item.added.article, str(item.added.outcome), item.added.statements)
                    self._update(number, articles=(*self.find(number).articles, done))

    def _fail(self, number: str, message: str) -> None:
        self._update(number, failures=(*self.find(number).failures, message))

    def _update(self, number: str, **changes: object) -> None:
        with self._lock:
            job = self._jobs[number]
            self._jobs[number] = replace(job, step=job.step + 1, **changes)  # type: ignore[arg-type]


def _message(error: InquitError, name: str) -> str:
    """The error's words, with the name that the user gave instead of `-`."""
    told = str(error)
    return told.removeprefix(f"{STDIN}: ").replace(f"{STDIN}, record", f"{name}, record", 1)
