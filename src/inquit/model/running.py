"""What every network of ours needs to run: loaded once a process, fed in batches that no neighbour changes."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_PIECES_A_BATCH = 1024
"""Word pieces in one run: they fit a processor's cache; 4,096 took 15 % longer a piece on one thread."""

_STEP = 16
"""Sequences are padded to a multiple of this, whatever is beside them in the batch: a neighbour changes nothing."""

_OF_PARENTS: list[Any] = []
"""Sessions that a fork copied: dropping one waits for threads that live in the parent alone, for ever."""


class PerProcess(Generic[T]):
    """Something that is made at its first use, once a process, since sessions do not survive a fork.

    Several threads may ask for it.

    Args:
        make: Makes it.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._lock_of = os.getpid()
        self._made: tuple[int, T] | None = None

    @property
    def held(self) -> T | None:
        """What this process or its parent made; `None`: nothing was made yet."""
        return self._made[1] if self._made is not None else None

    def get(self) -> T:
        """What belongs to this process."""
        made, process = self._made, os.getpid()
        if made is not None and made[0] == process:
            return made[1]
        if self._lock_of != process:  # another thread of the parent may have held it when the process forked
            self._lock, self._lock_of = threading.Lock(), process
        with self._lock:
            made = self._made
            if made is None or made[0] != process:
                if made is not None:
                    _OF_PARENTS.append(made)
                made = self._made = process, self._make()
            return made[1]


def usable_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):  # containers and `taskset` narrow it; os.cpu_count() does not see that
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def batches(lengths: Sequence[int]) -> Iterator[tuple[list[int], int]]:
    """Numbers of sequences that share a padded length, a batch at a time, with that length; the longest come first."""
    groups: dict[int, list[int]] = {}
    for number, length in enumerate(lengths):
        groups.setdefault(-(-length // _STEP) * _STEP, []).append(number)
    for length, numbers in sorted(groups.items(), reverse=True):
        size = max(1, _PIECES_A_BATCH // length)
        for at in range(0, len(numbers), size):
            yield numbers[at : at + size], length
