"""Stopping in time: at once where nothing is being written, after the article in hand where something is."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stopped(Exception):  # noqa: N818 (no error: somebody wants it to stop)
    """Raised out of a wait for the network when it is time to stop."""


class Stop:
    """Whether it is time to stop.

    `set` may be called from any thread; `on_signals` makes signals call it, in the main thread alone, as Python has it.
    """

    def __init__(self) -> None:
        self._event = threading.Event()
        self._may_raise = False

    def set(self) -> None:
        """Stop as soon as nothing is lost by it."""
        self._event.set()

    @property
    def is_set(self) -> bool:
        """Whether to stop."""
        return self._event.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait, but no longer than until it is time to stop; whether it is."""
        return self._event.wait(max(0.0, seconds))

    @contextmanager
    def cutting_short(self) -> Iterator[None]:
        """Let a signal end what the block does by `Stopped`: nothing may be written in it."""
        self._may_raise = True
        try:
            if self.is_set:
                raise Stopped
            yield
        finally:
            self._may_raise = False

    @contextmanager
    def on_signals(self, *numbers: signal.Signals) -> Iterator[None]:
        """Stop when one of these signals comes, while the block runs; a second one does what it did before."""
        before = {number: signal.getsignal(number) for number in numbers}

        def stop(number: int, frame: FrameType | None) -> None:
            for one, handler in before.items():
                signal.signal(one, handler)
            self.set()
            if self._may_raise:
                self._may_raise = False
                raise Stopped

        for number in numbers:
            signal.signal(number, stop)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
