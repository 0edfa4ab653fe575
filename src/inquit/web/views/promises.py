"""Pledges and conditions: what was promised, to whom, on which condition, by when, and how it stands."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query as Asked

from inquit.reports.conditions import conditions as conditions_report
from inquit.reports.promises import promises as report
from inquit.reports.statuses import vocabulary
from inquit.reports.timeline import person_or_words
from inquit.web.desk import Desk
from inquit.web.views.reports import Cursor, Day, Of, ReportPage, day, shown

PLEDGES = 15

Status = Annotated[str, Asked(max_length=60, description="Only those that stand so")]


def promises(
    desk: Desk,
    of: Of = "",
    status: Status = "",
    due_from: Day = "",
    due_to: Day = "",
    as_of: Day = "",
    cursor: Cursor = "",
) -> ReportPage:
    """Pledges of one side on one matter, those told last first."""
    person, words = person_or_words(desk.ledger, of.strip()) if of.strip() else (None, "")
    found = report(
        desk.ledger,
        person,
        words=words,
        status=status.strip() or None,
        due_from=due_from.strip() or None,
        due_to=due_to.strip() or None,
        as_of=day("as_of", as_of),
        limit=PLEDGES,
        cursor=cursor or None,
    )
    return shown(
        found,
        next=found.next,
        choices=tuple(one.label for one in vocabulary("plain").statuses),
        of=of,
        status=status,
        due_from=due_from,
        due_to=due_to,
        as_of=as_of,
    )


def conditions(desk: Desk, of: Of = "", as_of: Day = "", cursor: Cursor = "") -> ReportPage:
    """Statements that hold only if something else does, those said last first."""
    found = conditions_report(
        desk.ledger, of.strip() or None, as_of=day("as_of", as_of), limit=PLEDGES, cursor=cursor or None
    )
    return shown(found, next=found.next, of=of, as_of=as_of)
