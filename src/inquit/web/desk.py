"""What every view is given beside what was asked."""

from __future__ import annotations

from dataclasses import dataclass

from inquit.ledger import Ledger
from inquit.web.memory import Memory


@dataclass(frozen=True, slots=True)
class Desk:
    """The ledger, and who asks.

    Attributes:
        memory: Keeps what takes long.
        who: Name that stands under corrections.
        seen: The mark up to which this reader looked at what is new; `None`: never.
    """

    ledger: Ledger
    memory: Memory
    who: str
    seen: str | None = None
