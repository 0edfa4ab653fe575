"""Wall clocks on single functions, without a profiler, which would slow down what it measures."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from typing import Any


@dataclass
class Clock:
    """Time spent in a function.

    Attributes:
        seconds: Summed over calls and threads; a call inside a call counts once.
    """

    seconds: float = 0.0
    calls: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _inside: threading.local = field(default_factory=threading.local, repr=False)

    def timed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function with this clock around it."""

        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            if getattr(self._inside, "running", False):
                return function(*args, **kwargs)
            self._inside.running = True
            start = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                self._inside.running = False
                with self._lock:
                    self.seconds += time.perf_counter() - start
                    self.calls += 1

        return call


@contextmanager
def clock_on(owner: Any, name: str) -> Iterator[Clock]:
    """Put a clock on `owner.name`, a method of a class or a function of a module, while the block runs."""
    original = getattr(owner, name)
    clock = Clock()
    setattr(owner, name, clock.timed(original))
    try:
        yield clock
    finally:
        setattr(owner, name, original)


@contextmanager
def calls_seen(owner: Any, name: str, see: Callable[..., object]) -> Iterator[None]:
    """Tell `see` the arguments of each call of `owner.name` while the block runs."""
    original = getattr(owner, name)

    @wraps(original)
    def call(*args: Any, **kwargs: Any) -> Any:
        see(*args, **kwargs)
        return original(*args, **kwargs)

    setattr(owner, name, call)
    try:
        yield
    finally:
        setattr(owner, name, original)
