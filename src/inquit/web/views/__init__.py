"""The pages: each view reads what was asked, calls a function of the ledger or the reports, and fills a dataclass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from inquit.web.views import (
    article,
    audit,
    compare,
    home,
    lost,
    people,
    person,
    promises,
    review,
    search,
    stats,
    timeline,
    watch,
)
from inquit.web.views import statement as statements

PAGES: tuple[tuple[str, Callable[..., Any], str], ...] = (
    ("/", home.home, "home.html"),
    ("/search", search.search, "search.html"),
    ("/article/{id}/changes", article.changes, "changes.html"),
    ("/article/{id}", article.article, "article.html"),
    ("/statement/{id}", statements.statement, "statement.html"),
    ("/person/{id}/articles", person.person_articles, "person_articles.html"),
    ("/person/{id}", person.person, "person.html"),
    ("/people/review", people.doubts, "doubts.html"),
    ("/people", people.people, "people.html"),
    ("/review", review.review, "review.html"),
    ("/compare", compare.compare, "compare.html"),
    ("/lost", lost.lost, "lost.html"),
    ("/timeline", timeline.timeline, "timeline.html"),
    ("/promises", promises.promises, "promises.html"),
    ("/conditions", promises.conditions, "conditions.html"),
    ("/audit", audit.audit, "audit.html"),
    ("/stats", stats.stats, "stats.html"),
    ("/watch", watch.watch, "watch.html"),
)
"""Path, view and template of each; where two paths fit an address the first counts."""

QUICK = frozenset({
    *("/", "/search", "/article/{id}/changes", "/article/{id}", "/statement/{id}", "/person/{id}", "/review"),
})  # fmt: skip
"""Paths of those that take a tenth of a second at most with a million statements."""
