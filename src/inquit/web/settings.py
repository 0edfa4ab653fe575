"""What decides how a site is served."""

from __future__ import annotations

from dataclasses import dataclass

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""Names under which a browser on this machine asks for it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a ledger is served.

    Attributes:
        ledger: Path of the file.
        who: Whose name stands under corrections until a browser tells another.
        hosts: Host names that requests may carry, without port; any other is refused, so that a page elsewhere cannot
            reach us under a name of its own (DNS rebinding).
        token: What a browser must show to get in; `None`: whoever reaches the port may.
        threads: How many pages are made at once, each with a connection to the ledger; see `Ledgers` why one is best.
        requests_per_s: What one address may ask for on the average; `None`: as much as it likes.
        burst: What it may ask for at once.
        max_body_bytes: Of a request that changes something, but for files.
        max_file_bytes: Of a file that is added.
        allow_private: Fetch articles from private addresses too, such as an intranet's.
        keep_source: Keep the bytes that an article was made from.
    """

    ledger: str
    who: str = "reader"
    hosts: frozenset[str] = LOCAL_HOSTS
    token: str | None = None
    threads: int = 1
    requests_per_s: float | None = 50.0
    burst: int = 200
    max_body_bytes: int = 1_500_000
    max_file_bytes: int = 20_000_000
    allow_private: bool = False
    keep_source: bool = True
