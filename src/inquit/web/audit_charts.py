"""Audits in bars: what there is of each, as label and value."""

from __future__ import annotations

from inquit.reports.audit import Audit
from inquit.reports.audit_many import AuditOfMany

MOST = 10
"""Bars of a chart."""

TOLD = {
    "quotations": "quotations outside statements",
    "verbs": "reporting verbs outside statements",
    "unnamed": "unnamed sources",
    "unexplained": "of these, without a reason",
    "unheard": "accused or refused, not heard",
    "declined": "did not answer",
    "undated": "statements without a date",
    "questionable": "own sentences to look at",
}

Bars = list[tuple[str, list[tuple[None, str, float]]]]


def bars(found: Audit | AuditOfMany) -> Bars:
    """The charts of an audit: title, and bars without links; those without any bar left out."""
    if isinstance(found, Audit):
        shares = [(None, source.name, round(100 * source.share, 1)) for source in found.sources[:MOST]]
        made: Bars = [("Share of words, in percent", shares)]
    else:
        totals = found.totals()
        made = [
            ("What there is to ask", [(None, told, totals[name]) for name, told in TOLD.items() if totals[name]]),
            ("Quoted most, in statements", [(None, one.name, one.statements) for one in found.sources[:MOST]]),
        ]
    return [(title, items) for title, items in made if items and max(item[2] for item in items) > 0]
