"""`audit` of many articles: a line each, how often what was found, and who is quoted over all of them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from inquit.errors import UnknownIdError
from inquit.ledger import Ledger
from inquit.ledger.errors import translated
from inquit.reports.audit import Audit, audit
from inquit.reports.coverage import Missing
from inquit.reports.headline import Verdict
from inquit.reports.sections import Section
from inquit.types import Reading

NEWEST = 20
"""Articles of an outlet that are looked through unless more are asked for; each takes some hundredths of a second."""

MOST_SOURCES = 50
"""Sources that are listed, those quoted in the most articles first."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An article in a list of audits: how many of each.

    Attributes:
        unnamed: Sources that are not named.
        unexplained: Of these, those of whom it is not told why.
        quotations: Quotations, parts of them and lone marks outside statements.
        verbs: Reporting verbs outside statements.
        unheard: Accused, refused or threatened without a word.
        unsourced: Sentences without a source.
        questionable: Of these, those with a reason to look at them.
        headline: What the body makes of the headline; `None` where there is none.
    """

    id: str
    title: str | None
    published: str | None
    words: int
    statements: int
    sources: int
    unnamed: int
    unexplained: int
    quotations: int
    verbs: int
    unheard: int
    declined: int
    undated: int
    unsourced: int
    questionable: int
    headline: Verdict | None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One who is quoted, by the name that articles give them.

    Attributes:
        articles: In how many of those looked through they have a statement.
    """

    name: str
    kind: str | None
    articles: int
    statements: int


@dataclass(frozen=True, slots=True)
class AuditOfMany:
    """Audits of several articles.

    Attributes:
        of: The outlet, or the place where the articles are.
        articles: How many there are; more than `lines` where only the newest were looked through.
        lines: An article each, in the order in which they came.
        sources: Who is quoted, in the most articles first.
    """

    of: str
    articles: int
    lines: tuple[AuditLine, ...]
    sources: tuple[SourceLine, ...]

    def to_dict(self) -> dict[str, Any]:
        """All of it, ready for `json.dumps`."""
        return {"report": "audits", **asdict(self), "totals": self.totals()}

    def totals(self) -> dict[str, int]:
        """The sum of every count over the articles; headlines by what the body makes of them."""
        counts = [name for name in AuditLine.__slots__ if name not in ("id", "title", "published", "headline")]
        sums = {name: sum(getattr(line, name) for line in self.lines) for name in counts}
        verdicts = Counter(line.headline for line in self.lines if line.headline is not None)
        return sums | {f"headline {verdict}": verdicts[verdict] for verdict in Verdict}

    def sections(self) -> tuple[Section, ...]:
        """Totals, a row an article, a row a source."""
        looked = len(self.lines)
        note = None if looked == self.articles else f"The newest {looked:,} of {self.articles:,} articles."
        totals = tuple(
            (name.replace("unexplained", "unnamed without a reason"), n) for name, n in self.totals().items()
        )
        columns = tuple(name for name in AuditLine.__slots__)
        rows = tuple(tuple(getattr(line, name) for name in columns) for line in self.lines)
        sources = tuple((one.name, one.kind, one.articles, one.statements) for one in self.sources)
        return (
            Section(f"All articles of {self.of}", ("what", "number"), (("articles", looked), *totals), note),
            Section("Articles", columns, rows),
            Section("Sources", ("name", "kind", "articles", "statements"), sources, "By the names that articles give."),
        )


def audit_many(readings: Iterable[Reading], *, of: str, articles: int | None = None) -> AuditOfMany:
    """Look many articles through, one after the other.

    Args:
        readings: What was read in them.
        of: What they have in common.
        articles: How many there are, where `readings` are only some of them.
    """
    lines: list[AuditLine] = []
    quoted: Counter[tuple[str, str | None]] = Counter()
    statements: Counter[tuple[str, str | None]] = Counter()
    for reading in readings:
        found = audit(reading)
        lines.append(_line(found))
        for source in found.sources:
            if source.speaker is not None and source.unnamed is None:
                quoted[source.name, source.kind] += 1
                statements[source.name, source.kind] += len(source.statements)
    ranked = sorted(quoted, key=lambda key: (-quoted[key], -statements[key], key[0]))[:MOST_SOURCES]
    sources = tuple(SourceLine(*key, quoted[key], statements[key]) for key in ranked)
    return AuditOfMany(of, len(lines) if articles is None else articles, tuple(lines), sources)


def audit_outlet(ledger: Ledger, outlet: str, *, limit: int = NEWEST, as_of: date | None = None) -> AuditOfMany:
    """Look the newest articles of an outlet through, as they stand.

    Args:
        ledger: The ledger.
        outlet: Its name, or a part of it that only one has.
        limit: How many.
        as_of: Of those published up to this day; `None`: of all.

    Raises:
        UnknownIdError: There is no such outlet, or more than one.
    """
    with translated(ledger.path):
        row_id, name = _outlet(ledger.conn, outlet)
        values: list[Any] = [row_id]
        where = "a.outlet_id = ? AND a.current_version_id IS NOT NULL"
        if as_of is not None:
            where = f"{where} AND substr(v.published, 1, 10) <= ?"
            values.append(as_of.isoformat())
        tables = "articles a JOIN versions v ON v.id = a.current_version_id"
        number = ledger.conn.execute(f"SELECT count(*) FROM {tables} WHERE {where}", values).fetchone()[0]
        ids = ledger.conn.execute(
            f"SELECT a.short_id FROM {tables} WHERE {where} ORDER BY v.published DESC, a.id DESC LIMIT ?",
            [*values, limit],
        ).fetchall()
    return audit_many((ledger.article(one).reading for (one,) in ids), of=name, articles=number)


def _outlet(conn: sqlite3.Connection, told: str) -> tuple[int, str]:
    rows = [(int(row["id"]), str(row["name"])) for row in conn.execute("SELECT id, name FROM outlets").fetchall()]
    wanted = " ".join(told.casefold().split())
    found = [row for row in rows if row[1].casefold() == wanted]
    found = found or [row for row in rows if wanted and wanted in row[1].casefold()]
    if len(found) > 1:
        names = ", ".join(sorted(name for _, name in found)[:5])
        raise UnknownIdError(f"{told!r} can be more than one outlet: {names}", remedy="give more of the name")
    if not found:
        near = get_close_matches(wanted, [name.casefold() for _, name in rows], n=1)
        known = next((name for _, name in rows if near and name.casefold() == near[0]), None)
        remedy = f"did you mean {known}?" if known else "inquit search --facets lists outlets"
        raise UnknownIdError(f"there is no article and no outlet {told!r}", remedy=remedy)
    return found[0]


def _line(found: Audit) -> AuditLine:
    verbs = sum(one.kind is Missing.VERB for one in found.unattributed)
    return AuditLine(
        id=found.id,
        title=found.title,
        published=found.published,
        words=found.words,
        statements=found.statements,
        sources=len(found.sources),
        unnamed=len(found.unnamed),
        unexplained=sum(source.unnamed is not None and source.unnamed.reason is None for source in found.unnamed),
        quotations=len(found.unattributed) - verbs,
        verbs=verbs,
        unheard=len(found.unheard),
        declined=len(found.declined),
        undated=len(found.undated),
        unsourced=len(found.own),
        questionable=sum(bool(sentence.reasons) for sentence in found.own),
        headline=found.headline.verdict if found.headline else None,
    )
