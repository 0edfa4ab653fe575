"""An article looked through as a colleague would, or the newest articles of an outlet."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Query as Asked

from inquit.ledger.overview import outlets
from inquit.reports import audit as article_report
from inquit.reports import audit_outlet
from inquit.web.desk import Desk
from inquit.web.views.reports import Day, ReportPage, day, shown

ARTICLE = re.compile(r"a[a-z2-7]{4,12}")
NEWEST = 20

Of = Annotated[str, Asked(max_length=400, description="Id of an article, or name of an outlet")]


def audit(desk: Desk, of: Of = "", as_of: Day = "") -> ReportPage:
    """Completeness, sources, own voice and headline of an article; or of an outlet's newest articles, in numbers."""
    told = of.strip()
    known = tuple(name for name, _ in desk.memory.get(desk.ledger, "outlets", lambda: outlets(desk.ledger.conn)))
    if not told:
        return shown(None, choices=known)
    if ARTICLE.fullmatch(told) and told not in known:
        return shown(article_report(desk.ledger.article(told).reading), choices=known, of=of)
    found = desk.memory.get(
        desk.ledger,
        ("audit", told, as_of),
        lambda: audit_outlet(desk.ledger, told, limit=NEWEST, as_of=day("as_of", as_of)),
    )
    return shown(found, choices=known, of=of, as_of=as_of)
