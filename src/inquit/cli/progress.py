"""Progress with rate and time left, on stderr: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from inquit.cli.messages import say

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

EVERY_S = 10.0
"""Seconds between two lines where there is no terminal."""


class Progress:
    """Shows how far a command is, while it is open.

    Args:
        total_bytes: How much there is to be read; `None`: nobody knows, or `expect` tells it later.
        unit: What is counted.
    """

    def __init__(self, total_bytes: int | None = None, *, unit: str = "article") -> None:
        self.total_bytes = total_bytes
        self.unit = unit
        self.done_bytes = self.articles = 0
        self.began = self.told = time.monotonic()
        self.bar = _bar(total_bytes) if sys.stderr.isatty() else None

    def __enter__(self) -> Self:
        if self.bar is not None:
            self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar is not None:
            self.bar.stop()

    def expect(self, total_bytes: int | None) -> None:
        """Take note of how much there is to be read."""
        self.total_bytes = total_bytes
        if self.bar is not None:
            self.bar.update(self.bar.task_ids[0], total=total_bytes)

    def advance(self, size_bytes: int) -> None:
        """Take note of bytes that were read."""
        self.done_bytes += size_bytes

    def reach(self, done: int, total: int) -> None:
        """Take note of how many of all are done, where they and not bytes are counted, and show it."""
        if total != self.total_bytes:
            self.expect(total)
        more, self.done_bytes = done - self.done_bytes, done
        self.count(more)

    def count(self, number: int = 1) -> None:
        """Take note of articles that are done, and show them."""
        self.articles += number
        now = time.monotonic()
        name = self.unit if self.articles == 1 else f"{self.unit}s"
        rate = f"{self.articles:,} {name}, {self.articles / max(now - self.began, 0.001):,.1f} a second"
        if self.bar is not None:
            self.bar.update(self.bar.task_ids[0], completed=self.done_bytes, description=rate)
        elif now - self.told >= EVERY_S and self.done_bytes != self.total_bytes:  # else the command itself says so
            self.told = now
            say(rate + self._left(now - self.began))

    def _left(self, passed_s: float) -> str:
        """The time left, as exact as a guess deserves; empty where nobody can tell."""
        if not self.total_bytes or not 0 < self.done_bytes <= self.total_bytes:
            return ""
        seconds = (self.total_bytes - self.done_bytes) * passed_s / self.done_bytes
        if seconds < 90:
            return f", about {seconds:.0f} s left"
        return f", about {seconds / 60:.0f} min left" if seconds < 5400 else f", about {seconds / 3600:.1f} h left"


def _bar(total_bytes: int | None) -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    # Rich redirects stderr while the bar is up, so that messages are printed above it.
    bar = Bar(*columns, console=Console(stderr=True), transient=True)
    bar.add_task("", total=total_bytes)
    return bar
