"""Templates: what they may call, and one environment for the process.

Everything that a template prints is escaped; what an article says is put on one line by `line`, which also takes out
control characters and marks that turn text round.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, FunctionLoader, PackageLoader, StrictUndefined

from inquit import __version__
from inquit.export import wording
from inquit.export.marked import hue
from inquit.ledger.alignment import align
from inquit.reports.stats_ratios import Per
from inquit.reports.stats_source import Dimension, Measure
from inquit.types import Act, Flag, Type
from inquit.web import audit_charts, charts, plugged, queries, words
from inquit.web.links import PageLinks, anchor

MENU = (
    ("search", "Search"),
    ("watch", "New"),
    ("people", "People"),
    ("compare", "Compare"),
    ("promises", "Promises"),
    ("audit", "Audit"),
    ("stats", "Stats"),
    ("review", "Review"),
    ("add", "Add"),
)
"""Names of the pages that every page links to, and what they are called."""

PERSON_REPORTS = (("timeline", "Timeline"), ("promises", "Promises"), ("conditions", "Conditions"))


def render(template: str, links: PageLinks, **values: Any) -> str:
    """A page as HTML.

    Args:
        template: Its file.
        links: Addresses of other pages.
        values: What the template shows; `page` is the dataclass of the view.
    """
    return environment().get_template(template).render(links=links, **values)


@cache
def environment() -> Environment:
    """The environment of all pages."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("inquit.web"), FunctionLoader(plugged.template)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters.update(
        line=words.line,
        number=words.number,
        day=words.day,
        moment=words.moment,
        month=words.month,
        percent=wording.percent,
        host=words.host,
        safe_url=words.safe_url,
        shown=words.shown,
        condition=words.condition,
        cut=words.cut,
        labelled_count=lambda row: (row.values[0] or "not known", row.n),
        words_of_count=lambda count: (count.value, count.hits),
    )
    made.tests.update(iso_day=words.is_day, article_id=words.is_article, statement_id=words.is_statement)
    made.globals.update(
        ACTS=tuple(Act),
        align=align,
        audit_chart=audit_charts.bars,
        dimensions=tuple(Dimension),
        measures=tuple(Measure),
        merged=words.merged,
        rates=tuple(Per),
        FLAGS=tuple(Flag),
        TYPES=tuple(Type),
        act_sign=words.act_sign,
        act_told=words.ACT_TOLD,
        anchor=anchor,
        asked=queries.asked,
        charts=charts,
        counted=words.counted,
        chosen=queries.filters,
        cue_words=wording.cue_words,
        event_told=words.event_told,
        facts=wording.facts,
        filters=queries.filters,
        hue=hue,
        menu=(*MENU, *plugged.menu()),
        paired=words.paired,
        person_reports=PERSON_REPORTS,
        row_facts=words.row_facts,
        toggled=queries.toggled,
        unsure_below=wording.UNSURE_BELOW,
        version=__version__,
    )
    return made
