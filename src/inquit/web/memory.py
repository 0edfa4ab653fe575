"""Answers that take long and change little, kept until the ledger changes."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from inquit.ledger import Ledger
from inquit.ledger.overview import state

T = TypeVar("T")

PATIENCE = 50
"""How many times as old as it took to make an answer may be after another program has changed the ledger.  What takes
2 ms is 0.1 s old at most and nobody notices; what takes half a second of a ledger to which a program adds all day is
half a minute old, and not made anew for every reader."""

KEPT = 256
"""Answers that are kept; the one not asked for longest goes first."""


@dataclass(slots=True)
class _Kept:
    answer: Any
    state: tuple[int, ...]
    made: float
    took_s: float


class Memory:
    """Keeps answers; safe to use by several threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[Hashable, threading.Lock] = {}

    def get(self, ledger: Ledger, key: Hashable, make: Callable[[], T]) -> T:
        """The answer under a key, made if there is none or it is too old.

        Args:
            ledger: What it is made from.
            key: What it is.
            make: Makes it.
        """
        now = state(ledger.conn)
        if (kept := self._fresh(key, now)) is not None:
            return cast(T, kept.answer)
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        with making:  # many who ask at once wait for the one who makes it
            if (kept := self._fresh(key, now)) is None:
                kept = self._make(key, now, make)
        return cast(T, kept.answer)

    def forget(self) -> None:
        """Make all answers anew: somebody changed something here, and wants to see it."""
        with self._lock:
            self._kept.clear()

    def _fresh(self, key: Hashable, now: tuple[int, ...]) -> _Kept | None:
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or (kept.state != now and time.monotonic() - kept.made > PATIENCE * kept.took_s):
                return None
            self._kept.move_to_end(key)
            return kept

    def _make(self, key: Hashable, now: tuple[int, ...], make: Callable[[], Any]) -> _Kept:
        begun = time.monotonic()
        kept = _Kept(make(), now, time.monotonic(), time.monotonic() - begun)
        with self._lock:
            self._kept[key] = kept
            while len(self._kept) > KEPT:
                old, _ = self._kept.popitem(last=False)
                self._making.pop(old, None)
        return kept
