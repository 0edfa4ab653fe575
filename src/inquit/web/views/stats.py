"""How many, of what, by what."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query as Asked

from inquit.reports.stats import StatsQuery, stats_of_ledger
from inquit.reports.stats_ratios import Per
from inquit.reports.stats_source import Dimension, Measure
from inquit.web.asked import OPTIONAL, SEVERAL
from inquit.web.desk import Desk
from inquit.web.views.reports import Day, Of, ReportPage, shown


def stats(
    desk: Desk,
    by: Annotated[list[Dimension], SEVERAL, Asked(description="Dimensions, in their order")] = [Dimension.OUTLET],  # noqa: B006
    measure: Measure = Measure.STATEMENTS,
    per: Annotated[Per | None, OPTIONAL] = None,
    outlet: Of = "",
    published_from: Day = "",
    published_to: Day = "",
) -> ReportPage:
    """Counts with shares and intervals of 95 %."""
    query = StatsQuery(
        by=tuple(dict.fromkeys(by)),
        measure=measure,
        per=per,
        outlets=(outlet.strip(),) if outlet.strip() else (),
        published_from=published_from.strip() or None,
        published_to=published_to.strip() or None,
    )
    found = desk.memory.get(desk.ledger, ("stats", query), lambda: stats_of_ledger(desk.ledger, query))
    return shown(
        found,
        by=",".join(query.by),
        measure=measure,
        per=per or "",
        outlet=outlet,
        published_from=published_from,
        published_to=published_to,
    )
