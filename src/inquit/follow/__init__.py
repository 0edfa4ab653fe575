"""Following news: feeds and sitemaps into a ledger, politely, for as long as one likes.

follower   what is done next
state      what is remembered, in the ledger
hosts      how hosts are treated
pages      from a page to the ledger
stopping   how it ends
"""

from __future__ import annotations

from inquit.follow.follower import Event, FeedRead, Unchanged, Waiting, follow
from inquit.follow.settings import RECHECKS, Settings
from inquit.follow.stopping import Stop

__all__ = ["RECHECKS", "Event", "FeedRead", "Settings", "Stop", "Unchanged", "Waiting", "follow"]
