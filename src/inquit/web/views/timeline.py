"""Positions in the order they were said, of a person or about a matter."""

from __future__ import annotations

from inquit.reports.timeline import person_or_words
from inquit.reports.timeline import timeline as report
from inquit.web.desk import Desk
from inquit.web.views.reports import Cursor, Day, Of, ReportPage, day, shown

POSITIONS = 40


def timeline(desk: Desk, of: Of = "", as_of: Day = "", cursor: Cursor = "") -> ReportPage:
    """What a person said, or what was said with some words, the oldest first, with possible changes."""
    if not of.strip():
        return shown(None, of=of)
    person, words = person_or_words(desk.ledger, of.strip())
    found = report(desk.ledger, person, words=words, as_of=day("as_of", as_of), limit=POSITIONS, cursor=cursor or None)
    return shown(found, next=found.next, of=of, as_of=as_of)
