"""Reports: functions from a ledger, or from one reading, to plain data.

Neutral: they set texts side by side, say why each row is there, and never say who is right.  Every report is a frozen
dataclass that is a `Report`: `to_dict` for programs, `sections` for tables, and ids and offsets that lead back to the
words.
"""

from __future__ import annotations

from inquit.reports.audit import audit
from inquit.reports.audit_many import audit_many, audit_outlet
from inquit.reports.compare import compare
from inquit.reports.conditions import conditions
from inquit.reports.lost import lost
from inquit.reports.promises import pledge, promises, rate
from inquit.reports.sections import Cell, Report, Section
from inquit.reports.stats import StatsQuery, stats_of_ledger, stats_of_readings
from inquit.reports.timeline import timeline
from inquit.reports.watch import watch

__all__ = [
    "Cell",
    "Report",
    "Section",
    "StatsQuery",
    "audit",
    "audit_many",
    "audit_outlet",
    "compare",
    "conditions",
    "lost",
    "pledge",
    "promises",
    "rate",
    "stats_of_ledger",
    "stats_of_readings",
    "timeline",
    "watch",
]
