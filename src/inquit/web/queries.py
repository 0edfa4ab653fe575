"""A search as the query of an address: what facets and filters link to."""

from __future__ import annotations

from typing import Any

from inquit.ledger.search_query import Query

FIELDS = {
    "q": "words",
    "meaning": "meaning",
    "speaker": "speaker",
    "act": "acts",
    "type": "types",
    "flag": "flags",
    "outlet": "outlets",
    "said_from": "said_from",
    "said_to": "said_to",
    "published_from": "published_from",
    "published_to": "published_to",
    "min_confidence": "min_confidence",
    "order": "order",
}
"""Fields of the search form, and what they are called in a query."""


def asked(query: Query, **changes: Any) -> dict[str, Any]:
    """The fields of a query, some of them otherwise; empty ones take a filter away."""
    told = {name: getattr(query, field) for name, field in FIELDS.items()} | changes
    return {name: value for name, value in told.items() if value not in (None, "", ())}


def toggled(query: Query, name: str, value: str) -> dict[str, Any]:
    """The query with one value of a filter more, or without it where it is there."""
    own = getattr(query, FIELDS[name])
    if isinstance(own, tuple):
        return asked(query, **{name: tuple(v for v in own if v != value) if value in own else (*own, value)})
    return asked(query, **{name: None if own == value else value})


def filters(query: Query) -> list[tuple[str, str, str]]:
    """The filters that are set: name of the field, value, and the same for people."""
    found = []
    for name, told in asked(query, q=None, order=None).items():
        values = told if isinstance(told, tuple) else (told,)
        found += [(name, str(value), f"{name.replace('_', ' ')}: {value}") for value in values]
    return found
