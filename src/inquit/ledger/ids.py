"""Ids of articles and statements: short, and the same on every machine that adds the same story.

A letter and 12 characters of base 32, 60 bits: among five million statements two share an id with a probability of
1 in 90,000.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import urlsplit, urlunsplit

_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"  # base 32, RFC 4648
_PAIRS = [
    one + other for one in _DIGITS for other in _DIGITS
]  # two digits at once: ids are a tenth of what adding costs


def short_id(letter: str, *parts: Any) -> str:
    """An id that is derived from what it names.

    Args:
        letter: `a` for articles, `s` for statements, `p` for people.
        parts: What it is derived from, as JSON takes it.
    """
    return letter + _name(json.dumps(parts))


def article_id(url: str | None, sha256: str) -> str:
    """The id of the article at an address (see `clean_url`); of its text where there is no address."""
    return short_id("a", "url", url) if url else short_id("a", "text", sha256)


def statement_id(article: str, sha256: str, record: dict[str, Any], repeat: int = 1) -> str:
    """The id of a statement: the same for every reader that finds it at the same place.

    Args:
        article: Id of the article.
        sha256: Of the version's text.
        record: With the pieces of `source`, `cue` and `content`, as the reading format has them.
        repeat: 2 for the second statement of a reading at the same place, and so on.
    """
    spans = [record.get(name) or [] for name in ("source", "cue", "content")]
    return "s" + _name(
        f'["{article}", "{sha256}", {spans}, {repeat}]'
    )  # short_id's JSON: lists of numbers print as such


def _name(told: str) -> str:
    """The first 60 bits of a text's SHA-256, in base 32."""
    bits = int.from_bytes(hashlib.sha256(told.encode()).digest()[:8]) >> 4
    return "".join([_PAIRS[bits >> shift & 1023] for shift in (50, 40, 30, 20, 10, 0)])


def clean_url(url: str) -> str:
    """The address without what does not tell pages apart: its fragment, and capitals in scheme and host."""
    try:
        parts = urlsplit(url.strip())
        return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, parts.query, ""))
    except ValueError:  # not an address at all, but it still names the article
        return url.strip()
