"""Two wordings side by side: what one has and the other lacks."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query as Asked

from inquit.reports.lost import lost as report
from inquit.web.desk import Desk
from inquit.web.views.reports import ReportPage, shown

Words = Annotated[str, Asked(max_length=4000, description="Id of a statement or of an article (a…@2), or words")]


def lost(desk: Desk, a: Words = "", b: Words = "") -> ReportPage:
    """What went missing from the words: statement against statement, article against article, headline against body."""
    if not a.strip():
        return shown(None, a=a, b=b)
    return shown(report(a.strip(), b.strip() or None, ledger=desk.ledger), a=a, b=b)
