"""What a watch found, as an Atom feed (RFC 4287), for any reader of feeds."""

from __future__ import annotations

import re
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from inquit import __version__
from inquit.reports.compare_links import link_to
from inquit.reports.watch import New, Watch, asked

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write (its section 2.2, Char)."""


def feed(watch: Watch, *, ledger: str, title: str | None = None) -> str:
    """The feed, the newest entry first.

    Ids are UUIDs made from the ids of the ledger, so that they are the same on every machine and for ever (RFC 4287,
    4.2.6).

    Args:
        watch: What was found.
        ledger: What tells this feed from others: the ledger's name and what was asked for make its id.
        title: Of the feed; `None`: made from what was asked for.
    """
    query = asked(watch.query)
    named = title or "New statements" + (f": {_listed(query)}" if query else "")
    updated = max((one.added for one in watch.statements), default=watch.until.partition("/")[0])
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"  <title>{_text(named)}</title>",
        f"  <id>{_urn(f'feed {ledger} {query}')}</id>",
        f"  <updated>{_text(updated)}</updated>",
        f'  <generator uri="https://pypi.org/project/inquit/" version={quoteattr(__version__)}>Inquit</generator>',
        "  <author><name>Inquit</name></author>",
    ]
    for one in reversed(watch.statements):
        lines += _entry(one)
    return "\n".join([*lines, "</feed>", ""])


def _entry(one: New) -> list[str]:
    told = one.statement
    who = told.who or "not known"
    said = f"{told.cue}: {told.words}" if told.cue else told.words
    about = [told.act, f"condition: {told.condition}" if told.condition else None, told.day, told.outlet, told.title]
    lines = [
        "  <entry>",
        f"    <title>{_text(f'{who} {said}')}</title>",
        f"    <id>{_urn(f'statement {told.id}')}</id>",
        f"    <updated>{_text(one.added)}</updated>",
        f"    <author><name>{_text(who)}</name></author>",
    ]
    if told.published and re.fullmatch(r"\d{4}-\d\d-\d\d", told.published[:10]):
        lines.append(f"    <published>{told.published[:10]}T00:00:00Z</published>")
    if told.act:
        lines.append(f"    <category term={quoteattr(told.act)}/>")
    if (link := link_to(told.url, told.words)) is not None:
        lines.append(f'    <link rel="alternate" href={quoteattr(_clean(link))}/>')
    summary = " · ".join(part for part in about if part)
    return [*lines, f'    <summary type="text">{_text(summary)}</summary>', "  </entry>"]


def _listed(query: dict[str, object]) -> str:
    return ", ".join(
        " or ".join(map(str, value)) if isinstance(value, list) else str(value) for value in query.values()
    )


def _urn(told: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'inquit:{told}')}"


def _text(value: str) -> str:
    return escape(_clean(" ".join(value.split())))


def _clean(value: str) -> str:
    return _FORBIDDEN.sub("\ufffd", value)
