"""What an engine is: somewhere to put tasks, and to get their results from in any order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from inquit.batch.records import Found, Part, Record

Extracted = tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class ExtractTask:
    """Take the articles out of the records of a part."""

    number: int
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class ReadTask:
    """Read a part and write its files."""

    part: Part

    @property
    def number(self) -> int:
        """The part's."""
        return self.part.number


Task = ExtractTask | ReadTask


@dataclass(frozen=True, slots=True)
class TaskDone:
    """A task that is done.

    Attributes:
        found: What an `ExtractTask` found; `None` for a `ReadTask`, whose result are the files.
    """

    number: int
    found: Extracted | None


class Workers(Protocol):
    """Workers of one kind."""

    count: int

    def free(self) -> bool:
        """Whether one of them has nothing to do."""
        ...

    def submit(self, task: Task) -> None:
        """Give a task to one that is free."""
        ...

    def next(self) -> TaskDone:
        """Wait until any task is done.

        Raises:
            InquitError: A task cannot be done by any worker: the model is missing, the disk is full.
        """
        ...

    def close(self) -> None:
        """End all workers, whatever they are at."""
        ...
