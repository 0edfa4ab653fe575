"""How much one address may ask for: a bucket that fills at a steady rate and holds so much (token bucket)."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass

ADDRESSES = 10_000
"""That are remembered; the one not heard of longest is forgotten first."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Limit:
    """Counts what addresses ask for; used from the event loop alone.

    Args:
        per_s: How fast a bucket fills; `None`: no limit.
        burst: How much it holds.
    """

    def __init__(self, per_s: float | None, burst: int) -> None:
        self.per_s = per_s
        self.burst = burst
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait_s(self, address: str, cost: float = 1.0) -> float:
        """0 where the request may go on; else the seconds after which it may be sent again."""
        if self.per_s is None:
            return 0.0
        now = time.monotonic()
        bucket = self._buckets.pop(address, None) or _Bucket(self.burst, now)
        bucket.left = min(self.burst, bucket.left + (now - bucket.at) * self.per_s)
        bucket.at = now
        self._buckets[address] = bucket
        if len(self._buckets) > ADDRESSES:
            self._buckets.popitem(last=False)
        if bucket.left < cost:
            return (cost - bucket.left) / self.per_s
        bucket.left -= cost
        return 0.0
