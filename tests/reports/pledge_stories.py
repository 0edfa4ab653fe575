"""Ledgers of promises, plans and refusals, written line by line: no model."""

from __future__ import annotations

import re
from collections.abc import Iterable

from benchmarks.pledges import Line, reading
from inquit.ledger import Ledger, Office


def line(day: str, speaker: str, act: str, words: str, *, outlet: str = "Norvik Echo", by: str | None = None) -> Line:
    """A statement; `{…}` in its words is its condition, `by` who reports it, `[organization]` after a name its kind."""
    name, _, kind = speaker.partition(" [")
    condition = re.search(r"\{(.+?)\}", words)
    return Line(
        name,
        kind.rstrip("]") or "person",
        day,
        outlet,
        act,
        None,
        by,
        False,
        re.sub(r"[{}]", "", words),
        condition[1] if condition else None,
    )


def fill(ledger: Ledger, lines: Iterable[Line], offices: Iterable[tuple[str, Office]] = ()) -> list[str]:
    """Add statements, an article each; the short ids of those that the lines tell, in their order."""
    ids = []
    for number, one in enumerate(lines, ledger.conn.execute("SELECT count(*) FROM articles").fetchone()[0]):
        article = ledger.add(reading(one, number)).article
        rows = ledger.conn.execute(
            "SELECT s.short_id FROM statements s JOIN articles a ON a.id = s.article_id WHERE a.short_id = ?"
            " ORDER BY s.start DESC, s.within_id DESC",
            (article,),
        ).fetchall()
        ids.append(rows[0][0])
    for who, office in offices:
        ledger.people.hold(who, office, who="ann")
    return ids
