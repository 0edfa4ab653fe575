"""The same statement in several outlets."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query as Asked

from inquit.reports.compare import compare as report
from inquit.web.desk import Desk
from inquit.web.views.reports import Cursor, Day, Of, ReportPage, day, shown

GROUPS, PATIENCE = 12, 400
"""Groups of a page, and new statements that one page may take to compare: about a second."""

Words = Annotated[str, Asked(max_length=400, description="Id of a statement, or words; with them days do not count")]


def compare(
    desk: Desk, q: Words = "", speaker: Of = "", since: Day = "", until: Day = "", cursor: Cursor = ""
) -> ReportPage:
    """The same statement in several outlets, the newest first."""
    found = report(
        desk.ledger,
        q.strip() or None,
        since=day("since", since),
        until=day("until", until),
        speaker=speaker.strip() or None,
        limit=GROUPS,
        cursor=cursor or None,
        patience=PATIENCE,
    )
    return shown(found, next=found.cursor, q=q, speaker=speaker, since=since, until=until)
