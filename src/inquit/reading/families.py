"""Relatives of somebody who is named: "Berg's wife, Ida"."""

from __future__ import annotations

import re

from inquit.reading.names import Name

_RELATIVE_OF = re.compile(
    r"(?:[A-Z][\w.-]+\s)*([A-Z][\w-]+)(?:[’']s|[’'])\s(?:[\w-]+\s){0,2}"
    r"(?:wife|husband|son|daughter|brother|sister|father|mother|grandson|granddaughter|niece|nephew)\b"
)


def relative_of(name: Name) -> str | None:
    """The last name of whoever's relative a name's bearer is told to be; `None` where the text tells no such thing."""
    told = _RELATIVE_OF.match(name.role or "") or _RELATIVE_OF.match(name.beside or "")
    return told[1] if told else None
