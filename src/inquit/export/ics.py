"""Deadlines of pledges, as a calendar (RFC 5545) for any calendar program: one event a day that something is due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from inquit import __version__
from inquit.reports.promises_views import Promises, Told

LINE_OCTETS = 75
"""Octets of a line, its end apart (section 3.1)."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def calendar(promises: Promises, *, stamp: datetime | None = None) -> str:
    """The deadlines of a page of pledges; pledges that name none are left out.

    Events are whole days and take no time of anybody (TRANSP:TRANSPARENT).  The UID is made from the pledge's id, so
    that a calendar which takes the file again updates its events.

    Args:
        promises: The pledges.
        stamp: When the file was made; `None`: now.
    """
    made = (stamp or datetime.now(UTC)).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Inquit//Inquit {__version__}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text('Pledges due' + (f': {promises.about}' if promises.about else ''))}",
    ]
    for one in promises.pledges:
        if one.deadline is not None:
            lines += _event(one, made)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(one: Told, made: str) -> Iterator[str]:
    assert one.deadline is not None  # the caller asked
    day = date.fromisoformat(one.deadline.day)
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, f'inquit:pledge {one.id}')}"
    yield f"DTSTAMP:{made}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(1):%Y%m%d}"
    who = one.who or "not known"
    yield f"SUMMARY:{_text(f'{who}: {one.last.words}')}"
    yield f"DESCRIPTION:{_text(_description(one))}"
    if one.last.url and one.last.url.isascii() and " " not in one.last.url:
        yield f"URL:{one.last.url}"
    yield f"CATEGORIES:{','.join(_text(act) for act in one.acts)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(one: Told) -> str:
    assert one.deadline is not None
    parts = [
        f"due: {one.deadline.words}",
        f"condition: {one.condition}" if one.condition else None,
        f"to: {one.to_whom}" if one.to_whom else None,
        f"first said: {one.first.day or 'not known'}",
        f"last said: {one.last.day or 'not known'}",
        f"told by: {', '.join(one.outlets)}" if one.outlets else None,
        f"status: {one.status}",
        f"pledge: {one.id}",
    ]
    return "\n".join(part for part in parts if part)


def _text(value: str) -> str:
    """A value of type TEXT (section 3.3.11): backslash, semicolon, comma and line ends are escaped."""
    value = _CONTROL.sub(" ", value.replace("\r\n", "\n").replace("\r", "\n"))
    for mark in "\\;,":
        value = value.replace(mark, f"\\{mark}")
    return value.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A content line as lines of at most 75 octets, never cut inside a character; later ones begin with a space."""
    room, piece, size = LINE_OCTETS, "", 0
    for char in line:
        octets = len(char.encode("utf-8", "replace"))
        if size + octets > room:
            yield piece
            piece, size = " ", 1
        piece += char
        size += octets
    yield piece
